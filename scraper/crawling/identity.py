"""This module tells which agency and year the report on a page is of, as `extract` would.

It is the only connection from the crawl to the parsers. A page whose row names agency and year in
full, and which prints that title and some words of a report, is not parsed.
"""

import re
from dataclasses import dataclass

from parsers import NotAReport, extract
from parsers.metadata.agencies import is_full_name
from parsers.metadata.spellings import spellings
from parsers.metadata.titles import agency_in_title, is_report_title, title_year
from schemas.capture import Registrant
from schemas.finding import sentence
from schemas.portal import Portal
from scraper.crawling.page import Page
from scraper.database.claims import claim, organisation
from scraper.inputs.documents import is_document

# The words of a report: a page without any may print its row's title and hold the report elsewhere, or nowhere.
# The name of the law counts in a text, not as a menu's link to it or in an attribute.
_WORDS = re.compile(
    "结转|結轉|本年新收|总体情况|總體情況|信息公开条例(?!》?\\s{0,9}(?:[\"']|(?:</(?!a|A)\\w{1,6}>\\s{0,9}){0,3}</[aA]))"
)
_DAMAGED = sentence("document-damaged").removesuffix(".")  # its reason goes on with details
_COMMONEST = "结转".encode()


@dataclass(frozen=True, slots=True)
class Identity:
    """A report's agency and year; `own` means that it is the portal's agency."""

    agency: str
    year: int | None
    own: bool


def identity(page: Page, title: str, portal: Portal) -> Identity | None:
    """The agency and year of the report on a page; None for a page that is none, or has only its title."""
    from_title = from_row(title, portal)
    if from_title is not None and title in page.text() and has_words(page):
        return from_title
    try:
        return _read(page, portal)
    except NotAReport:
        return None


def has_words(page: Page) -> bool:
    """Whether a page has words of a report; the decoded text is searched only where its bytes do not show them.

    What its head says of it, as the beginning of the text for search engines, is none of its text.
    """
    if _COMMONEST in page.content:
        return True
    text = page.text()
    return _WORDS.search(text, max(text.find("</head>"), 0)) is not None


def may_hold_report(page: Page, year: int | None) -> bool:
    """Whether a document may be a report, that of a year if one is given: what is no text, such as a scan, may be one; what is damaged is none."""
    try:
        found = extract(page.capture()).metadata.report_year
    except NotAReport as refusal:
        readable = page.content.startswith(b"%PDF") or b"word/document" in page.content
        return not readable or (refusal.unread and not refusal.reason.startswith(_DAMAGED))
    return None in (year, found) or found == year


def from_row(title: str, portal: Portal) -> Identity | None:
    """The agency and year in a row's title; None unless it names both in full."""
    name, year = agency_in_title(title), title_year(title)
    if not (is_report_title(title) and year and name and is_full_name(name)):
        return None
    own = portal.agency in spellings(name)
    return Identity(portal.agency if own else name, year, own)


def _read(page: Page, portal: Portal) -> Identity:
    registrant = Registrant(
        portal=portal.id,
        agency=portal.agency,
        agency_code=portal.agency_code,
        superior=portal.superior,
    )
    report = extract(page.capture().model_copy(update={"registrant": registrant}))
    empty = all(table.status == "absent" for table in report.tables.values())
    if empty and not (report.sections or report.statistics or is_document(page.content)):
        raise NotAReport("it has a title and nothing else")
    claimed = claim(report, registrant)
    code = organisation(portal.agency_code)
    own = claimed.name == portal.agency or (code is not None and claimed.code == code)
    agency = portal.agency if own else claimed.name or claimed.code or page.sha256
    return Identity(agency, claimed.year, own)
