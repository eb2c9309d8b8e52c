"""A small site on loopback for faults that no framework would let one make: raw bytes, a log."""

import itertools
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import TypeVar

AGENCY = "衢州市应急管理局"


@dataclass(frozen=True)
class Hit:
    """One request as the site saw it."""

    at: float
    connection: int
    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Says:
    """What the site answers: whole bytes, or in drips, perhaps cut before the end."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = -1  # -1: as long as the body is; None: no Content-Length, then close
    drip: float = 0.0
    reset: bool = False
    raw: bytes | None = None

    def wire(self) -> bytes:
        if self.raw is not None:
            return self.raw
        dated = () if "Date" in dict(self.headers) else (("Date", formatdate(usegmt=True)),)
        lines = [f"HTTP/1.1 {self.status} Said"]
        lines += [f"{key}: {value}" for key, value in (*dated, *self.headers)]
        if self.length is not None:
            lines.append(f"Content-Length: {len(self.body) if self.length == -1 else self.length}")
        return "\r\n".join([*lines, "", ""]).encode("utf-8") + self.body

    @property
    def closes(self) -> bool:
        return self.raw is not None or self.length != -1 or self.reset


S = TypeVar("S", bound="Site")
Route = Says | Callable[[Hit], Says]


def page(text: str, **more: object) -> Says:
    """An HTML page in UTF-8."""
    head = '<html><head><meta charset="utf-8"><title>页</title></head><body>'
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    return Says(f"{head}{text}</body></html>".encode(), headers=headers, **more)


def redirect(to: str, status: int = 302) -> Says:
    """A redirect."""
    return Says(status=status, headers=(("Location", to),))


def report(year: int, more: str = "") -> Says:
    """A report page of the agency, with enough text to be one."""
    title = f"{AGENCY}{year}年政府信息公开工作年度报告"
    return page(f"<h1>{title}</h1><p>{'一、总体情况。' * 60}</p>{more}")


def rows(years: Iterator[int] | range | list[int], prefix: str = "") -> str:
    """The rows of a listing."""
    return (
        "<ul>"
        + "".join(
            f'<li><a href="{prefix}/art/{year}.html" title="{AGENCY}{year}年政府信息公开工作年度报告">'
            f"{AGENCY}{year}年政府信息公开工作年度报告</a><span>{year + 1}-01-20</span></li>"
            for year in years
        )
        + "</ul>"
    )


MENU = '<div class="menu"><a href="/nb/">政府信息公开年报</a></div>'
NO_ROBOTS = Says(b"none", 404)
NOT_HERE = Says(b"<html>not here</html>", 404)


def healthy(years: range | list[int] = range(2021, 2025)) -> dict[str, Route]:
    """A portal with a menu, a listing of one page, and a report a year."""
    routes: dict[str, Route] = {
        "/robots.txt": NO_ROBOTS,
        "/": page(MENU + "<p>首页</p>"),
        "/nb/": page(MENU + rows(list(years))),
    }
    return routes | {f"/art/{year}.html": report(year) for year in years}


@dataclass
class Site:
    """A running site; `routes` may be changed while it runs."""

    routes: dict[str, Route]
    port: int
    host: str = "127.0.0.1"
    log: list[Hit] = field(default_factory=list)
    open_now: int = 0
    most_open: int = 0
    tls: ssl.SSLContext | None = None
    greets: bytes | None = None  # said to whoever connects, whatever they say, before hanging up
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http{'s' if self.tls else ''}://{self.host}:{self.port}"

    def paths(self) -> list[str]:
        return [hit.path for hit in self.log]

    def gaps(self) -> list[float]:
        times = [hit.at for hit in self.log]
        return [later - earlier for earlier, later in itertools.pairwise(times)]

    def _route(self, path: str) -> Route:
        """What is said to a path: its own route, or the one of its path with any query (`/api?`)."""
        any_query = self.routes.get(path.partition("?")[0] + "?", NOT_HERE)
        return self.routes.get(path, any_query)

    def serve(self, connection: socket.socket, number: int) -> None:
        with self._lock:
            self.open_now += 1
            self.most_open = max(self.most_open, self.open_now)
        if self.greets is not None:
            with connection, suppress(OSError):
                connection.recv(4096)
                connection.sendall(self.greets)
            return
        with connection, suppress(OSError), self._secured(connection) as secured:
            stream = secured.makefile("rb")
            with stream:
                while self._answered(secured, stream, number):
                    pass
        with self._lock:
            self.open_now -= 1

    def _secured(self, connection: socket.socket) -> socket.socket:
        return self.tls.wrap_socket(connection, server_side=True) if self.tls else connection

    def _answered(self, connection: socket.socket, stream: object, number: int) -> bool:
        hit = _read(stream, number)
        if hit is None:
            return False
        with self._lock:
            self.log.append(hit)
        route = self._route(hit.path)
        says = route(hit) if callable(route) else route
        _send(connection, says)
        return not says.closes


def _read(stream: object, number: int) -> Hit | None:
    line = stream.readline()
    if not line.strip():
        return None
    at = time.monotonic()
    headers: dict[str, str] = {}
    while (header := stream.readline().strip()) != b"":
        key, _, value = header.decode("latin-1").partition(":")
        headers[key.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", 0)))
    method, path, _ = line.decode("latin-1").split(" ", 2)
    return Hit(at, number, method, path, headers, body)


def _send(connection: socket.socket, says: Says) -> None:
    if says.reset:
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        return
    if not says.drip:
        connection.sendall(says.wire())
        return
    for byte in says.wire():
        connection.sendall(bytes([byte]))
        time.sleep(says.drip)


@contextmanager
def site(
    routes: dict[str, Route] | None = None,
    tls: ssl.SSLContext | None = None,
    kind: type[S] = Site,
) -> Iterator[S]:
    """Serve routes on a free port of loopback until the block ends."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    running = kind(routes if routes is not None else healthy(), listener.getsockname()[1])
    running.tls = tls

    def accept() -> None:
        number = 0
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            number += 1
            threading.Thread(target=running.serve, args=(connection, number), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
