"""This module turns the lines of tables 二 and 三 into rows with the columns that their headers give them.

Where a copy has lost a header of table 二, what else the table prints tells its form, and the form how
many cells a row has.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from parsers.numbers import adds_up, is_figure, number
from parsers.page import Grid
from parsers.recognise import Part, TableLine
from parsers.tables.header_lines import read_header_line
from parsers.tables.headers import (
    COLUMNS,
    Header,
    assumed_request_columns,
    disclosure_columns,
    partial_request_columns,
    request_columns,
)
from parsers.tables.reading import Entry, Reading, Stranger, place_of
from parsers.tables.subtotals import sums_up_group
from parsers.text import fold, squeeze
from schemas.form import Table, every_table

_SERIAL = "序号"  # over a column that numbers the rows


class FormEvidence(NamedTuple):
    """What a table prints: the columns that each header names, whether all its words are known; its rows."""

    headers: frozenset[tuple[tuple[str, ...], bool]]
    rows: frozenset[str]


def read_entries(parts: list[Part], reading: Reading) -> Iterator[Entry]:
    """Every line that names a row, under the header above it; what no form has is doubted."""
    header: Header = ()
    fresh, before = True, ""
    evidence = form_evidence(parts if reading.table == "disclosures" else ())
    numbered = False
    for part in parts:
        for line in part.lines:
            if line.kind == "header":
                numbered = numbered or squeeze(line.cells[0]) == _SERIAL
                header = () if fresh or reading.table == "disclosures" else header
                header += (read_header_line(part.grid, line, reading),)
                fresh = False
            elif line.kind == "row":
                fresh = True
                _doubt_labels(part.grid, line, reading, numbered and is_figure(line.cells[0]))
                entry = _entry(part.grid, line, header, evidence, reading)
                before = entry.row
                yield entry
            elif line.kind in ("values", "other"):
                reading.strangers.append(Stranger(before, part.grid, line))
                if not sums_up_group(line):
                    _doubt_stranger(part.grid, line, reading)


def _doubt_labels(grid: Grid, line: TableLine, reading: Reading, first: int) -> None:
    """Doubt what no form knows before a row's label, from a first cell on; not a mere number of the label."""
    for cell in range(first, line.label):
        if not line.roles[cell].known and fold(line.cells[cell]):
            place = place_of(grid, line.position, cell)
            reading.doubt("unknown-label", reading.table, line.cells[cell], place)


def _entry(
    grid: Grid, line: TableLine, header: Header, evidence: FormEvidence, reading: Reading
) -> Entry:
    row = line.roles[line.label].row or ""
    printed = _cells_printed(grid, line)
    if reading.table == "disclosures":
        if header and header[-1]:
            columns = disclosure_columns(row, header[-1])
        else:
            columns = columns_without_header(row, printed, evidence, is_grid=grid.spans is not None)
    else:
        columns = request_columns(header, printed)
        if columns is None and grid.spans is not None:
            columns = partial_request_columns(header, printed)
    if columns is None:
        place = place_of(grid, line.position, line.label)
        reading.doubt("header-missing", f"{reading.table}.{row}", None, place)
        columns = assumed_request_columns(header, printed) if reading.table == "requests" else ()
    return Entry(row, columns, grid, line, line.label + 1)


def _cells_printed(grid: Grid, line: TableLine) -> int:
    """How many cells a row has: in a text a whole row has none before or after the figures that add up.

    So a blank one has no column, though a word that strayed into the header would be one for it.
    """
    cells = line.cells[line.label + 1 :]
    if grid.spans is None and (_is_whole(cells, 0) or _is_whole(cells, len(cells) - len(COLUMNS))):
        return len(COLUMNS)
    return len(cells)


def _is_whole(cells: Sequence[str], first: int) -> bool:
    """Whether a row's figures add up from a cell on, and all other cells are blank.

    >>> row = ["1", "0", "0", "0", "0", "0", "1"]
    >>> _is_whole(["", *row], 1), _is_whole(["3", *row], 1)
    (True, False)
    """
    beyond = first + len(COLUMNS)
    whole = cells[first:beyond]
    full = first >= 0 and len(whole) == len(COLUMNS) and bool(whole[-1])
    alone = not any((*cells[:first], *cells[beyond:]))
    return full and alone and adds_up(whole, len(COLUMNS) - 1)


def _doubt_stranger(grid: Grid, line: TableLine, reading: Reading) -> None:
    """Doubt a line that names no row, unless all its words are known."""
    pairs = zip(line.cells, line.roles, strict=True)
    unknown = [text for text, role in pairs if text and not role.known and not is_figure(text)]
    figures = any(number(text).state == "number" for text in line.cells)
    if not unknown and not figures:
        return
    text = " | ".join(filter(None, line.cells))
    reading.doubt("unknown-label", reading.table, text, place_of(grid, line.position, 0))


def form_evidence(parts: Iterable[Part]) -> FormEvidence:
    """All that the lines of a table tell of its form."""
    lines = [line for part in parts for line in part.like]
    headers = (_header(line) for line in lines if line.kind == "header")
    rows = (line.roles[line.label].row for line in lines if line.kind == "row")
    return FormEvidence(frozenset(one for one in headers if one[0]), frozenset(filter(None, rows)))


def _header(line: TableLine) -> tuple[tuple[str, ...], bool]:
    columns = tuple(role.column for role in line.roles if role.column)
    whole = all(role.known or not cell for cell, role in zip(line.cells, line.roles, strict=True))
    return columns, whole


@lru_cache(maxsize=512)
def columns_without_header(
    row: str, printed: int, evidence: FormEvidence, *, is_grid: bool
) -> tuple[str, ...] | None:
    """The columns of a row of so many cells, where what its table prints leaves one form.

    `is_grid`: the source keeps its cells. Elsewhere a lone figure may have lost others beside it, so
    that without any header it is of no form. Nor are rows that have as many columns in another form:
    agencies print the block of 规章 of one form above the blocks of another.
    """
    having = [one for one in every_table("disclosures") if row in one.rows]
    possible = {one.rows[row].columns for one in having}
    found = {one.rows[row].columns for one in having if _fits(one, evidence)}
    fitting = {columns for columns in found if len(columns) == printed}
    alike = [columns for columns in possible if len(columns) == printed]
    if len(fitting) != 1 or len(alike) > 1 or (printed == 1 < len(found) and not is_grid):
        return None
    return fitting.pop()


def _fits(form: Table, evidence: FormEvidence) -> bool:
    blocks = {line.columns for line in form.rows.values()}
    return evidence.rows <= form.rows.keys() and all(
        columns in blocks if whole else any(set(columns) <= set(block) for block in blocks)
        for columns, whole in evidence.headers
    )
