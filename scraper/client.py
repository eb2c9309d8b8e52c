"""This module asks one host, one request at a time, over one connection; it alone imports httpx.

httpx2, httpx's successor, is used where it is installed. The library follows no redirect, undoes
no coding and makes no retry here: those are ours, since each needs a check that it does not do.
"""

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address
from typing import Any

from parsers.listings.listing import Request
from scraper.body import Gauge, TooLarge
from scraper.codings import BadCoding
from scraper.crawling.failures import Unfetched
from scraper.crawling.message import BYTES, Message, message
from scraper.crawling.reply import Limits, Reply
from scraper.crawling.tls import TLS, no_tls, tls_context
from scraper.crawling.watchdog import Timed, Watchdog

try:
    import httpx2 as httpx
except ImportError:
    import httpx

TEXT = ("text/", "application/json", "application/xml", "application/xhtml", "application/java")
watchdog = Watchdog()


class Client:
    """The one connection to one host, with its session cookies; `tls` is None for plain HTTP.

    A request goes to the address that was checked, whatever the name resolves to by now;
    certificate and `Host` are those of the name.
    """

    def __init__(self, tls: TLS | None) -> None:
        limits = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=30)
        context = no_tls() if tls is None else tls_context(tls)
        self._transport = httpx.HTTPTransport(verify=context, trust_env=False, limits=limits)
        self._cookies = httpx.Cookies()
        self._socket: Any = None
        self.answered_at: float | None = None  # when the last answer began, by the monotonic clock

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    def send(self, request: Request, address: IPv4Address | IPv6Address, limits: Limits) -> Reply:
        """Send one request to a checked address; anything but a whole answer raises Unfetched."""
        self.answered_at = None
        with watchdog.watching(limits.seconds) as timed, _told(request.url, timed):
            timed.holds(self._socket)
            sent = message(request, self._cookie(request.url))
            to_address = self._request(sent, address, limits, timed)
            at = datetime.now(UTC)
            response = self._transport.handle_request(to_address)
            self.answered_at = time.monotonic()
            try:
                gauge = _read(response, limits, timed, request.url)
            finally:
                response.close()
            self._remember(request.url, response)
        return _reply(sent, response, gauge, (str(address), at))

    def _request(
        self, sent: Message, address: IPv4Address | IPv6Address, limits: Limits, timed: Timed
    ) -> httpx.Request:
        def trace(event: str, info: dict[str, Any]) -> None:
            if event.endswith(("connect_tcp.complete", "start_tls.complete")):
                self._socket = info["return_value"].get_extra_info("socket")
                timed.holds(self._socket)

        seconds = dict.fromkeys(("connect", "read", "write", "pool"), limits.seconds)
        return httpx.Request(
            sent.method,
            sent.at(address),
            headers=sent.lines(),
            content=sent.body or None,
            extensions={"trace": trace, "timeout": seconds, "sni_hostname": sent.host},
        )

    def _cookie(self, url: str) -> str | None:
        """The cookies that the site gave for an address; none is made up."""
        if not self._cookies.jar:
            return None
        named = httpx.Request("GET", url)
        named.headers.encoding = BYTES
        self._cookies.set_cookie_header(named)
        return str(named.headers.get("cookie") or "") or None

    def _remember(self, url: str, response: httpx.Response) -> None:
        if "set-cookie" in response.headers:
            response.request = httpx.Request("GET", url)
            response.headers.encoding = BYTES
            self._cookies.extract_cookies(response)


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
        for piece in response.stream:
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
    sent: Message, response: httpx.Response, gauge: Gauge, when: tuple[str, datetime]
) -> Reply:
    headers = tuple(response.headers.raw)
    names = {key.lower() for key, _ in headers}
    bodiless = response.status_code in (204, 304)
    return Reply(
        request=sent.request,
        sent=sent.head(),
        status=response.status_code,
        reason=response.reason_phrase,
        headers=headers,
        body=gauge.body(),
        framed=bodiless or bool(names & {b"content-length", b"transfer-encoding"}),
        address=when[0],
        at=when[1],
    )
