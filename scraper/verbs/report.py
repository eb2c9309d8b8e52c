"""The verb `report`: a database as one HTML page."""

from collections.abc import Iterator
from pathlib import Path

import click

from scraper.language import say
from scraper.report import SCOPES, Wanted, Written, report
from scraper.verbs.options import DB, FILE, json_of, tell, verb
from scraper.words import word


@verb(
    "report",
    "gongkai report reports.db report.html",
    "gongkai report reports.db card.html --agency 衢州市应急管理局",
    "gongkai report reports.db years.html --years 2023 2024",
)
@DB
@click.argument("out", metavar="OUT.html", type=FILE)
@click.option(
    "--agency",
    help="Make a card of one agency beside its peers; give its name, part of it, or its code.",
)
@click.option("--years", type=int, nargs=2, metavar="Y1 Y2",
              help="Compare two years side by side, with changed figures marked.")  # fmt: skip
@click.option("--scope", type=click.Choice(SCOPES),
              help="Agencies' own reports, or governments' reports that include their departments; by default the own, if there are any.")  # fmt: skip
@json_of("a summary of what was written")
def report_verb(  # noqa: PLR0913  (one per argument and option)
    db: Path,
    out: Path,
    agency: str | None,
    years: tuple[int, int] | None,
    scope: str | None,
    *,
    json_wanted: bool,
) -> None:
    """Write DB as a single page, OUT.html: trends, shares, regions, coverage, quality, method.

    The page is one file, in Chinese and English, that loads nothing from the network and prints well.
    """
    if years and years[0] == years[1]:
        raise click.UsageError("--years takes two different years")
    done = report(db, out, Wanted(scope, agency, years))
    tell(done, _show, json_wanted=json_wanted)


def _show(done: Written) -> None:
    click.echo(say("reported", file=done.file, title=done.title, reports=done.reports,
                   size=done.bytes / 1e6))  # fmt: skip
    if left_out := list(_left_out(done)):
        click.echo(say("left-out", parts=say("comma").join(left_out)), err=True)


def _left_out(done: Written) -> Iterator[str]:
    """How many reports are not on the page, by reason."""
    if done.other_scope:
        other = next(name for name in SCOPES if name != done.scope)
        yield say("of-scope", count=done.other_scope, name=word("scope", other), scope=other)
    if done.year_unknown:
        yield say("of-no-year", count=done.year_unknown)
