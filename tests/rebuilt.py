"""This module rebuilds from the log alone what runs did, as docs/logs.md promises."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Line = dict[str, Any]


def lines(log: Path) -> list[Line]:
    """The complete lines of a log."""
    told = []
    for text in log.read_text(encoding="utf-8").splitlines():
        try:
            told.append(json.loads(text))
        except ValueError:
            continue
    return told


@dataclass
class Extraction:
    """What one run of `extract` read, and the state of every report at its end."""

    began: Line
    met: dict[str, str] = field(default_factory=dict)
    files: int = 0
    read: set[str] = field(default_factory=set)
    unchanged: set[str] = field(default_factory=set)
    died: int = 0
    retried: int = 0
    run: int | None = None
    finished: Line | None = None
    ended: Line | None = None


@dataclass
class Archive:
    """What all runs have put into the database: reports, and the report of each capture."""

    outcomes: dict[str, str] = field(default_factory=dict)
    place: dict[str, str | None] = field(default_factory=dict)
    attached: dict[str, list[str]] = field(default_factory=dict)
    reports: dict[str, Line] = field(default_factory=dict)
    runs: list[Extraction] = field(default_factory=list)


def rebuilt(told: Iterable[Line]) -> Archive:
    """What the lines of some runs of `extract` say, in order."""
    archive = Archive()
    for one in told:
        if one["event"] == "run-began":
            archive.runs.append(Extraction(one))
        _take(archive, archive.runs[-1], one)
    return archive


def counts(archive: Archive, run: Extraction) -> dict[str, Any]:
    """The figures of a run's summary."""
    reports = {archive.place.get(capture) for capture in run.met} - {None}
    found = [archive.reports[report] for report in reports]
    findings: Counter[str] = Counter()
    with_code: Counter[str] = Counter()
    for one in found:
        findings.update(one["findings"])
        with_code.update(dict.fromkeys(one["findings"], 1))
    forms: dict[str, Counter[str]] = {}
    for one in found:
        forms.setdefault(one["form"] or "—", Counter())[one["status"]] += 1
    outcomes = Counter(run.met.values())
    return {
        "pages": sum(outcomes.values()),
        "unchanged": len(run.unchanged - run.read),
        "outcomes": dict(outcomes),
        "skipped": run.finished["skipped"] if run.finished else None,
        "reports": {form: dict(statuses) for form, statuses in forms.items()},
        "findings": {code: (findings[code], with_code[code]) for code in findings},
        "unreadable": outcomes["unreadable"] + run.files,
        "not_reports": outcomes["not-a-report"],
        "in_database": len(archive.reports),
    }


def _take(archive: Archive, run: Extraction, one: Line) -> None:  # noqa: C901  (a case an event)
    """Apply one event; others are ignored."""
    match one["event"]:
        case "page-read":
            _read(archive, run, one)
        case "pages-unchanged":
            run.unchanged |= set(one["captures"])
            run.met |= {capture: archive.outcomes[capture] for capture in one["captures"]}
        case "report-filed":
            archive.reports[one["report"]] = one
        case "report-withdrawn":
            archive.reports.pop(one["report"], None)
        case "capture-moved":
            archive.place[one["capture"]] = one["report"]
        case "file-unreadable":
            run.files += 1
        case "worker-died":
            run.died += 1
        case "pages-retried":
            run.retried += one["pages"]
        case "database-opened":
            run.run = one["run"]
        case "database-finished":
            run.finished = one
        case "run-ended":
            run.ended = one


def _read(archive: Archive, run: Extraction, one: Line) -> None:
    archive.place[one["capture"]] = one["report"]
    archive.attached[one["capture"]] = one["attachments"]
    outcomes = {one["capture"]: one["outcome"]} | {
        attachment: "attachment"
        for attachment in one["attachments"]
        if archive.outcomes.get(attachment) != "report"
    }
    archive.outcomes |= outcomes
    run.met |= outcomes
    run.read |= outcomes.keys()
