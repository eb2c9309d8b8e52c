"""This module reads the list of statistics that reports had before 2019: a page to its indicators.

Such a list has a line for each indicator, with a unit and one figure or several. What no form knows
is kept as printed. Its equations are inferred, not prescribed: they neither prove nor contradict.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from parsers.before_2019.flattened import FEWEST, flattened
from parsers.before_2019.indicators import (
    STATISTICS,
    Indicator,
    indicator,
    is_indicator,
    is_other_word,
    key_of,
    lists,
)
from parsers.before_2019.lines import (
    Cells,
    Columns,
    across,
    cells_of,
    columns_of,
    counting,
    deeper,
    is_coded,
    is_header,
)
from parsers.before_2019.soft_equations import failures
from parsers.page import Grid
from parsers.recognise import tells
from parsers.tables.layout import Layout, layout
from parsers.tables.reading import at
from parsers.text import MONEY_UNITS, Number, is_figure, number, squeeze
from schemas.finding import Finding, finding
from schemas.report import Statistic, Status, TableResult

Printed = tuple[Grid, int, int] | None


class StatisticsRead(NamedTuple):
    """A list of statistics as read, what proof made of it, and what a reader should know.

    `grids` are the numbers of the page's tables that it stands in, none where it was flattened.
    `cells` has the grid, line and cell of each row's figure, None where none is printed.
    """

    rows: tuple[Statistic, ...]
    result: TableResult
    findings: tuple[Finding, ...]
    grids: frozenset[int]
    cells: tuple[Printed, ...] = ()

    def doubted(self) -> "StatisticsRead":
        """The same of a document that is not trusted."""
        if self.result.status is not Status.CONSISTENT:
            return self
        result = self.result.model_copy(update={"status": Status.DOUBTFUL})
        return self._replace(result=result)


@dataclass(slots=True)
class _Reading:
    """The list as it is read, line by line; `columns` has each grid column's kind and header."""

    columns: Columns = field(default_factory=list)
    rows: list[Statistic] = field(default_factory=list)
    cells: list[Printed] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    unknown: list[Finding] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def statistics(grids: Iterable[Grid], lines: Iterable[str] = ()) -> StatisticsRead | None:
    """The list of statistics in the tables of a page, or else in its lines of text; None without."""
    grids = [grid for grid in grids if _is_list(grid)]
    reading = _Reading()
    for grid in grids or filter(None, (flattened(lines),)):
        _read(grid, reading)
    numbers = frozenset(grid.number for grid in grids)
    return _result(reading, numbers) if reading.rows else None


def _is_list(grid: Grid) -> bool:
    """Whether a table is such a list: by its header and an indicator, or by indicators enough."""
    found = {key_of(text) for line in grid.lines for text in line if text and is_indicator(text)}
    if not found:
        return False
    headed = any(is_header(line) for line in grid.lines[:6])
    others = sum(tells(text) is not None for line in grid.lines for text in line if text)
    return (len(found) >= FEWEST or headed) and len(found) > others


def _read(grid: Grid, reading: _Reading) -> None:
    placed = layout(grid)
    headed = any(map(_heads, grid.lines))
    on_side = {n: columns for n, row in enumerate(placed) if (columns := across(grid, row))}
    if on_side and not headed:
        _read_on_side(grid, placed, on_side, reading)
        return
    if not headed:
        reading.columns = counting(grid, placed) or reading.columns
    open_header = False
    for position, line in enumerate(grid.lines):
        words = [text for text in line if text]
        if _heads(line):
            reading.columns = columns_of(grid, placed[position])
            open_header = True
        elif open_header and words and not any(is_figure(t) or is_indicator(t) for t in words):
            reading.columns = deeper(reading.columns, columns_of(grid, placed[position]))
        elif words:
            open_header = False
            _row(
                grid, position, cells_of(line, position, placed[position], reading.columns), reading
            )


def _read_on_side(
    grid: Grid, placed: Layout, headers: dict[int, Columns], reading: _Reading
) -> None:
    """Read a list whose headers are the indicators: each line is a column of figures."""
    columns: Columns = []
    for position, line in enumerate(grid.lines):
        columns = headers.get(position, columns)
        if columns and any(map(is_figure, line)):
            cells = cells_of(line, position, placed[position], columns)
            for name, cell in cells.values:
                turned = cells._replace(label=name, values=((cells.label, cell),))
                _row(grid, position, turned, reading)


def _heads(line: tuple[str, ...]) -> bool:
    return is_header(line) or is_coded(line)


def _row(grid: Grid, position: int, cells: Cells, reading: _Reading) -> None:
    line = grid.lines[position]
    told = indicator(cells.label, reading.seen)
    figures = [(name, cell) for name, cell in cells.values if number(line[cell]).state == "number"]
    if told:
        reading.seen.append(told.key)
        reading.versions += told.versions
    elif not figures or not cells.label or is_other_word(cells.label):
        return
    else:
        named = line.index(cells.label) if cells.label in line else cells.values[0][1]
        place = at(grid, position, named)
        reading.unknown.append(finding("unknown-label", STATISTICS, cells.label, place))
    for name, cell in cells.values:
        reading.rows.append(_statistic(told, cells, name, line[cell]))
        reading.cells.append((grid, position, cell))
        if number(line[cell]).state == "unparsed":
            where = f"{STATISTICS}.{told.key if told else cells.label}"
            unread = finding("unreadable-figure", where, line[cell], at(grid, position, cell))
            reading.findings.append(unread)
    if not cells.values and told:
        reading.rows.append(_statistic(told, cells, "", ""))
        reading.cells.append(None)


def _statistic(told: Indicator | None, cells: Cells, name: str, text: str) -> Statistic:
    figure = number(text)
    printed_unit = squeeze(cells.unit) if number(cells.unit).state == "unparsed" else None
    unit = figure.unit or printed_unit or (told.unit if told else None)
    value, amount = _figure(figure, unit)
    return Statistic(
        indicator=told.key if told else None,
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


def _result(reading: _Reading, grids: frozenset[int]) -> StatisticsRead:
    version = _version(reading.versions)
    table = lists()[version]
    found = set(reading.seen)
    missing = [] if table.open else [key for key in table.rows if key not in found]
    unknown = () if table.open else tuple(reading.unknown)
    lost = (finding("places-missing", STATISTICS, " ".join(missing)),) if missing else ()
    result = TableResult(
        form=version,
        status=_status(bool(missing), bool(unknown or reading.findings), reading.rows),
        places=len(found & table.rows.keys()),
        expected=len(found & table.rows.keys()) if table.open else len(table.rows),
    )
    told = (*reading.unknown, *reading.findings, *failures(version, reading.rows), *lost)
    return StatisticsRead(tuple(reading.rows), result, told, grids, tuple(reading.cells))


def _status(missing: bool, doubtful: bool, rows: Iterable[Statistic]) -> Status:
    if not any(row.value is not None or row.amount is not None for row in rows):
        return Status.PARTIAL
    if missing:
        return Status.PARTIAL
    return Status.DOUBTFUL if doubtful else Status.CONSISTENT


def _version(versions: list[str]) -> str:
    """The form that most of the indicators are of; of two, the later."""
    return max(lists(), key=versions.count)
