"""This module adjusts the verdict on reports from before 2019, when no table was prescribed.

What is missing is told where a form prescribes it; the three tables are none of an older report's.
"""

from parsers.before_2019.statistics import StatisticsRead
from schemas.finding import Finding, finding
from schemas.report import TableResult

_FIRST_OF_THE_TABLES = 2019

Proved = dict[str, tuple[TableResult, tuple[Finding, ...]]]


def adjust_for_era(proved: Proved, listed: StatisticsRead | None, year: int | None) -> Proved:
    """The tables with the list of statistics among them, and what no form of the time had not missed.

    A report on an earlier year that has no table at all is prose, and is told to be that.
    """
    if any(result.form for result, _ in proved.values()):
        return proved | ({"statistics": (listed.result, listed.findings)} if listed else {})
    if listed is None and (year is None or year >= _FIRST_OF_THE_TABLES):
        return proved
    without = {name: (result, ()) for name, (result, _) in proved.items()}
    if listed:
        return without | {"statistics": (listed.result, listed.findings)}
    return without | {"requests": (proved["requests"][0], (finding("prose-only"),))}
