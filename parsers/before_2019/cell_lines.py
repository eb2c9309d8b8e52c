"""This module rejoins rows of statistics that a copy has broken into one cell per line, with pipes.

A label or a line of headers begins a row; its unit and figures follow, blank ones as lone pipes.
"""

from collections.abc import Iterator, Sequence

from parsers.before_2019.indicators import (
    CODE_HEADS,
    FEWEST,
    LETTERS,
    NAME_HEADS,
    NOTE_HEADS,
    UNIT_HEADS,
    is_head,
    is_indicator,
    is_other_word,
    is_value,
    key_of,
)
from parsers.flat.line_noise import attach_lone_pipes
from parsers.flat.pieces import split_at_pipes
from parsers.numbers import number

_WORDS = NAME_HEADS | UNIT_HEADS | CODE_HEADS | NOTE_HEADS
_LONGEST_HEAD = 24  # lines of headers, letters that count the columns, and the first group


def join_cell_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines of a page, with the cells of such a list joined to one line per row.

    >>> join_cell_lines(["当面申请数 |", "件 |", "3 |", "传真申请数 |", "件 |", "|", "网络申请数 |", "件 |", "|||",
    ...                  "信函申请数 |", "件 |", "5 |"])
    ['当面申请数 | 件 | 3 |', '传真申请数 | 件 |', '网络申请数 | 件 |', '信函申请数 | 件 | 5 |']
    """
    leading = sum(map(_leads, lines)) * 2 > sum("|" in line for line in lines)
    attached = list(lines) if leading else attach_lone_pipes(lines)
    alone = [at for at in range(len(attached)) if _is_alone(attached, at)]
    if len(alone) < FEWEST:
        return list(lines)
    above = range(max(0, alone[0] - _LONGEST_HEAD), alone[0])
    first = next((at for at in above if is_head(attached[at].strip("| "))), alone[0])
    end = alone[-1] + 1
    while end < len(attached) and all(not c or is_value(c) for c in split_at_pipes(attached[end])):
        end += 1
    filled = any(line.endswith("||") for line in attached[first:end])
    rows = _of_one_width(list(filter(None, _rows(attached[first:end]))), filled=filled)
    return [*attached[:first], *(f"{' | '.join(row)} |" for row in rows), *attached[end:]]


def _of_one_width(rows: Sequence[tuple[str, ...]], *, filled: bool) -> Iterator[tuple[str, ...]]:
    """Return the rows, with blank cells appended to those that are shorter than their header.

    If such pipes are padding, a blank before a figure may be lost as well, and if a row has too few pipes for
    its blanks, two figures may be run together: the figures of a row with several columns are made unreadable.
    """
    header = next((row for row in rows if is_head(row[0])), ())
    several = sum(key_of(cell) not in _WORDS for cell in header) > 1
    codes = sum(key_of(cell) in CODE_HEADS for cell in header)
    width = len(header)  # with the pipes that end each row, which are no blank cells
    header = _without_blanks(header)
    for cells in rows:
        row = _without_blanks(cells)
        figures = [cell for cell in row if number(cell).state == "number"]
        fewer = len(row) < len(header) and (filled or len(cells) < width)
        if several and fewer and len(figures) > codes and is_indicator(row[0]):
            words = (cell for cell in row if cell not in figures)
            yield (*words, *figures[:codes], " ".join((*figures[codes:], "-")))
        else:
            yield (*row, *[""] * (len(header) - len(row)))


def _without_blanks(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without the blank cells at its end: some are pipes that pad the row, or begin the next one."""
    return row[: max((at for at, cell in enumerate(row, 1) if cell), default=0)]


def _is_alone(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the label of an indicator whose next cell is on the next line."""
    if not is_indicator(lines[at].strip("| ")):
        return False
    after = next((lines[below] for below in range(at + 1, len(lines)) if lines[below]), "")
    return "|" in lines[at] or after.startswith("|")


def _rows(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The rows of the cells: a new one begins at each cell that is no value of the row before it."""
    row: list[str] = []
    for cell in _whole(list(_cells(lines))):
        beside = not cell or is_value(cell) or cell in LETTERS[1:]
        headed = bool(row) and is_head(row[0]) and not _begins(cell)
        if row and not beside and not headed:
            yield _filled(row)
            row = []
        row.append(cell)
    yield _filled(row)


def _leads(line: str) -> bool:
    """Whether a line is a cell with a pipe before it and none after."""
    return line.startswith("|") and bool(line.strip("| ")) and not line.endswith("|")


def _begins(cell: str) -> bool:
    """Whether a cell begins the line under the headers: an indicator, a group or the first letter."""
    return is_indicator(cell) or (is_other_word(cell) and not is_head(cell)) or cell == LETTERS[0]


def _cells(lines: Sequence[str]) -> Iterator[str]:
    for line in filter(None, lines):
        yield from split_at_pipes(line) if line.strip("| ") else [""] * line.count("|")


def _whole(cells: list[str]) -> Iterator[str]:
    """Return the cells, with a header that was broken over two lines joined."""
    at = 0
    while at < len(cells):
        both = "".join(cells[at : at + 2])
        broken = not is_head(cells[at]) and not is_indicator(cells[at]) and is_head(both)
        yield both if broken and cells[at] else cells[at]
        at += 2 if broken and cells[at] else 1


def _filled(row: Sequence[str]) -> tuple[str, ...]:
    """A row without the blank cells before its first word, which come from leading pipes."""
    return tuple(row[next((at for at, cell in enumerate(row) if cell), len(row)) :])
