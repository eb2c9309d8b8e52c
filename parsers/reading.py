"""This module holds what a reading of a table is: places found, and what stood in the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.page import Grid
from parsers.recognise import Part
from schemas.finding import Finding, Place, finding
from schemas.form import forms


class Seen(NamedTuple):
    """A place's text, and where it stands: table number, line and cell counted from 0, and page."""

    text: str
    table: int
    line: int
    cell: int
    page: int | None = None

    @property
    def place(self) -> Place:
        """The same as a finding quotes it, counted from 1."""
        return Place(table=self.table, line=self.line + 1, cell=self.cell + 1, page=self.page)


@dataclass(slots=True)
class Reading:
    """One reading of one table: `cells` by (row, column), the rows as printed, the troubles met.

    `sound` is false as soon as a label or header was unknown, out of order or out of place.
    """

    cells: dict[tuple[str, str], Seen] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    sound: bool = True

    def doubt(self, code: str, where: str, text: str | None = None, at: Seen | None = None) -> None:
        """Note a trouble that makes the whole table doubtful."""
        self.findings.append(finding(code, where, text, at.place if at else None))
        self.sound = False

    def put(self, row: str, columns: Iterable[str], values: Iterable[Seen], table: str) -> None:
        """Take a printed row; the same row printed again must say the same."""
        places = {(row, column): seen for column, seen in zip(columns, values, strict=False)}
        again = {place: seen for place, seen in places.items() if place in self.cells}
        for place, seen in again.items():
            if self.cells[place].text.strip() != seen.text.strip():
                self.doubt("row-printed-twice", f"{table}.{place[0]}.{place[1]}", seen.text, seen)
        if row not in self.rows:
            self.rows.append(row)
        self.cells = {**places, **self.cells} if again else self.cells | places


def seen(grid: Grid, line: int, cell: int) -> Seen:
    """The cell of a grid, with where it stands."""
    page = grid.pages[line] if grid.pages else None
    return Seen(grid.lines[line][cell], grid.number, line, cell, page)


def columns_of(row: str, printed: list[str | None]) -> tuple[str, ...] | None:
    """The columns of a row of table 二 whose header is `printed`, an unknown word being None.

    A word that no form knows is placed by its order alone, where the words beside it leave one form.
    """
    lines = (form.tables["disclosures"].rows.get(row) for form in forms().values())
    fitting = {
        line.columns
        for line in lines
        if line
        and len(line.columns) == len(printed)
        and all(key in (None, column) for key, column in zip(printed, line.columns, strict=True))
    }
    return fitting.pop() if len(fitting) == 1 else None


def two_readings(part: Part) -> bool:
    """Whether a part keeps spans that a second reading can go by.

    Lines of different lengths without one span have lost them: such a table has one reading.
    """
    grid = part.grid
    if grid.spans is None:
        return False
    lengths = {len(grid.lines[line]) for line in part.lines if grid.lines[line]}
    return bool(grid.spans) or len(lengths) < 2
