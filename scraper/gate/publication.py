"""This module publishes a database: it is copied, compared and judged before it replaces the published one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scraper.atomic_output import lock_place, put, require_parent, write_beside
from scraper.errors import GongkaiError
from scraper.gate import history, judge
from scraper.gate.comparison import Measured, comparable, measure
from scraper.gate.expectations import Expectations
from scraper.gate.measures import Figures
from scraper.gate.news import News
from scraper.gate.swap import settle, snapshot, swap


@dataclass(frozen=True, slots=True)
class Published:
    """The result of a publication, as `publish --json` prints it.

    `rejected` is the path of a copy that was held back; `unmet` are accepted names that matched nothing.
    """

    database: str
    published: bool
    rejected: str | None
    failures: list[judge.Failure]
    accepted: list[judge.Failure]
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
    """Replace the served database, unless the new one fails; then a copy of that is put beside it.

    Failures that are `accepted` do not count. Raises DatabaseUnusable if a database cannot be used,
    GongkaiError if a file cannot be written; the served database is then unchanged.
    """
    served = served.resolve() if served.is_symlink() else served
    _require_distinct(database, served)
    with lock_place(served), snapshot(database, served) as copy:
        settle(served)
        found = measure(copy, comparable(served, begins_anew=judge.EVERYTHING in accepted))
        runs = history.load(history.default_path(served))
        failures = sorted(_failures(expected, found, runs), key=lambda one: one.name)
        let = [one for one in failures if judge.is_accepted(one, accepted)]
        failing = [one for one in failures if one not in let]
        place = _rejected_path(served) if failing else served
        settle(place)
        lines = None if failing else _history(found, runs, let, accepted)
        ready_history = write_beside(history.default_path(served), lines) if lines else None
        swap(copy, place)
        if ready_history:
            put(ready_history, history.default_path(served))
    return _result(served, found, failing, let, accepted)


def _rejected_path(served: Path) -> Path:
    """The path of a database that was held back, until the next one is."""
    return served.with_name(f"{served.stem}.rejected{served.suffix}")


def _require_distinct(database: Path, served: Path) -> None:
    if served.is_dir():
        raise GongkaiError(f"{served}: is a folder; name a file, such as {served}/reports.db")
    require_parent(served)
    if served.exists() and database.exists() and database.samefile(served):
        raise GongkaiError(
            f"{served}: DB and SERVED are the same file; extract into another one and publish that"
        )


def _failures(
    expected: Expectations, found: Measured, runs: Sequence[history.Run]
) -> Iterator[judge.Failure]:
    minimum = list(judge.broken_minima(expected, found.now, found.before or {}))
    compared = list(judge.sudden_losses(found.compared, runs))
    yield from minimum
    yield from compared
    named = {(one.portal, one.measure) for one in compared}
    yield from judge.emptied_portals(found.now, found.before or {}, named)
    yield from judge.gradual_losses(found.now, runs if found.before else (), named)


def _history(
    found: Measured,
    runs: Sequence[history.Run],
    let: Sequence[judge.Failure],
    accepted: Sequence[str],
) -> bytes | None:
    """The history with this run, if it changed something; it begins anew if everything is accepted."""
    if found.is_news:
        let_go = frozenset((one.portal, one.measure) for one in let)
        run = history.run(found.now, found.compared.kept, let_go)
        return history.serialize_runs((*(() if judge.EVERYTHING in accepted else runs), run))
    return None


def _result(
    served: Path, found: Measured, failing: list[judge.Failure], let: list[judge.Failure],
    accepted: Sequence[str],
) -> Published:  # fmt: skip
    before = found.before or {}
    portals = {
        portal: {"before": before.get(portal), "now": found.now.get(portal)}
        for portal in sorted({*found.now, *before} - {None}, key=str)
        if portal is not None
    }
    used = [one for one in accepted if any(judge.is_accepted(failure, [one]) for failure in let)]
    return Published(
        database=str(served),
        published=not failing,
        rejected=str(_rejected_path(served)) if failing else None,
        failures=failing,
        accepted=let,
        unmet=[one for one in accepted if one not in used and one != judge.EVERYTHING],
        before=before.get(None),
        now=found.now[None],
        portals=portals,
        news=found.news,
        crawls=found.crawls,
        programs=found.programs,
    )
