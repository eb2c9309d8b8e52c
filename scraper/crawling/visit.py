"""This module visits one portal: start, column, listing, reports, and then the verdict."""

from dataclasses import dataclass
from statistics import median_high

from schemas.portal import Portal
from scraper.crawling.asking import BudgetSpent
from scraper.crawling.column import Search
from scraper.crawling.failures import Unfetched
from scraper.crawling.harvest import Harvest
from scraper.crawling.keeping import Ground
from scraper.crawling.session import Session
from scraper.crawling.tally import Tally
from scraper.crawling.walk import Walk
from scraper.frontier import Frontier
from scraper.reasons import Status, reasons


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a portal's run ended: `reason` and `detail` are None when it is `ok`."""

    status: Status
    reason: str | None = None
    detail: str | None = None


def visit(portal: Portal, ground: Ground, tally: Tally) -> Outcome:
    """Visit a portal to its end; raises only Interrupted and failures of the archive."""
    session = Session(portal, ground, tally)
    try:
        short = _harvested(session)
    except BudgetSpent:
        return _because("budget-spent", f"{tally.requests} requests")
    except Unfetched as error:
        return _failed(error, ground)
    return _verdict(portal, ground, short)


def _failed(error: Unfetched, ground: Ground) -> Outcome:
    """The outcome of a failure that ends a portal; a host that shuts us out is left alone."""
    if error.rule.status == "blocked":
        ground.hosts.leave(ground.hosts.of(error.url), error.reason)
    return Outcome(error.rule.status, error.reason, error.detail or error.url)


def _harvested(session: Session) -> str | None:
    column = Search(session).column()
    engine = session.portal.engine
    session.tally.engine = column.listing.engine if engine == "auto" else engine
    session.tally.listing = column.page.key
    harvest = Harvest(session)
    walk = Walk(session, engine)
    for address, rows in walk.pages(column):
        if engine == "auto" and walk.engine_seen:
            session.tally.engine = walk.engine_seen
        harvest.reports(rows, address)
    harvest.drain()
    return walk.short


def _because(reason: str, detail: str | None = None) -> Outcome:
    return Outcome(reasons()[reason].status, reason, detail)


def _verdict(portal: Portal, ground: Ground, short: str | None) -> Outcome:
    """What is missing, the gravest first."""
    if short is not None:
        return _because("list-short", short)
    problems = ground.frontier.row(PROBLEMS, ground.run, portal.id) or (0,)
    if problems[0]:
        return _because("pages-missing", _pages(problems[0]))
    listed = len(ground.frontier.rows(LISTED, portal.id))
    if not listed and not portal.empty_ok:
        return _because("no-reports")
    wanting = _expected(portal, held(ground.frontier, portal.id))
    return _compared(portal, ground, listed) if wanting.reason is None else wanting


PROBLEMS = "SELECT count(*) FROM problems WHERE run = ? AND portal = ?"
LISTED = """SELECT DISTINCT agency, year FROM reports JOIN pages USING (portal, key)
  WHERE portal = ? AND state = 'done' AND answer IS NOT NULL"""
BEFORE = "SELECT reports FROM listed WHERE portal = ? AND run < ? ORDER BY run DESC LIMIT 5"
STEADY = 0.8  # of what the runs before have listed; less is a drop that a person should look at
HELD = "SELECT DISTINCT agency, year, own FROM reports WHERE portal = ?"


def held(frontier: Frontier, portal: str) -> list[tuple[str, int | None, bool]]:
    """The different agencies and years of the reports that the archive holds of a portal."""
    return [(str(row[0]), row[1], bool(row[2])) for row in frontier.rows(HELD, portal)]


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _compared(portal: Portal, ground: Ground, listed: int) -> Outcome:
    """Whether as many reports are listed as in the five whole runs before, or nearly.

    The median is compared: a drop that stays is believed from the third run on.
    """
    frontier, run = ground.frontier, ground.run
    before = [int(row[0]) for row in frontier.rows(BEFORE, portal.id, run)]
    frontier.write("INSERT OR REPLACE INTO listed VALUES (?, ?, ?)", portal.id, run, listed)
    usual = median_high(before) if before else 0
    if listed < STEADY * usual:
        return _because("fewer-listed", f"{listed} reports, {usual} in the runs before")
    return Outcome("ok")


def _expected(portal: Portal, found: list[tuple[str, int | None, bool]]) -> Outcome:
    if portal.expect is None:
        return Outcome("ok")
    own = [year for _, year, mine in found if mine]
    missing = [str(year) for year in portal.expect.years if year not in own]
    if missing:
        return _because("years-missing", ", ".join(missing))
    if portal.expect.reports is not None and len(own) < portal.expect.reports:
        return _because("reports-missing", f"{len(own)} of {portal.expect.reports}")
    return Outcome("ok")


def visit_listed(portal: Portal, ground: Ground, tally: Tally) -> Outcome:
    """Fetch the addresses that are queued for a portal already, and nothing else of it."""
    session = Session(portal, ground, tally)
    try:
        Harvest(session).drain()
    except BudgetSpent:
        return _because("budget-spent", f"{tally.requests} requests")
    except Unfetched as error:
        return _failed(error, ground)
    problems = ground.frontier.row(PROBLEMS, ground.run, portal.id) or (0,)
    return _because("pages-missing", _pages(problems[0])) if problems[0] else Outcome("ok")
