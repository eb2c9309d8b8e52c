"""This module defines a reading of a table: rows with the cells of their values, and what raised doubts."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from parsers.numbers import number
from parsers.page import Grid, Span
from parsers.recognise import Part, TableLine
from schemas.finding import Finding, Place, finding
from schemas.form import every_table

TWICE = "row-printed-twice"


class RowRead(NamedTuple):
    """A row as read: for each column, the cell of the line that prints its value."""

    grid: Grid
    line: int
    columns: tuple[str, ...]
    cells: tuple[int, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the values, as printed."""
        line = self.grid.lines[self.line]
        return tuple([line[cell] for cell in self.cells])

    def place(self, column: str) -> Place:
        """Where a value stands in the source."""
        return place_of(self.grid, self.line, self.cells[self.columns.index(column)])


class Entry(NamedTuple):
    """A printed row before its values are assigned to columns: `first` is the cell after its label."""

    row: str
    columns: tuple[str, ...]
    grid: Grid
    line: TableLine
    first: int


class Stranger(NamedTuple):
    """A line that no form has, and the row before it."""

    before: str
    grid: Grid
    line: TableLine


@dataclass(slots=True)
class Reading:
    """One reading of one table: its rows in the order of print, and the doubts about it.

    `sound` becomes false with any label or header that is unknown or out of place. `headers` has
    the printed words of the columns. `short` has the rows with fewer cells than columns, which
    cannot be placed by reading alone. `extra` has what rows print under headers that no form has,
    `summed` such headers that its sums may vouch for; `strangers` has the lines that no form has.
    """

    table: str
    rows: dict[str, RowRead] = field(default_factory=dict)
    short: dict[str, RowRead] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    extra: dict[str, dict[str, str]] = field(default_factory=dict)
    summed: dict[str, Place] = field(default_factory=dict)
    strangers: list[Stranger] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sound: bool = True

    def doubt(
        self, code: str, where: str, text: str | None = None, place: Place | None = None
    ) -> None:
        """Add a finding that makes the whole table doubtful."""
        self.findings.append(finding(code, where, text, place))
        self.sound = False

    def put(self, row: str, read: RowRead) -> None:
        """Add a row; one that is printed again must print the same, and the first is kept."""
        first = self.rows.setdefault(row, read)
        if first is not read and texts_by_column(first) != texts_by_column(read):
            place = place_of(read.grid, read.line, read.cells[0]) if read.cells else None
            self.doubt(TWICE, f"{self.table}.{row}", " | ".join(read.texts), place)


def is_zero_or_blank(text: str) -> bool:
    """Whether a cell prints zero, a sign for nothing or a blank, which may be merged over several columns."""
    figure = number(text)
    return figure.state in ("blank", "dash") or figure.value == 0


def merged_cells(grid: Grid, line: TableLine, first: int, width: int) -> tuple[int, ...]:
    """For each column from a first cell on, the cell that covers it, where zeros and blanks are
    merged over columns.

    Empty where a merged cell prints a figure, or where the cells do not cover just the columns.
    """
    found: list[int] = []
    for cell in range(first, len(line.cells)):
        wide = (grid.spans or {}).get((line.position, cell), Span(1, 1)).columns
        if wide > 1 and not is_zero_or_blank(line.cells[cell]):
            return ()
        found += [cell] * min(wide, width + 1)
    return tuple(found) if len(found) == width else ()


def texts_by_column(read: RowRead) -> dict[str, str]:
    """The texts of a row's values, by column."""
    return dict(zip(read.columns, read.texts, strict=True))


def place_of(grid: Grid, line: int, cell: int) -> Place:
    """A cell of a grid as a finding quotes it, counted from 1."""
    page = grid.pages[line] if grid.pages else None
    line, cell = grid.origin(line, cell)
    return Place(table=grid.number, line=line + 1, cell=cell + 1, page=page)


@lru_cache(maxsize=512)
def columns_of(row: str, printed: tuple[str | None, ...]) -> tuple[str, ...] | None:
    """The columns of a row of table 二 under a header, in which an unknown word is None.

    An unknown word takes its column from its position, where the known ones leave only one form.
    """
    rows = {one.rows[row].columns for one in every_table("disclosures") if row in one.rows}
    fitting = {
        columns
        for columns in rows
        if len(columns) == len(printed)
        and all(key in (None, column) for key, column in zip(printed, columns, strict=True))
    }
    return fitting.pop() if len(fitting) == 1 else None


def allows_two_readings(part: Part) -> bool:
    """Whether a part has the spans that the reading by its grid needs.

    Without any span, lines of different lengths have lost them, so that there is only one reading; so
    has table 四 where blank cells follow the name of a group.
    """
    if not part.grid.spans:
        even = len({len(line.cells) for line in part.like if line.cells}) < 2
        return part.grid.spans is not None and even and not _has_split_groups(part)
    return True


def _has_split_groups(part: Part) -> bool:
    """Whether a line of table 四 names a group, and has blank cells where it was merged."""
    if part.table != "disputes":
        return False
    heads = (line for line in part.like if any(role.row for role in line.roles))
    return any("" in line.cells for line in heads)
