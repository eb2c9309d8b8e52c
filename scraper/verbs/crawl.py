"""The verb `crawl`: from portals to an archive."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console

from scraper.crawl import JOBS, crawl
from scraper.crawling.asking import UNANSWERED
from scraper.crawling.forecast import Forecast, forecasts
from scraper.crawling.hosts import host_of
from scraper.crawling.plan import Plan, plan
from scraper.crawling.portals import Portals, choose_portals, load
from scraper.crawling.progress import progress
from scraper.crawling.run_report import RunReport
from scraper.errors import INTERRUPTED
from scraper.escaping import encodable_json, escape_markup
from scraper.language import say
from scraper.verbs import options
from scraper.verbs.crawl_shown import room, show_changes, show_report
from scraper.verbs.logged import Logged
from scraper.words import word

_UNREACHED = UNANSWERED | {"name-unknown"}


@options.verb(
    "crawl",
    "gongkai crawl archive/ qz-yjj --dry-run",
    "gongkai crawl archive/ --portals my-portals.toml",
    "gongkai crawl archive/ --urls addresses.txt",
    cls=Logged,
)
@click.argument("archive", type=options.FOLDER)
@click.argument("portal", nargs=-1)
@options.PORTALS
@click.option("--jobs", type=click.IntRange(1), default=JOBS, show_default=True,
              help="How many portals to visit at the same time.")  # fmt: skip
@click.option(
    "--urls",
    type=options.EXISTING_FILE,
    help="Fetch only the addresses in this file, one per line.",
)
@click.option("--dry-run", is_flag=True, help="Print the plan; send and write nothing.")
@options.json_of("the run report")
def crawl_verb(  # noqa: PLR0913  (one per argument and option)
    archive: Path,
    portal: tuple[str, ...],
    file: Path | None,
    jobs: int,
    urls: Path | None,
    *,
    dry_run: bool,
    json_wanted: bool,
) -> None:
    """Fetch annual reports from portals into ARCHIVE: from each PORTAL, or from all enabled ones.

    Exit codes: 0 every portal ok · 1 failed · 2 usage error · 4 at least one portal is not ok ·
    130 interrupted.
    """
    known = load(file)
    made = _planned(known, file, portal, urls)
    if dry_run:
        _foresee(archive, made, json_wanted=json_wanted)
        return
    if not archive.exists():
        _check_new(archive, made, known, whole=not portal and file is None and urls is None)
    _crawl(archive, made, jobs, json_wanted=json_wanted)


def _check_new(archive: Path, made: Plan, known: Portals, *, whole: bool) -> None:
    """Raise the usage error for a path that is a portal's id, and for the whole registry into a path not yet made.

    A misspelt path would else fetch every report of every portal once more.
    """
    if (ident := str(archive)) in known:
        raise click.UsageError(
            f"{ident}: is a portal; the archive comes first: gongkai crawl archive/ {ident}"
        )
    if whole:
        raise click.UsageError(
            f"{archive}: no such folder; to crawl all {len(made.tasks)} portals of the registry into it, create it first"
        )


def _planned(known: Portals, file: Path | None, names: tuple[str, ...], urls: Path | None) -> Plan:
    if urls is not None and names:
        raise click.UsageError("--urls and PORTAL exclude each other: the file says what to fetch")
    return plan(() if urls else choose_portals(known, names, file), urls, known)


def _crawl(archive: Path, made: Plan, jobs: int, *, json_wanted: bool) -> None:
    shown = progress()
    try:
        report, finished = crawl(archive, made, jobs, shown)
    finally:
        shown.close()
    if json_wanted:
        click.echo(encodable_json(report.model_dump_json()))
    else:
        show_report(report, options.console())
        if made.urls is None:  # a list of addresses says nothing of what a portal lists
            show_changes(report, options.console())
        click.echo(room(archive))
    for line in first_answers(made, report):
        click.echo(line, err=True)
    if not finished:
        sys.exit(INTERRUPTED)
    if none_reached(made, report):
        click.echo(say("none-reached", count=len(report.portals)), err=True)
    sys.exit(0 if report.all_ok else options.NOT_ALL)


def none_reached(made: Plan, report: RunReport) -> bool:
    """Whether none of several hosts answered, which is hardly their fault."""
    hosts = {host_of(task.portal.start) for task in made.tasks}
    return len(hosts) > 1 and _UNREACHED.issuperset(portal.reason for portal in report.portals)


def _foresee(archive: Path, made: Plan, *, json_wanted: bool) -> None:
    plan = list(forecasts(archive, made))
    if json_wanted:
        options.as_json([one.model_dump() for one in plan])
    else:
        show_plan(plan, options.console())


def first_answers(made: Plan, report: RunReport) -> Iterator[str]:
    """One line for each unverified portals entry: whether it works."""
    by_id = {portal.id: portal for portal in report.portals}
    for portal in (task.portal for task in made.tasks if not task.portal.verified):
        found = by_id[portal.id]
        yield say(
            "entry-holds" if found.status == "ok" else "entry-open",
            portal=portal.id, start=portal.start, engine=found.engine or say("nothing-yet"),
            reports=found.reports, requests=found.requests,
            status=word("status", found.status), reason=found.reason,
        )  # fmt: skip


def show_plan(plan: Iterable[Forecast], screen: Console) -> None:
    """Print the plan of a run: hosts, delays, numbers of requests, and durations."""
    found = list(plan)
    columns = ("portal", "host", "engine", "delay", "hours", "robots", "requests", "time")
    shown = options.table(columns, right=("delay", "requests", "time"))
    for one in found:
        most = "" if one.known else "≤ "
        shown.add_row(
            escape_markup(one.id), escape_markup(urlsplit(one.start).netloc) + _further(len(one.hosts) - 1),
            word("engine", one.engine), say("seconds", seconds=f"{one.delay:g}"), one.hours or "·",
            say(one.robots), f"{most}{one.requests:,}", f"{most}{_time(one.seconds)}",
        )  # fmt: skip
    screen.print(shown)
    longest = max((one.seconds for one in found), default=0.0)
    screen.print(say("in-parallel", time=_time(longest)))


def _further(count: int) -> str:
    return f" {say('further-hosts', count=count)}" if count else ""


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    return (
        say("hours-minutes", hours=hours, minutes=rest) if hours else say("minutes", minutes=rest)
    )
