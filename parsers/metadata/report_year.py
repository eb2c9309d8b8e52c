"""This module finds candidates for the report year in a page's sentences, and weighs them.

The sentence on the period takes precedence, but an agency that copies its last report may leave the old year
in it: if at least two other sources agree on another year, and none on this one, the other year is chosen.
"""

from collections.abc import Sequence

from parsers.metadata import years
from parsers.metadata.announcement import announces_report
from parsers.metadata.classification import has_mandated_heading
from parsers.metadata.front import has_form
from parsers.metadata.opening import year_in_opening
from parsers.page import Page
from schemas.report import Candidate

_LEAST = 2  # sources that outvote the period


def find_years(page: Page, found: Sequence[Candidate]) -> list[Candidate]:
    """The year of the opening sentences, where neither they nor anything else has the period's; of a
    report whose year nothing else tells, the one that its prose speaks of most.
    """
    said = [one for one in found if one.field == "report_year"]
    periods = {one.value for one in said if one.source == "period"}
    if periods:
        agreed = any(one.value in periods for one in said if one.source != "period")
        year = None if agreed else year_in_opening(page)
        return _candidate("opening", year if str(year) not in periods else None)
    if said or not (has_mandated_heading(page) or has_form(page) or announces_report(page)):
        return []
    opening = year_in_opening(page)
    return _candidate("opening", opening) or _candidate("prose", years.year_in_prose(page))


def _candidate(source: str, year: int | None) -> list[Candidate]:
    return [Candidate(field="report_year", source=source, value=str(year))] if year else []


def outvoting_year(page: Page, found: Sequence[Candidate]) -> int | None:
    """The year that all but the period sentence name; None where one of them has the period's, or one
    alone is against it. What stands under the first heading has a voice of its own.
    """
    said = {one.source: int(one.value) for one in found if one.field == "report_year"}
    period = said.pop("period", None)
    if period is None or not said or period in said.values():
        return None
    voices = [*said.values(), *filter(None, [years.year_in_report(page)])]
    agreed = set(voices) - {period}
    return agreed.pop() if len(voices) >= _LEAST and len(set(voices)) == len(agreed) == 1 else None
