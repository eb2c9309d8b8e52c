"""This module publishes a database: copied, compared, judged, and only then put where readers look."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scraper.database import guarded, reading
from scraper.errors import DatabaseUnusable, GongkaiError
from scraper.gate import history, measures
from scraper.gate.expectations import Expectations
from scraper.gate.judge import EVERYTHING, Compared, Failure, changed, dwindled, is_accepted, stated
from scraper.gate.measures import Changes, Figures, Turned
from scraper.gate.pairs import side_by_side
from scraper.gate.swap import copied, settle, swap
from scraper.placing import alone, put, ready

_PROGRAM = """SELECT max(program) FROM (SELECT program FROM {db}.runs WHERE command != 'crawl'
  ORDER BY id DESC LIMIT 1)"""
_CRAWLS = """SELECT portal, status, reason, max(finished) AS finished FROM new.runs
  WHERE command = 'crawl' GROUP BY portal HAVING status != 'ok' ORDER BY portal"""


@dataclass(frozen=True, slots=True)
class Published:
    """What came of a publication, as `publish --json` prints it; `programs` are those that read both."""

    database: str
    published: bool
    rejected: str | None
    failures: list[Failure]
    accepted: list[Failure]
    unmet: list[str]
    before: Figures | None
    now: Figures
    portals: dict[str, dict[str, Figures | None]]
    crawls: list[dict[str, Any]]
    programs: list[str]


@dataclass(slots=True)
class _Measured:
    now: dict[str | None, Figures]
    crawls: list[dict[str, Any]]
    programs: list[str]
    before: dict[str | None, Figures] | None = None
    compared: Compared = field(default_factory=lambda: Compared({}, {}, {}))


def publish(
    database: Path, served: Path, expected: Expectations, accepted: Sequence[str] = ()
) -> Published:
    """Put a database in the place of the served one, unless it fails; then it is laid beside it.

    What a person has `accepted` holds nothing back. Raises DatabaseUnusable where a database cannot
    be used, GongkaiError where the disk cannot; the served database is then as it was.
    """
    served = served.resolve()
    _placed(database, served)
    with alone(served), copied(database, served) as copy:
        settle(served)
        measured = _measured(copy, _comparable(served, accepted))
        runs = history.load(history.beside(served))
        failures = sorted(_failures(expected, measured, runs), key=lambda one: one.name)
        let = [one for one in failures if is_accepted(one, accepted)]
        failing = [one for one in failures if one not in let]
        place = rejected(served) if failing else served
        settle(place)
        lines = None if failing else _remembered(measured, runs, let, accepted)
        told = ready(history.beside(served), lines) if lines else None
        swap(copy, place)
        if told:
            put(told, history.beside(served))
    return _told(served, measured, failing, let, accepted)


def rejected(served: Path) -> Path:
    """Where a database that was held back lies until the next one is."""
    return served.with_name(f"{served.stem}.rejected{served.suffix}")


def _placed(database: Path, served: Path) -> None:
    if served.is_dir() or not served.parent.is_dir():
        kind = "is a folder" if served.is_dir() else "no such folder"
        raise GongkaiError(f"{served if served.is_dir() else served.parent}: {kind}")
    if served.exists() and database.exists() and database.samefile(served):
        raise GongkaiError(
            f"{served}: is the database itself; extract into another and publish that"
        )


def _comparable(served: Path, accepted: Sequence[str]) -> Path | None:
    """The served database, if there is one to compare with; one of another schema must be accepted."""
    if not served.exists():
        return None
    try:
        with reading(served):
            return served
    except DatabaseUnusable as error:
        if "schema" not in str(error):
            raise
        if EVERYTHING in accepted:
            return None
        raise DatabaseUnusable(
            f"{str(error).partition(';')[0]}, so nothing can be compared; look at the new one, "
            f"then publish it with --accept {EVERYTHING}"
        ) from error


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    try:
        with guarded(path):
            yield
    except DatabaseUnusable as error:
        raise DatabaseUnusable(f"{error}: nothing can be compared; move it away first") from error


@contextmanager
def _attached(copy: Path, served: Path | None) -> Iterator[sqlite3.Connection]:
    with _whole(served or copy), closing(sqlite3.connect(":memory:", uri=True)) as db:
        for name, path in (("new", copy), ("old", served)):
            if path:
                db.execute(f"ATTACH ? AS {name}", (f"{path.resolve().as_uri()}?mode=ro",))
        yield db


def _measured(copy: Path, served: Path | None) -> _Measured:
    with _attached(copy, served) as db:
        names = ("old", "new") if served else ("new",)
        side_by_side(db, names)
        programs = [str(db.execute(_PROGRAM.format(db=name)).fetchone()[0]) for name in names]
        cursor = db.execute(_CRAWLS)
        columns = [one[0] for one in cursor.description]
        crawls = [dict(zip(columns, row, strict=True)) for row in cursor]
        found = _Measured(measures.figures(db, "new"), crawls, programs)
        if served:
            found.before = measures.figures(db, "old")
            found.compared = Compared(
                measures.gone(db) | measures.turned(db, "kept", "new"),
                measures.turned(db, "next", "new"),
                measures.turned(db, "past", "old"),
            )
    return found


def _failures(
    expected: Expectations, found: _Measured, runs: Sequence[history.Run]
) -> Iterator[Failure]:
    minimum = list(stated(expected, found.now, found.before or {}))
    compared = list(changed(found.compared, runs))
    yield from minimum
    yield from compared
    told = {(one.portal, one.measure) for one in compared}
    yield from dwindled(found.now, runs if found.before else (), told)


def _remembered(
    found: _Measured, runs: Sequence[history.Run], let: Sequence[Failure], accepted: Sequence[str]
) -> bytes | None:
    """The history with this run, if it changed something; with everything accepted it begins anew."""
    if found.before is not None and found.now == found.before and not _bad(found.compared.kept):
        return None
    figures = {
        portal: {key: count for key, count in counts.items() if key.startswith("reports.")}
        for portal, counts in found.now.items()
        if portal is not None
    }
    when = datetime.now(UTC).isoformat(timespec="seconds")
    let_go = frozenset((one.portal, one.measure) for one in let)
    run = history.Run(
        when, version("gongkai"), figures, _ordinary(found.compared.kept, let_go), let_go
    )
    return history.written((*(() if EVERYTHING in accepted else runs), run))


def _bad(kept: Changes) -> dict[history.Key, Turned]:
    return {key: turned for key, turned in kept.items() if turned.bad}


def _ordinary(kept: Changes, let_go: frozenset[history.Key]) -> dict[history.Key, Turned]:
    """What turned bad without anybody having to accept it, by portal, and in the run as a whole."""
    found = {key: turned for key, turned in _bad(kept).items() if key not in let_go}
    for measure in {measure for _, measure in found}:
        every = (turned for key, turned in kept.items() if key[1] == measure and key not in let_go)
        found[None, measure] = sum(every, Turned(0, 0))
    return found


def _told(
    served: Path, found: _Measured, failing: list[Failure], let: list[Failure],
    accepted: Sequence[str],
) -> Published:  # fmt: skip
    before = found.before or {}
    portals = {
        portal: {"before": before.get(portal), "now": found.now.get(portal)}
        for portal in sorted({*found.now, *before} - {None}, key=str)
        if portal is not None
    }
    used = [one for one in accepted if any(is_accepted(failure, [one]) for failure in let)]
    return Published(
        database=str(served),
        published=not failing,
        rejected=str(rejected(served)) if failing else None,
        failures=failing,
        accepted=let,
        unmet=[one for one in accepted if one not in used and one != EVERYTHING],
        before=before.get(None),
        now=found.now[None],
        portals=portals,
        crawls=found.crawls,
        programs=found.programs,
    )
