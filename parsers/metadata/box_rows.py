"""This module turns the rows of a box, from a table or from lines with bars, into labels and values."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from parsers.metadata.label_pairs import Pair, glued_label, split_pairs
from parsers.metadata.label_rows import is_label_row, is_list_head, pair_rows
from parsers.metadata.labels import clean_value, field_of, has_colon, label_of
from parsers.metadata.values import may_be_value
from parsers.page import Grid
from schemas.vocabulary import vocabulary

_FIRST_ROWS = 12  # among which a table that is a box has a label


def is_box(grid: Grid) -> bool:
    """Whether one of a table's first rows has a box's label, or is a header line in cells."""
    rows = grid.lines[:_FIRST_ROWS]
    return any(
        label in vocabulary().boxed or (label and has_colon(cell)) or _opens_pair(cell)
        for line in rows
        for cell in line
        for label in (label_of(cell),)
    ) or any(map(_is_header_line, rows))


def grid_pairs(lines: Sequence[Sequence[str]]) -> Iterator[Pair]:
    """The labels of a table with their values, which are beside them or, for a row of labels, below."""
    if lines and is_list_head(lines[0]):
        return
    skip = False
    for index, line in enumerate(lines):
        if skip:
            skip = False
        elif is_label_row(lines[index : index + 3]):
            skip = True
            yield from pair_rows(line, lines[index + 1])
        else:
            yield from row_pairs(line, table=True)


def row_pairs(cells: Sequence[str], table: bool) -> Iterator[Pair]:
    """The labels of a row, each with the next cell as its value, or empty if that is a label too."""
    label: str | None = None
    for cell in cells:
        named = label_alone(cell, table)
        found = () if named else pairs_of(cell)
        if label and (named or found):
            yield Pair(label, "")
        if named:
            label = named
        elif found:
            yield from found[:-1]
            label = None if found[-1].value else found[-1].label
            yield from found[-1:] if found[-1].value else ()
        elif label:
            yield Pair(label, clean_value(cell))
            label = None
    if label:
        yield Pair(label, "")


def barred(line: str) -> tuple[Pair, ...]:
    """The labels of a line with bars, which is read as a table's row if its first cell is a label."""
    cells = line.strip("| \t").split("|")
    if is_list_head(cells):
        return ()
    return tuple(row_pairs(cells, table=len(cells) > 1 and label_of(cells[0]) is not None))


def label_alone(cell: str, table: bool = False) -> str | None:
    """The label that is all of a cell: in a line of text it has a colon or is a box's own."""
    label = label_of(cell)
    if label and (table or has_colon(cell) or label in vocabulary().boxed):
        return label
    return None


@lru_cache(maxsize=4096)
def pairs_of(text: str) -> tuple[Pair, ...]:
    """The labels of a text, including one without a colon or blank after it if a value of its kind follows.

    A page's style may be all that parts the two.
    """
    found = split_pairs(text)
    one = None if found else glued_label(text, vocabulary().boxed)
    return (one,) if one and may_be_value(one.label, one.value, follows=False) else found


def _is_header_line(cells: Sequence[str]) -> bool:
    """Whether two cells of a row begin with labels of fields: 日期:2024-01-29 beside 来源:甲局."""
    found = (pairs_of(cell) for cell in cells if ":" in cell or "：" in cell)
    return sum(bool(pairs and field_of(pairs[0].label)) for pairs in found) > 1


def _opens_pair(cell: str) -> bool:
    found = pairs_of(cell)
    return bool(found) and found[0].label in vocabulary().boxed
