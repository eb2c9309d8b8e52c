"""This module makes a request, with retries, throttling and the portal's budget."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from parsers.listings.listing import Request
from schemas.portal import Portal
from scraper.crawling.challenges import BUSY, raise_unless_page, retry_after_seconds
from scraper.crawling.hosts import Host, Hosts
from scraper.crawling.outcome import Limits, Reply, Tally, Unfetched
from scraper.log import log_event

_ERROR = "server-error"
UNANSWERED = frozenset({"no-connection", "no-answer", "too-slow"})
_MOST_FAILURES = 10  # pages in a row without a response, after which a host counts as down
_MOST_ERRORS = (
    5  # pages in a row with an error of the server, after which no document is asked for again
)
_TOO_BUSY = frozenset({"empty-answer", "too-slow", "no-answer"})


class BudgetSpent(Exception):
    """The portal's `max_requests` are used up."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Makes requests for one portal, within its budget."""

    portal: Portal
    hosts: Hosts
    tally: Tally

    def limits(self, cut: int | None = None) -> Limits:
        """The limits on one response, from the portal's entry."""
        portal = self.portal
        return Limits(portal.max_page, portal.max_attachment, portal.timeout, cut)

    def ask(
        self,
        request: Request,
        limits: Limits | None = None,
        check: Callable[[Reply], None] = raise_unless_page,
        *,
        patient: bool = True,
    ) -> Reply:
        """Get a complete response that passes `check`, which raises Unfetched otherwise.

        Where the last pages of a host were all errors, one is asked for again only if `patient`.
        Raises Unfetched after the last attempt, BudgetSpent, or Interrupted.
        """
        host = self.hosts.of(request.url)
        self.in_hours()
        with host.lock:
            try:
                once = not patient and host.errors >= _MOST_ERRORS
                reply = self._ask_repeatedly(
                    request, host, limits or self.limits(), check, once=once
                )
            except Unfetched as error:
                self._note_failure(host, error)
                raise
            host.failures = host.errors = 0
            return reply

    def _note_failure(self, host: Host, error: Unfetched) -> None:
        """Give up a host that has not responded for many pages in a row."""
        host.failures = host.failures + 1 if error.reason in UNANSWERED else 0
        host.errors = host.errors + 1 if error.reason == _ERROR else 0
        if host.failures == _MOST_FAILURES:
            self.hosts.leave(host, error.reason)

    def in_hours(self) -> None:
        """Wait for the portal's opening `hours`; raises Interrupted."""
        if self.portal.hours is not None:
            self.hosts.wait(self.portal.hours.closed_for)

    def _ask_repeatedly(
        self,
        request: Request,
        host: Host,
        limits: Limits,
        check: Callable[[Reply], None],
        *,
        once: bool,
    ) -> Reply:
        for attempt in range(1, self.portal.attempts + 1):
            try:
                return self._ask_once(request, host, limits, check)
            except Unfetched as error:
                if error.rule.stop and (not error.rule.retry or attempt == self.portal.attempts):
                    self.hosts.leave(host, error.reason)
                if _too_busy(error):
                    host.pace.slow_down()
                broken = error.reason == _ERROR and once
                if not error.rule.retry or broken or attempt == self.portal.attempts:
                    raise
                told = {"portal": self.portal.id, "reason": error.reason, "attempt": attempt}
                log_event("request-retried", **told)
                self.cool_down(host, attempt)
        raise AssertionError("attempts is at least one")

    def cool_down(self, host: Host, attempt: int) -> None:
        """Pause before the next attempt: `backoff` seconds, doubled each time, with jitter."""
        jitter = 1 + random.random() / 2  # noqa: S311  (not used for secrets)
        host.pace.pause(self.portal.backoff * 2 ** (attempt - 1) * jitter)

    def _ask_once(
        self, request: Request, host: Host, limits: Limits, check: Callable[[Reply], None]
    ) -> Reply:
        reply = self._send(request, host, limits)
        seconds = retry_after_seconds(reply)
        if seconds:
            host.pace.pause(seconds)
        try:
            check(reply)
        except Unfetched as error:
            error.reply = reply
            raise
        if not reply.framed and b"</html>" not in reply.content[-4096:].lower():
            _require_same_body(reply, self._send(request, host, limits))
        return reply

    def _send(self, request: Request, host: Host, limits: Limits) -> Reply:
        host.check(request.url)
        if self.tally.requests >= self.portal.max_requests:
            raise BudgetSpent
        reply = host.ask(request, self.portal, limits, self._count_request)
        self.tally.bytes += len(reply.body)
        return reply

    def _count_request(self) -> None:
        self.tally.requests += 1


def _require_same_body(reply: Reply, repeated: Reply) -> None:
    """Raise Unfetched if a body without a length differs when requested again: it may be cut off."""
    if reply.body != repeated.body:
        why = "no declared length, and different bytes when requested again"
        raise Unfetched("cut-body", reply.request.url, why)


def _too_busy(error: Unfetched) -> bool:
    """Whether a failure means that the host is overloaded, rather than that one page is broken."""
    return error.reason in _TOO_BUSY or (error.reply is not None and error.reply.status in BUSY)
