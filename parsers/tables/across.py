"""This module reads table 四, which is printed as one line: three groups of five figures, side by
side or in blocks.

It has readings of its own, since those of other tables expect a row on each line.
"""

from collections.abc import Iterator, Sequence

from parsers.form_words import DISPUTES, OUTCOMES
from parsers.page import Grid
from parsers.recognise import Part, TableLine
from parsers.tables.layout import ON_A_LINE, lay_out
from parsers.tables.reading import Reading, RowRead, adds_up, place_of
from parsers.tables.surplus import may_stand_elsewhere
from parsers.text import is_figure, number
from schemas.form import forms

_TABLE = "disputes"
_FORM = forms()["2021"].tables[_TABLE]
_COLUMNS = tuple(_FORM.columns)
_TWO_HEADS = [next(iter(_FORM.rows)), ""]  # 行政复议, and 行政诉讼 over groups that nothing names
# The groups that stand under a word of their own, 行政诉讼, with which a label of theirs begins.
_LABELS = ((row.key, label) for row in _FORM.rows.values() for label in row.labels)
_UNDER = frozenset(key for key, label in _LABELS if label.startswith(_FORM.headers))


def read_order(parts: list[Part]) -> Reading:
    """Read by printed order: values follow the headers of their groups, as many as those name."""
    reading = Reading(_TABLE)
    rows: list[str] = []
    columns: list[str] = []
    ends_blank = False
    for grid, line in _lines(parts):
        if _is_values(line, len(columns)):
            _take(grid, line, rows, columns, reading)
            rows, columns, ends_blank = [], [], not line.cells[-1]
            continue
        # Below a blank total, a page's number or the total itself.
        if ends_blank and all(map(is_figure, line.cells)):
            where = place_of(grid, line.position, 0)
            reading.doubt("row-not-placed", _TABLE, " | ".join(line.cells), where)
        _name_groups(line, rows)
        columns += [role.column for role in line.roles if role.column]
        _head(grid, line, reading)
        if any(map(is_figure, line.cells[line.label + 1 :])) and line.label >= 0:
            _take(grid, line, rows[-1:], columns, reading)
            rows = rows[:-1]
    return reading


def _lines(parts: list[Part]) -> Iterator[tuple[Grid, TableLine]]:
    lines = ((part.grid, line) for part in parts for line in part.lines)
    return ((grid, line) for grid, line in lines if line.kind != "caption")


def _name_groups(line: TableLine, rows: list[str]) -> None:
    """Add the groups that a line names, in the order of print.

    行政诉讼 keeps a place, by an empty name, for the groups that stand under it and are named later:
    they come first where it is printed before 行政复议.
    """
    for text, role in zip(line.cells, line.roles, strict=True):
        if role.row:
            under = role.row in _UNDER and "" in rows
            rows.insert(rows.index("") if under else len(rows), role.row)
        elif text and role.heads and not role.column and "" not in rows:
            rows.append("")


def _head(grid: Grid, line: TableLine, reading: Reading) -> None:
    for cell, (text, role) in enumerate(zip(line.cells, line.roles, strict=True)):
        if role.column:
            reading.headers.setdefault(role.column, text)
        if text and not role.known and not is_figure(text):
            reading.doubt("unknown-label", _TABLE, text, place_of(grid, line.position, cell))


def _is_values(line: TableLine, headers: int) -> bool:
    """Whether a line is one of values: figures without words, or as many blanks as there are headers."""
    if any(role.known for role in line.roles):
        return False
    figures = sum(map(is_figure, line.cells))
    if figures == 1 and len(line.cells) >= OUTCOMES:
        return not any(text for text in line.cells if not is_figure(text))
    return figures > 1 or (0 < headers <= len(line.cells) and not any(line.cells))


