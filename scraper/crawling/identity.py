"""This module says whose report a page is and of which year, as `extract` reads it.

The one seam between crawl and reading: the crawl counts different agencies and years by it. A row
whose title names agency and year in full, and whose page prints that title, is not read for it.
"""

from dataclasses import dataclass

from parsers import NotAReport, extract
from parsers.metadata.agencies import agency_in_title, is_full_name
from parsers.metadata.titles import is_report_title, title_year
from schemas.capture import Capture, Registrant
from schemas.portal import Portal
from scraper.crawling.page import Page
from scraper.database.claims import claim, organisation


@dataclass(frozen=True, slots=True)
class Identity:
    """A report's agency and year; `own`: the portal's agency."""

    agency: str
    year: int | None
    own: bool


def identity(page: Page, title: str, portal: Portal) -> Identity | None:
    """Whose report a page holds, and of which year; None for a page that is no report."""
    from_title = from_row(title, portal)
    if from_title is not None and title in page.text():
        return from_title
    try:
        return _read(page, portal)
    except NotAReport:
        return None


def from_row(title: str, portal: Portal) -> Identity | None:
    """What a row's title alone says, where it names agency and year in full."""
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
    capture = Capture(
        body=page.content,
        url=page.url,
        media_type=page.media_type,
        charset=page.charset,
        registrant=registrant,
    )
    claimed = claim(extract(capture), registrant)
    code = organisation(portal.agency_code)
    own = claimed.name == portal.agency or (code is not None and claimed.code == code)
    agency = portal.agency if own else claimed.name or claimed.code or capture.sha256
    return Identity(agency, claimed.year, own)
