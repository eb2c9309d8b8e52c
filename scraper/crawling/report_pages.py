"""This module records the agency and year of fetched report pages, and detects pages that are not what their rows say."""

import re
from collections import defaultdict
from sqlite3 import Connection

from parsers.metadata.titles import is_report_title, title_year
from scraper.crawling.changes import Changes
from scraper.crawling.identity import Identity, from_row, has_words, identity
from scraper.crawling.outcome import Unfetched
from scraper.crawling.page import LOGIN, Page
from scraper.crawling.page_writer import ApplyRows
from scraper.crawling.session import Session
from scraper.frontier import Queued
from scraper.inputs.documents import is_document

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# An address that always has the newest report: the one before it is held, and listed no more.
_KEEP_OTHER_YEAR = """UPDATE OR REPLACE reports SET key = key || ' ' || year
  WHERE portal = ? AND key = ? AND year != ?"""
_HELD_YEAR = "SELECT year FROM reports WHERE portal = ? AND key = ?"
_ROWS = """SELECT pages.url, title, agency, year, answers.key <> pages.key
  FROM reports JOIN pages USING (portal, key) JOIN answers ON answers.id = answer
  WHERE portal = ? AND kind = 'report' AND state = 'done' ORDER BY pages.id"""
_LINKS = 5  # a page with fewer has no menu


def note_identity(
    session: Session, page: Page, queued: Queued, *, attached: bool
) -> ApplyRows | None:
    """Identify the report on a page; the result records it, in the transaction that marks the page done.

    `attached` means that documents belong to the page. Raises Unfetched if it is not the page that its
    row announces.
    """
    note = session.writer.note_problem
    known = _year_held(session, queued)
    if known and page.held is not None:  # the same bytes
        return None
    found = _identify(session, page, queued, attached=attached)
    problem = None
    if found is None and (has_words(page) or not attached):  # else its documents are asked
        problem = _no_report(page, queued)
    portal, run = session.portal.id, session.context.run

    def also(db: Connection) -> None:
        if found is not None:
            Changes(db, run, portal).note_report(found, queued)
            db.execute(_KEEP_OTHER_YEAR, (portal, queued.key, found.year))
        db.execute("DELETE FROM reports WHERE portal = ? AND key = ?", (portal, queued.key))
        if found is not None:
            values = (portal, queued.key, found.agency, found.year, int(found.own))
            db.execute("INSERT INTO reports VALUES (?, ?, ?, ?, ?)", values)
        if problem is not None:
            note(db, problem)

    return also


def note_other_years(session: Session) -> None:
    """Record the rows of a visit whose year has no report, since what they lead to is the report of another year.

    One that stands at the address of its row, and that no other row gives its own year, may have a slip in its row's title.
    """
    rows = session.context.frontier.rows(_ROWS, session.portal.id)
    named: dict[tuple[str, int], set[int | None]] = defaultdict(set)
    for _, title, agency, year, _ in rows:
        named[agency, year].add(title_year(title))
    for url, title, agency, year, led in rows:
        listed = title_year(title)
        other = led or len(named[agency, year]) > 1
        if listed and year and other and (agency, listed) not in named:
            why = f"leads to the report of {year}"
            session.writer.note(Unfetched("another-year", url, why))


def _identify(session: Session, page: Page, queued: Queued, *, attached: bool) -> Identity | None:
    """The agency and year of a page, from itself or its row; raises Unfetched if it is another page."""
    portal = session.portal
    found = identity(page, queued.title, portal)
    if found is None and session.looks_like_home(page):
        raise Unfetched("soft-404", page.request.url, "it is the portal's start page")
    if found is None and attached:
        return from_row(queued.title, portal)
    if found is None and _year_held(session, queued):
        raise Unfetched("soft-404", page.request.url, "it was a report in an earlier run")
    if found is None and _lacks_year_of(queued.title, page):
        why = "the page does not mention the year of its row"
        raise Unfetched("soft-404", page.request.url, why)
    return found


def _no_report(page: Page, queued: Queued) -> Unfetched | None:
    """What is wrong with a page that has no report: its row has the title and year of one."""
    announced = is_report_title(queued.title) and title_year(queued.title)
    if is_document(page.content) or not announced:
        return None
    return Unfetched("no-report-on-page", queued.url)


def _year_held(session: Session, queued: Queued) -> tuple[int | None] | None:
    """The year of the report that was found at the address before, in a tuple; None if none was."""
    held: tuple[int | None] | None = session.context.frontier.row(
        _HELD_YEAR, session.portal.id, queued.key
    )
    return held


def _lacks_year_of(title: str, page: Page) -> bool:
    """Whether a page that is no report does not even contain the year in its row's title.

    A bare page may be all that the site has; a page with a menu or a login form is not.
    """
    years = _YEAR.findall(title)
    if not years or is_document(page.content):
        return False
    if len(page.links()) < _LINKS and not LOGIN.search(page.content):
        return False
    return not any(year in page.text() for year in years)
