"""This module prints the report of a crawl."""

import shutil
from collections import Counter
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from scraper.crawling.run_report import Change, PortalReport, RunReport
from scraper.escaping import escape_markup
from scraper.language import language, say
from scraper.reasons import reasons
from scraper.translation import translated
from scraper.words import word

STYLES = {"ok": "green", "incomplete": "yellow", "not-crawlable": "yellow", "moved": "yellow"}
CHANGES = ("status", "listing", "engine", "report-gone", "report-back", "report-new")
MOST_CHANGES = 20
MOST_PROBLEMS = 5
FEW_PORTALS = 10


INTERRUPTED = "interrupted"  # the reason of a portal that the run did not finish


def show_report(report: RunReport, console: Console) -> None:
    """Print a run report: a line for each portal that is not ok or has changed, and advice.

    Of a few portals each has its line.
    """
    run = report.run
    ok = sum(portal.status == "ok" for portal in report.portals)
    text = say(
        "ran-on" if run.resumed else "ran", run=str(run.id), ok=ok,
        portals=len(report.portals), requests=run.requests, size=_size(run.bytes),
    )  # fmt: skip
    console.print(text)
    changed = {one.portal for one in report.changes}
    shown = [one for one in report.portals if one.status != "ok" or one.id in changed]
    if len(report.portals) <= FEW_PORTALS:
        shown = list(report.portals)
    shown = _worth_a_line(report)
    table = empty_table(("portal", "agency", "status"), ("reports", "new", "same", "requests"))
    for portal in shown:
        table.add_row(*_line(portal))
    if shown:
        console.print(table)
    if left := len(report.portals) - len(shown):
        console.print(say("ok-as-before", portals=left))
    _explain_endings(report, console)
    if unfinished := sum(portal.reason == INTERRUPTED for portal in report.portals):
        _, advice = reasons()[INTERRUPTED].localised(language())
        console.print(say("unfinished", count=unfinished, advice=advice))
    for one in report.document_hosts:
        console.print(
            say(
                "documents-elsewhere",
                portal=escape_markup(one.portal),
                host=escape_markup(one.host),
            )
        )


def _worth_a_line(report: RunReport) -> list[PortalReport]:
    changed = {one.portal for one in report.changes}
    few = len(report.portals) <= FEW_PORTALS
    return [one for one in report.portals if few or one.status != "ok" or one.id in changed]


def _line(portal: PortalReport) -> tuple[str, ...]:
    style = STYLES.get(portal.status, "red")
    counts = (portal.reports, portal.fetched, portal.unchanged, portal.requests)
    return (
        escape_markup(portal.id),
        escape_markup(portal.agency or "—"),
        f"[{style}]{word('status', portal.status)}[/]",
        *(f"{count:,}" for count in counts),
    )


def show_changes(report: RunReport, console: Console) -> None:
    """Print what has changed since each portal's previous run."""
    changes = [one for one in report.changes if one.change in CHANGES]
    first = len(report.changes) - len(changes)
    if first:
        console.print(say("visited-first", portals=first))
    if not changes:
        ended = sum(portal.reason != INTERRUPTED for portal in report.portals)
        if first < ended:
            console.print(say("nothing-changed"))
        return
    counts = Counter(_key(one.change) for one in changes)
    console.print(say("differs", **dict.fromkeys(map(_key, CHANGES), 0) | counts))
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for one in sorted(changes, key=lambda one: CHANGES.index(one.change))[:MOST_CHANGES]:
        table.add_row(escape_markup(one.portal), escape_markup(_change(one)))
    console.print(table)
    if len(changes) > MOST_CHANGES:
        console.print(f"  {say('and-more', count=len(changes) - MOST_CHANGES)}")


def room(archive: Path) -> str:
    """The size of an archive, and the free space on its disk, in one sentence."""
    sizes = [file.stat().st_size for file in archive.iterdir() if file.is_file()]
    free = shutil.disk_usage(archive).free
    return say("room", size=_size(sum(sizes)), files=len(sizes), free=_size(free))


def _key(change: str) -> str:
    return change.replace("-", "_")


def _change(one: Change) -> str:
    """A change in words: a report with agency and year, anything else with its old and new value."""
    values = one.model_dump() | {"year": str(one.year or ""), "agency": one.agency or ""}
    if one.change in ("status", "report-gone"):
        values |= {"before": _ending(one.before), "now": _ending(one.now)}
    return say(f"change-{one.change}", **values).strip()


def _ending(ending: str | None) -> str:
    """A status in the chosen language, with the code of its reason in brackets."""
    status, bracket, reason = (ending or "").partition(" (")
    return f"{word('status', status)}{bracket}{reason}"


def _explain_endings(report: RunReport, console: Console) -> None:
    """Explain how portals ended that are not ok, once for all that ended alike."""
    alike: dict[tuple[object, ...], list[PortalReport]] = {}
    for one in report.portals:
        if one.reason not in (None, INTERRUPTED):
            alike.setdefault(_why(one), []).append(one)
    for portals in alike.values():
        _explain(portals, console)


def _why(portal: PortalReport) -> tuple[object, ...]:
    """What several portals share that one explanation covers; problems are a portal's own."""
    return portal.id if portal.problems else "", portal.reason, portal.detail, portal.runs


def _explain(portals: list[PortalReport], console: Console) -> None:
    """Say what portals of the same ending suffer from, for how long, and what to do."""
    portal = portals[0]
    _, advice = reasons()[portal.reason or ""].localised(language())
    detail = translated(portal.detail or "")
    colon = say("colon")
    names = escape_markup(say("comma").join(one.id for one in portals))
    lasting = say("for-runs", runs=portal.runs) if portal.runs > 1 else ""
    console.print(f"[bold]{names}[/]{colon}{portal.reason}{lasting}{colon}{escape_markup(detail)}")
    for problem in portal.problems[:MOST_PROBLEMS]:
        console.print(f"  {escape_markup(problem.url)}{colon}{problem.reason}", soft_wrap=True)
    if len(portal.problems) > MOST_PROBLEMS:
        console.print(f"  {say('and-more', count=len(portal.problems) - MOST_PROBLEMS)}")
    console.print(f"  [dim]{escape_markup(advice)}[/]")


def empty_table(*columns: tuple[str, ...]) -> Table:
    """An empty table; groups of columns are alternately left-aligned (text) and right-aligned (figures)."""
    table = Table(box=box.SIMPLE_HEAD)
    for number, keys in enumerate(columns):
        for key in keys:
            table.add_column(
                say(key),
                justify="right" if number % 2 else "left",
                overflow="fold",
                no_wrap=key != "host",
            )
    return table


def _size(count: int) -> str:
    if count >= 1_000_000_000:
        return f"{count / 1_000_000_000:.1f} GB"
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1000:.1f} kB"
