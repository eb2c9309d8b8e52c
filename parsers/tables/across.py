"""This module reads table 四 by printed order: three groups of five figures in one line, in blocks, or
each in a line of its own.

It has readings of its own, since those of other tables expect a row on each line.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from parsers.form_words import ALL_OUTCOMES, DISPUTES, OUTCOMES
from parsers.numbers import adds_up, is_figure, number
from parsers.page import Grid
from parsers.recognise import Part, TableLine
from parsers.tables.headers import CORNERS
from parsers.tables.layout import lay_out
from parsers.tables.reading import Reading, RowRead, place_of
from parsers.tables.surplus import may_stand_elsewhere
from parsers.text import squeeze
from schemas.form import forms

TABLE = "disputes"
_FORM = forms()["2021"].tables[TABLE]
COLUMNS = tuple(_FORM.columns)
_COUNTS = frozenset(("数量", "件数", "案件数", "数值", "统计数"))  # before the line of figures
_TWO_HEADS = [next(iter(_FORM.rows)), ""]  # 行政复议, and 行政诉讼 over groups that nothing names
# The groups that stand under a word of their own, 行政诉讼, with which a label of theirs begins.
_LABELS = ((row.key, label) for row in _FORM.rows.values() for label in row.labels)
_UNDER = frozenset(key for key, label in _LABELS if label.startswith(_FORM.headers))


def read_order(parts: list[Part]) -> Reading:
    """Read by printed order: values follow the headers of their groups, as many as those name."""
    reading = Reading(TABLE)
    rows: list[str] = []
    columns: list[str] = []
    ends_blank = stays = False
    for grid, line in ((part.grid, line) for part in parts for line in printed_lines(part)):
        if not (rows or any(line.cells)):  # an empty line below groups that each have a line
            continue
        if is_values(line, len(columns)):
            _take(grid, line, rows, columns, reading)
            stays = len(rows) == 1 and columns == list(COLUMNS)  # one header for groups below it
            rows, columns, ends_blank = [], columns * stays, not line.cells[-1]
            continue
        # Below a blank total, a page's number or the total itself.
        if ends_blank and all(map(is_figure, line.cells)):
            where = place_of(grid, line.position, 0)
            reading.doubt("row-not-placed", TABLE, " | ".join(line.cells), where)
        _name_groups(line, rows)
        if heads := [role.column for role in line.roles if role.column]:
            columns, stays = columns * (not stays) + heads, False
        _head(grid, line, reading)
        if row := row_beside(line):
            _take(grid, line, [row], columns, reading)
            rows.remove(row)
    return reading


def printed_lines(part: Part) -> Iterator[TableLine]:
    """The lines of a part, without its captions and a blank one right above figures alone."""
    lines = [line for line in part.lines if line.kind != "caption"]
    for line, below in zip_longest(lines, lines[1:]):
        if any(line.cells) or not (below and below.cells and all(map(is_figure, below.cells))):
            yield line


def _name_groups(line: TableLine, rows: list[str]) -> None:
    """Add the groups that a line names, in the order of print.

    行政诉讼 keeps a place, by an empty name, for the groups that stand under it and are named later:
    they come first where it is printed before 行政复议.
    """
    for text, role in zip(line.cells, line.roles, strict=True):
        if role.row and role.row in rows[-1:]:  # told again for its next outcome
            continue
        if role.row:
            under = role.row in _UNDER and "" in rows
            rows.insert(rows.index("") if under else len(rows), role.row)
        elif text and role.heads and not role.column and "" not in rows:
            rows.append("")


def row_beside(line: TableLine) -> str | None:
    """The group whose name stands before figures in its own line, as where each has a line under one header."""
    beside = line.label >= 0 and any(map(is_figure, line.cells[line.label + 1 :]))
    return line.roles[line.label].row if beside else None


def _head(grid: Grid, line: TableLine, reading: Reading) -> None:
    for cell, (text, role) in enumerate(zip(line.cells, line.roles, strict=True)):
        if role.column:
            reading.headers.setdefault(role.column, text)
        if text and not (role.known or is_figure(text) or squeeze(text) in CORNERS):
            reading.doubt("unknown-label", TABLE, text, place_of(grid, line.position, cell))


def is_values(line: TableLine, headers: int) -> bool:
    """Whether a line is one of values: figures without words, or as many blanks as there are headers."""
    if any(role.known for role in line.roles):
        return False
    cells = line.cells[_first(line) :]
    figures = sum(map(is_figure, cells))
    if figures == 1 and len(cells) >= OUTCOMES:
        return not any(text for text in cells if not is_figure(text))
    return figures > 1 or (0 < headers <= len(cells) and not any(cells))


def _first(line: TableLine) -> int:
    """The first cell of a line's values, after its label or a word that says of the whole line that it has figures."""
    first = line.label + 1
    return first + (line.cells[first : first + 1] != () and squeeze(line.cells[first]) in _COUNTS)


def _take(
    grid: Grid, line: TableLine, rows: list[str], columns: list[str], reading: Reading
) -> None:
    """Assign a line's values to the groups named before it; values that do not fit are not read.

    Nor is a group of a text that counts something and has a blank total: a cell lost has shifted it. Where
    a copy lost the names of the groups, or of those under 行政诉讼, their sums say that the line has all of them.
    """
    first = _first(line)
    values = line.cells[first:]
    alone = not rows and tuple(columns) == ALL_OUTCOMES
    torn = grid.spans is None and rows == _TWO_HEADS
    unnamed = (alone or torn) and has_all_sums(values)
    rows = list(_FORM.rows) if unnamed else [row for row in rows if row]
    wanted = len(rows) * OUTCOMES
    place = place_of(grid, line.position, first)
    fewer = not rows or len(values) < wanted
    if fewer or any(values[wanted:]) or may_be_shifted(grid, line, first, first + wanted):
        reading.doubt("row-not-placed", TABLE, " | ".join(values), place)
        return
    # In a text the headers of the first of all groups, which cover two lines, may be told for each.
    again = grid.spans is None and len(rows) == len(_FORM.rows)
    times = [1, len(rows)] + [len(rows) + 1] * again
    in_order = any(columns == list(COLUMNS) * sets for sets in times)
    if unnamed or not in_order:
        reading.doubt("header-missing", TABLE, " ".join(columns), place)
    if not in_order:
        few = not columns and len(rows) < len(_FORM.rows) and grid.spans is None
        if len(columns) >= wanted or few:  # figures before their headers, or of fewer groups
            return
    for at, row in enumerate(rows):
        start = first + at * OUTCOMES
        group = line.cells[start : start + OUTCOMES]
        if grid.spans is None and _has_lost_total(group):
            where = place_of(grid, line.position, start)
            reading.doubt("row-not-placed", f"{TABLE}.{row}", " | ".join(group), where)
            continue
        cells = tuple(range(start, start + OUTCOMES))
        reading.put(row, RowRead(grid, line.position, COLUMNS, cells))


def may_be_shifted(grid: Grid, line: TableLine, first: int, beyond: int) -> bool:
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
