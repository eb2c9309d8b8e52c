"""This module prints the report of a crawl, and what has changed at each portal since its previous run."""

import shutil
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scraper.crawling.run_report import Change, PortalReport, RunReport
from scraper.escaping import escape_markup
from scraper.language import language, say
from scraper.reasons import reasons
from scraper.verbs.options import table
from scraper.words import in_chinese, translated, word

_STYLES = {"ok": "green", "incomplete": "yellow", "not-crawlable": "yellow", "moved": "yellow"}
_MOST_PROBLEMS = 5
_FEW_PORTALS = 10
_LONG = 7  # runs
UNFINISHED = "interrupted"  # the reason of a portal that the run did not finish
_CHANGES = ("status", "listing", "engine", "report-gone", "report-back", "report-new")
_MOST_CHANGES = 20


def show_report(report: RunReport, console: Console) -> None:
    """Print a run report: a line for each portal that is not ok or has changed, and advice.

    Of a few portals each has its line.
    """
    run = report.run
    ok = sum(portal.status == "ok" for portal in report.portals)
    console.print(
        say("ran-on" if run.resumed else "ran", run=str(run.id), ok=ok,
            portals=len(report.portals), requests=run.requests, size=_size(run.bytes))
    )  # fmt: skip
    shown, standing = _worth_a_line(report)
    if shown:
        console.print(_table(shown))
    if left := len(report.portals) - len(shown) - len(standing):
        console.print(say("ok-as-before", portals=left))
    _explain_endings(shown, console)
    _list_standing(standing, console)
    if unfinished := sum(portal.reason == UNFINISHED for portal in report.portals):
        _, advice = reasons()[UNFINISHED].localised(language())
        console.print(say("unfinished", count=unfinished, advice=advice))
    for one in report.document_hosts:
        portal, host = escape_markup(one.portal), escape_markup(one.host)
        console.print(say("documents-elsewhere", portal=portal, host=host))


def _worth_a_line(report: RunReport) -> tuple[list[PortalReport], list[PortalReport]]:
    """The portals that someone should look at, and those that have been known not to be ok for long."""
    if len(report.portals) <= _FEW_PORTALS:
        return list(report.portals), []
    changed = {one.portal for one in report.changes}
    shown = [one for one in report.portals if one.status != "ok" or one.id in changed]
    standing = [one for one in shown if one.runs > _LONG and one.id not in changed]
    return [one for one in shown if one not in standing], standing


def _table(shown: list[PortalReport]) -> Table:
    counts = ("reports", "new", "same", "requests")
    made = table(("portal", "agency", "status", *counts), right=counts)
    for portal in shown:
        made.add_row(*_line(portal))
    return made


def _line(portal: PortalReport) -> tuple[str, ...]:
    style = _STYLES.get(portal.status, "red")
    counts = (portal.reports, portal.fetched, portal.unchanged, portal.requests)
    return (
        escape_markup(portal.id),
        escape_markup(portal.agency or "—"),
        f"[{style}]{word('status', portal.status)}[/]",
        *(f"{count:,}" for count in counts),
    )


def room(archive: Path) -> str:
    """The size of an archive, and the free space on its disk, in one sentence."""
    sizes = [file.stat().st_size for file in archive.iterdir() if file.is_file()]
    free = shutil.disk_usage(archive).free
    return say("room", size=_size(sum(sizes)), files=len(sizes), free=_size(free))


def _list_standing(portals: list[PortalReport], console: Console) -> None:
    """Name the portals that have not been ok for long, those of one reason in a line."""
    by_reason: dict[str, list[str]] = {}
    for one in portals:
        by_reason.setdefault(one.reason or "", []).append(one.id)
    if portals:
        console.print(say("not-ok-for-long", runs=_LONG))
    for reason, names in by_reason.items():
        listed = escape_markup(say("comma").join(names))
        console.print(f"  [bold]{reason}[/]{say('colon')}{listed}", soft_wrap=True)


def _explain_endings(portals: list[PortalReport], console: Console) -> None:
    """Explain how portals ended that are not ok, once for all that ended alike."""
    alike: dict[tuple[object, ...], list[PortalReport]] = {}
    for one in portals:
        if one.reason not in (None, UNFINISHED):
            alike.setdefault(_why(one), []).append(one)
    for those in alike.values():
        _explain(those, console)


def _why(portal: PortalReport) -> tuple[object, ...]:
    """What several portals share that one explanation covers; problems are a portal's own."""
    return portal.id if portal.problems else "", portal.reason, portal.detail, portal.runs


def ending_and_advice(reason: str, detail: str | None) -> tuple[str, str]:
    """What happened, in a sentence, and what to do; a detail in words that are not ours follows the reason's own sentence."""
    sentence, advice = reasons()[reason].localised(language())
    if not detail or detail in sentence:
        return sentence, advice
    return (translated(detail) if in_chinese(detail) else f"{sentence} ({detail})"), advice


def _explain(portals: list[PortalReport], console: Console) -> None:
    """Say what portals of the same ending suffer from, for how long, and what to do."""
    portal = portals[0]
    detail, advice = ending_and_advice(portal.reason or "", portal.detail)
    colon = say("colon")
    names = escape_markup(say("comma").join(one.id for one in portals))
    lasting = say("for-runs", runs=portal.runs) if portal.runs > 1 else ""
    console.print(f"[bold]{names}[/]{colon}{portal.reason}{lasting}{colon}{escape_markup(detail)}")
    for problem in portal.problems[:_MOST_PROBLEMS]:
        console.print(f"  {escape_markup(problem.url)}{colon}{problem.reason}", soft_wrap=True)
    if len(portal.problems) > _MOST_PROBLEMS:
        console.print(f"  {say('and-more', count=len(portal.problems) - _MOST_PROBLEMS)}")
    console.print(f"  [dim]{escape_markup(advice)}[/]")


def _size(count: int) -> str:
    if count >= 1_000_000_000:
        return f"{count / 1_000_000_000:.1f} GB"
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1000:.1f} kB"


def show_changes(report: RunReport, console: Console) -> None:
    """Print what has changed since each portal's previous run."""
    changes = [one for one in report.changes if one.change in _CHANGES]
    first = len(report.changes) - len(changes)
    if first:
        console.print(say("visited-first", portals=first))
    if not changes:
        ended = sum(portal.reason != UNFINISHED for portal in report.portals)
        if first < ended:
            console.print(say("nothing-changed"))
        return
    counts = Counter(_key(one.change) for one in changes)
    console.print(say("differs", **dict.fromkeys(map(_key, _CHANGES), 0) | counts))
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for one in sorted(changes, key=lambda one: _CHANGES.index(one.change))[:_MOST_CHANGES]:
        table.add_row(escape_markup(one.portal), escape_markup(_change(one)))
    console.print(table)
    if len(changes) > _MOST_CHANGES:
        console.print(f"  {say('and-more', count=len(changes) - _MOST_CHANGES)}")


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
    status, _, reason = (ending or "").rstrip(")").partition(" (")
    named = word("status", status)
    return say("ending", status=named, reason=reason) if reason else named
