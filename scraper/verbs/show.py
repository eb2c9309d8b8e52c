"""The verb `show`: the report in one page, as JSON."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from parsers.errors import NotAReport
from parsers.nearest import nearest_label
from schemas.capture import Capture
from schemas.finding import sentence
from schemas.report import Report
from scraper.atomic_output import is_database
from scraper.body import LARGEST, without_gzip
from scraper.errors import GongkaiError, Unreadable, instead_of_folder
from scraper.escaping import encodable_json, escape_controls
from scraper.inputs.attached import Group
from scraper.inputs.sources import Skipped, sources
from scraper.language import language, say
from scraper.read import outcome
from scraper.verbs.evidence import OUT_HELP, show
from scraper.verbs.options import FILE, verb

_STANDARD_INPUT = Path("-")


def _no_folder(_: click.Context, __: click.Parameter, page: Path) -> Path:
    if page.is_dir():
        raise click.UsageError(instead_of_folder(page))
    return page


PAGE = click.argument(
    "page", type=click.Path(exists=True, allow_dash=True, path_type=Path), callback=_no_folder
)


@verb(
    "show",
    "gongkai show page.html",
    "gongkai show - < page.html | jq .status",
    "gongkai show page.html --evidence requests.granted.total",
    "gongkai show page.html --evidence metadata.index_number",
)
@PAGE
@click.option(
    "--json",
    "json_wanted",
    is_flag=True,
    help="A report is always JSON; with --evidence, print the location as JSON.",
)
@click.option("--evidence", metavar="PLACE",
              help="Show where a value is printed instead: requests.granted.total, "
              "statistics.complaints, metadata.title.")  # fmt: skip
@click.option("--out", type=FILE, help=f"With --evidence: {OUT_HELP[0].lower()}{OUT_HELP[1:]}")
def show_verb(page: Path, evidence: str | None, out: Path | None, *, json_wanted: bool) -> None:
    """Print the report in PAGE as JSON; a page that is not a report is an error.

    Of a zip file or an archive, the first report is printed; - is the page on standard input.
    """
    if out and evidence is None:
        raise click.UsageError("--out needs --evidence; a report is printed to standard output")
    found, report = _first_report(page)
    if evidence is not None:
        show([found.capture, *found.attachments], evidence, out, json_wanted=json_wanted)
        return
    click.echo(encodable_json(_localised_json(report)))
    _propose(report)


def _first_report(page: Path) -> tuple[Group, Report]:
    """The first page of a file that is a report; raises GongkaiError, which says why there is none."""
    refusal: Exception = Unreadable("contains no page", page)
    if is_database(page):
        refusal = Unreadable(
            "is a database; gongkai check and gongkai serve tell what it has", page
        )
    for found in pages_of(page):
        if isinstance(found, Unreadable):
            refusal = found
            continue
        report = outcome(found)
        if isinstance(report, Report):
            return found, report
        said = "not a report: " if isinstance(report, NotAReport) else ""
        refusal = GongkaiError(f"{page}: {said}{report}")
    raise refusal


def _localised_json(report: Report) -> str:
    """The report as JSON, with the messages of its findings in the chosen language.

    Quotation marks within strings are escaped, so that the replacement matches only the field.
    """
    text = report.to_json(indent=2)
    for code in {finding.code for finding in report.findings}:
        was, now = (
            json.dumps(sentence(code, key), ensure_ascii=False) for key in ("en", language())
        )
        text = text.replace(f'"message": {was}', f'"message": {now}')
    return text


def _propose(report: Report) -> None:
    """Suggest on standard error what unknown labels may mean, as lines to paste into the form's file."""
    unknown = {
        (one.text.split(" | ")[0], one.where)
        for one in report.findings
        if one.code == "unknown-label" and one.text and one.where in report.tables
    }
    for text, table in sorted(unknown):
        if proposal := nearest_label(text, report.tables[table].form or "", table):
            label, line = map(escape_controls, (text, proposal.toml(text)))
            click.echo(say("unknown-label", text=label, toml=line), err=True)


def pages_of(page: Path) -> Iterator[Group | Unreadable]:
    """The pages in a file with their attachments; Unreadable for what cannot be read."""
    if page != _STANDARD_INPUT:
        yield from sources([page], Skipped())
        return
    body = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""  # it may be closed
    if len(body) > LARGEST:
        yield Unreadable("too large for a page", page, why="too-large")
    else:
        yield Group(Capture(body=without_gzip(body, LARGEST)))
