"""This module finds statistics that were flattened to text, and restores them as a grid.

Either each line is a row, with cells separated by pipes or spaces, or each cell has its own line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from parsers.before_2019.cell_lines import join_cell_lines
from parsers.before_2019.indicators import (
    CODE_HEADS,
    FEWEST,
    NAME_HEADS,
    NOTE_HEADS,
    UNIT_HEADS,
    is_head,
    is_indicator,
    is_lettered,
    is_other_word,
    is_unit,
    is_value,
    key_of,
    may_have_list,
)
from parsers.before_2019.lines import count_up
from parsers.flat.line_noise import is_page_mark
from parsers.flat.pieces import separate_figures, split_at_pipes
from parsers.numbers import is_figure, number, split_values
from parsers.page import Grid
from parsers.text import APART, squeeze

_LONGEST_LABEL = 80
_LONGEST_HEAD = 10  # lines: headers that stand a line each, and the first group
_STRANGERS = 4  # so many labels that no form knows, one after another, end a list
_NUMBER_HEAD = "序号"
_WORDS = NAME_HEADS | UNIT_HEADS | NOTE_HEADS
_UNIT = r"(人次|[万萬]元|[条條件次篇个個人元])"
_GLUED = re.compile(rf"(.{{3,60}}?){_UNIT}([\d,]+(?:\.\d+)?)?")  # a label, its unit and its figure
_UNIT_GLUED = re.compile(rf"{_UNIT}([\d,]+(?:\.\d+)?)")

Row = tuple[str, ...]


def find_flattened_list(lines: Iterable[str]) -> Grid | None:
    """The list among the lines of a page as a grid of label, unit and figures."""
    lines = list(lines)
    if not may_have_list(lines):
        return None
    kept = [line for line in _cells_apart(lines) if not is_page_mark(line)]
    rows = list(_rows(join_cell_lines(kept)))
    known = [place for place, row in enumerate(rows) if is_indicator(row[0])]
    if len({rows[place][0] for place in known}) < FEWEST:
        return None
    first = known[0]
    listed = list(_as_usual(rows[first : _end(rows, first)]))
    return Grid(tuple(_settled(list(_head(rows, first)), listed)), None, number=1)


def _cells_apart(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with each cell of a list that a copy ran into one line on a line of its own.

    >>> list(_cells_apart(["1.当面申请数 件 4 2.传真申请数 件 0 3.网络申请数 件 1 4.信函申请数 件 2"]))[:4]
    ['1.当面申请数', '件', '4', '2.传真申请数']
    """
    for line in lines:
        parts = line.split()
        yield from parts if sum(map(is_indicator, parts)) >= FEWEST else (line,)


def _as_usual(rows: Sequence[Row]) -> Iterator[Row]:
    """Return the rows, with the figures made unreadable in those that may contain another row's figures.

    That is a row with two units, each with a figure after it, or two figures in one cell.
    """
    for row in rows:
        figures = _figures_of(row)
        units = (
            after for unit, after in pairwise(row[1:]) if is_unit(unit) and not is_figure(unit)
        )
        pairs = sum(after in figures for after in units)  # no sign for nothing
        unsure = any(APART in cell for cell in row) or pairs > 1
        yield _with_unsure_figures(row) if figures and unsure else row


def _head(rows: Sequence[Row], first: int) -> Iterator[Row]:
    """The line of column headers above the list, joined if each header has its own line."""
    start = first
    while start and first - start < _LONGEST_HEAD and _is_above(rows[start - 1]):
        start -= 1
    above = [row for row in rows[start:first] if sum(map(is_head, row)) >= min(len(row), 2)]
    if above and all(len(row) == 1 for row in above[:-1]):
        yield tuple(chain.from_iterable(above))
    else:
        yield from above


def _is_above(row: Row) -> bool:
    return any(map(is_other_word, row)) or is_lettered(row)


def _end(rows: Sequence[Row], first: int) -> int:
    """Where the list ends: after the last figure or known label before several unknown labels in a row."""
    last, strangers = first, 0
    for place, row in enumerate(rows[first:], first):
        if is_indicator(row[0]) or is_other_word(row[0]):
            last, strangers = place, 0
        elif len(row) > 1 and is_figure(row[-1]):
            last = place
        elif len(row[0]) > _LONGEST_LABEL or (strangers := strangers + 1) >= _STRANGERS:
            break
    return last + 1


