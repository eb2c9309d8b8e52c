"""This module reads table 四 by its grid: each value belongs to the group and the outcome printed above it,
or to the group beside it where each has a line of its own.
"""

from collections.abc import Iterator, Sequence

from parsers.form_words import Role
from parsers.numbers import adds_up
from parsers.page import Grid
from parsers.recognise import Part, TableLine
from parsers.tables import across
from parsers.tables.layout import ON_A_LINE, lay_out
from parsers.tables.reading import Reading, RowRead


def read_lines(parts: list[Part]) -> Reading:
    """Read by the grid: each value belongs to the group and the outcome printed above it."""
    reading = Reading(across.TABLE)
    for part in parts:
        placed = lay_out(part.grid)
        groups: dict[int, str] = {}
        columns: dict[int, str] = {}
        known = {line.position: line.roles for line in part.lines}
        for line in across.printed_lines(part):
            row = placed[line.position]
            beside = across.row_beside(line) if columns else None
            if not beside and not across.is_values(line, len(columns)):
                _read_heads(row, known, groups, columns)
                continue
            named = dict.fromkeys(columns, beside) if beside else groups
            for group, read in _cross(part.grid, line, row, named, columns):
                reading.put(group, read)
            groups, columns = (groups, columns) if beside else ({}, {})
    return reading


def _read_heads(
    row: list[int],
    known: dict[int, tuple[Role, ...]],
    groups: dict[int, str],
    columns: dict[int, str],
) -> None:
    for place, ref in enumerate(row):
        above, cell = divmod(ref, ON_A_LINE)
        if above in known:
            groups[place] = known[above][cell].row or groups.get(place, "")
            columns[place] = known[above][cell].column or columns.get(place, "")


def _cross(
    grid: Grid, line: TableLine, row: list[int], groups: dict[int, str], columns: dict[int, str]
) -> Iterator[tuple[str, RowRead]]:
    """The values of a line under each group; `row` is the line's layout, the others are the headers above it.

    If the line is shorter than its headers, a cell is lost, which has shifted all after it: then only the
    first groups are read, as long as they add up. If it is longer, nothing tells what stands under what.
    """
    found: dict[str, dict[str, int]] = {}
    for place, column in columns.items():
        cell = row[place] - line.position * ON_A_LINE if place < len(row) else -1
        if column and groups[place] and cell >= 0:
            found.setdefault(groups[place], {}).setdefault(column, cell)
    headed = max((place for place, column in columns.items() if column), default=0)
    used = [cell for cells in found.values() for cell in cells.values()]
    first, beyond = min(used, default=0), max(used, default=0) + 1
    if any(line.cells[beyond:]) or across.may_be_shifted(grid, line, first, beyond):
        return
    for group, cells in found.items():
        if headed >= len(row) and not _adds_up(cells, line.cells):
            return
        yield group, RowRead(grid, line.position, tuple(cells), tuple(cells.values()))


def _adds_up(cells: dict[str, int], texts: Sequence[str]) -> bool:
    """Whether a group has all its figures, and these add up to its total."""
    if set(cells) != set(across.COLUMNS):
        return False
    return adds_up(
        tuple(texts[cells[column]] for column in across.COLUMNS), across.COLUMNS.index("total")
    )
