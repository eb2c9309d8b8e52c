"""This module is the verb `serve`: a database in the browser, on this machine only."""

from pathlib import Path

import click

from scraper.publish import metadata, serve
from scraper.verbs.output import as_json
from scraper.verbs.verb import Verb


@click.command(
    "serve", cls=Verb, examples=("gongkai serve reports.db", "gongkai serve reports.db --port 8080")
)
@click.argument("db", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
@click.option("--json", "json_wanted", is_flag=True,
              help="Print Datasette's metadata as JSON and end: for a server of your own.")  # fmt: skip
def serve_verb(db: Path, port: int, json_wanted: bool) -> None:
    """Browse DB with Datasette at http://127.0.0.1:PORT/, read-only, described in both languages."""
    if json_wanted:
        as_json(metadata(db))
    else:
        serve(db, port)
