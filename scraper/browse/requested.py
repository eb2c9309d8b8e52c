"""This module finds the database that a request is about, if its reader may see it."""

from typing import Any

from datasette.utils.asgi import Forbidden, NotFound

from scraper.browse.own_databases import own_database_names


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
