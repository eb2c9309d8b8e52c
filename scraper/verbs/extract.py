"""The verb `extract`: from saved pages and archives to a database."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from scraper.atomic_output import is_database
from scraper.corrections import load
from scraper.database.concurrent_reader import wait_for_writer
from scraper.database.roster import Member
from scraper.errors import Unreadable, sigterm_as_interrupt
from scraper.escaping import escape_controls
from scraper.extract import ReadOptions, Supplied, cores, extract
from scraper.language import say
from scraper.rosters import read_roster, unfit_codes
from scraper.summary import Summary
from scraper.verbs import options
from scraper.verbs.extract_shown import show
from scraper.verbs.logged import Logged
from scraper.workers.cluster import Cluster
from scraper.workers.process import keep_pages_memory


@options.verb(
    "extract",
    "gongkai extract reports.db saved-pages/",
    "gongkai extract reports.db archive/ --agencies roster.csv",
    cls=Logged,
)
@options.DB
@click.argument("paths", metavar="PATH...", nargs=-1, required=True,
                type=options.EXISTING)  # fmt: skip
@click.option("--agencies", type=options.EXISTING_FILE,
              help="Roster of agencies: CSV with the columns superior, agency, code (or 上级机关, 机关名称, 统一社会信用代码).")  # fmt: skip
@options.CORRECTIONS
@options.WORKERS
@click.option("--again", is_flag=True, help="Also read again what this version has already read.")
@click.option(
    "--cluster", "address", help="Address of a dask scheduler whose workers read the archives."
)
@click.option("--shards", type=options.FOLDER,
              help="With --cluster: folder for what its workers read; by default beside DB.")  # fmt: skip
@options.FAIL_ON
@options.json_of("the summary")
def extract_verb(  # noqa: PLR0913  (one per argument and option)
    db: Path,
    paths: tuple[Path, ...],
    agencies: Path | None,
    corrections: Path | None,
    workers: int | None,
    address: str | None,
    shards: Path | None,
    fail_on: str | None,
    *,
    again: bool,
    json_wanted: bool,
) -> None:
    """Read the reports in PATH... into the database DB: pages, folders, zip, MHTML, WARC, WACZ.

    Exit codes: 0 done · 1 failed · 2 usage error · 3 findings of the severity given with --fail-on
    or worse · 4 some files could not be read · 130 interrupted: the same command continues.
    """
    if shards and not address:
        raise click.UsageError("--shards needs --cluster")
    for path in paths:
        if path.is_file() and is_database(path):
            raise Unreadable(
                "is a database; give the pages or the archive that it is made of", path
            )
    roster = read_roster(agencies) if agencies else ()
    for doubt in _doubts(roster):
        click.echo(escape_controls(f"{agencies}: {doubt}"), err=True)
    decided = load(corrections, db)
    if decided and address:
        raise click.UsageError(
            "corrections cannot be applied on a cluster: run extract without --cluster"
        )
    keep_pages_memory()
    cluster = Cluster(address, shards or db.with_suffix(".shards")) if address else None
    how = ReadOptions(workers or cores(), cluster, again)
    try:
        with sigterm_as_interrupt(), progress() as watch:
            wait_for_writer(db, lambda: click.echo(say("in-use", db=db), err=True))
            summary = extract(db, paths, how, Supplied(roster, decided), watch)
    except KeyboardInterrupt:
        click.echo(say("stopped"), err=True)
        raise
    _print(summary, json_wanted=json_wanted)
    sys.exit(_code(summary, fail_on))


def _doubts(roster: tuple[Member, ...]) -> Iterator[str]:
    """What a roster may have lost in the spreadsheet that it comes from."""
    if without := [name for superior, name, _ in roster if superior is None]:
        yield say("roster-without", count=len(without), first=without[0])
    if codes := unfit_codes(roster):
        yield say("roster-codes", count=len(codes), first=codes[0])


def _print(summary: Summary, *, json_wanted: bool) -> None:
    options.tell(summary, show, json_wanted=json_wanted)
    for correction in summary.unmet:
        key = "superseded" if "page" in correction else "unmet"
        click.echo(escape_controls(say(key, **correction)), err=True)
    options.tell_unreadable(summary.unreadable)


def _code(summary: Summary, fail_on: str | None) -> int:
    if summary.unreadable:
        return options.NOT_ALL
    return options.FOUND if options.reaches(summary.findings, fail_on) else 0


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show a progress line on a terminal; yields the function to call with each page's name."""
    screen = Console(stderr=True)
    columns = (SpinnerColumn(), MofNCompleteColumn(), TextColumn(say("reading")), TimeElapsedColumn(),
               TextColumn("{task.description}", markup=False))  # fmt: skip
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda name: bar.update(task, advance=1, description=escape_controls(name[-40:]))
