"""This module keeps Datasette from counting tables that were found too large to count in time.

Its count would run into the limit of time on every page, a second before the rows are shown.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

_ONE_REPORT = "report"  # of which the rows are counted at once
Scope = dict[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]


def wrap_application(app: App, datasette: Any) -> App:
    """The application, which counts no table whose size is not known."""

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
