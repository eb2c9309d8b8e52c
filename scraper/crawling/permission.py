"""This module fetches robots.txt, unless a copy less than a day old is known, and stores it.

404 and other client errors allow everything. A server error, a 429 and an incomplete response forbid
everything, unless a copy less than thirty days old is stored. A failed connection is reported as such.
"""

import time
from dataclasses import dataclass
from sqlite3 import Connection
from urllib.parse import urljoin

from parsers.listings.listing import Request
from scraper.crawling.asking import Asker
from scraper.crawling.challenges import REDIRECTS
from scraper.crawling.hosts import Host, KnownRules, origin_of
from scraper.crawling.journal import Journal
from scraper.crawling.outcome import Reply, Unfetched
from scraper.crawling.records import response_records
from scraper.crawling.redirects import MOST_REDIRECTS, redirect_target
from scraper.crawling.robots import FRESH, MOST, STALE, Rules, read
from scraper.frontier import Frontier

_UNREACHABLE = frozenset({
    "server-error", "too-many-requests", "rate-limited", "retry-later", "no-answer",
    "cut-body", "too-slow", "too-large", "bad-coding", "bad-answer",
})  # fmt: skip
# Failures that depend on a portal's entry (its networks and TLS) do not concern other portals.
_PORTAL_SPECIFIC = frozenset({"address-refused", "tls-failed"})
_CHALLENGE = "challenge-status"
# The states of several origins, the worst last.
_ORDER = ("none", "rules", "stale", "unreachable")
_FORBIDDING = {412: _CHALLENGE, 521: _CHALLENGE, 429: "too-many-requests"}  # and server errors


@dataclass(frozen=True, slots=True)
class Permission:
    """What the robots.txt of each origin allows one portal."""

    asker: Asker
    frontier: Frontier
    journal: Journal

    def check(self, url: str) -> None:
        """Raise Unfetched if robots.txt forbids the address or could not be fetched."""
        host = self.asker.hosts.of(url)
        host.check(url)
        self.asker.in_hours()
        with host.lock:
            rules = self._rules(url, host)
            states = (self.asker.tally.robots, rules.state)
            self.asker.tally.robots = max(states, key=_ORDER.index)
        rules.check(url)

    def _rules(self, url: str, host: Host) -> Rules:
        origin = origin_of(url)
        for_portal = f"{origin} {self.asker.portal.id}"
        known = host.rules.get(origin) or host.rules.get(for_portal)
        if known is None or time.monotonic() - known.since > FRESH:
            host.pace.at_least(self.asker.portal.delay)
            known = self._load_or_fail(origin)
            failed = isinstance(known.rules, Unfetched) and known.rules.reason in _PORTAL_SPECIFIC
            host.rules[for_portal if failed else origin] = known
            host.pace.crawl_delay(max(one.delay for one in host.rules.values()))
        if isinstance(known.rules, Unfetched):
            raise Unfetched(known.rules.reason, url, known.rules.detail)
        return known.rules

    def _load_or_fail(self, origin: str) -> KnownRules:
        """The rules, or why they could not be fetched: a failure is remembered as well."""
        try:
            rules = self._load(origin)
            return KnownRules(rules, time.monotonic(), rules.delay(origin))
        except Unfetched as error:
            return KnownRules(error, time.monotonic())

    def _load(self, origin: str) -> Rules:
        row = self.frontier.row("SELECT fetched, body FROM robots WHERE origin = ?", origin)
        age = time.time() - row[0] if row else STALE
        if row and 0 <= age < FRESH:
            return read(row[1])
        try:
            body = self._fetch(origin)
        except Unfetched as error:
            if row and age < STALE and error.reason != _CHALLENGE:
                return read(row[1], stale=True)
            detail = f"robots.txt: {error.detail or error.rule.en}"
            if error.reason in _UNREACHABLE:
                self.asker.tally.robots = "unreachable"
                raise Unfetched("robots-unreachable", error.url, detail) from error
            raise
        return read(body)

    def _fetch(self, origin: str) -> bytes | None:
        """Fetch and archive robots.txt with its redirects, also to other hosts; returns its body, None if there is none."""
        replies: list[Reply] = []
        url = f"{origin}/robots.txt"
        while len(replies) <= MOST_REDIRECTS:
            replies.append(self._ask(url, origin))
            if replies[-1].status not in REDIRECTS:
                break
            url = urljoin(url, redirect_target(replies[-1]))
        body = replies[-1].content if 200 <= replies[-1].status < 300 else None
        members = [one for reply in replies for one in response_records(reply, self.asker.portal)]

        def apply(db: Connection, *_: object) -> None:
            db.execute(
                "INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", (origin, time.time(), body)
            )

        self.journal.commit(members, apply)
        return body

    def _ask(self, url: str, origin: str) -> Reply:
        """Ask for one address of an origin's robots.txt; two hosts that wait for each other give up.

        Of another host that the portal may ask, all failures are the same: its robots.txt could not be had.
        """
        host = self.asker.hosts.of(url)
        if not host.lock.acquire(timeout=self.asker.portal.timeout):
            raise Unfetched("no-answer", url, "its host is busy")
        try:
            return self.asker.ask(Request(url), self.asker.limits(MOST), _raise_if_forbidding)
        except Unfetched as error:
            if host is self.asker.hosts.of(origin) or error.reason in _PORTAL_SPECIFIC:
                raise
            raise Unfetched("no-answer", url, error.detail or error.rule.en) from error
        finally:
            host.lock.release()


def _raise_if_forbidding(reply: Reply) -> None:
    """Raise Unfetched for a response that forbids everything; any other status passes."""
    reason = _FORBIDDING.get(reply.status) or ("server-error" if reply.status >= 500 else None)
    if reason:
        raise Unfetched(reason, reply.request.url, reply.status_line)
