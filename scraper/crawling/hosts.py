"""This module keeps one connection, one pace and one set of robots.txt rules for each host."""

import threading
import time
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from parsers.listings.listing import Request
from schemas.portal import Portal
from scraper.client import Client
from scraper.cookies import Cookies
from scraper.crawling.addresses import Address, resolve
from scraper.crawling.connection import TLS
from scraper.crawling.message import message
from scraper.crawling.outcome import Limits, Reply, Unfetched
from scraper.crawling.robots import Rules
from scraper.frontier import Frontier
from scraper.log import log_event
from scraper.pace import Interrupted, Pace

PORTS = {"http": 80, "https": 443}
_LEAVE = """INSERT INTO hosts (host, stopped_in, reason) VALUES (?, ?, ?)
  ON CONFLICT DO UPDATE SET stopped_in = excluded.stopped_in, reason = excluded.reason"""


def host_of(url: str) -> str:
    """The host that an address names, with its port unless it is the scheme's default port.

    http and https on their default ports are one host. Raises Unfetched if it is not a web address.
    """
    try:
        parts = urlsplit(url)
        if parts.scheme not in PORTS:
            raise Unfetched("scheme-refused", url)
        return _host(parts.scheme, parts.netloc)
    except ValueError as error:
        raise Unfetched("bad-address", url, str(error)) from error


@lru_cache
def _host(scheme: str, place: str) -> str:
    """The host in the part of an address that names one; raises ValueError where it does not."""
    parts = SplitResult(scheme, place, "", "", "")
    if not parts.hostname:
        raise ValueError("it has no host")
    plain = parts.port in (None, PORTS[scheme])
    return parts.hostname if plain else f"{parts.hostname}:{parts.port}"


def origin_of(url: str) -> str:
    """The origin of a web address, for which one robots.txt applies."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def hosts_of(portal: Portal) -> frozenset[str]:
    """A portal's own hosts: that of its start address, and those listed in its entry."""
    named = (host_of(f"http{'s' * host.endswith(':443')}://{host}/") for host in portal.hosts)
    return frozenset({host_of(portal.start), *named})


class KnownRules(NamedTuple):
    """An origin's robots.txt rules, or why they could not be fetched, since when (monotonic seconds)."""

    rules: Rules | Unfetched
    since: float
    delay: float = 0.0


class Host:
    """One host: one request at a time, at its pace, over one connection.

    `stopped` is the reason why nothing more is requested from it in this run, else None.
    """

    def __init__(self, name: str, pace: Pace, cookies: Cookies, stopped: str | None) -> None:
        self.name = name
        self.pace = pace
        # By origin, or by origin and portal for a failure of that portal's own.
        self.rules: dict[str, KnownRules] = {}
        self.lock = threading.RLock()
        self.stopped = stopped
        self.failures = 0  # pages in a row without a response
        self.errors = 0  # pages in a row with an error of the server, after all attempts
        self._cookies = cookies
        self._client: Client | None = None
        self._tls: TLS | None = None
        self._address_index = 0  # of the resolved addresses, the one to use

    def ask(
        self, request: Request, portal: Portal, limits: Limits, sending: Callable[[], None]
    ) -> Reply:
        """Send one request when the pace allows, calling `sending` just before.

        Raises Unfetched or Interrupted.
        """
        with self.lock:
            self.check(request.url)
            message(request)  # raises for an invalid address, before anything is counted
            self.pace.at_least(portal.delay)
            address = self._address(request.url, portal)
            self.pace.wait()
            self.check(request.url)  # another portal may have been shut out meanwhile
            sending()
            client = self._connect(request.url, portal.tls)
            began = time.monotonic()
            try:
                return client.send(request, address, limits)
            except Unfetched:
                self._address_index += 1
                raise
            finally:
                self.pace.answered(began, client.answered_at)

    def check(self, url: str) -> None:
        """Raise Unfetched if nothing more is to be requested from the host in this run."""
        if self.stopped is not None:
            raise Unfetched(self.stopped, url, "the host was left alone earlier in this run")

    def _address(self, url: str, portal: Portal) -> Address:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
        found = resolve(parts.hostname or "", port, portal.allow_private_addresses)
        return found[self._address_index % len(found)]

    def _connect(self, url: str, tls: TLS) -> Client:
        wanted = tls if url.lower().startswith("https:") else None
        if self._client is None or wanted != self._tls:
            self.close()
            self._client, self._tls = Client(wanted, self._cookies), wanted
        return self._client

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        with self.lock:
            if self._client is not None:
                self._client.close()
                self._client = None


class Hosts:
    """All hosts of a run, shared by the portals on them."""

    def __init__(self, frontier: Frontier, run: int, stop: threading.Event) -> None:
        self._frontier = frontier
        self._run = run
        self._stop = stop
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    def of(self, url: str) -> Host:
        """The host that an address names."""
        name = host_of(url)
        with self._lock:
            if name not in self._hosts:
                pace = Pace(name, self._frontier, self._stop)
                cookies = Cookies(name, self._frontier, self._run)
                self._hosts[name] = Host(name, pace, cookies, self._stop_reason(name))
            return self._hosts[name]

    def wait(self, seconds: Callable[[], float]) -> None:
        """Wait until `seconds()` is no longer positive, even if the clock is changed; raises Interrupted."""
        while (left := seconds()) > 0:
            if self._stop.wait(min(left, 60.0)):
                raise Interrupted

    def _stop_reason(self, name: str) -> str | None:
        sql = "SELECT reason FROM hosts WHERE host = ? AND stopped_in = ?"
        row = self._frontier.row(sql, name, self._run)
        return None if row is None else str(row[0])

    def leave(self, host: Host, reason: str) -> None:
        """Request nothing more from a host in this run, even if the run is killed and resumed."""
        host.stopped = host.stopped or reason
        self._frontier.write(_LEAVE, host.name, self._run, host.stopped)
        host.close()
        log_event("host-left", host=host.name, reason=host.stopped)

    def close(self) -> None:
        """Close every connection."""
        for host in self._hosts.values():
            host.close()
