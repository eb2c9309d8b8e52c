"""This module shows a crawl to people: the plan before it, and how each portal ended."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from rich import box
from rich.console import Console
from rich.table import Table

from scraper.crawling.forecast import Forecast
from scraper.crawling.run_report import PortalReport, RunReport
from scraper.plain import cell

STYLES = {"ok": "green", "incomplete": "yellow", "not-crawlable": "yellow", "moved": "yellow"}


def show_report(report: RunReport, console: Console) -> None:
    """Print a run report: a line a portal, and what to do where one is not ok."""
    run = report.run
    ok = sum(portal.status == "ok" for portal in report.portals)
    console.print(
        f"Run {run.id}{', taken up' if run.resumed else ''}: {ok} of {len(report.portals)} portals"
        f" ok, {run.requests:,} requests, {_size(run.bytes)}"
    )
    table = _table("Portal", "Agency", "Status", "reports", "new", "unchanged", "requests")
    for portal in report.portals:
        table.add_row(*_line(portal))
    console.print(table)
    for portal in report.portals:
        if portal.reason is not None:
            _explain(portal, console)


def _line(portal: PortalReport) -> tuple[str, ...]:
    style = STYLES.get(portal.status, "red")
    counts = (portal.reports, portal.fetched, portal.unchanged, portal.requests)
    return (
        cell(portal.id),
        cell(portal.agency or "—"),
        f"[{style}]{portal.status}[/]",
        *(f"{count:,}" for count in counts),
    )


MOST_PROBLEMS = 5


def _explain(portal: PortalReport, console: Console) -> None:
    console.print(f"[bold]{cell(portal.id)}[/]: {portal.reason}: {cell(portal.detail)}")
    for problem in portal.problems[:MOST_PROBLEMS]:
        console.print(f"  {cell(problem.url)}: {problem.reason}", soft_wrap=True)
    if len(portal.problems) > MOST_PROBLEMS:
        console.print(f"  and {len(portal.problems) - MOST_PROBLEMS} more")
    console.print(f"  [dim]{portal.advice}[/]")


def show_plan(plan: Iterable[Forecast], console: Console) -> None:
    """Print what a run would do: whom it would ask, how often, how long it would take."""
    found = list(plan)
    table = _table(
        "Portal", "Host", "Engine", "delay", "Hours", "robots.txt", "requests",
        "time",
    )  # fmt: skip
    for one in found:
        most = "" if one.known else "≤ "
        table.add_row(
            cell(one.id), cell(urlsplit(one.start).netloc) + _further(len(one.hosts) - 1), one.engine,
            f"{one.delay:g} s", one.hours or "·", one.robots, f"{most}{one.requests:,}",
            f"{most}{_time(one.seconds)}",
        )  # fmt: skip
    console.print(table)
    longest = max((one.seconds for one in found), default=0.0)
    console.print(f"Side by side: {_time(longest)} at most")


def _further(count: int) -> str:
    return f" +{count} host{'s' * (count > 1)}" if count else ""


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for name in columns:
        table.add_column(
            name,
            justify="right" if name[0].islower() else "left",
            overflow="fold",
            no_wrap=name != "Host",
        )
    return table


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1000:.1f} kB"


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"
