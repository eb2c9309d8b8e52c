"""This module takes the path under which a proxy serves a site off the addresses that the proxy asks for."""

from typing import Any

from scraper.row_counts import App, Scope


def without_base(app: App, base: str) -> App:
    """The application, which is asked for `/table` where a proxy asks for `/base/table`.

    Datasette answers such a request too, but writes the base twice into links made of the page's own
    address: its facets, orders, JSON and CSV would not be found.
    """
    cut = len(base) - 1

    async def shown(scope: Scope, receive: Any, send: Any) -> None:
        if scope.get("path", "").startswith(base):
            raw = scope.get("raw_path") or scope["path"].encode()
            scope = scope | {"path": scope["path"][cut:], "raw_path": raw[cut:]}
        await app(scope, receive, send)

    return shown if cut else app
