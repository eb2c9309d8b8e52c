"""This module cuts figures that a copy has run together, where the sums of the form leave one way to do it:
those of a row, or of the columns of table 三.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from math import prod

from parsers.equations import equation_instances, judge
from parsers.form_words import APPLICANTS, DISPUTES, OUTCOMES
from schemas.form import forms

_OF_A_KIND = 3  # columns of most rows of table 二
_MOST_WAYS = 8
_MOST_OVER = 6  # digits that figures run together may have above one each
_MOST = 512  # combinations that are tried

Cut = tuple[str, ...]


def cut_row(figures: str, width: frozenset[int]) -> tuple[str, ...] | None:
    """Cut the figures of a row that may have so many columns, where that can be done in one way only."""
    if figures.isdigit() and figures[:-1].startswith("0"):  # no one figure begins so
        width -= {1}
    if len(figures) == 1:
        return (figures,)
    if width == {len(figures)} and not figures[:-1].strip("0"):
        return tuple(figures)
    if width == {APPLICANTS} and (cut := _cut_sum(figures)):
        return cut
    # One cell is too few for the row, which reading then refuses and tells.
    return (figures,) if width == {_OF_A_KIND} and figures.isdigit() else None


def _cut_sum(digits: str) -> tuple[str, ...] | None:
    """The figures of a row of table 三, the last the sum of the others, where they can be cut in one way only.

    Blank cells, which leave no digit, are considered. As the sum is used to cut, it proves nothing; the sums of
    the columns do.

    >>> _cut_sum("120000012"), _cut_sum("1200000012"), _cut_sum("100012")
    (('12', '0', '0', '0', '0', '0', '12'), None, None)
    """
    if not _may_be(digits, APPLICANTS):
        return None
    ways = list(islice(_sums(digits, APPLICANTS), 2))
    return ways[0] if len(ways) == 1 and len(ways[0]) == APPLICANTS else None


def ways_to_cut(digits: str) -> tuple[tuple[str, ...], ...]:
    """The ways to cut a row of table 三 without blank cells; none if they are too many.

    >>> ways_to_cut("220000325")
    (('2', '20', '0', '0', '0', '3', '25'), ('22', '0', '0', '0', '0', '3', '25'))
    """
    if not _may_be(digits, APPLICANTS):
        return ()
    ways = (way for way in _sums(digits, APPLICANTS) if len(way) == APPLICANTS)
    found = tuple(islice(ways, _MOST_WAYS + 1))
    return found if len(found) <= _MOST_WAYS else ()


def _may_be(digits: str, columns: int) -> bool:
    """Whether digits may be those of a row of so many columns."""
    return digits.isdigit() and 0 <= len(digits) - columns <= _MOST_OVER


def _sums(digits: str, most: int) -> Iterator[Cut]:
    """The ways to cut digits into at most so many figures whose last is the sum of the others."""
    for begin in range(len(digits)):
        total = digits[begin:]
        if total == "0" or not total.startswith("0"):
            for terms in _terms(digits[:begin], most - 1, int(total)):
                yield (*terms, total)


def _terms(digits: str, most: int, total: int) -> Iterator[tuple[str, ...]]:
    """Each way to cut a run of digits into at most so many figures that add up to a total; only 0 begins with 0."""
    if not digits:
        yield from () if total else ((),)
        return
    longest = 1 if digits.startswith("0") else len(digits)
    for end in range(1, longest + 1 if most else 1):
        if int(digits[:end]) > total:
            return
        rest = _terms(digits[end:], most - 1, total - int(digits[:end]))
        yield from ((digits[:end], *others) for others in rest)


def cut_groups(digits: str, *, full: bool = False) -> tuple[str, ...] | None:
    """The figures of table 四's line, in each of whose groups the last is the sum of the others, if there is one way to cut them.

    Where the table is known to be `full`, blank cells are not considered.

    >>> cut_groups("2131700000" + "1324019"), cut_groups("111" + "0" * 13)
    (('2', '1', '3', '1', '7', '0', '0', '0', '0', '0', '13', '2', '4', '0', '19'), None)
    >>> (cut_groups("10203120001200000"), cut_groups("10203120001200000", full=True)[5:10])
    (None, ('12', '0', '0', '0', '12'))
    """
    if not _may_be(digits, DISPUTES):
        return None
    every = _grouped(digits, DISPUTES // OUTCOMES)
    ways = list(islice((one for one in every if not full or len(one) == DISPUTES), 2))
    return ways[0] if len(ways) == 1 and len(ways[0]) == DISPUTES else None


def _grouped(digits: str, groups: int) -> Iterator[tuple[str, ...]]:
    """The ways to cut digits into so many groups with their sums, blank cells considered."""
    if groups == 1:
        yield from _group(digits)
        return
    for end in range(len(digits) + 1):
        if first := _group(digits[:end]):
            others = tuple(_grouped(digits[end:], groups - 1))
            yield from ((*group, *rest) for group in first for rest in others)


@lru_cache(maxsize=512)
def _group(digits: str) -> tuple[tuple[str, ...], ...]:
    """The ways to cut digits into one group, which may be blank."""
    return tuple(_sums(digits, OUTCOMES)) if digits else ((),)


def choose(rows: Mapping[str, Sequence[Cut]]) -> dict[str, Cut]:
    """The one choice of cuts, a cut for each row, with which every column adds up; empty where none or several do.

    >>> zeros = {key: [("0",) * 7] for key in forms()["2021"].tables["requests"].rows}
    >>> way, other = ("22", "0", "0", "0", "0", "3", "25"), ("2", "20", "0", "0", "0", "3", "25")
    >>> choose(zeros | {"new_requests": [way], "results_total": [way], "granted": [other, way]})["granted"]
    ('22', '0', '0', '0', '0', '3', '25')
    """
    version = next((name for name in forms() if _has_rows(name, rows)), None)
    if version is None or prod(map(len, rows.values())) > _MOST:
        return {}
    choices = (dict(zip(rows, cuts, strict=True)) for cuts in product(*rows.values()))
    fit = [one for one in choices if _adds_up(version, one)]
    return fit[0] if len(fit) == 1 else {}


def _has_rows(version: str, rows: Mapping[str, Sequence[Cut]]) -> bool:
    table = forms()[version].tables.get("requests")
    return table is not None and set(table.rows) == set(rows)


def _adds_up(version: str, cuts: Mapping[str, Cut]) -> bool:
    """Whether the rows, cut so, fulfil every equation between rows."""
    columns = tuple(forms()[version].tables["requests"].columns)[:APPLICANTS]
    figures = ((row, zip(columns, cut, strict=True)) for row, cut in cuts.items())
    values = {(row, column): int(figure) for row, cells in figures for column, figure in cells}
    every = equation_instances(version, "requests")
    return all(judge(one, values) for one in every if one.equation.axis == "rows")
