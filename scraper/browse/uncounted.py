"""This module keeps Datasette from counting tables that are too large to be counted in time.

The count would hit the time limit on every page, and delay it by a second.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

_ONE_REPORT = "report"  # a filter by report, whose rows are counted quickly
Scope = dict[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]


def wrap_application(app: App, datasette: Any) -> App:
    """Wrap an ASGI application so that tables without a known count are not counted."""

    async def shown(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and _is_uncounted(datasette, scope):
            query = scope["query_string"]
            scope = scope | {"query_string": query + (b"&" if query else b"") + b"_nocount=1"}
        await app(scope, receive, send)

    return shown


def _is_uncounted(datasette: Any, scope: Scope) -> bool:
    path: str = scope["path"].removesuffix(".json")
    database, _, table = path.rpartition("/")
    database = database.rpartition("/")[2]
    inspected = (datasette.inspect_data or {}).get(database, {})
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    return table in inspected.get("uncounted", ()) and not {_ONE_REPORT, "_nocount"} & asked.keys()
