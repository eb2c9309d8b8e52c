"""This module keeps the session cookies of one host, which a run that was killed takes up again."""

from parsers.listings.listing import Request
from scraper.crawling.message import BYTES
from scraper.frontier import Frontier

try:
    import httpx2 as httpx
except ImportError:
    import httpx

_KEPT = "SELECT url, line FROM cookies WHERE host = ? AND run = ?"
_KEEP = """INSERT INTO cookies (host, name, run, url, line) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET (run, url, line) = (excluded.run, excluded.url, excluded.line)"""


class Cookies:
    """What a host has set in this run; each is sent back only where its site asks for it."""

    def __init__(self, host: str, frontier: Frontier, run: int) -> None:
        self._host, self._frontier, self._run = host, frontier, run
        self._set = httpx.Cookies()
        self._lines: dict[str, str] = {}
        for url, line in frontier.rows(_KEPT, host, run):
            self._take(url, line)

    def header(self, request: Request) -> str | None:
        """The `Cookie` header for a request; None without any."""
        if not self._set.jar:
            return None
        named = httpx.Request("GET", request.url)
        named.headers.encoding = BYTES
        self._set.set_cookie_header(named)
        return str(named.headers.get("cookie") or "") or None

    def keep(self, request: Request, lines: list[str]) -> None:
        """Take in what a response to a request sets, the lines of its `Set-Cookie`, byte for byte."""
        for line in lines:
            name = line.partition("=")[0].strip()
            self._take(request.url, line)
            if self._lines.get(name) != line:
                self._lines[name] = line
                self._frontier.write(_KEEP, self._host, name, self._run, request.url, line)

    def _take(self, url: str, line: str) -> None:
        headers = [(b"set-cookie", line.encode(BYTES))]
        response = httpx.Response(200, headers=headers, request=httpx.Request("GET", url))
        response.headers.encoding = BYTES
        self._set.extract_cookies(response)
