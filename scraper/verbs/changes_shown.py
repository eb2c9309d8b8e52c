"""This module prints what has changed at each portal since its previous run."""

from collections import Counter

from rich.console import Console
from rich.table import Table

from scraper.crawling.run_report import Change, RunReport
from scraper.escaping import escape_markup
from scraper.language import say
from scraper.verbs.crawl_shown import UNFINISHED
from scraper.words import word

_CHANGES = ("status", "listing", "engine", "report-gone", "report-back", "report-new")
_MOST_CHANGES = 20


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
