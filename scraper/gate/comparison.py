"""This module compares the published database with a new one: it aligns their reports, counts both, and what changed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from parsers.metadata.spellings import brief_name, spellings
from scraper.database import connect
from scraper.errors import DatabaseUnusable, OtherSchema
from scraper.gate import measures
from scraper.gate.judge import EVERYTHING, Compared
from scraper.gate.measures import Figures
from scraper.gate.news import News, news

_PROGRAM = """SELECT max(program) FROM (SELECT program FROM {db}.runs WHERE command != 'crawl'
  ORDER BY id DESC LIMIT 1)"""
_CRAWLS = """SELECT portal, status, reason, finished, finished = latest AS in_last_run FROM (
  SELECT portal, status, reason, finished, max(finished) OVER () AS latest,
    row_number() OVER (PARTITION BY portal ORDER BY finished DESC, run DESC) AS ago
  FROM new.runs WHERE command = 'crawl') WHERE ago = 1 AND status != 'ok' ORDER BY portal"""
# What agencies were called that are none by now.
_ONCE = """SELECT name FROM old.agencies WHERE name IS NOT NULL AND id NOT IN (SELECT id FROM new.agencies)"""
# Every report with its agency and the portal of its current page; the reports of every portal. An agency may be called
# otherwise now: names are compared in full, and of several that are one agency's by now each needs a report of its own.
_ONE = """CREATE TEMP TABLE {it}_reports AS SELECT *, told || ' ' || row_number() OVER (
    PARTITION BY told, year, scope ORDER BY agency NOT IN ({kept}), agency, report) AS name FROM (
  SELECT r.id AS report, {portal} AS portal, r.agency, coalesce(told_now(a.name), a.id) AS told,
    coalesce(r.report_year, 0) AS year, r.scope
  FROM {db}.reports r JOIN {db}.agencies a ON a.id = r.agency JOIN {db}.captures c ON c.id = r.capture);
CREATE UNIQUE INDEX temp.{it}_of_agency ON {it}_reports (agency, year, scope, report);
CREATE INDEX temp.{it}_of_name ON {it}_reports (name, year, scope);
CREATE TEMP TABLE {it}_places AS SELECT DISTINCT {portal} AS portal, r.report, r.agency, r.name, r.year,
  r.scope FROM {db}.captures c JOIN {it}_reports r ON r.report = c.report;
