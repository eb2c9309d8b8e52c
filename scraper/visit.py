"""This module visits one portal: start, column, listing, reports, and then the verdict."""

from dataclasses import dataclass

from schemas.portal import Portal
from scraper.asking import BudgetSpent
from scraper.column import Search
from scraper.failures import Status, Unfetched, reasons
from scraper.frontier import Frontier
from scraper.harvest import Harvest
from scraper.session import Ground, Session
from scraper.tally import Tally
from scraper.walk import Walk


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
        return Outcome(error.rule.status, error.reason, error.detail or error.url)
    return _verdict(portal, ground, short)


def _harvested(session: Session) -> str | None:
    column = Search(session).column()
    engine = session.portal.engine
    session.tally.engine = column.listing.engine if engine == "auto" else engine
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
    """What is wanting, the weightiest first."""
    if short is not None:
        return _because("list-short", short)
    problems = ground.frontier.row(PROBLEMS, ground.run, portal.id) or (0,)
    if problems[0]:
        return _because("pages-missing", f"{problems[0]} pages")
    return _expected(portal, held(ground.frontier, portal.id))


PROBLEMS = "SELECT count(*) FROM problems WHERE run = ? AND portal = ?"
HELD = "SELECT DISTINCT agency, year, own FROM reports WHERE portal = ?"


def held(frontier: Frontier, portal: str) -> list[tuple[str, int | None, bool]]:
    """The different agencies and years of the reports that the archive holds of a portal."""
    return [(str(row[0]), row[1], bool(row[2])) for row in frontier.rows(HELD, portal)]


def _expected(portal: Portal, found: list[tuple[str, int | None, bool]]) -> Outcome:
    if not found:
        return Outcome("ok") if portal.empty_ok else _because("no-reports")
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
        return Outcome(error.rule.status, error.reason, error.detail or error.url)
    problems = ground.frontier.row(PROBLEMS, ground.run, portal.id) or (0,)
    return _because("pages-missing", f"{problems[0]} pages") if problems[0] else Outcome("ok")
