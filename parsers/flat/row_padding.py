"""This module tells whether a copy has left blank cells out and filled its rows up with pipes.

`规章 | 3 | 5 | |||` has lost a blank that may have stood before, between or after its figures: the
pipes at its end tell how many cells are missing, and not where.
"""

from collections.abc import Sequence

from parsers.flat.pieces import split_at_pipes
from parsers.text import is_figure


def omits_blank_cells(lines: Sequence[str]) -> bool:
    """Whether pipes fill the rows up at their end, and no blank cell is kept between others.

    >>> omits_blank_cells(["第二十条第(一)项 | |||", "规章 | 3 | 5 | |"])
    True
    >>> omits_blank_cells(["第二十条第(一)项 | |||", "规章 | 3 | | 5 |"])
    False
    >>> omits_blank_cells(["规章 | 3 | 5 ||"])
    False
    """
    barred = [line for line in lines if "|" in line]
    if not any(map(_is_filled_up, barred)):
        return False
    rows = [split_at_pipes(line) for line in barred]
    return not any(map(_keeps, rows)) and not any(map(_between, barred, barred[1:], barred[2:]))


def strip_padding(row: Sequence[str]) -> tuple[str, ...]:
    """A row that has figures without the blank cells at its end; any other row as it is."""
    if not any(map(is_figure, row)):
        return tuple(row)
    return tuple(row[: max(at for at, cell in enumerate(row) if cell) + 1])


def _is_filled_up(line: str) -> bool:
    """Whether pipes alone end a line: two after the last cell's own, or nothing but two and more."""
    said = line.rstrip("|")
    pipes = len(line) - len(said)
    return pipes > (2 if said and not said.endswith("| ") else 1)


def _keeps(row: Sequence[str]) -> bool:
    """Whether a row has a blank cell between two others."""
    printed = [at for at, cell in enumerate(row) if cell]
    return bool(printed) and printed[-1] - printed[0] >= len(printed)


def _between(above: str, line: str, below: str) -> bool:
    """Whether a line of pipes alone, a blank cell, stands between two figures on lines of their own."""
    if line.strip("| "):
        return False
    return all(
        (cells := split_at_pipes(beside)) and is_figure(cells[-1]) for beside in (above, below)
    )
