"""This module serves the portals of the crawling benchmark: prepared bytes, one host per portal.

Run as a program it prints the hosts, one line of JSON, and serves until it is ended.
"""

import asyncio
import json
import re
import sys
from functools import partial

from tests.bench.pages import page

ROWS = 20  # a listing page
SIZE = 40  # KB a report page
_TITLE = re.compile(r"<title>([^<_-]+)")
_HEAD = (
    "<html><head><meta charset='utf-8'><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>"
)
_MENU = '<div class="menu"><a href="/nb/">政府信息公开年报</a></div>'
NOT_THERE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def portal(number: int, reports: int) -> dict[str, bytes]:
    """A portal's answers by path: home, listing pages of twenty rows, reports."""
    bodies = {f"/art/{n}.html": page(SIZE, number * reports + n) for n in range(reports)}
    titles = {path: _title(body) for path, body in bodies.items()}
    answers = {"/": _page("首页", _MENU)} | bodies
    paths = list(bodies)
    for first in range(0, reports, ROWS):
        rows = "".join(
            f'<li><a href="{path}" title="{titles[path]}">{titles[path]}</a><span>2024-01-18</span></li>'
            for path in paths[first : first + ROWS]
        )
        following = f'<a href="/nb/index_{first // ROWS + 1}.html">下一页</a>'
        more = following if first + ROWS < reports else ""
        answers[_listing(first // ROWS)] = _page(
            "政府信息公开年报", f"{_MENU}<ul>{rows}</ul>{more}"
        )
    return {path: _answer(body) for path, body in answers.items()}


def _listing(number: int) -> str:
    return f"/nb/index_{number}.html" if number else "/nb/"


def _title(body: bytes) -> str:
    found = _TITLE.search(body.decode())
    return found[1].strip() if found else ""


def _page(title: str, text: str) -> bytes:
    return _HEAD.format(title, text).encode()


def _answer(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


class Served(asyncio.Protocol):
    """One connection to one portal."""

    def __init__(self, answers: dict[str, bytes]) -> None:
        self._answers = answers
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where the answers go."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each whole request."""
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode()
            self._transport.write(self._answers.get(path, NOT_THERE))


async def serve(portals: int, reports: int) -> None:
    """Serve so many portals, each a host on loopback."""
    loop = asyncio.get_running_loop()
    servers = [
        await loop.create_server(
            partial(Served, portal(number, reports)), f"127.0.0.{number + 1}", 0
        )
        for number in range(portals)
    ]
    places = [server.sockets[0].getsockname() for server in servers]
    print(json.dumps([f"{host}:{port}" for host, port in places]), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
