"""This module serves a database with Datasette: described in both languages, read-only, with limits.

Titles, descriptions and units come from the dictionary, questions from `queries.toml`, charts from
`dashboards.toml`; the plugin in `scraper.browse` does the rest.
"""

import asyncio
import re
import sqlite3
from pathlib import Path
from socket import gethostname
from typing import Any, NamedTuple

import click
from sqlite_utils import Database

from scraper.database.connect import open_readonly
from scraper.database.describe import FACETS
from scraper.database.dictionary import TITLE, of_column, table_glosses
from scraper.database.tables import INTERNAL
from scraper.errors import DatabaseUnusable, GongkaiError, raised_as, requires
from scraper.language import say
from scraper.questions import canned_query, dashboards, described, questions
from scraper.row_counts import inspect_data

# What a URI of SQLite's takes for the end of a path, or for a letter's number.
_NO_ADDRESS = re.compile(r"[?#]|%[0-9A-Fa-f]{2}")
# Datasette's own time and row limits apply; features that may scan the whole database are off.
_SETTINGS = {"allow_download": False, "suggest_facets": False, "truncate_cells_html": 300}
_PUBLIC = {"allow_facet": False, "allow_csv_stream": False, "num_sql_threads": 4,
          "default_cache_ttl": 3600}  # fmt: skip
_LABELS = {"agencies": "name", "reports": "title", "captures": "name", "portals": "agency"}
_SORTS = {"reports": ("sort_desc", "report_year")}
_ABOUT = (
    "数据照原文录入，并以表式自身的勾稽关系核对；使用前请看 status 列，汇总报告不可与部门报告相加。"
    "Figures as printed, proved by the form's own arithmetic where it can be. Look at the column status "
    "before you use a figure, and never add consolidated reports to those of departments."
)
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")


class Site(NamedTuple):
    """Where and how a database is served; `public` sets stricter limits, for a site open to everybody."""

    host: str = "127.0.0.1"
    port: int = 8001
    base_url: str = "/"
    https: bool = False
    public: bool = False
    archives: tuple[Path, ...] = ()

    def settings(self) -> dict[str, Any]:
        """Datasette's settings."""
        place = {"base_url": self.base_url, "force_https_urls": self.https}
        return _SETTINGS | place | (_PUBLIC if self.public else {})


def metadata(path: Path, name: str | None = None) -> dict[str, Any]:
    """Datasette's metadata for a database, by default under its file's name.

    Raises DatabaseUnusable if it is not of this program.
    """
    name = name or path.stem
    with open_readonly(path) as db:
        described = {
            "title": TITLE,
            "description": _ABOUT,
            "tables": {name: _table(db, name) for name in _names(db)},
            "queries": {name: canned_query(one, _columns(db.conn, one.sql, one.parameters))
                        for name, one in questions().items()},
        }  # fmt: skip
        boards = dashboards(name, db.conn)
    return {
        "title": TITLE,
        "description": _ABOUT,
        "databases": {name: described},
        "plugins": {"datasette-dashboards": boards},
    }


def _columns(db: sqlite3.Connection, sql: str, parameters: list[str]) -> list[str]:
    """The columns of a query's result, without reading any row."""
    cursor = db.execute(f"SELECT * FROM ({sql}) LIMIT 0", dict.fromkeys(parameters, ""))  # noqa: S608
    return [column[0] for column in cursor.description]


def _names(db: Database) -> list[str]:
    glosses = table_glosses()
    return [name for name in (*db.table_names(), *db.view_names()) if name in glosses]


def _table(db: Database, name: str) -> dict[str, Any]:
    gloss = table_glosses()[name]
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({name})")]
    made = {
        "title": f"{gloss['zh'].partition('：')[0]} / {name}",
        "description": f"{gloss['zh']}。{gloss['en']}.",
        "columns": {key: described(entry) for key in columns if (entry := of_column(name, key))},
        "sortable_columns": columns,
    }
    return (
        made
        | ({"facets": list(FACETS[name])} if name in FACETS else {})
        | ({"label_column": _LABELS[name]} if name in _LABELS else {})
        | dict([_SORTS[name]] if name in _SORTS else [])
        | ({"hidden": True} if name in INTERNAL else {})
        | ({"fts_table": "sections_fts", "fts_pk": "id"} if name == "sections" else {})
    )


LOCAL = Site()


def application(path: Path, site: Site = LOCAL) -> Any:
    """A started Datasette for a database.

    Raises DatabaseUnusable if it cannot be opened, ToolMissing if Datasette is not installed.
    """
    name = served_name(path)
    if _NO_ADDRESS.search(str(path)):
        raise DatabaseUnusable(
            f"{path}: Datasette opens no file with ?, # or % in its path; rename it"
        )
    published = metadata(path, name)
    published["plugins"]["gongkai"] = {"archive": [str(one.resolve()) for one in site.archives]}
    with requires("Datasette", "serve"):
        from datasette.app import Datasette
    _disable_rich_tracebacks()
    # Datasette 1.0 separates metadata from configuration; each takes its part from the same table.
    config = {"config": published} if hasattr(Datasette, "get_internal_database") else {}
    shown = Datasette([], immutables=[str(path)], metadata=published, settings=site.settings(),
                      inspect_data=inspect_data(path, name), **config)  # fmt: skip
    if name != path.stem:
        shown.add_database(shown.databases.pop(path.stem), name=name)
    asyncio.run(shown.invoke_startup())
    return shown


def _disable_rich_tracebacks() -> None:
    """Keep Datasette from printing a stack trace for an unknown address.

    With rich installed, the trace shows all local values: that blocks the server for up to a second and
    writes visitors' requests into the log.
    """
    from datasette import handle_exception  # after its plugins have been loaded

    handle_exception.rich = None


def serve(path: Path, site: Site) -> None:
    """Serve a database until interrupted; raises GongkaiError if the port cannot be used."""
    unusable = f"port {site.port} of {site.host} cannot be used; choose another with --port, or check --host"
    with raised_as(UnicodeError, lambda _: GongkaiError(unusable)):
        site.host.encode("idna")  # as the server will do, amid stack traces
    shown = application(path, site)
    import uvicorn

    class Server(uvicorn.Server):
        """A server that names its address once it has it: another program may listen there already."""

        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            if self.started and site.port and not site.https and site.base_url == "/":
                click.echo(where_to_look(site.host, site.port), err=True)

    config = uvicorn.Config(shown.app(), site.host, site.port, log_level="info", lifespan="on")
    try:
        Server(config).run()
    except SystemExit as error:
        if error.code:
            raise GongkaiError(unusable) from error


def served_name(path: Path) -> str:
    """The name of a database in addresses: its file's, or `reports` if that is not plain.

    Datasette writes other signs as `~E5`, but its dashboards do not, so that no chart would find its data.
    """
    return path.stem if _PLAIN.fullmatch(path.stem) else "reports"


def where_to_look(host: str, port: int) -> str:
    """The address to open in a browser, and the one for other machines if they can connect."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104  (compared, not bound)
        shown = f"[{host}]" if ":" in host else host
        return say("serving", address=f"http://{shown}:{port}/")
    here, there = (f"http://{name}:{port}/" for name in ("127.0.0.1", gethostname()))
    return say("serving-all", address=here, other=there)
