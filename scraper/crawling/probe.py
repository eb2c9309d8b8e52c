"""This module probes a site: its engine, its report column, and the reports listed there.

Nothing is kept: the answers go to a temporary archive.
"""

import re
import threading
from collections import Counter
from collections.abc import Iterator
from json import dumps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from parsers.listings import engines as listings
from parsers.listings.listing import Row
from parsers.metadata.agencies import is_full_name
from parsers.metadata.titles import agency_in_title, title_year
from schemas.portal import Portal
from schemas.record import Record
from scraper.crawl import open_frontier, open_run_context
from scraper.crawling.asking import BudgetSpent
from scraper.crawling.column import Column
from scraper.crawling.column_search import Search
from scraper.crawling.outcome import Unfetched
from scraper.crawling.plan import Plan, Task
from scraper.crawling.runs import Runs
from scraper.crawling.session import Session
from scraper.crawling.walk import Walk
from scraper.reasons import reasons

UNKNOWN = "FILL IN: the full official name"
_MOST_PAGES = 3  # pages of the listing that are fetched


class ListedReport(Record):
    """One row that may be a report."""

    title: str
    url: str
    year: int | None


class Probe(Record):
    """The result of a probe; `reason` is null if a column with reports was found."""

    url: str
    engine: str | None = None
    column: str | None = None
    name: str | None = None
    agency: str | None = None
    declared_rows: int | None = None
    rows: int = 0
    more: bool = False
    reports: tuple[ListedReport, ...] = ()
    status: str = "ok"
    reason: str | None = None
    detail: str | None = None
    advice: str | None = None
    entry: str | None = None


def probe(portal: Portal) -> Probe:
    """Probe the site at a portal's start address: at most a few pages of its listing, and no report."""
    plan = Plan((Task(portal, registered=False),))
    with TemporaryDirectory(prefix="gongkai-") as name, open_frontier(Path(name)) as frontier:
        runs = Runs(frontier, Path(name), plan)
        stop = threading.Event()
        with open_run_context(Path(name), plan, frontier, runs.id, stop) as context:
            session = Session(portal, context, runs.tally(portal.id))
            try:
                return _probe(portal, session)
            except BudgetSpent:
                return _failed(portal.start, "budget-spent", None)
            except Unfetched as error:
                return _failed(portal.start, error.reason, error.detail or error.url)


def _failed(url: str, reason: str, detail: str | None, **known: Any) -> Probe:
    rule = reasons()[reason]
    told = {"status": rule.status, "reason": reason, "detail": detail or rule.en}
    return Probe(url=url, **told, advice=rule.advice, **known)


def _probe(portal: Portal, session: Session) -> Probe:
    column = Search(session).column()
    walk = Walk(session, portal.engine)
    known: dict[str, Any] = {"engine": column.listing.engine, **_place(column)}
    try:
        rows = list(_first_rows(walk, column))
    except Unfetched as error:
        return _failed(portal.start, error.reason, error.detail, **known)
    reports = tuple(
        ListedReport(title=row.title, url=row.url, year=title_year(row.title))
        for row in rows
        if listings.may_be_report(row.title, portal.title)
    )
    known |= {
        "engine": walk.engine_seen or column.listing.engine,
        "agency": _agency(reports),
        "declared_rows": walk.listed.declared,
        "rows": len(rows),
        "more": walk.goes_on,
        "reports": reports,
    }
    if not reports:
        return _failed(portal.start, "no-reports", None, **known)
    found = Probe(url=portal.start, **known)
    return found.model_copy(update={"entry": entry(found)})


def _first_rows(walk: Walk, column: Column) -> Iterator[Row]:
    """The rows of the listing's first pages, and of the first that has any where those lead to it."""
    for count, (_, found) in enumerate(walk.pages(column), 1):
        yield from found
        if count >= _MOST_PAGES and walk.listed.rows:
            return


def _place(column: Column) -> dict[str, str | None]:
    """The address of the column, and the name of the menu entry that leads there."""
    named = column.name if column.name != column.page.url else None
    return {"column": column.page.url, "name": named}


def _agency(reports: tuple[ListedReport, ...]) -> str | None:
    """The agency that most titles name, counting only full names."""
    names = (agency_in_title(report.title) for report in reports)
    counted = Counter(name for name in names if name and is_full_name(name))
    return counted.most_common(1)[0][0] if counted else None


def entry(found: Probe) -> str:
    """The entry to paste into a portals file, with placeholders for what the site does not say."""
    host = urlsplit(found.url).hostname or "portal"
    ident = re.sub(
        r"[^a-z0-9]+", "-", host.lower().removeprefix("www.").removesuffix(".gov.cn")
    ).strip("-")
    years = sorted({report.year for report in found.reports if report.year})
    lines = [
        f"[portals.{ident}]",
        f"agency = {dumps(found.agency or UNKNOWN, ensure_ascii=False)}",
        f"start = {dumps(found.url, ensure_ascii=False)}",
        f"# engine {found.engine}, detected; report column: {found.column}",
        f"# reports in it name the years {', '.join(map(str, years)) or 'none'}",
    ]
    return "\n".join(lines) + "\n"
