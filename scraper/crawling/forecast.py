"""This module estimates a crawl from its plan and the archive, without any request (`--dry-run`)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from schemas.portal import Portal
from schemas.record import Record
from scraper.crawling.hosts import host_of, hosts_of, origin_of
from scraper.crawling.outcome import Unfetched
from scraper.crawling.plan import Plan
from scraper.crawling.robots import read
from scraper.database.crawl_runs import runs
from scraper.errors import ArchiveDamaged, GongkaiError, Unreadable
from scraper.frontier import FILE, REMEDY


class Forecast(Record):
    """What a run would do at one portal; `requests` is the number in its previous run (`known`), else the limit.

    `delay` and `seconds` are in seconds.
    """

    id: str
    agency: str
    start: str
    hosts: tuple[str, ...]
    engine: str
    delay: float
    hours: str | None
    robots: str
    requests: int
    seconds: float
    known: bool


def forecasts(archive: Path, plan: Plan) -> Iterator[Forecast]:
    """One forecast per portal, in the plan's order; raises ArchiveDamaged if the frontier is damaged."""
    kept = (row for row in runs([archive]) if not isinstance(row, Unreadable))
    before = {str(row["portal"]): int(row["requests"] or 0) for row in kept}
    stored = _stored(archive)
    for task in plan.tasks:
        portal = task.portal
        hosts = sorted(hosts_of(portal), key=lambda host: host != host_of(portal.start))
        asked = max((stored.delays.get(host, 0.0) for host in hosts), default=0.0)
        delay = max(portal.delay, asked)
        known = before.get(portal.id, 0)  # none where its host was left alone
        requests = known or portal.max_requests
        yield Forecast(
            id=portal.id,
            agency=portal.agency,
            start=portal.start,
            hosts=tuple(hosts),
            engine=portal.engine,
            delay=delay,
            hours=None if portal.hours is None else str(portal.hours),
            robots=stored.robots(portal),
            requests=requests,
            seconds=requests * delay,
            known=bool(known),
        )


class _Stored(NamedTuple):
    """What an archive's frontier has stored: delays by host, and the body of robots.txt by origin."""

    delays: dict[str, float]
    bodies: dict[str, bytes | None]

    def robots(self, portal: Portal) -> str:
        """What robots.txt said of the start address when it was last fetched."""
        origin = origin_of(portal.start)
        if origin not in self.bodies:
            return "not asked yet"
        rules = read(self.bodies[origin])
        try:
            rules.check(portal.start)
        except Unfetched:
            return "forbids the start"
        return "has rules" if rules.state == "rules" else "none"


def _stored(archive: Path) -> _Stored:
    path = archive / FILE
    if not path.exists():
        return _Stored({}, {})
    # Where no crawl is writing, nothing needs to be shared with one: SQLite would leave files beside it.
    alone = "" if path.with_name(f"{FILE}-wal").exists() else "&immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{alone}", uri=True)) as db:
            delays = dict(db.execute("SELECT host, delay FROM hosts").fetchall())
            return _Stored(delays, dict(db.execute("SELECT origin, body FROM robots").fetchall()))
    except sqlite3.OperationalError as error:  # it is in use, or cannot be opened
        raise GongkaiError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise ArchiveDamaged(f"{path}: {error}; {REMEDY}") from error
