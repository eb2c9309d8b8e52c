"""This module turns what stands before a report's first heading into printed labels and values.

A box may be a table, a list, a line of text with bars or without; its values may stand beside their
labels or on the lines under them, and an empty value's cell may be lost.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from parsers.metadata.label_pairs import Pair, glued_label, leading_label, split_pairs
from parsers.metadata.label_rows import is_label_row, pair_rows, split_label_rows
from parsers.metadata.labels import clean_value, has_colon, label_of
from parsers.metadata.title_lines import title_line
from parsers.metadata.titles import is_report_title
from parsers.metadata.values import may_be_value
from parsers.page import Block, Grid
from schemas.vocabulary import vocabulary

_WIDE = re.compile(r"\s{2,}")
_LIKE_BEFORE = 2  # so many values on the lines under their labels, and the last may be there too


def box_pairs(blocks: Sequence[Block]) -> Iterator[Pair]:
    """Every label that the blocks print, with its value, which is empty where none is printed."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block.replace("｜", "|"))
            continue
        yield from _text_pairs(lines)
        lines = []
        if _is_box(block):
            yield from _grid_pairs(block.lines)
    yield from _text_pairs(lines)


@lru_cache(maxsize=4096)
def _pairs(text: str) -> tuple[Pair, ...]:
    """The labels of a text; one with no colon and no blank after it, where a value of its own follows.

    A page's style may be all that parts the two.
    """
    found = split_pairs(text)
    one = None if found else glued_label(text)
    return (one,) if one and may_be_value(one.label, one.value, follows=False) else found


def _is_box(grid: Grid) -> bool:
    return any(
        label in vocabulary().boxed or (label and has_colon(cell)) or _opens_pair(cell)
        for line in grid.lines[:12]
        for cell in line
        for label in (label_of(cell),)
    )


def _opens_pair(cell: str) -> bool:
    found = _pairs(cell)
    return bool(found) and found[0].label in vocabulary().boxed


def _grid_pairs(lines: Sequence[Sequence[str]]) -> Iterator[Pair]:
    skip = False
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else ()
        if skip:
            skip = False
        elif is_label_row(line, below):
            skip = True
            yield from pair_rows(line, below)
        else:
            yield from _row_pairs(line, table=True)


def _row_pairs(cells: Sequence[str], table: bool) -> Iterator[Pair]:
    """The labels of a row, each with the cell after it; a label after a label was left empty."""
    label: str | None = None
    for cell in cells:
        named = _label_alone(cell, table)
        found = () if named else _pairs(cell)
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


def _label_alone(cell: str, table: bool = False) -> str | None:
    """The label that is all of a cell: in a line of text it has a colon or is a box's own."""
    label = label_of(cell)
    if label and (table or has_colon(cell) or label in vocabulary().boxed):
        return label
    return None


def _text_pairs(lines: Sequence[str]) -> Iterator[Pair]:
    found, rest = split_label_rows(lines)
    yield from found
    yield from _line_pairs(rest)


def _line_pairs(lines: Sequence[str]) -> Iterator[Pair]:
    """The labels of lines of text; a label left open at a line's end may have its value below."""
    open_label: str | None = None
    boxed = False
    stacked = 0
    for index, line in enumerate(lines):
        found = _barred(line) if "|" in line else _in_box(line) if boxed else _plain(line)
        if not found and not open_label:
            boxed = False
            continue
        if open_label and not found and not clean_value(line):
            continue
        below = lines[index + 1] if index + 1 < len(lines) else ""
        if open_label:
            ends = stacked >= _LIKE_BEFORE and is_report_title(title_line(below))
            taken = not (found or _is_row(line) or "|" in clean_value(line)) and may_be_value(
                open_label, clean_value(line), ends or bool(_plain(below))
            )
            yield Pair(open_label, clean_value(line) if taken else "")
            open_label = None
            stacked += taken
        boxed = bool(found) and (boxed or any(pair.label in vocabulary().boxed for pair in found))
        if found and not found[-1].value:
            open_label, found = found[-1].label, found[:-1]
        yield from found
    if open_label:
        yield Pair(open_label, "")


def _is_row(line: str) -> bool:
    """Whether a line is a box's next row, one of whose cells is a label."""
    return "|" in line and any(map(label_of, line.split("|")))


def _in_box(line: str) -> tuple[Pair, ...]:
    """The labels of a line without bars among those of a box: wide spaces may part its columns."""
    cells = _WIDE.split(line.strip()) if "  " in line else []
    if sum(label_of(cell) is not None for cell in cells) > 1 and label_of(cells[0]):
        return tuple(_row_pairs(cells, table=True))
    return _plain(line) or leading_label(line)


def _barred(line: str) -> tuple[Pair, ...]:
    """The labels of a line with bars: it is a table's row where a label is its first cell."""
    cells = line.strip("| \t").split("|")
    return tuple(_row_pairs(cells, table=len(cells) > 1 and label_of(cells[0]) is not None))


@lru_cache(maxsize=4096)
def _plain(line: str) -> tuple[Pair, ...]:
    label = _label_alone(line)
    return (Pair(label, ""),) if label else _pairs(line)
