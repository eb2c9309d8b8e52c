"""This module publishes a database: it is copied, compared and judged, and only then put where readers look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scraper.atomic_output import lock_place, put, write_beside
from scraper.errors import GongkaiError
from scraper.gate import history
from scraper.gate.comparison import Measured, comparable, measure
from scraper.gate.expectations import Expectations
from scraper.gate.judge import (
    EVERYTHING,
    Failure,
    broken_minima,
    gradual_losses,
    is_accepted,
    sudden_losses,
)
from scraper.gate.measures import Figures
from scraper.gate.news import News
from scraper.gate.swap import settle, snapshot, swap


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
    news: list[News]
    crawls: list[dict[str, Any]]
    programs: list[str]


def publish(
    database: Path, served: Path, expected: Expectations, accepted: Sequence[str] = ()
) -> Published:
    """Put a database in the place of the served one, unless it fails; then it is laid beside it.

    What a person has `accepted` holds nothing back. Raises DatabaseUnusable where a database cannot
    be used, GongkaiError where the disk cannot; the served database is then as it was.
    """
    served = served.resolve()
    _placed(database, served)
    with lock_place(served), snapshot(database, served) as copy:
        settle(served)
        found = measure(copy, comparable(served, begins_anew=EVERYTHING in accepted))
        runs = history.load(history.default_path(served))
        failures = sorted(_failures(expected, found, runs), key=lambda one: one.name)
        let = [one for one in failures if is_accepted(one, accepted)]
        failing = [one for one in failures if one not in let]
        place = rejected_path(served) if failing else served
        settle(place)
        lines = None if failing else _lines(found, runs, let, accepted)
        ready_history = write_beside(history.default_path(served), lines) if lines else None
        swap(copy, place)
        if ready_history:
            put(ready_history, history.default_path(served))
    return _told(served, found, failing, let, accepted)


def rejected_path(served: Path) -> Path:
    """Where a database that was held back lies until the next one is."""
    return served.with_name(f"{served.stem}.rejected{served.suffix}")


def _placed(database: Path, served: Path) -> None:
    if served.is_dir() or not served.parent.is_dir():
        kind = "is a folder" if served.is_dir() else "no such folder"
        raise GongkaiError(f"{served if served.is_dir() else served.parent}: {kind}")
    if served.exists() and database.exists() and database.samefile(served):
        raise GongkaiError(
            f"{served}: DB and SERVED are the same file; extract into another one and publish that"
        )


def _failures(
    expected: Expectations, found: Measured, runs: Sequence[history.Run]
) -> Iterator[Failure]:
    minimum = list(broken_minima(expected, found.now, found.before or {}))
    compared = list(sudden_losses(found.compared, runs))
    yield from minimum
    yield from compared
    named = {(one.portal, one.measure) for one in compared}
    yield from gradual_losses(found.now, runs if found.before else (), named)


def _lines(
    found: Measured, runs: Sequence[history.Run], let: Sequence[Failure], accepted: Sequence[str]
) -> bytes | None:
    """The history with this run, if it changed something; with everything accepted it begins anew."""
    if found.is_news:
        let_go = frozenset((one.portal, one.measure) for one in let)
        run = history.run(found.now, found.compared.kept, let_go)
        return history.serialize_runs((*(() if EVERYTHING in accepted else runs), run))
    return None


def _told(
    served: Path, found: Measured, failing: list[Failure], let: list[Failure],
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
        rejected=str(rejected_path(served)) if failing else None,
        failures=failing,
        accepted=let,
        unmet=[one for one in accepted if one not in used and one != EVERYTHING],
        before=before.get(None),
        now=found.now[None],
        portals=portals,
        news=found.news,
        crawls=found.crawls,
        programs=found.programs,
    )
