"""This module replaces the tabs between the cells of flattened lines by pipes."""

from collections.abc import Sequence
from typing import NamedTuple

from parsers.flat.glued import row_widths
from parsers.form_words import last_word
from parsers.text import is_figure

_NEARLY_ALL = 0.75


def tabs_to_pipes(lines: Sequence[str]) -> list[str]:
    """Return the lines with tabs replaced by pipes, so that blank cells are kept.

    This is done only where nearly all rows have a cell for each column: elsewhere tabs merely align
    words.
    """
    rows = [row for line in lines if "\t" in line if (row := _tabbed(line)) and row.due]
    fitting = sum(len(row.values) in row.due for row in rows)
    if fitting < _NEARLY_ALL * len(rows) or not rows:
        return list(lines)
    return [
        f"| {' | '.join(row.cells)} |" if "\t" in line and (row := _tabbed(line)) else line
        for line in lines
    ]


class _Tabbed(NamedTuple):
    """A line's cells, the values after its label, and how many values its row can have; empty where
    it has no label.
    """

    cells: list[str]
    values: list[str]
    due: frozenset[int]


def _tabbed(line: str) -> _Tabbed | None:
    """The cells of a line with tabs; None where it belongs to no table."""
    cells = [cell.strip() for cell in line.strip("\r\n").split("\t")]
    last = last_word(cells)
    if last < 0 and not any(map(is_figure, cells)):
        return None
    values = cells[last + 1 :]
    due = row_widths(cells[last]) if last >= 0 and any(map(is_figure, values)) else frozenset[int]()
    while due and len(values) > max(due) and not cells[-1]:  # tabs that end the line
        del cells[-1], values[-1]
    return _Tabbed(cells, values, due)
