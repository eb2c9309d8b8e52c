"""This module serves a database on loopback, as `gongkai serve` does, while a test looks at it."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from scraper.publish import LOCAL, Site, application


@contextmanager
def served(database: Path, site: Site = LOCAL) -> Iterator[str]:
    """A real server's address."""
    import uvicorn  # noqa: PLC0415  (comes with an extra that may be absent)

    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    port = door.getsockname()[1]
    with ThreadPoolExecutor(1) as apart:  # a loop of the test's own may run in this thread
        app = apart.submit(application, database, site).result().app()
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([door],), daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
        door.close()


@contextmanager
def browsed(database: Path, site: Site = LOCAL) -> Iterator[httpx.Client]:
    """A reader of such a server, who follows where it leads."""
    with (
        served(database, site) as base,
        httpx.Client(base_url=base, timeout=100, follow_redirects=True) as client,
    ):
        yield client


def listed(site: httpx.Client, name: str, **asked: Any) -> list[dict[str, Any]]:
    """The rows of a table or of a question."""
    answer = site.get(f"/reports/{name}.json", params=asked | {"_shape": "array"})
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()
    return rows
