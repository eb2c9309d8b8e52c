"""This module stores the figures of the last published runs, one line per run, beside the database.

Only runs that changed something are kept, and the last WINDOW of them. From these the gate learns what
is ordinary, and the largest number of reports that a portal has had. All figures are whole numbers.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scraper.atomic_output import translate_os_errors
from scraper.gate.measures import Changes, Figures, Key, Turned

_WINDOW = 12


@dataclass(frozen=True, slots=True)
class Run:
    """One published run: reports by portal and year, what turned bad, and what was accepted."""

    published: str
    program: str
    figures: dict[str, Figures]
    turned: Changes
    accepted: frozenset[Key]


def run(now: dict[str | None, Figures], kept: Changes, let_go: frozenset[Key]) -> Run:
    """A run published now; `let_go` are the losses that had to be accepted."""
    figures = {
        portal: {key: count for key, count in counts.items() if key.startswith("reports.")}
        for portal, counts in now.items()
        if portal is not None
    }
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return Run(when, version("gongkai"), figures, _ordinary(kept, let_go), let_go)


def _ordinary(kept: Changes, let_go: frozenset[Key]) -> Changes:
    """What turned bad without having to be accepted, by portal and in total."""
    ordinary = {key: turned for key, turned in kept.items() if key not in let_go}
    found = {key: turned for key, turned in ordinary.items() if turned.bad}
    for measure in {measure for _, measure in found}:
        every = (turned for (_, name), turned in ordinary.items() if name == measure)
        found[None, measure] = sum(every, Turned(0, 0))
    return found


def default_path(database: Path) -> Path:
    """The path of a database's history."""
    return database.with_name(f"{database.stem}.published.jsonl")


def load(path: Path) -> tuple[Run, ...]:
    """The runs in a file, oldest first; incomplete lines are skipped."""
    if not path.exists():
        return ()
    with translate_os_errors(path):
        lines = path.read_bytes().splitlines()
    return tuple(run for line in lines for run in _read(line))[-_WINDOW:]


def serialize_runs(runs: Sequence[Run]) -> bytes:
    """The last `_WINDOW` runs as lines."""
    return "".join(f"{_written(run)}\n" for run in runs[-_WINDOW:]).encode()


def times_turned(runs: Iterable[Run], key: Key) -> Turned:
    """How often a measure turned bad in the runs; a run that does not mention it had no case.

    Accepted losses are not ordinary and do not count.
    """
    every = [run for run in runs if key not in run.accepted]
    turned = [run.turned[key] for run in every if key in run.turned]
    if not turned:
        return Turned(0, 0)
    whole = sum(turned, Turned(0, 0))
    return Turned(whole.bad, whole.of * len(every) // len(turned))


def peaks(runs: Sequence[Run]) -> dict[Key, int]:
    """The largest number of reports by portal and year, since a loss there was last accepted."""
    found: dict[Key, int] = {}
    for run in runs:
        reset = {portal for portal, measure in run.accepted if _counts(measure)}
        found = {key: most for key, most in found.items() if key[0] not in reset}
        for portal, figures in run.figures.items():
            for measure, count in figures.items():
                found[portal, measure] = max(count, found.get((portal, measure), 0))
    return found


def _counts(measure: str) -> bool:
    return measure == "agencies" or measure.partition(".")[0] == "reports"


def _written(run: Run) -> str:
    turned = [[*key, *counts] for key, counts in run.turned.items()]
    values = {"published": run.published, "program": run.program, "figures": run.figures,
            "turned": turned, "accepted": sorted(map(list, run.accepted), key=str)}  # fmt: skip
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _read(line: bytes) -> Iterable[Run]:
    try:
        values: dict[str, Any] = json.loads(line)
        yield Run(
            str(values["published"]),
            str(values["program"]),
            {
                str(portal): {str(key): int(count) for key, count in figures.items()}
                for portal, figures in values["figures"].items()
            },
            {
                (portal, str(measure)): Turned(int(bad), int(of))
                for portal, measure, bad, of in values["turned"]
            },
            frozenset((portal, str(measure)) for portal, measure in values["accepted"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return
