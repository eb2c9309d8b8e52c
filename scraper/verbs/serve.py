"""The verb `serve`: a database in the browser."""

from pathlib import Path

import click

from scraper.publish import Site, metadata, serve
from scraper.verbs.options import DB, EXISTING, as_json, verb


@verb(
    "serve",
    "gongkai serve reports.db",
    "gongkai serve reports.db --archive archive/",
    "gongkai serve reports.db --host 0.0.0.0",
    "gongkai serve reports.db --public --host 0.0.0.0 --https --base-url /gongkai/",
    "gongkai serve reports.db --json > metadata.json",
)
@DB
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="Port to listen on.",
)
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Address to listen on; by default only this machine can connect.")  # fmt: skip
@click.option("--base-url", default="/", show_default=True,
              help="Path under which a reverse proxy serves it.")  # fmt: skip
@click.option(
    "--https", is_flag=True, help="Generate https:// links, behind a proxy that terminates TLS."
)
@click.option("--public", is_flag=True,
              help="Use stricter limits, for a server that is open to the public.")  # fmt: skip
@click.option("--archive", "archives", multiple=True, type=EXISTING,
              help="Archive, or saved pages, that DB was made from: each figure then leads to the "
                   "table that prints it; can be repeated.")  # fmt: skip
@click.option("--json", "json_wanted", is_flag=True,
              help="Print Datasette's metadata as JSON and exit, for a server of your own.")  # fmt: skip
def serve_verb(  # noqa: PLR0913  (one per argument and option)
    db: Path, port: int, host: str, base_url: str, archives: tuple[Path, ...], *,
    https: bool, public: bool, json_wanted: bool,
) -> None:  # fmt: skip
    """Browse DB in Datasette, read-only, with descriptions in Chinese and English."""
    if public and archives:
        raise click.UsageError(
            "--archive reads whole archives for a visitor; leave out --public or it"
        )
    if json_wanted:
        as_json(metadata(db))
    else:
        path = f"/{base_url.strip('/')}/".replace("//", "/")
        serve(db, Site(host, port, path, https, public, archives))
