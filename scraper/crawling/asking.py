"""This module makes one request until it is answered or given up: retries, throttles, the budget."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from parsers.listings.listing import Request
from schemas.portal import Portal
from scraper.crawling.challenges import BUSY, raise_unless_page, retry_after_seconds
from scraper.crawling.failures import Unfetched
from scraper.crawling.hosts import Host, Hosts
from scraper.crawling.reply import Limits, Reply
from scraper.crawling.tally import Tally
from scraper.log import say

UNANSWERED = frozenset({"no-connection", "no-answer", "too-slow"})
MOST_FAILURES = 10  # pages in a row; a host that is down is not asked for a hundred more
TOO_BUSY = frozenset({"empty-answer", "too-slow", "no-answer"})


class BudgetSpent(Exception):
    """`max_requests` is spent."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks on behalf of one portal, within its budget."""

    portal: Portal
    hosts: Hosts
    tally: Tally

    def limits(self, cut: int | None = None) -> Limits:
        """What one answer may cost this portal."""
        portal = self.portal
        return Limits(portal.max_page, portal.max_attachment, portal.timeout, cut)

    def ask(
        self,
        request: Request,
        limits: Limits | None = None,
        judged: Callable[[Reply], None] = raise_unless_page,
    ) -> Reply:
        """Get a whole answer that is judged to be good; raises Unfetched after the last attempt."""
        host = self.hosts.of(request.url)
        self.in_hours()
        with host.lock:
            try:
                reply = self._tried(request, host, limits or self.limits(), judged)
            except Unfetched as error:
                self._failed(host, error)
                raise
            host.failures = 0
            return reply

    def _failed(self, host: Host, error: Unfetched) -> None:
        """Leave a host alone that answered nothing, page after page, whatever the attempt."""
        host.failures = host.failures + 1 if error.reason in UNANSWERED else 0
        if host.failures == MOST_FAILURES:
            self.hosts.leave(host, error.reason)

    def in_hours(self) -> None:
        """Wait until the portal's `hours` have come; raises Interrupted."""
        if self.portal.hours is not None:
            self.hosts.wait(self.portal.hours.closed_for)

    def _tried(
        self, request: Request, host: Host, limits: Limits, judged: Callable[[Reply], None]
    ) -> Reply:
        for attempt in range(1, self.portal.attempts + 1):
            try:
                return self._once(request, host, limits, judged)
            except Unfetched as error:
                if error.rule.stop and (not error.rule.retry or attempt == self.portal.attempts):
                    self.hosts.leave(host, error.reason)
                if _too_busy(error):
                    host.pace.slow_down()
                if not error.rule.retry or attempt == self.portal.attempts:
                    raise
                say("request-retried", portal=self.portal.id, reason=error.reason, attempt=attempt)
                self.cool_down(host, attempt)
        raise AssertionError("attempts is at least one")

    def cool_down(self, host: Host, attempt: int) -> None:
        """Leave the host alone before the next try: `backoff`, doubled each time, with jitter."""
        jitter = 1 + random.random() / 2  # noqa: S311  (no secret hangs on it)
        host.pace.pause(self.portal.backoff * 2 ** (attempt - 1) * jitter)

    def _once(
        self, request: Request, host: Host, limits: Limits, judged: Callable[[Reply], None]
    ) -> Reply:
        reply = self._counted(request, host, limits)
        seconds = retry_after_seconds(reply)
        if seconds:
            host.pace.pause(seconds)
        try:
            judged(reply)
        except Unfetched as error:
            error.reply = reply
            raise
        if not reply.framed and not _complete(reply):
            self._confirm(reply, self._counted(request, host, limits))
        return reply

    def _counted(self, request: Request, host: Host, limits: Limits) -> Reply:
        host.check(request.url)
        if self.tally.requests >= self.portal.max_requests:
            raise BudgetSpent
        reply = host.ask(request, self.portal, limits, self._sending)
        self.tally.bytes += len(reply.body)
        return reply

    def _sending(self) -> None:
        self.tally.requests += 1

    def _confirm(self, reply: Reply, again: Reply) -> None:
        """Believe a body whose end nothing marks if the same bytes come a second time, else raise Unfetched."""
        if reply.body != again.body:
            raise Unfetched(
                "cut-body", reply.request.url, "no length, and other bytes at a second try"
            )


def _too_busy(error: Unfetched) -> bool:
    """Whether a failure says that the host cannot keep up, and not that one page is broken."""
    return error.reason in TOO_BUSY or (error.reply is not None and error.reply.status in BUSY)


def _complete(reply: Reply) -> bool:
    return b"</html>" in reply.content[-4096:].lower()
