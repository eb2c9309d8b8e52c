"""The verb `audit`: the agencies under a superior in one year."""

import shlex
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from scraper import letter_files
from scraper.audit import UNREAD, Audit, Row, audit, superiors, years
from scraper.audit_workbook import write
from scraper.database.connect import open_readonly
from scraper.escaping import escape_controls, escape_markup
from scraper.language import say
from scraper.letters import letters
from scraper.verbs.options import DB, FILE, FOLDER, as_json, console, json_of, table, tell, verb
from scraper.words import word

_WHOLE = ("scope", "status", "published_on", "form")
_FAULTS = ("failing", "breaks", "prose")
_SHARES = ("own_share", "peer_share")


@verb(
    "audit",
    "gongkai audit reports.db",
    "gongkai audit reports.db 海晏市人民政府 --year 2024 --xlsx audit.xlsx",
    "gongkai audit reports.db 海晏市人民政府 --below --letters letters/",
)
@DB
@click.argument("superior", required=False)
@click.option("--year", type=click.IntRange(1, 9999), metavar="INTEGER",
              help="Report year to audit; by default the latest.")  # fmt: skip
@click.option(
    "--xlsx",
    type=FILE,
    help="Also write the audit to this workbook.",
)
@click.option(
    "--letters",
    "folder",
    type=FOLDER,
    metavar="DIRECTORY",
    help="Also write each agency that has something to correct a letter, as a Word document.",
)
@click.option("--below", is_flag=True, help="Include the agencies under those, all the way down.")
@json_of("the result")
def audit_verb(  # noqa: PLR0913  (one a thing that the command line can say)
    db: Path, superior: str | None, year: int | None, xlsx: Path | None, folder: Path | None, *,
    below: bool, json_wanted: bool,
) -> None:  # fmt: skip
    """Audit the agencies under SUPERIOR: who published when, which sums fail, what was copied.

    Without SUPERIOR, list the superiors that DB knows from rosters and portals files.
    """
    if superior is None and (year is not None or xlsx or folder or below):
        raise click.UsageError(
            "--year, --xlsx, --letters and --below need a SUPERIOR: name one, or '' for the agencies without one"
        )
    with open_readonly(db) as opened:
        if superior is None:
            found: Any = superiors(opened.conn)
            as_json(found) if json_wanted else _list(db, found)
            return
        audited = audit(opened.conn, superior, year, below=below)
        if not audited.counts["published"]:  # a mistyped year would send a letter to everybody
            held = say("comma").join(map(str, years(opened.conn, audited.superior, below=below)))
            key = "no-year" if held else "no-year-at-all"
            click.echo(say(key, year=str(audited.year), years=held), err=True)
    if xlsx:
        write(audited, xlsx)
    if folder:
        _write_letters(audited, folder)
    tell(audited, _show, json_wanted=json_wanted)


def _write_letters(told: Audit, folder: Path) -> None:
    """Write the letters, and say on standard error how many, and of which reports none vouches."""
    made = letters(told)
    letter_files.write(made, folder)
    click.echo(say("letters", folder=str(folder), count=len(made)), err=True)
    unread = [
        line["agency_name"] or line["file"] for line in told.agencies if line["status"] in UNREAD
    ]
    if unread:
        named = escape_controls(say("comma").join(map(str, unread)))
        click.echo(say("unread-by-hand", count=len(unread), agencies=named), err=True)


def _list(db: Path, found: list[dict[str, Any]]) -> None:
    """Print the superiors, and the command that audits the one with most agencies."""
    console().print(_superiors(found))
    named = [one for one in found if one["superior"]]
    if not named:
        click.echo(say("no-superior"), err=True)
        return
    largest = max(named, key=lambda one: int(one["agencies"]))["superior"]
    words = shlex.join(("gongkai", "audit", str(db), largest))
    console().print(f"{say('next')}[bold]{escape_markup(words)}[/bold]", soft_wrap=True)


def _superiors(found: list[dict[str, Any]]) -> Table:
    columns = ("superior", "agencies", "reports", "latest")
    listed = table(columns, right=columns[1:])
    for one in found:
        counts = (f"{one[key]:,}" for key in ("agencies", "reports"))
        listed.add_row(escape_markup(one["superior"] or "—"), *counts, str(one["latest"] or "—"))
    return listed


def _show(found: Audit) -> None:
    screen = console()
    superior = escape_markup(found.superior or "—")
    screen.print(
        say("audited", superior=superior, year=found.year, **found.counts),
        highlight=False,
        soft_wrap=True,
    )
    for over, lines in groupby(found.agencies, lambda line: line["superior"]):
        screen.print(_lines(list(lines), over if over != found.superior else None))
    for line in _why_missing(found):
        screen.print(line, highlight=False)


def _lines(lines: list[Row], superior: str | None) -> Table:
    """The lines of one superior, without the columns that are empty in all of them."""
    heads = ("agency", *_WHOLE, "equations", *_FAULTS[1:], *_SHARES)
    columns = zip(heads, *map(_cells, lines), strict=True)
    filled = [column for column in columns if any(column[1:])]  # the sentence above counts the rest
    figures = ("equations", *_FAULTS[1:], *_SHARES)
    title = escape_markup(superior) if superior else None
    shown = table((head for head, *_ in filled), title, figures, _WHOLE)
    for row in zip(*(cells for _, *cells in filled), strict=True):
        shown.add_row(*row)
    return shown


def _why_missing(found: Audit) -> Iterator[str]:
    """The reasons why agencies have no report, each with the agencies concerned."""
    named: dict[str, list[str]] = {}
    for line in found.agencies:
        if line["why_missing"]:
            named.setdefault(line["why_missing"], []).append(escape_markup(line["agency_name"]))
    for why, agencies in sorted(named.items()):
        reason, listed = word("why_missing", why), say("comma").join(agencies)
        yield say("missing-why", reason=reason, count=len(agencies), agencies=listed)


def _cells(line: Row) -> list[str]:
    timing = "" if line["timing"] == "in-time" else word("timing", line["timing"])
    published = f"{line['published_on'] or ''} {timing}".strip()
    plain = [word("scope", line["scope"]), word("status", line["status"]), published]
    form = "—" if line["form"] is None else escape_markup(line["form"])
    faults = [str(len(line[key]) or "") for key in _FAULTS]
    shares = ["" if line[key] is None else f"{line[key]:.0%}" for key in _SHARES]
    return [escape_markup(line["agency_name"] or "—"), *plain, form, *faults, *shares]