CREATE INDEX temp.{it}_place_of_agency ON {it}_places (portal, agency, year, scope);
CREATE INDEX temp.{it}_place_of_name ON {it}_places (portal, name, year, scope);
"""
_PORTAL = "coalesce(c.portal, host(c.url), '')"
_SAME = "year = o.year AND scope = o.scope"
# For each report of each portal in the old database: whether the agency and the report are gone from it.
_GONE = f"""CREATE TEMP TABLE gone AS SELECT o.portal, o.agency, o.year,
  NOT EXISTS (SELECT 1 FROM new_places WHERE portal = o.portal AND agency = o.agency)
  AND NOT EXISTS (SELECT 1 FROM new_places WHERE portal = o.portal AND name = o.name) AS agency_gone,
  NOT EXISTS (SELECT 1 FROM new_places WHERE portal = o.portal AND agency = o.agency AND {_SAME})
  AND NOT EXISTS (SELECT 1 FROM new_places WHERE portal = o.portal AND name = o.name AND {_SAME})
  AS report_gone FROM old_places o"""  # noqa: S608
_KEPT = """CREATE TEMP TABLE kept AS SELECT n.portal, o.report AS before, n.report AS after
  FROM old_reports o JOIN new_reports n ON n.report = o.report"""
# Pairs of a new report and the agency's previous one; in the old database, of each report and its previous one.
_NEXT = f"""CREATE TEMP TABLE next AS SELECT o.portal, coalesce(
    (SELECT report FROM old_reports WHERE agency = o.agency AND scope = o.scope AND year < o.year
     ORDER BY year DESC, report LIMIT 1),
    (SELECT report FROM old_reports WHERE name = o.name AND scope = o.scope AND year < o.year
     ORDER BY year DESC, report LIMIT 1)) AS before, o.report AS after
  FROM new_reports o WHERE year > 0
  AND NOT EXISTS (SELECT 1 FROM old_reports WHERE agency = o.agency AND {_SAME})
  AND NOT EXISTS (SELECT 1 FROM old_reports WHERE name = o.name AND {_SAME})"""  # noqa: S608
_PAST = """CREATE TEMP TABLE past AS SELECT portal, lag(report) OVER one AS before, report AS after
  FROM old_reports WHERE year > 0 WINDOW one AS (PARTITION BY agency, scope ORDER BY year, report)"""


def host(url: str | None) -> str | None:
    """The host of an address in lower case; None if it has none.

    >>> host("http://XXGK.haiyan.example:8080/art/1.html"), host("art/1.html")
    ('xxgk.haiyan.example', None)
    """
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def align_databases(db: sqlite3.Connection, names: tuple[str, ...]) -> None:
    """Create the temporary tables that `measures` counts, for the databases attached as `old` and `new`.

    With `new` alone, only the tables of its own reports are created.
    """
    db.create_function("host", 1, host, deterministic=True)
    once = db.execute(_ONCE).fetchall() if "old" in names else []
    told = {one: name for name in (brief_name(old) for (old,) in once) for one in spellings(name)}
    db.create_function("told_now", 1, lambda name: told.get(name, name), deterministic=True)
    kept = " INTERSECT ".join(f"SELECT id FROM {name}.agencies" for name in names)  # noqa: S608
    for name in names:
        for statement in _ONE.format(it=name, db=name, portal=_PORTAL, kept=kept).split(";\n"):
            db.execute(statement)
    if "old" in names:
        for statement in (_GONE, _KEPT, _NEXT, _PAST):
            db.execute(statement)
        for pairs in ("next", "past"):
            db.execute(f"DELETE FROM {pairs} WHERE before IS NULL")  # noqa: S608


@dataclass(slots=True)
class Measured:
    """The figures of a new database and the published one, what changed, and how crawls ended.

    `before` is None if nothing is published yet; `programs` are the versions that made both.
    """

    now: dict[str | None, Figures]
    crawls: list[dict[str, Any]]
    programs: list[str]
    before: dict[str | None, Figures] | None = None
    compared: Compared = field(default_factory=lambda: Compared({}, {}, {}))
    news: list[News] = field(default_factory=list)

    @property
    def is_news(self) -> bool:
        """Whether anything that is counted has changed."""
        return self.now != self.before or any(turned.bad for turned in self.compared.kept.values())


def comparable(served: Path, *, begins_anew: bool) -> Path | None:
    """The published database, if there is one to compare with.

    Raises DatabaseUnusable if it has another schema or other columns, unless `begins_anew`.
    """
    if not served.exists():
        return None
    try:
        with connect.open_readonly(served) as db:
            connect.check_columns(db.conn, served)
        return served
    except OtherSchema as error:
        if begins_anew:
            return None
        raise DatabaseUnusable(
            f"{str(error).partition(';')[0]}, so nothing can be compared; look at the new one, "
            f"then publish it with --accept {EVERYTHING}"
        ) from error


@contextmanager
def _translate_errors(path: Path) -> Iterator[None]:
    try:
        with connect.translate_sqlite_errors(path):
            yield
    except DatabaseUnusable as error:
        raise DatabaseUnusable(f"{error}: nothing can be compared; move it away first") from error


@contextmanager
def _attached(copy: Path, served: Path | None) -> Iterator[sqlite3.Connection]:
    with _translate_errors(served or copy), closing(sqlite3.connect(":memory:", uri=True)) as db:
        for name, path in (("new", copy), ("old", served)):
            if path:
                db.execute(f"ATTACH ? AS {name}", (f"{path.resolve().as_uri()}?mode=ro",))
        yield db


def measure(copy: Path, served: Path | None) -> Measured:
    """Count a new database, and what changed since the published one, if there is one."""
    with _attached(copy, served) as db:
        names = ("old", "new") if served else ("new",)
        align_databases(db, names)
        programs = [str(db.execute(_PROGRAM.format(db=name)).fetchone()[0]) for name in names]
        crawls = list(connect.dict_rows(db.execute(_CRAWLS)))
        found = Measured(measures.figures(db, "new"), crawls, programs)
        if served:
            found.before = measures.figures(db, "old")
            found.compared = Compared(
                measures.count_gone(db) | measures.count_turned(db, "kept", "new"),
                measures.count_turned(db, "next", "new"),
                measures.count_turned(db, "past", "old"),
            )
            found.news = news(db)
    return found
