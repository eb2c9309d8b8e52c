"""This module tells whether a copy has left blank cells out and filled its rows up with pipes.

`规章 | 3 | 5 | |||` has lost a blank that may have stood before, between or after its figures: the
pipes at its end tell how many cells are missing, and not where. Some copies leave one blank of several
side by side, so a blank cell proves that none was left out only in a row that has all its cells.
"""

import re
from collections.abc import Iterator, Sequence

from parsers.flat.glued import row_widths
from parsers.flat.pieces import split_at_pipes
from parsers.form_words import DISPUTES, meanings
from parsers.numbers import is_figure

_APART = re.compile(r"\|\s+\|\s+\|\s*$")  # blank cells at a line's end; what fills it up is one run


def omits_blank_cells(lines: Sequence[str]) -> bool:
    """Whether rows are padded with pipes, and no row proves that blank cells were kept.

    >>> omits_blank_cells(["第二十条第(一)项 | |||", "规章 | 3 | 5 | |"])
    True
    """
    barred = [line for line in lines if "|" in line]
    if not any(map(_is_filled_up, barred)):
        return False
    kept = any(map(_ends_blank, barred)) or any(map(_is_whole, _rows(lines)))
    return not kept and not _has_blank_line(lines)


def strip_padding(row: Sequence[str]) -> tuple[str, ...]:
    """Return a row without the blank cells at its end, if it has figures."""
    if not any(map(is_figure, row)):
        return tuple(row)
    return tuple(row[: max(at for at, cell in enumerate(row) if cell) + 1])


def _is_filled_up(line: str) -> bool:
    """Whether pipes alone end a line: two after the last cell's own, or nothing but two and more."""
    text = line.rstrip("|")
    pipes = len(line) - len(text)
    return pipes > (2 if text and not text.endswith("| ") else 1)


def _ends_blank(line: str) -> bool:
    """Whether blank cells, each with a pipe apart from the others, end a line that has figures."""
    return bool(_APART.search(line)) and any(map(is_figure, split_at_pipes(line)))


def _rows(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each word of the form with the cells up to the next one; lines of pipes alone count as blank cells."""
    label, cells = "", list[str]()
    for line in lines:
        for cell in split_at_pipes(line) if line.strip("| ") else [""] * line.count("|"):
            if cell and meanings(cell):
                yield label, cells
                label, cells = cell, []
            else:
                cells.append(cell)
    yield label, cells


def _is_whole(row: tuple[str, list[str]]) -> bool:
    """Whether a row has a blank cell before its last figure, and as many cells up to it as columns."""
    label, cells = row
    last = max((at for at, cell in enumerate(cells) if is_figure(cell)), default=-1) + 1
    return "" in cells[:last] and last in row_widths(label)


def _has_blank_line(lines: Sequence[str]) -> bool:
    """Whether a lone pipe is the last cell of a row, where what fills rows up stands beside their last cell.

    `规章`, `0`, `0` and a lone pipe, each with its pipe on a line, are a whole row of three cells.
    """
    if any(not line.strip("| ") and line != "|" for line in lines):
        return False
    return any(_is_blank_at_end(lines, at) for at, line in enumerate(lines) if line == "|")


def _is_blank_at_end(lines: Sequence[str], at: int) -> bool:
    """Whether the lone pipe at a line is a blank cell that completes the row of the label above it."""
    first = at
    while first and at - first < DISPUTES and not meanings(lines[first].strip("| ")):
        first -= 1
    row = lines[first + 1 : at + 1]
    alone = all(line.count("|") == 1 for line in (lines[first], *row))
    return alone and len(row) > 1 and len(row) in row_widths(lines[first].strip("| "))
