"""This module finds a list of statistics that a copy has flattened to text: paragraphs to a grid.

A line may be a row with bars or spaces, or every cell stands on a line of its own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from parsers.before_2019.indicators import is_head, is_indicator, is_other_word, is_unit
from parsers.flat.pieces import cells_of
from parsers.page import Grid
from parsers.text import is_figure, squeeze

FEWEST = 4  # indicators that make a list; prose names one or two
_LONGEST_LABEL = 80
_LONGEST_HEAD = 10  # lines: headers that stand a line each, and the first group
_STRANGERS = 4  # so many labels that no form knows, one after another, end a list
_GLUED = re.compile(r"(.{3,60}?)(人次|万元|[条件次篇个人元])([\d,]+(?:\.\d+)?)")


def flattened(lines: Iterable[str]) -> Grid | None:
    """The list among the lines of a page as a grid of label, unit and figures."""
    rows = list(_rows(lines))
    known = [place for place, row in enumerate(rows) if is_indicator(row[0])]
    if len({rows[place][0] for place in known}) < FEWEST:
        return None
    first = known[0]
    return Grid((*_head(rows, first), *rows[first : _end(rows, first)]), None, number=1)


def _head(rows: Sequence[tuple[str, ...]], first: int) -> Iterator[tuple[str, ...]]:
    """The line of headers above the list; headers that stand a line each are one line."""
    start = first
    while start and first - start < _LONGEST_HEAD and any(map(is_other_word, rows[start - 1])):
        start -= 1
    above = [row for row in rows[start:first] if sum(map(is_head, row)) >= min(len(row), 2)]
    if above and all(len(row) == 1 for row in above):
        yield tuple(row[0] for row in above)
    else:
        yield from above


def _end(rows: Sequence[tuple[str, ...]], first: int) -> int:
    """Where the list ends: after its last figure or known word before a run of strangers."""
    last, strangers = first, 0
    for place, row in enumerate(rows[first:], first):
        if is_indicator(row[0]) or is_other_word(row[0]):
            last, strangers = place, 0
        elif len(row) > 1 and is_figure(row[-1]):
            last = place
        elif len(row[0]) > _LONGEST_LABEL or (strangers := strangers + 1) >= _STRANGERS:
            break
    return last + 1


def _rows(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The rows of lines: a label opens one, unit and figures on lines of their own go on with it."""
    row: tuple[str, ...] = ()
    for line in lines:
        cells = _cells(line)
        if "|" in line or len(cells) > 1:
            yield from filter(None, (row, cells))
            row = ()
        elif cells and row and (is_figure(cells[0]) or is_unit(cells[0])):
            row += cells
        elif cells and len(row) == 1 and is_indicator(row[0] + cells[0]):
            row = (row[0] + cells[0],)
        elif cells:
            yield from filter(None, (row,))
            row = cells
    yield from filter(None, (row,))


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a line: at bars; else its label, its unit and its figures."""
    if "|" in line:
        cells = tuple(cell for cell in cells_of(line))
        return cells if any(cells) else ()
    parts = line.split()
    cut = len(parts)
    while cut and (is_figure(parts[cut - 1]) or is_unit(parts[cut - 1])):
        cut -= 1
    if 0 < cut < len(parts):
        return ("".join(parts[:cut]), *parts[cut:])
    if cut == 0:
        return tuple(parts)
    if sum(map(is_head, parts)) > 1:
        return tuple(parts)
    glued = _GLUED.fullmatch(squeeze(line)) if len(line) <= _LONGEST_LABEL else None
    if glued and is_indicator(glued[1]):
        return glued.groups()
    return (line.strip(),) if line.strip() else ()
