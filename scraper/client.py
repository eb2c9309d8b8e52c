"""This module asks one host, one request at a time, over one connection; it alone imports httpx.

httpx2, httpx's successor, is used where it is installed. The library follows no redirect, undoes
no coding and makes no retry here: those are ours, since each needs a check that it does not do.
"""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import metadata, version
from ipaddress import IPv4Address, IPv6Address
from typing import Any

from parsers.listings.listing import Ask
from scraper.body import BadCoding, Gauge, TooLarge
from scraper.failures import Unfetched
from scraper.reply import Limits, Reply
from scraper.tls import TLS, tls_context
from scraper.watchdog import Timed, Watchdog

try:
    import httpx2 as httpx
except ImportError:
    import httpx

TEXT = ("text/", "application/json", "application/xml", "application/xhtml", "application/java")
watchdog = Watchdog()


@cache
def user_agent() -> str:
    """The one honest name: `gongkai/VERSION (+URL)`."""
    home = [entry.split(", ", 1)[1] for entry in metadata("gongkai").get_all("Project-URL") or ()]
    return f"gongkai/{version('gongkai')} (+{home[0] if home else HOME})"


HOME = "https://pypi.org/project/gongkai/"


class Pinned(httpx.BaseTransport):  # type: ignore[misc]  # whichever of the two it is
    """Connects to the address that was checked, whatever the name resolves to by now."""

    def __init__(self, tls: TLS) -> None:
        limits = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=30)
        context = tls_context(tls)
        self._inner = httpx.HTTPTransport(verify=context, trust_env=False, limits=limits)
        self.address = ""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send to the pinned address; certificate and `Host` are still those of the name."""
        extensions = request.extensions | {"sni_hostname": request.url.host}
        url = request.url.copy_with(host=self.address)
        pinned = httpx.Request(
            request.method,
            url,
            headers=request.headers,
            stream=request.stream,
            extensions=extensions,
        )
        return self._inner.handle_request(pinned)

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()


class Client:
    """The one connection to one host, with its session cookies."""

    def __init__(self, tls: TLS = "verify") -> None:
        self._transport = Pinned(tls)
        self._client = httpx.Client(
            transport=self._transport, follow_redirects=False, trust_env=False, headers=HEADERS
        )
        self._socket: Any = None

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def send(self, ask: Ask, address: IPv4Address | IPv6Address, limits: Limits) -> Reply:
        """Send one request to a checked address; anything but a whole answer raises Unfetched."""
        self._transport.address = str(address)
        with watchdog.watching(limits.seconds) as timed, _told(ask.url, timed):
            timed.holds(self._socket)
            request = self._request(ask, limits, timed)
            at = datetime.now(UTC)
            response = self._client.send(request, stream=True)
            try:
                gauge = _read(response, limits, timed, ask.url)
            finally:
                response.close()
        return _reply(ask, request, response, gauge, (str(address), at))

    def _request(self, ask: Ask, limits: Limits, timed: Timed) -> httpx.Request:
        def trace(event: str, info: dict[str, Any]) -> None:
            if event.endswith(("connect_tcp.complete", "start_tls.complete")):
                self._socket = info["return_value"].get_extra_info("socket")
                timed.holds(self._socket)

        form = None if ask.form is None else dict(ask.form)
        return self._client.build_request(
            "GET" if form is None else "POST",
            ask.url,
            data=form,
            headers=[(key, _sendable(value)) for key, value in ask.headers],
            timeout=limits.seconds,
            extensions={"trace": trace, "timeout": httpx.Timeout(limits.seconds).as_dict()},
        )


HEADERS = {
    "User-Agent": user_agent(),
    "Accept": "text/html,application/xhtml+xml,application/json,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "zh-CN,zh;q=0.9",
}


def _sendable(value: str) -> str:
    """A header's value in ASCII: a Chinese Referer is percent-encoded, as browsers do."""
    return value if value.isascii() else str(httpx.URL(value))


@contextmanager
def _told(url: str, timed: Timed) -> Iterator[None]:
    """Turn the library's exceptions into reasons."""
    try:
        yield
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError) as error:
        raise Unfetched("bad-address", url, str(error)) from error
    except httpx.TransportError as error:
        raise Unfetched(_reason(error, timed), url, str(error) or None) from error
    except TooLarge as error:
        raise Unfetched("too-large", url, str(error)) from error
    except BadCoding as error:
        raise Unfetched("bad-coding", url, str(error)) from error


def _reason(error: Exception, timed: Timed) -> str:
    if _caused(error, ssl.SSLError):
        return "tls-failed"
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return "no-connection"
    if timed.late or isinstance(error, httpx.TimeoutException):
        return "too-slow"
    return "no-answer"


def _caused(error: BaseException | None, kind: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False


def _read(response: httpx.Response, limits: Limits, timed: Timed, url: str) -> Gauge:
    gauge = Gauge(response.headers.get("content-encoding", ""), _limit(response, limits))
    try:
        for piece in response.iter_raw():
            gauge.add(piece)
            if limits.cut and gauge.decoded >= limits.cut:
                return gauge
    except (httpx.RemoteProtocolError, httpx.ReadError) as error:
        if timed.late:
            raise
        raise Unfetched("cut-body", url, str(error)) from error
    if timed.late:
        raise Unfetched("too-slow", url)
    if not gauge.ended():
        raise Unfetched("cut-body", url, "the compressed stream has no end")
    return gauge


def _limit(response: httpx.Response, limits: Limits) -> int:
    if limits.cut:
        return limits.cut + (1 << 20)
    media_type = response.headers.get("content-type", "text/html").lower()
    return limits.page if media_type.startswith(TEXT) else limits.attachment


def _reply(
    ask: Ask,
    request: httpx.Request,
    response: httpx.Response,
    gauge: Gauge,
    sent: tuple[str, datetime],
) -> Reply:
    headers = tuple(response.headers.raw)
    names = {key.lower() for key, _ in headers}
    bodiless = response.status_code in (204, 304)
    return Reply(
        ask=ask,
        request=_head(request),
        status=response.status_code,
        reason=response.reason_phrase,
        headers=headers,
        body=gauge.body(),
        framed=bodiless or bool(names & {b"content-length", b"transfer-encoding"}),
        address=sent[0],
        at=sent[1],
    )


def _head(request: httpx.Request) -> bytes:
    """The request as it was sent, for the archive."""
    lines = [f"{request.method} ".encode() + request.url.raw_path + b" HTTP/1.1"]
    lines += [key + b": " + value for key, value in request.headers.raw]
    return b"\r\n".join([*lines, b"", request.content])
