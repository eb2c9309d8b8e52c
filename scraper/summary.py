"""This module says what came of a run: what was read, how far it can be trusted, what to do next."""

import shlex
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from schemas.finding import Severity, sentence
from schemas.report import Status
from scraper.errors import Unreadable
from scraper.escaping import cell
from scraper.inputs.sources import Skipped
from scraper.language import language, say
from scraper.store import Store
from scraper.verbs.output import table

_OF_RUN = """CREATE TEMP VIEW IF NOT EXISTS of_run AS SELECT report FROM captures
  WHERE id IN (SELECT id FROM temp.met)"""
_REPORTS = """SELECT coalesce(form, '—'), status, count(*) FROM reports
  WHERE id IN (SELECT report FROM of_run) GROUP BY 1, 2"""
_FINDINGS = """SELECT code, severity, count(*), count(DISTINCT report) FROM findings
  WHERE report IN (SELECT report FROM of_run) GROUP BY 1, 2 ORDER BY 3 DESC, 1"""
_WORST = """SELECT agency_name, report_year, file, url, status, failed, errors, report FROM quality
  WHERE report IN (SELECT report FROM of_run) AND errors > 0
  ORDER BY errors DESC, failed DESC, report LIMIT 5"""
_OUTCOMES = """SELECT outcome, count(*) FROM captures WHERE id IN (SELECT id FROM temp.met)
  GROUP BY outcome"""
_REFUSED = """SELECT coalesce(name, url, id), reason FROM captures
  WHERE outcome = ? AND id IN (SELECT id FROM temp.met) ORDER BY 1"""
_WITHOUT = """SELECT name FROM agencies WHERE superior_from = 'roster'
  AND id NOT IN (SELECT agency FROM reports) ORDER BY name"""
_FEW = 5  # pages that are no reports and are named, each with its reason; --json names all
_STYLES = {"error": "red", "warning": "yellow", "info": "dim"}


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in figures, as `extract --json` prints it."""

    database: str
    pages: int
    unchanged: int
    outcomes: dict[str, int]
    skipped: dict[str, int]
    reports: dict[str, dict[str, int]]
    findings: list[dict[str, Any]]
    worst: list[dict[str, Any]]
    unreadable: list[dict[str, str]]
    not_reports: list[dict[str, str]]
    in_database: dict[str, int] = field(default_factory=dict)
    next: str = ""
    unmet: list[dict[str, Any]] = field(default_factory=list)
    without_report: list[str] = field(default_factory=list)

    def worst_severity(self) -> Severity | None:
        """The gravest finding of all; None where there is none."""
        found = {one["severity"] for one in self.findings}
        return next((severity for severity in Severity if severity.value in found), None)


def summary(store: Store, skipped: Skipped, unread: Iterable[Unreadable]) -> Summary:
    """Sum up the run that a store has just finished."""
    db = store.db
    store.known.settle()
    db.execute(_OF_RUN)
    reports: dict[str, dict[str, int]] = {}
    for form, status, count in db.execute(_REPORTS):
        reports.setdefault(form, {})[status] = count
    outcomes = dict(db.execute(_OUTCOMES))
    refused = [
        {"page": name, "reason": reason} for name, reason in db.execute(_REFUSED, ("unreadable",))
    ]
    return Summary(
        database=str(store.path),
        pages=sum(outcomes.values()),
        unchanged=store.known.unchanged,
        outcomes=outcomes,
        skipped=skipped.counts,
        reports=reports,
        findings=_rows(db, _FINDINGS, ("code", "severity", "count", "reports")),
        worst=_rows(db, _WORST, ("agency", "year", "file", "url", "status", "failed", "errors", "report")),
        unreadable=[*refused, *({"page": one.file or "", "reason": one.reason} for one in unread)],
        not_reports=_rows(db, _REFUSED.replace("?", "'not-a-report'"), ("page", "reason")),
        in_database={
            table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("reports", "agencies", "captures", "revisions")
        },
        next=shlex.join(("gongkai", "serve", str(store.path))),
        without_report=[name for (name,) in db.execute(_WITHOUT)],
    )  # fmt: skip


def _rows(db: sqlite3.Connection, sql: str, names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [dict(zip(names, row, strict=True)) for row in db.execute(sql)]


def show(told: Summary, console: Console) -> None:
    """Print a summary for a person."""
    console.print(_headline(told))
    for one in told.not_reports if len(told.not_reports) <= _FEW else ():
        console.print(say("why-none", page=cell(one["page"]), reason=cell(one["reason"])))
    for shown in (_by_status(told), _by_code(told), _offenders(told)):
        if shown.row_count:
            console.print(shown)
    database = told.in_database
    name = cell(Path(told.database).name)
    console.print(say("has", name=name, reports=database["reports"], agencies=database["agencies"]))
    if told.without_report:
        few = say("comma").join(map(cell, told.without_report[:_FEW]))
        more = "…" if len(told.without_report) > _FEW else ""
        console.print(say("without-report", count=len(told.without_report), names=f"{few}{more}"))
    if database["reports"]:  # the command whole, to be pasted
        console.print(f"{say('next')}[bold]{cell(told.next)}[/bold]", soft_wrap=True)
    else:
        console.print(say("nothing"))


def _headline(told: Summary) -> str:
    counts = told.outcomes
    parts = [say("pages", pages=told.pages, reports=counts.get("report", 0))]
    parts += [
        say(key, count=counts[key]) for key in ("attachment", "not-a-report") if key in counts
    ]
    if told.unchanged:
        parts.append(say("unchanged", count=told.unchanged))
    if told.unreadable:
        parts.append(say("unreadable", count=len(told.unreadable)))
    skipped = say("comma").join(
        say(why, count=count) for why, count in sorted(told.skipped.items())
    )
    return say("comma").join(parts) + (say("passed-over", what=skipped) if skipped else "")


def _table(title: str, *columns: str) -> Table:
    heads = {name: name if name in list(Status) else say(name) for name in columns}
    counts = {head for name, head in heads.items() if name[0].islower()}
    return table(heads.values(), f"[bold]{say(title)}[/bold]", right=counts)


def _by_status(told: Summary) -> Table:
    statuses = [status.value for status in reversed(Status)]
    shown = _table("by-status", "Form", *statuses, "all")
    for form, counts in sorted(told.reports.items(), reverse=True):
        figures = [counts.get(status, 0) for status in statuses]
        shown.add_row(form, *(f"{n:,}" if n else "·" for n in figures), f"{sum(figures):,}")
    return shown


def _by_code(told: Summary) -> Table:
    shown = _table("by-code", "Code", "count", "reports", "Meaning")
    for one in told.findings:
        code = f"[{_STYLES[one['severity']]}]{one['code']}[/]"
        shown.add_row(
            code, f"{one['count']:,}", f"{one['reports']:,}", sentence(one["code"], language())
        )
    return shown


def _offenders(told: Summary) -> Table:
    shown = _table("worst", "Agency", "year", "Status", "errors", "Page")
    for one in told.worst:
        page = one["file"] or one["url"] or one["report"]
        agency = one["agency"] or "—"
        shown.add_row(
            cell(agency), str(one["year"] or "—"), one["status"], str(one["errors"]), cell(page)
        )
    return shown
