"""This module reads the list of statistics that reports had before 2019: a page to its indicators.

Such a list has a line for each indicator, with a unit and one figure or several. What no form knows
is kept as printed. Its equations are inferred, not prescribed: they neither prove nor contradict.
"""

from collections.abc import Iterable
from typing import NamedTuple

from parsers.before_2019.flattened import find_flattened_list
from parsers.before_2019.indicators import (
    FEWEST,
    STATISTICS,
    is_indicator,
    key_of,
    statistics_tables,
)
from parsers.before_2019.lines import (
    is_header,
)
from parsers.before_2019.reading import ListReading, Printed, read_list
from parsers.before_2019.soft_equations import soft_equation_failures
from parsers.form_words import table_of_word
from parsers.page import Grid
from schemas.finding import Finding, finding
from schemas.report import Statistic, Status, TableResult


class StatisticsRead(NamedTuple):
    """A list of statistics as read, its verdict, and the findings about it.

    `grids` has the numbers of the page's tables that print it, none where it was flattened to text.
    `cells` has the grid, line and cell of each row's figure, None where none is printed.
    """

    rows: tuple[Statistic, ...]
    result: TableResult
    findings: tuple[Finding, ...]
    grids: frozenset[int]
    cells: tuple[Printed, ...] = ()

    def doubted(self) -> "StatisticsRead":
        """Return this list marked as unsound."""
        if self.result.status is not Status.CONSISTENT:
            return self
        result = self.result.model_copy(update={"status": Status.DOUBTFUL})
        return self._replace(result=result)


def read_statistics(grids: Iterable[Grid], lines: Iterable[str] = ()) -> StatisticsRead | None:
    """Read the list of statistics in a page's tables or else in its lines of text; None where there is none."""
    grids = [grid for grid in grids if _is_list(grid)]
    reading = ListReading()
    for grid in grids or filter(None, (find_flattened_list(lines),)):
        read_list(grid, reading)
    numbers = frozenset(grid.number for grid in grids)
    return _result(reading, numbers) if reading.rows else None


def _is_list(grid: Grid) -> bool:
    """Whether a table is a list of statistics: it has its header and an indicator, or several indicators."""
    found = {key_of(text) for line in grid.lines for text in line if text and is_indicator(text)}
    if not found:
        return False
    headed = any(is_header(line) for line in grid.lines[:6])
    others = sum(table_of_word(text) is not None for line in grid.lines for text in line if text)
    return (len(found) >= FEWEST or headed) and len(found) > others


def _result(reading: ListReading, grids: frozenset[int]) -> StatisticsRead:
    version = _version(reading.versions)
    table = statistics_tables()[version]
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
    findings = (
        *reading.unknown,
        *reading.findings,
        *soft_equation_failures(version, reading.rows),
        *lost,
    )
    return StatisticsRead(tuple(reading.rows), result, findings, grids, tuple(reading.cells))


def _status(missing: bool, doubtful: bool, rows: Iterable[Statistic]) -> Status:
    if not any(row.value is not None or row.amount is not None for row in rows):
        return Status.PARTIAL
    if missing:
        return Status.PARTIAL
    return Status.DOUBTFUL if doubtful else Status.CONSISTENT


def _version(versions: list[str]) -> str:
    """The form that most of the indicators belong to; of two, the later."""
    return max(statistics_tables(), key=versions.count)
