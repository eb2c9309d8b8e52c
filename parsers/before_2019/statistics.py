"""This module reads the list of statistics that reports had before 2019: a page to its indicators.

Such a list has a line for each indicator, with a unit and one figure or several. What no form knows
is kept as printed. Its equations are inferred, since no notice prescribes any: a failure means that
the figures should be looked at, and neither proves nor contradicts anything. A missing place is a
finding only if a form prescribes it; older reports need none of the tables of 2019.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from parsers.before_2019.flattened import find_flattened_list
from parsers.before_2019.halves import in_succession
from parsers.before_2019.indicators import (
    FEWEST,
    STATISTICS,
    UNIT_HEADS,
    is_indicator,
    key_of,
    statistics_tables,
)
from parsers.before_2019.lines import is_header
from parsers.before_2019.reading import ListReading, Printed, read_list
from parsers.equations import Instance, Values, equation_instances, judge, sum_places
from parsers.form_words import table_of_word
from parsers.page import Grid
from schemas.finding import Finding, finding
from schemas.form import forms
from schemas.report import Statistic, Status, TableResult

_FIRST_OF_THE_TABLES = 2019
_BESIDE_HEADER = 2  # indicators

Proved = dict[str, tuple[TableResult, tuple[Finding, ...]]]
_VALUE = "value"


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
        read_list(in_succession(grid), reading)
    numbers = frozenset(grid.number for grid in grids)
    return _judge_list(reading, numbers) if reading.rows else None


def _is_list(grid: Grid) -> bool:
    """Whether a table is a list of statistics: it has its header and an indicator, or several indicators.

    A header without units, 项目 and 数量, may be of any table: two indicators are asked for beside it.
    """
    found = {key_of(text) for line in grid.lines for text in line if text and is_indicator(text)}
    if not found:
        return False
    heads = [line for line in grid.lines[:6] if is_header(line)]
    united = any(key_of(text) in UNIT_HEADS for line in heads for text in line if text)
    least = 1 if united else _BESIDE_HEADER if heads else FEWEST
    others = sum(table_of_word(text) is not None for line in grid.lines for text in line if text)
    return len(found) >= least and len(found) > others


def _judge_list(reading: ListReading, grids: frozenset[int]) -> StatisticsRead:
    """The list with its status: the version that it follows, what it lacks, and all findings."""
    version = max(statistics_tables(), key=reading.versions.count)  # of two, the later
    table = statistics_tables()[version]
    found = set(reading.seen)
    missing = [] if table.open else [key for key in table.rows if key not in found]
    unknown = () if table.open else tuple(reading.unknown)
    lost = (finding("places-missing", STATISTICS, " ".join(missing)),) if missing else ()
    doubtful = bool(unknown or reading.findings)
    status = _status(reading.rows, missing=bool(missing), doubtful=doubtful)
    places = len(found & table.rows.keys())
    expected = places if table.open else len(table.rows)
    result = TableResult(form=version, status=status, places=places, expected=expected)
    failed = soft_equation_failures(version, reading.rows)
    findings = (*reading.unknown, *reading.findings, *failed, *lost)
    return StatisticsRead(tuple(reading.rows), result, findings, grids, tuple(reading.cells))


def _status(rows: Iterable[Statistic], *, missing: bool, doubtful: bool) -> Status:
    printed = any(row.value is not None or row.amount is not None for row in rows)
    if missing or not printed:
        return Status.PARTIAL
    return Status.DOUBTFUL if doubtful else Status.CONSISTENT


def adjust_for_era(proved: Proved, listed: StatisticsRead | None, year: int | None) -> Proved:
    """Return the tables including the statistics, without findings about tables that did not exist yet.

    A report on a year before 2019 that has no table at all is prose, which is its only finding.
    """
    if any(result.form for result, _ in proved.values()):
        return proved | ({"statistics": (listed.result, listed.findings)} if listed else {})
    if listed is None and (year is None or year >= _FIRST_OF_THE_TABLES):
        return proved
    without = {name: (result, ()) for name, (result, _) in proved.items()}
    if listed:
        return without | {"statistics": (listed.result, listed.findings)}
    return without | {"requests": (proved["requests"][0], (finding("prose-only"),))}


def soft_equation_failures(version: str, rows: Sequence[Statistic]) -> Iterator[Finding]:
    """A finding for every soft equation that a printed column breaks, both sides quoted."""
    blank = {(key, _VALUE): None for key in forms()[version].tables[STATISTICS].optional}
    for name in dict.fromkeys(row.column for row in rows):
        column = blank | dict(_figures(row for row in rows if row.column == name))
        for instance in equation_instances(version, STATISTICS):
            if _fails(instance, column):
                yield _failure(instance, column, name)


def _fails(instance: Instance, column: Values) -> bool:
    """Whether a column contradicts an equation, or the part of a whole is more than the whole."""
    if instance.equation.relation == "=":
        return judge(instance, column) is False
    try:
        left, right = sum_places(instance.left, column), sum_places(instance.right, column)
    except KeyError:
        return False
    return left is not None and right is not None and left > right


def _figures(rows: Iterable[Statistic]) -> Iterator[tuple[tuple[str, str], int | Decimal | None]]:
    for row in rows:
        if row.indicator:
            yield (row.indicator, _VALUE), row.amount if row.value is None else row.value


def _failure(instance: Instance, column: Values, name: str | None) -> Finding:
    """The finding for an equation that a column breaks, with the sums of both sides."""
    left, right = (sum_places(side, column) or 0 for side in (instance.left, instance.right))
    equation = instance.equation
    sign = "≠" if equation.relation == "=" else ">"
    where = f"{STATISTICS}.{equation.right[0]}" + (f" [{name}]" if name else "")
    code = "unusual-figures" if equation.usual else "soft-equation-failed"
    return finding(code, where, f"{left} {sign} {right} ({equation.text})")
