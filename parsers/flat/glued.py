"""This module splits words and figures of a table that a copy has run together, and a label from its figures, in the one possible way."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from unicodedata import normalize

from parsers.form_words import APPLICANTS, DISPUTES, TABLES, key_of_word, known_words, meanings
from parsers.patterns import HAN
from parsers.text import fold, squeeze
from schemas.form import every_table

_TAIL = re.compile(r"^(.*?[^\d.,+-])([+-]?\d[\d,]*(?:\.\d+)?)$")
_NEXT = re.compile(  # where the enumerator of a word stands behind another word
    rf"(?<=[{HAN})）])(?=[(（][一二三四五六七]{{1,2}}[)）]|\d[.．、])"
)
# The one line of figures of table 四, run together; no one figure is printed so.
NO_DISPUTES = "0" * DISPUTES
_OF_A_KIND = 3  # columns of most rows of table 二
_MOST_OVER = 6  # digits that figures run together may have above one each


def label_and_figures(label: str, figures: Sequence[str]) -> tuple[str, ...] | None:
    """The cells of a row whose figures stand apart, the first of them perhaps glued to the label; else None.

    >>> label_and_figures("2.重复申请0", ["12", "2", "0", "0", "30", "44"])
    ('2.重复申请', '0', '12', '2', '0', '0', '30', '44')
    """
    if not figures or meanings(label):
        return (label, *figures) if figures else None
    if (words := _words(label)) and len(figures) in row_widths(words[-1]):
        return (*words, *figures)
    glued = _TAIL.match(squeeze(label))
    words = _words(glued[1]) if glued else ()
    fits = bool(words) and len(figures) + 1 in row_widths(words[-1])
    return (*words, glued[2], *figures) if glued and fits else None


@cache
def _known() -> re.Pattern[str]:
    longest_first = sorted(known_words(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def split_glued(line: str) -> tuple[str, ...] | None:
    """Split words that were run together, or a label and its figures, where that can be done in one way only."""
    folded = fold(line)
    if not folded:
        return None
    found = _known().findall(folded)
    if len(found) > 1 and "".join(found) == folded:
        return tuple(found)
    match = _TAIL.match(squeeze(line))
    words = _words(match[1]) if match else ()
    if match is None or not words or match[2] not in normalize("NFKC", line):
        return None  # apart: they are not run together
    figures = match[2]
    cut = cut_row(figures, row_widths(words[-1]))
    return (*words, *cut) if cut else None


def _words(text: str) -> tuple[str, ...]:
    """The known word that a text is, or the group and the label that were run together in it; empty for others.

    >>> _words("(三)不予公开1.属于国家秘密"), _words("(三)不予公开的1.属于国家秘密")
    (('(三)不予公开', '1.属于国家秘密'), ())
    """
    words = _NEXT.split(text)
    if all(map(meanings, words)):
        return tuple(words)
    return (text,) if meanings(text) else ()


@lru_cache(maxsize=512)
def row_widths(label: str) -> frozenset[int]:
    """The numbers of columns that the row of a label has, over all tables and forms."""
    keys = {name: key_of_word(label, name, "row") for name in TABLES}
    rows = (table.rows.get(key) for name, key in keys.items() if key for table in every_table(name))
    return frozenset(len(row.columns) for row in rows if row)


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
    if not digits.isdigit() or not 0 <= len(digits) - APPLICANTS <= _MOST_OVER:
        return None
    ways = list(islice(_sums(digits, APPLICANTS), 2))
    return ways[0] if len(ways) == 1 and len(ways[0]) == APPLICANTS else None


def _sums(digits: str, most: int) -> Iterator[tuple[str, ...]]:
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
