"""This module sends requests to one host over one connection; only it and `cookies` import httpx.

httpx2, the successor of httpx, is used if it is installed. Redirects, content decoding and retries
are not left to the library, because each needs checks that it does not make.
"""

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address
from typing import Any

from parsers.listings.listing import Request
from scraper.body import BadCoding, BodyBuffer, TooLarge
from scraper.cookies import Cookies
from scraper.crawling.connection import TLS, Deadline, Watchdog, no_tls, tls_context
from scraper.crawling.message import BYTES, Message, message
from scraper.crawling.outcome import Limits, Reply, Unfetched

try:
    import httpx2 as httpx
except ImportError:
    import httpx

_BODILESS = (204, 304)  # statuses whose responses have no body, whatever length they declare
_TEXT = ("text/", "application/json", "application/xml", "application/xhtml", "application/java")
watchdog = Watchdog()


class Client:
    """The one connection to one host, which sends its session cookies; `tls` is None for plain HTTP.

    A request goes to the IP address that was checked, even if the host name has come to resolve to
    another one; certificate and `Host` header are those of the host name.
    """

    def __init__(self, tls: TLS | None, cookies: Cookies) -> None:
        limits = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=30)
        context = no_tls() if tls is None else tls_context(tls)
        self._transport = httpx.HTTPTransport(verify=context, trust_env=False, limits=limits)
        self._cookies = cookies
        self._socket: Any = None
        self.answered_at: float | None = None  # monotonic time at which the last response began

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    def send(self, request: Request, address: IPv4Address | IPv6Address, limits: Limits) -> Reply:
        """Send one request to a checked address; raises Unfetched unless the response is complete."""
        self.answered_at = None
        with (
            watchdog.watching(limits.seconds) as deadline,
            _translate_errors(request.url, deadline),
        ):
            deadline.watch(self._socket)
            sent = message(request, self._cookies.header(request))
            to_address = self._request(sent, address, limits, deadline)
            at = datetime.now(UTC)
            response = self._transport.handle_request(to_address)
            self.answered_at = time.monotonic()
            try:
                body = _read(response, limits, deadline, request.url)
            finally:
                response.close()
            headers = response.headers.raw
            sets = [line.decode(BYTES) for name, line in headers if name.lower() == b"set-cookie"]
            self._cookies.keep(request, sets)
        return _reply(sent, response, body, str(address), at)

    def _request(
        self, sent: Message, address: IPv4Address | IPv6Address, limits: Limits, deadline: Deadline
    ) -> httpx.Request:
        def trace(event: str, info: dict[str, Any]) -> None:
            if event.endswith(("connect_tcp.complete", "start_tls.complete")):
                self._socket = info["return_value"].get_extra_info("socket")
                deadline.watch(self._socket)

        seconds = dict.fromkeys(("connect", "read", "write", "pool"), limits.seconds)
        return httpx.Request(
            sent.method,
            sent.at(address),
            headers=sent.lines(),
            content=sent.body or None,
            extensions={"trace": trace, "timeout": seconds, "sni_hostname": sent.host},
        )


@contextmanager
def _translate_errors(url: str, deadline: Deadline) -> Iterator[None]:
    """Turn the library's exceptions into Unfetched with its reason."""
    try:
        yield
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError) as error:
        raise Unfetched("bad-address", url, str(error)) from error
    except httpx.TransportError as error:
        reason = _reason(error, deadline)
        # Where time was up, the connection broke off by our own doing: the reason says all.
        raise Unfetched(
            reason, url, None if reason == "too-slow" else str(error) or None
        ) from error
    except TooLarge as error:
        raise Unfetched("too-large", url, str(error)) from error
    except BadCoding as error:
        raise Unfetched("bad-coding", url, str(error)) from error


def _reason(error: Exception, deadline: Deadline) -> str:
    if _is_caused_by(error, ssl.SSLError):
        return "tls-failed"
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return "no-connection"
    if deadline.late or isinstance(error, httpx.TimeoutException):
        return "too-slow"
    return "no-answer"


def _is_caused_by(error: BaseException | None, kind: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False


def _read(response: httpx.Response, limits: Limits, deadline: Deadline, url: str) -> BodyBuffer:
    body = BodyBuffer(response.headers.get("content-encoding", ""), _limit(response, limits))
    # Which says what is sent, whatever is declared.
    chunked = "transfer-encoding" in response.headers
    if response.status_code not in _BODILESS and not limits.cut and not chunked:
        body.announce(response.headers.get("content-length", ""))
    try:
        for piece in response.stream:
            body.add(piece)
            if limits.cut and body.decoded >= limits.cut:
                return body
    except (httpx.RemoteProtocolError, httpx.ReadError) as error:
        if deadline.late:
            raise
        raise Unfetched("cut-body", url, str(error)) from error
    if deadline.late:
        raise Unfetched("too-slow", url)
    if not body.ended():
        raise Unfetched("cut-body", url, "the compressed body is incomplete")
    return body


def _limit(response: httpx.Response, limits: Limits) -> int:
    if limits.cut:
        return limits.cut + (1 << 20)
    media_type = response.headers.get("content-type", "text/html").lower()
    return limits.page if media_type.startswith(_TEXT) else limits.attachment


def _reply(
    sent: Message, response: httpx.Response, received: BodyBuffer, address: str, at: datetime
) -> Reply:
    headers = tuple(response.headers.raw)
    names = {key.lower() for key, _ in headers}
    bodiless = response.status_code in _BODILESS
    return Reply(
        request=sent.request,
        sent=sent.head(),
        status=response.status_code,
        reason=response.reason_phrase,
        headers=headers,
        body=received.body(),
        framed=bodiless or bool(names & {b"content-length", b"transfer-encoding"}),
        address=address,
        at=at,
    )
