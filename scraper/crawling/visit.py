"""This module visits one portal: start page, column, listing, reports, and then the outcome."""

from statistics import median_high

from schemas.portal import Portal
from scraper.crawling.asking import BudgetSpent
from scraper.crawling.body_columns import OtherBodies
from scraper.crawling.column_search import Search
from scraper.crawling.harvest import Harvest
from scraper.crawling.journal import RunContext
from scraper.crawling.outcome import Outcome, Tally, Unfetched, because
from scraper.crawling.report_pages import note_other_years
from scraper.crawling.session import Session
from scraper.crawling.walk import Walk
from scraper.frontier import Frontier

_PROBLEMS = "SELECT count(*) FROM problems WHERE run = ? AND portal = ?"
_LISTED = """SELECT DISTINCT agency, year FROM reports JOIN pages USING (portal, key)
  WHERE portal = ? AND state = 'done' AND answer IS NOT NULL"""
_BEFORE = "SELECT reports FROM listed WHERE portal = ? AND run < ? ORDER BY run DESC LIMIT 5"
_STEADY = 0.8  # share of the reports listed by earlier runs; fewer is a drop to be looked at
_HELD = "SELECT DISTINCT agency, year, own FROM reports WHERE portal = ?"


def visit(portal: Portal, context: RunContext, tally: Tally, *, listed: bool) -> Outcome:
    """Visit a portal, or with `listed` fetch only the addresses that are already queued for it.

    Raises only Interrupted, and GongkaiError or sqlite3.Error for failures of the archive.
    """
    session = Session(portal, context, tally)
    short = None
    try:
        if listed:
            Harvest(session).drain()
        else:
            short = _harvest(session)
        note_other_years(session)
    except BudgetSpent:
        return because("budget-spent", f"{tally.requests} requests")
    except Unfetched as error:
        return _failed(error, context)
    if listed:
        return _pages_missing(session) or Outcome("ok")
    return _verdict(session, short)


def _failed(error: Unfetched, context: RunContext) -> Outcome:
    """The outcome of a failure that ends a visit; a host that blocks the crawler is left alone."""
    if error.rule.status == "blocked":
        context.hosts.leave(context.hosts.of(error.url), error.reason)
    return Outcome(error.rule.status, error.reason, error.detail or error.url)


def _harvest(session: Session) -> str | None:
    search = Search(session)
    column = search.column()
    engine = session.portal.engine
    session.tally.engine = column.listing.engine if engine == "auto" else engine
    session.tally.listing = column.page.key
    harvest = Harvest(session)
    walk = Walk(session, engine)
    for address, rows in walk.pages(column, search.beside):
        if engine == "auto" and walk.engine_seen:
            session.tally.engine = walk.engine_seen
        harvest.reports(rows, address)
    others = OtherBodies(walk, search)
    if others.are_missing():
        for address, rows in others.pages(column):
            harvest.reports(rows, address)
    harvest.notices()
    return walk.listed.short


def _verdict(session: Session, short: str | None) -> Outcome:
    """The outcome of a completed visit: the most serious of what is missing, else `ok`."""
    if short is not None:
        return because("list-short", short)
    if missing := _pages_missing(session):
        return missing
    portal, frontier = session.portal, session.context.frontier
    listed = len(frontier.rows(_LISTED, portal.id))
    if not listed and not portal.empty_ok:
        usual = _usual(session)
        return because("no-reports", _few(0, usual) if usual else None)
    own = [year for _, year, mine in reports_held(frontier, portal.id) if mine]
    return _fewer_than_expected(portal, own) or _fewer_than_before(session, listed) or Outcome("ok")


def reports_held(frontier: Frontier, portal: str) -> list[tuple[str, int | None, bool]]:
    """The agency, year and `own` of each different report that the archive holds of a portal."""
    return [(str(row[0]), row[1], bool(row[2])) for row in frontier.rows(_HELD, portal)]


def _pages_missing(session: Session) -> Outcome | None:
    context = session.context
    (count,) = context.frontier.row(_PROBLEMS, context.run, session.portal.id) or (0,)
    pages = "1 page" if count == 1 else f"{count} pages"
    return because("pages-missing", pages) if count else None


def _fewer_than_before(session: Session, listed: int) -> Outcome | None:
    """Compare the number of reports listed with the median of the five previous complete runs, and store it.

    As it is the median, a lasting drop is accepted from the third run on.
    """
    frontier, here = session.context.frontier, (session.portal.id, session.context.run)
    usual = _usual(session)
    frontier.write("INSERT OR REPLACE INTO listed VALUES (?, ?, ?)", *here, listed)
    return because("fewer-listed", _few(listed, usual)) if listed < _STEADY * usual else None


def _usual(session: Session) -> int:
    """How many reports earlier runs have listed, as a rule; 0 without any."""
    here = (session.portal.id, session.context.run)
    before = [int(row[0]) for row in session.context.frontier.rows(_BEFORE, *here)]
    return median_high(before) if before else 0


def _few(listed: int, usual: int) -> str:
    return f"reports: {listed}, in earlier runs {usual}"


def _fewer_than_expected(portal: Portal, own: list[int | None]) -> Outcome | None:
    """What the years of the agency's own reports lack of those that the portals file expects."""
    if portal.expect is None:
        return None
    if missing := [str(year) for year in portal.expect.years if year not in own]:
        return because("years-missing", ", ".join(missing))
    if portal.expect.reports is not None and len(own) < portal.expect.reports:
        return because("reports-missing", f"{len(own)} of {portal.expect.reports}")
    return None
