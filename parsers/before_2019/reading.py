"""This module reads the tables of a list of statistics, line by line, into rows."""

from dataclasses import dataclass, field
from decimal import Decimal

from parsers.before_2019 import lines
from parsers.before_2019.indicators import (
    STATISTICS,
    Indicator,
    indicator_of,
    is_indicator,
    is_lettered,
    is_other_word,
)
from parsers.figures import money_unit
from parsers.numbers import MONEY_UNITS, Number, is_figure, is_parted, number
from parsers.page import Grid
from parsers.proof import PARTED
from parsers.tables.layout import lay_out
from parsers.tables.reading import TWICE, place_of
from parsers.text import squeeze
from schemas.finding import Finding, finding
from schemas.report import Statistic

Printed = tuple[Grid, int, int] | None


@dataclass(slots=True)
class ListReading:
    """A list of statistics while it is being read; `columns` has each grid column's kind and header.

    `first` has each row by its indicator, its label and its column; a known one is kept once. `apart` says
    that the column of each figure is known.
    """

    columns: lines.Columns = field(default_factory=list)
    apart: bool = True
    rows: list[Statistic] = field(default_factory=list)
    cells: list[Printed] = field(default_factory=list)
    first: dict[tuple[str | None, str, str | None], Statistic] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    unknown: list[Finding] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many columns of figures the list has, by its header."""
        return sum(kind == lines.VALUE for kind, _ in self.columns)


def read_list(grid: Grid, reading: ListReading) -> None:
    """Read a table of a list into a reading, which another table of the same list may have begun."""
    placed = lay_out(grid)
    if not any(map(lines.is_header, grid.lines)):
        reading.columns = reading.columns or lines.unheaded_columns(grid)
        reading.apart = reading.width > 0
    open_header = False
    for position, line in enumerate(grid.lines):
        words = [text for text in line if text]
        if is_lettered(words):
            continue
        if lines.is_header(line):
            reading.columns = lines.header_columns(grid, placed[position])
            open_header = True
        elif open_header and words and not any(is_figure(t) or is_indicator(t) for t in words):
            below = lines.header_columns(grid, placed[position])
            reading.columns = lines.refine_columns(reading.columns, below)
        elif words:
            open_header = False
            cells = lines.split_line(line, position, placed[position], reading.columns)
            _read_row(grid, position, cells, reading)


def _read_row(grid: Grid, position: int, cells: lines.Cells, reading: ListReading) -> None:
    """Read one line of a list: its indicator, and its figures or a finding that says why they are left out."""
    line = grid.lines[position]
    known = indicator_of(cells.label, reading.seen)
    figures = [(name, cell) for name, cell in cells.values if number(line[cell]).state == "number"]
    if known:
        reading.seen.append(known.key)
        reading.versions += known.versions
    elif not figures or not cells.label or is_other_word(cells.label):
        return
    else:
        named = line.index(cells.label) if cells.label in line else cells.values[0][1]
        place = place_of(grid, position, named)
        reading.unknown.append(finding("unknown-label", STATISTICS, cells.label, place))
    where = f"{STATISTICS}.{known.key if known else cells.label}"
    if figures and not (reading.apart and reading.width in (0, len(cells.values))):
        place = place_of(grid, position, figures[0][1])
        reading.findings.append(finding("row-not-placed", where, " | ".join(line), place))
        cells = cells._replace(values=())
    _values(grid, position, cells, reading, known)
    if not cells.values and known:
        reading.rows.append(_statistic(known, cells, "", ""))
        reading.cells.append(None)


def _values(
    grid: Grid, position: int, cells: lines.Cells, reading: ListReading, known: Indicator | None
) -> None:
    """Read the figures of a line, each under its column."""
    line = grid.lines[position]
    where = f"{STATISTICS}.{known.key if known else cells.label}"
    for name, cell in cells.values:
        row = _statistic(known, cells, name, line[cell])
        first = reading.first.setdefault((row.indicator, row.label, row.column), row)
        if known and first is not row:
            if (first.value, first.amount) != (row.value, row.amount):
                place = place_of(grid, position, cell)
                reading.findings.append(finding(TWICE, where, line[cell], place))
            continue
        reading.rows.append(row)
        reading.cells.append((grid, position, cell))
        unread = number(line[cell]).state == "unparsed"
        if unread or is_parted(line[cell]):
            code = "unreadable-figure" if unread else PARTED
            told = finding(code, where, line[cell], place_of(grid, position, cell))
            reading.findings.append(told)


def _statistic(known: Indicator | None, cells: lines.Cells, name: str, text: str) -> Statistic:
    """One figure of a line as a record; `name` is its column."""
    figure = number(text)
    printed_unit = squeeze(cells.unit) if number(cells.unit).state == "unparsed" else None
    unit = figure.unit or money_unit(text) or printed_unit or (known.unit if known else None)
    value, amount = _figure(figure, unit)
    return Statistic(
        indicator=known.key if known else None,
        label=" ".join(cells.label.split()),
        column=name or None,
        unit=unit,
        value=value,
        amount=amount,
        printed=None if figure.plain else text,
    )


def _figure(figure: Number, unit: str | None) -> tuple[int | None, Decimal | None]:
    """A figure as a count or, where its unit is money or it has decimals, as an amount."""
    if figure.value is None:
        return None, None
    if unit in MONEY_UNITS or isinstance(figure.value, Decimal):
        return None, Decimal(figure.value)
    return figure.value, None