def _take(
    grid: Grid, line: TableLine, rows: list[str], columns: list[str], reading: Reading
) -> None:
    """Assign a line's values to the groups named before it; values that do not fit are not read.

    Nor is a group of a text that counts something and has a blank total: a cell lost has shifted it. Where
    a copy lost the names of the groups under 行政诉讼, their sums say that the line has all of them.
    """
    first = line.label + 1
    values = line.cells[first:]
    unnamed = grid.spans is None and rows == _TWO_HEADS and has_all_sums(values)
    rows = list(_FORM.rows) if unnamed else [row for row in rows if row]
    wanted = len(rows) * OUTCOMES
    place = place_of(grid, line.position, first)
    fewer = not rows or len(values) < wanted
    if fewer or any(values[wanted:]) or _may_be_shifted(grid, line, first, first + wanted):
        reading.doubt("row-not-placed", _TABLE, " | ".join(values), place)
        return
    # In a text the headers of the first of all groups, which cover two lines, may be told for each.
    again = grid.spans is None and len(rows) == len(_FORM.rows)
    times = [1, len(rows)] + [len(rows) + 1] * again
    in_order = any(columns == list(_COLUMNS) * sets for sets in times)
    if unnamed or not in_order:
        reading.doubt("header-missing", _TABLE, " ".join(columns), place)
    if not in_order:
        alone = not columns and len(rows) < len(_FORM.rows) and grid.spans is None
        if len(columns) >= wanted or alone:  # figures before their headers, or of fewer groups
            return
    for at, row in enumerate(rows):
        start = first + at * OUTCOMES
        group = line.cells[start : start + OUTCOMES]
        if grid.spans is None and _has_lost_total(group):
            where = place_of(grid, line.position, start)
            reading.doubt("row-not-placed", f"{_TABLE}.{row}", " | ".join(group), where)
            continue
        cells = tuple(range(start, start + OUTCOMES))
        reading.put(row, RowRead(grid, line.position, _COLUMNS, cells))


def _may_be_shifted(grid: Grid, line: TableLine, first: int, beyond: int) -> bool:
    """Whether a line with more cells than it needs, and than another of its table, may have one too many
    among its figures.
    """
    if len(line.cells) <= beyond:
        return False
    widths = [len(row) for row in lay_out(grid)]
    wider = widths.pop(line.position) > max(widths, default=0)
    surplus, kept = line.cells[first : beyond + 1], line.cells[first:beyond]
    return wider and may_stand_elsewhere(surplus, kept, _sums_hold)


def has_all_sums(values: Sequence[str]) -> bool:
    """Whether a line has all figures of the table, and in each group the last is the sum of the others."""
    return len(values) == DISPUTES and all(map(is_figure, values)) and _sums_hold(values)


def _sums_hold(values: Sequence[str]) -> bool:
    """Whether a line consists of whole groups, in each of which the last is the sum of the others."""
    groups = (values[at : at + OUTCOMES] for at in range(0, len(values), OUTCOMES))
    return len(values) % OUTCOMES == 0 and all(adds_up(group, OUTCOMES - 1) for group in groups)


def _has_lost_total(values: Sequence[str]) -> bool:
    """Whether a group counts something and has a blank total."""
    return not values[-1] and any(number(text).value for text in values)


def read_grid(parts: list[Part]) -> Reading:
    """Read by the grid: each value belongs to the group and the outcome printed above it."""
    reading = Reading(_TABLE)
    for part in parts:
        placed = lay_out(part.grid)
        groups: dict[int, str] = {}
        columns: dict[int, str] = {}
        known = {line.position: line.roles for line in part.lines}
        for line in part.lines:
            row = placed[line.position]
            if _is_values(line, len(columns)):
                for group, read in _cross(part.grid, line, row, groups, columns):
                    reading.put(group, read)
                groups, columns = {}, {}
                continue
            for place, ref in enumerate(row):
                above, cell = divmod(ref, ON_A_LINE)
                if above in known:
                    groups[place] = known[above][cell].row or groups.get(place, "")
                    columns[place] = known[above][cell].column or columns.get(place, "")
    return reading


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
    if any(line.cells[beyond:]) or _may_be_shifted(grid, line, first, beyond):
        return
    for group, cells in found.items():
        if headed >= len(row) and not _adds_up(cells, line.cells):
            return
        yield group, RowRead(grid, line.position, tuple(cells), tuple(cells.values()))


def _adds_up(cells: dict[str, int], texts: Sequence[str]) -> bool:
    """Whether a group has all its figures, and these add up to its total."""
    if set(cells) != set(_COLUMNS):
        return False
    return adds_up(tuple(texts[cells[column]] for column in _COLUMNS), _COLUMNS.index("total"))
