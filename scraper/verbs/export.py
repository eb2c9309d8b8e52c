"""The verb `export`: from a database to files for other programs."""

from dataclasses import asdict
from pathlib import Path

import click

from scraper.export import FORMATS, export
from scraper.language import say
from scraper.verbs.options import DB, FOLDER, as_json, json_of, verb


@verb(
    "export",
    "gongkai export reports.db out/",
    "gongkai export reports.db out/ --public --format csv",
)
@DB
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--format", "formats", multiple=True, type=click.Choice(list(FORMATS)),
              help="Export only this format; can be repeated. By default all formats.")  # fmt: skip
@click.option("--public", is_flag=True,
              help="Leave out telephone numbers, e-mail addresses and personal names.")  # fmt: skip
@json_of("a summary of what was written")
def export_verb(
    db: Path, folder: Path, formats: tuple[str, ...], *, public: bool, json_wanted: bool
) -> None:
    """Export DB to DIR as Parquet, CSV and XLSX, with a data package and a codebook.

    DIR is put in place once everything in it has been written. It replaces an earlier export, and
    nothing else. CSV comes with a Frictionless descriptor (datapackage.json).
    """
    done = export(db, folder, formats or tuple(FORMATS), public=public)
    if json_wanted:
        as_json(asdict(done))
        return
    click.echo(say("exported", folder=done.folder, tables=len(done.rows),
                   rows=sum(done.rows.values()), formats=say("comma").join(done.formats),
                   size=done.bytes / 1e6))  # fmt: skip
    click.echo(say("look-first"))