def _rows(lines: Iterable[str]) -> Iterator[Row]:
    """The rows that lines make up: a label opens a row, to which units and figures on lines of their own belong."""
    row: Row = ()
    for line in lines:
        cells = _cells(line)
        if cells and row and "|" not in line and all(map(is_value, cells)):
            row += cells
        elif cells and is_unit(cells[-1]) and is_indicator(cells[0]) and "|" not in line:
            yield from filter(None, (row,))
            row = cells
        elif "|" in line or len(cells) > 1:
            yield from filter(None, (row, cells))
            row = ()
        elif cells and len(row) == 1 and is_indicator(row[0] + cells[0]):
            row = (row[0] + cells[0],)
        elif cells:
            yield from filter(None, (row,))
            row = cells
    yield from filter(None, (row,))


def _cells(line: str) -> Row:
    """The cells of a line: split at pipes, without the row's number, else its label, its unit and its figures.

    >>> _cells("12 | 1.当面申请数 | 件 | 4 |"), _cells("序号 | 统计指标 | 单位 | 统计数 |")
    (('1.当面申请数', '件', '4'), ('统计指标', '单位', '统计数'))
    """
    if "|" in line:
        cells = tuple(map(separate_figures, split_at_pipes(line)))
        if cells and (cells[0].isdecimal() or cells[0] == _NUMBER_HEAD):
            label = "".join(cells[1:2])
            cells = cells[1:] if is_indicator(label) or is_head(label) else cells
        return cells if any(cells) else ()
    words, values = split_values(line.split(), is_value)
    if words and values:
        label = "".join(words)
        return (*(_glued(label) or (label,)), *values)
    if values or sum(map(is_head, words)) > 1:
        return (*words, *values)
    return _glued(line) or ((line.strip(),) if line.strip() else ())


def _glued(line: str) -> Row:
    """The cells of a text that has lost the spaces between label, unit and figure; none for any other text."""
    text = squeeze(line) if len(line) <= _LONGEST_LABEL else ""
    if beside := _UNIT_GLUED.fullmatch(text):
        return beside.groups()
    glued = None if is_indicator(text) else _GLUED.fullmatch(text)
    return tuple(filter(None, glued.groups())) if glued and is_indicator(glued[1]) else ()


def _settled(head: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Return header and rows without codes; figures of several columns are kept only in complete rows.

    >>> head = [("指标名称", "代码", "本期实际")]
    >>> rows = [("当面申请数", "11", "3"), ("传真申请数", "12"), ("网上申请数", "13"), ("信函申请数", "14", "5")]
    >>> _settled(head, rows)[:3]
    [('指标名称', '本期实际'), ('当面申请数', '3'), ('传真申请数',)]
    """
    coded = not head or any(key_of(cell) in CODE_HEADS for row in head for cell in row)
    if coded and count_up([int(row[at]) for row in rows if (at := _code(row))]):
        head = [tuple(cell for cell in row if key_of(cell) not in CODE_HEADS) for row in head]
        rows = [(*row[:at], *row[at + 1 :]) if (at := _code(row)) else row for row in rows]
    width = max(map(len, head), default=0)
    several = sum(key_of(cell) not in _WORDS for row in head for cell in row) > 1
    return [*head, *(_placed(rows, width) if several and len(head) == 1 else rows)]


def _code(row: Row) -> int:
    """The position of an indicator's code, which is its first figure; 0 if it has none."""
    places = (at for at, cell in enumerate(row) if at and cell.isdecimal())
    return next(places, 0) if is_indicator(row[0]) else 0


def _placed(rows: Sequence[Row], width: int) -> Iterator[Row]:
    for row in rows:
        unsure = _figures_of(row) and is_indicator(row[0]) and len(row) < width
        yield _with_unsure_figures(row) if unsure else row


def _figures_of(row: Row) -> list[str]:
    """The figures of a row after its label."""
    return [cell for cell in row[1:] if number(cell).state == "number"]


def _with_unsure_figures(row: Row) -> Row:
    """A row whose figures are joined to one cell that cannot be read, since nothing tells their columns."""
    figures = [cell for cell in row[1:] if APART in cell or number(cell).state == "number"]
    return (*(cell for cell in row if cell not in figures), APART.join((*figures, "")))
