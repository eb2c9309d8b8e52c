"""This module tells which agency and year the report on a page is of, as `extract` would.

It is the only connection from the crawl to the parsers. A page whose row names agency and year in
full, and which prints that title, is not parsed.
"""

from dataclasses import dataclass

from parsers import NotAReport, extract
from parsers.metadata.agencies import agency_in_title, is_full_name
from parsers.metadata.titles import is_report_title, title_year
from schemas.capture import Registrant
from schemas.portal import Portal
from scraper.crawling.page import Page
from scraper.database.claims import claim, organisation


@dataclass(frozen=True, slots=True)
class Identity:
    """A report's agency and year; `own` means that it is the portal's agency."""

    agency: str
    year: int | None
    own: bool


def identity(page: Page, title: str, portal: Portal) -> Identity | None:
    """The agency and year of the report on a page; None for a page that is no report."""
    from_title = from_row(title, portal)
    if from_title is not None and title in page.text():
        return from_title
    try:
        return _read(page, portal)
    except NotAReport:
        return None


def from_row(title: str, portal: Portal) -> Identity | None:
    """The agency and year in a row's title; None unless it names both in full."""
    name, year = agency_in_title(title), title_year(title)
    if not (is_report_title(title) and year and name and is_full_name(name)):
        return None
    return Identity(name, year, name == portal.agency)


def _read(page: Page, portal: Portal) -> Identity:
    registrant = Registrant(
        portal=portal.id,
        agency=portal.agency,
        agency_code=portal.agency_code,
        superior=portal.superior,
    )
    capture = page.capture().model_copy(update={"registrant": registrant})
    claimed = claim(extract(capture), registrant)
    code = organisation(portal.agency_code)
    own = claimed.name == portal.agency or (code is not None and claimed.code == code)
    agency = portal.agency if own else claimed.name or claimed.code or capture.sha256
    return Identity(agency, claimed.year, own)
