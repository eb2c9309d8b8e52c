"""The verb `evidence`: from a figure in a database to its place in the archived page."""

from pathlib import Path

import click

from schemas.capture import Capture
from scraper.escaping import escape_controls
from scraper.evidence import context_lines, describe_place, find_printed, write
from scraper.provenance import captures_of
from scraper.verbs.options import ARCHIVES, DB, FILE, as_json, json_of, verb

OUT_HELP = (
    "Write the evidence to this file: .html with the cell marked, or .png with the page of a PDF."
)


@verb(
    "evidence",
    "gongkai evidence reports.db 002618736-2024-own requests.granted.total archive/",
    "gongkai evidence reports.db 002618736-2024-own requests.granted.total archive/ "
    "--out cell.html",
)
@DB
@click.argument("report")
@click.argument("place")
@ARCHIVES
@click.option("--out", type=FILE, help=OUT_HELP)
@json_of("the location")
def evidence_verb(  # noqa: PLR0913  (one per argument and option)
    db: Path, report: str, place: str, archive: tuple[Path, ...], out: Path | None, *, json_wanted: bool,
) -> None:  # fmt: skip
    """Show where the figure at PLACE of REPORT is printed, in the bytes kept in ARCHIVE...

    REPORT is a report's id, as check prints it. PLACE names table, row and column. ARCHIVE is the
    archive, or the saved pages, that DB was made from.
    """
    show(captures_of(db, report, archive), place, out, json_wanted=json_wanted)


def show(captures: list[Capture], place: str, out: Path | None, *, json_wanted: bool) -> None:
    """Print where a figure is printed in the first capture that has it, and write it to `out` if given."""
    capture, found = find_printed(captures, place)
    if out:
        write(out, capture, found)
    if json_wanted:
        as_json({
            "place": found.where, "printed": found.text, "value": found.value,
            "source": {"sha256": capture.sha256, "url": capture.url, "name": capture.name,
                       "warc": capture.warc, "offset": capture.offset},
            "table": found.place.table, "line": found.place.line, "cell": found.place.cell,
            "page": found.place.page, "box": found.box,
        })  # fmt: skip
        return
    click.echo(escape_controls(describe_place(capture, found)))
    for line in context_lines(found):
        click.echo(escape_controls(line))
