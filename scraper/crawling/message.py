"""This module builds HTTP requests: request line, headers and body."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import metadata, version
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urlencode, urlsplit

from parsers.listings.listing import SAFE, UNDECODED, Request
from scraper.crawling.outcome import Unfetched

BYTES = "iso-8859-1"  # one character per byte: header bytes outside ASCII have no declared charset
_LONGEST = 65_000  # characters of an address: servers accept no more, nor does the HTTP library
_HOME = "https://pypi.org/project/gongkai/"


@cache
def user_agent() -> str:
    """The User-Agent header: `gongkai/VERSION (+URL)`."""
    home = [entry.split(", ", 1)[1] for entry in metadata("gongkai").get_all("Project-URL") or ()]
    return f"gongkai/{version('gongkai')} (+{home[0] if home else _HOME})"


@cache
def _default_headers() -> tuple[tuple[str, str], ...]:
    return (
        ("User-Agent", user_agent()),
        ("Accept", "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"),
        ("Accept-Encoding", "gzip, deflate"),
        ("Accept-Language", "zh-CN,zh;q=0.9"),
        ("Connection", "keep-alive"),
    )


@dataclass(frozen=True, slots=True)
class Message:
    """One request exactly as it is sent."""

    request: Request
    method: str
    scheme: str
    host: str
    port: int | None
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def at(self, address: IPv4Address | IPv6Address) -> str:
        """The request's URL with a checked IP address in place of the host name."""
        host = f"[{address}]" if address.version == 6 else str(address)
        return f"{self.scheme}://{host}{_port(self.port)}{self.path}"

    def lines(self) -> list[tuple[bytes, bytes]]:
        """The headers as bytes; cookies are sent back byte for byte, whatever their charset."""
        return [(key.encode(), value.encode(BYTES)) for key, value in self.headers]

    def head(self) -> bytes:
        """The request's bytes, head and body, for the archive."""
        lines = [f"{self.method} {self.path} HTTP/1.1".encode()]
        lines += [key + b": " + value for key, value in self.lines()]
        return b"\r\n".join([*lines, b"", b""]) + self.body


def message(request: Request, cookie: str | None = None) -> Message:
    """Build the message for a request; raises Unfetched `bad-address` if it has no host or is too long."""
    try:
        parts = urlsplit(request.url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as error:
        raise Unfetched("bad-address", request.url, str(error)) from error
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    path = quote(parts.path or "/", safe=SAFE) + query
    if len(path) > _LONGEST:
        raise Unfetched("bad-address", request.url, f"{len(path):,} characters")
    body = _body(request)
    headers = (
        ("Host", (f"[{host}]" if ":" in host else host) + _port(port)),
        *_default_headers(),
        *_request_headers(request, body, cookie),
    )
    method = "POST" if request.posts else "GET"
    return Message(request, method, parts.scheme, host, port, path, headers, body)


def _body(request: Request) -> bytes:
    if request.json is not None:
        return request.json.encode()
    return b"" if request.form is None else urlencode(request.form, errors=UNDECODED).encode()


def _port(port: int | None) -> str:
    return "" if port is None else f":{port}"


def _request_headers(request: Request, body: bytes, cookie: str | None) -> list[tuple[str, str]]:
    """The request's own headers in ASCII; a Chinese Referer is percent-encoded, as browsers do.

    No host is told of a page of another one, nor of one that came encrypted if the request is not.
    """
    headers = [
        (key, quote(value, safe=SAFE + " "))
        for key, value in request.headers
        if key != "Referer" or _may_tell(value, request.url)
    ]
    if request.posts:
        media_type = "x-www-form-urlencoded" if request.json is None else "json"
        headers += [
            ("Content-Type", f"application/{media_type}"),
            ("Content-Length", str(len(body))),
        ]
    return headers + ([("Cookie", cookie)] if cookie else [])


def _may_tell(page: str, url: str) -> bool:
    """Whether a request for an address may say which page links to it.

    >>> [_may_tell("https://a.gov.cn/1.html", f"{url}/1.pdf") for url in ("https://a.gov.cn", "http://a.gov.cn", "https://b.gov.cn")]
    [True, False, False]
    """
    one, other = urlsplit(page), urlsplit(url)
    downgraded = one.scheme == "https" != other.scheme
    return one.netloc.lower() == other.netloc.lower() and "@" not in one.netloc and not downgraded
