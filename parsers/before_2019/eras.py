"""This module adjusts the results for reports on years before 2019, for which no table was prescribed.

A missing place is a finding only if a form prescribes it; older reports do not need the three tables of 2019.
"""

from parsers.before_2019.statistics import StatisticsRead
from schemas.finding import Finding, finding
from schemas.report import TableResult

_FIRST_OF_THE_TABLES = 2019

Proved = dict[str, tuple[TableResult, tuple[Finding, ...]]]


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
