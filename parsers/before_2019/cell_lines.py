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
    is_unit,
    key_of,
)
from parsers.flat.line_noise import attach_lone_pipes
from parsers.flat.pieces import split_at_pipes
from parsers.text import is_figure, number

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
    while end < len(attached) and _continues(attached[end]):
        end += 1
    rows = _of_one_width(
        list(filter(None, _rows(attached[first:end]))), _is_filled_up(attached[first:end])
    )
    return [*attached[:first], *(f"{' | '.join(row)} |" for row in rows), *attached[end:]]


def _of_one_width(rows: Sequence[tuple[str, ...]], filled: bool) -> Iterator[tuple[str, ...]]:
    """Return the rows, with blank cells appended to those that are shorter than their header.

    If such pipes are padding, a blank before a figure may be lost as well, so the figures of a row with several
    columns are made unreadable.
    """
    header = next((row for row in rows if is_head(row[0])), ())
    several = sum(key_of(cell) not in _WORDS for cell in header) > 1
    codes = sum(key_of(cell) in CODE_HEADS for cell in header)
    for row in rows:
        figures = [cell for cell in row if number(cell).state == "number"]
        lost = filled and several and len(row) < len(header) and len(figures) > codes
        if lost and is_indicator(row[0]):
            words = (cell for cell in row if cell not in figures)
            yield (*words, *figures[:codes], " ".join((*figures[codes:], "-")))
        else:
            yield (*row, *[""] * (len(header) - len(row)))


def _is_filled_up(lines: Sequence[str]) -> bool:
    return any(line.endswith("||") for line in lines)


def _is_alone(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the label of an indicator whose next cell is on the next line."""
    if not is_indicator(lines[at].strip("| ")):
        return False
    after = next((lines[below] for below in range(at + 1, len(lines)) if lines[below]), "")
    return "|" in lines[at] or after.startswith("|")


def _continues(line: str) -> bool:
    return all(not cell or is_unit(cell) or is_figure(cell) for cell in split_at_pipes(line))


def _rows(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    row: list[str] = []
    for cell in _whole(list(_cells(lines))):
        beside = not cell or is_figure(cell) or is_unit(cell) or cell in LETTERS[1:]
        headed = bool(row) and is_head(row[0]) and not _begins(cell)
        if row and not beside and not headed:
            yield _without_fill(row)
            row = []
        row.append(cell)
    yield _without_fill(row)


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


def _without_fill(row: Sequence[str]) -> tuple[str, ...]:
    """Return a row without the blank cells at both ends, which come from leading or padding pipes."""
    filled = [at for at, cell in enumerate(row) if cell]
    return tuple(row[filled[0] : filled[-1] + 1]) if filled else ()
