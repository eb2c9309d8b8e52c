"""This module compares the published database with a new one: it counts both, and what changed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scraper.database.connect import (
    check_columns,
    dict_rows,
    open_readonly,
    translate_sqlite_errors,
)
from scraper.errors import DatabaseUnusable, OtherSchema
from scraper.gate import measures
from scraper.gate.alignment import align_databases
from scraper.gate.judge import EVERYTHING, Compared
from scraper.gate.measures import Figures
from scraper.gate.news import News, news

_PROGRAM = """SELECT max(program) FROM (SELECT program FROM {db}.runs WHERE command != 'crawl'
  ORDER BY id DESC LIMIT 1)"""
_CRAWLS = """SELECT portal, status, reason, finished, finished = latest AS in_last_run FROM (
  SELECT portal, status, reason, finished, max(finished) OVER () AS latest,
    row_number() OVER (PARTITION BY portal ORDER BY finished DESC, run DESC) AS ago
  FROM new.runs WHERE command = 'crawl') WHERE ago = 1 AND status != 'ok' ORDER BY portal"""


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
        with open_readonly(served) as db:
            check_columns(db.conn, served)
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
        with translate_sqlite_errors(path):
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
        crawls = list(dict_rows(db.execute(_CRAWLS)))
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
