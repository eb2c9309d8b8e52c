"""This module shows the table in which a figure is printed, its cell marked, from the archive beside the database.

The table is the site's own HTML, so it is sent with a policy under which nothing in it runs or loads.
"""

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import NotFound, Response

from scraper.browse.own_databases import requested_database
from scraper.errors import GongkaiError
from scraper.evidence import as_html, find_printed
from scraper.provenance import captures_of

_PLUGIN = "gongkai"
_POLICY = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "referrer-policy": "no-referrer",
}


def archives(datasette: Any) -> list[Path]:
    """The archives and folders of saved pages that this Datasette may read, in the plugin's configuration."""
    configured = datasette.plugin_config(_PLUGIN) or {}
    return [Path(path) for path in configured.get("archive", ())]


def printed_path(datasette: Any, database: str, report: str, place: str) -> str:
    """The address of a figure's page."""
    asked = {"database": database, "report": report, "place": place}
    return f"{datasette.urls.path('/-/printed')}?{urlencode(asked)}"


async def page(request: Any, datasette: Any) -> Any:
    """The table that prints the figure at `place` of `report`; NotFound where the archive has no such page."""
    database = await requested_database(request, datasette)
    places = archives(datasette)
    if not places:
        raise NotFound("no archive is served: gongkai serve DB --archive ARCHIVE")
    asked = (request.args.get("report") or "", request.args.get("place") or "")
    try:
        shown = await asyncio.to_thread(_shown, Path(database.path), *asked, places)
    except GongkaiError as error:
        raise NotFound(str(error)) from error
    return Response.html(shown, headers=_POLICY)


def _shown(database: Path, report: str, place: str, places: list[Path]) -> str:
    return as_html(*find_printed(captures_of(database, report, places), place))
