"""This module restores the headers of table 四, which narrow columns broke into pieces of a letter or two.

In a text of a PDF these stand on lines of their own, above, beside and below the whole ones, in an
order that no longer tells which belong together. That all letters of the header are there, and no
other, does tell; the order of its words is that of their beginnings.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile

from parsers.flat.pieces import split_cells
from parsers.form_words import DISPUTE_HEADS, meanings
from parsers.numbers import is_figure
from parsers.text import fold
from schemas.form import forms

# Letters of groups that stand before those of another: 行政复议, 行政诉讼; 未经复议直接起诉, 复议后起诉.
_IN_ORDER = (("复", "讼"), ("经", "后"), ("直", "后"))


def restore_scattered_headers(lines: Sequence[str]) -> list[str]:
    """Return the lines of a table, with headers of table 四 that are out of order on three lines, as the form prints them.

    >>> pieces = ["结果 结果 其他 尚未", "总计", "维持 纠正 结果 审结"]
    >>> header = ["行政复议 行政诉讼", *pieces, "未经复议直接起诉 复议后起诉", *pieces, *pieces]
    >>> restore_scattered_headers([*header, "0 1 0 0 1 0 0 0 0 0 0 0 2 0 2"])[1]
    '结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉'
    """
    header = list(takewhile(lambda line: not any(map(is_figure, split_cells(line))), lines))
    end = len(header)
    header = [line.replace("|", " ") for line in header]
    words = [word for line in header for word in line.split()]
    if all(map(meanings, words)) or not _is_header(header):
        return list(lines)
    return [*_printed(), *lines[end:]]


def _is_header(lines: Sequence[str]) -> bool:
    """Whether lines have all letters of the header and no other, its words in the form's order."""
    letters = fold("".join(lines))
    if Counter(letters) != Counter(fold("".join(_printed()))):
        return False
    if any(letters.find(first) > letters.find(second) for first, second in _IN_ORDER):
        return False
    return all(map(_is_forms, _orders([line for line in lines if not _has_all_columns(line)])))


def _has_all_columns(line: str) -> bool:
    """Whether a line has a word for each column of a group, or of several, made of its header's letters.

    A line may have the lower words of one group beside the upper words of another, and totals on another line.

    >>> _has_all_columns("维持 纠正 结果 审结 计 结果 结果 其他 尚未 总"), _has_all_columns("纠正 维持 其他 尚未 总")
    (True, False)
    >>> _has_all_columns("维持 纠正 结果 审结 结果 结果 其他 尚未"), _has_all_columns("结果 结果 尚未 其他")
    (True, False)
    """
    words, (_, columns, _) = line.split(), _parts()
    return any(
        len(words) % width == 0
        and all(set(word) <= set(columns[at % width]) for at, word in enumerate(words))
        for width in (len(columns), len(columns) - 1)
    )


def _orders(lines: Sequence[str]) -> Iterator[list[int]]:
    """The columns that each line names beside one another, and those of lines below one another with one each."""
    below: list[int] = []
    for places in map(_order, lines):
        if len(set(places)) > 1:
            yield from (below, places)
            below = []
        else:
            below += places
    yield below


def _order(text: str) -> list[int]:
    """The columns, by their places in a group, of the letters that only one column's header has."""
    _, columns, _ = _parts()
    found = ([at for at, word in enumerate(columns) if letter in word] for letter in text)
    return [places[0] for places in found if len(places) == 1]


def _is_forms(places: list[int]) -> bool:
    """Whether columns are in the form's order, beginning with the first of them in each group.

    The total of a group whose other words are on other lines may come first, where every group ends in its own.

    >>> _is_forms([4, 4, 2, 3, 4, 2, 3, 4]), _is_forms([4, 2, 3, 4, 2, 3]), _is_forms([2, 3, 4, 2, 3])
    (True, False, True)
    """
    after = [b for a, b in pairwise(places) if b < a]
    ends = [a for a, b in pairwise([*places, -1]) if b < a]
    total = len(_parts()[1]) - 1
    first = after[:1] if {*places[:1], *ends} == {total} else places[:1]
    return all(at == min(places) for at in (*first, *after))


@cache
def _parts() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    table = forms()["2021"].tables["disputes"]
    columns = tuple(column.labels[0] for column in table.columns.values())
    return DISPUTE_HEADS, columns, tuple(row.labels[0] for row in table.rows.values())


@cache
def _printed() -> tuple[str, ...]:
    heads, columns, groups = map(" ".join, _parts())
    return heads, f"{columns} {groups.split(' ', 1)[1]}", f"{columns} {columns}"
