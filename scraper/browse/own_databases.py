"""This module distinguishes this program's databases from others that the same Datasette serves, and finds the one that a request is about."""

from functools import cache
from pathlib import Path
from typing import Any

from datasette.utils.asgi import Forbidden, NotFound

from scraper.database.tables import APPLICATION

_AT, _SIZE = 68, 4  # offset and size of the application id in SQLite's file header


def is_ours(datasette: Any, name: str) -> bool:
    """Whether a database that this Datasette serves was made by this program."""
    path = datasette.databases[name].path if name in datasette.databases else None
    return path is not None and _marked(str(path))


def own_database_names(datasette: Any) -> list[str]:
    """The names of this program's databases."""
    return [name for name in datasette.databases if is_ours(datasette, name)]


@cache
def _marked(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            file.seek(_AT)
            return int.from_bytes(file.read(_SIZE), "big") == APPLICATION
    except OSError:
        return False


async def requested_database(request: Any, datasette: Any) -> Any:
    """The requested database, by default the first of this program's; raises NotFound or Forbidden."""
    known = own_database_names(datasette)
    name = request.args.get("database") or next(iter(known), None)
    if name not in known:
        raise NotFound("no such database of gongkai")
    if not await _permitted(datasette, request, name):
        raise Forbidden("view-database denied")
    return datasette.get_database(name)


async def _permitted(datasette: Any, request: Any, name: str) -> bool:
    """Whether the reader may see the database, by the API of Datasette 0.65 or 1.0."""
    if hasattr(datasette, "allowed"):
        from datasette.resources import DatabaseResource  # only in 1.0

        allowed = datasette.allowed(
            action="view-database", resource=DatabaseResource(name), actor=request.actor
        )
        return bool(await allowed)
    asked = (request.actor, "view-database")
    return bool(await datasette.permission_allowed(*asked, resource=name, default=True))
