"""This module paces the requests to one host, across threads, portals, kills and runs.

The delay is counted from the beginning of the last response: the host cannot have seen the request
later, so no gap in its log is ever shorter than the delay. Nothing shortens a delay; Crawl-delay,
Retry-After and slow responses lengthen it. An overloaded host gets up to five times the delay, which
is reduced step by step while it responds.
"""

import threading
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scraper.frontier import Frontier

LONGEST = 600.0  # seconds
_MOST_SLACK = 4.0  # the largest extra delay for an overloaded host, as a multiple of the delay
_DELAY = """INSERT INTO hosts (host, delay) VALUES (?, ?)
  ON CONFLICT DO UPDATE SET delay = excluded.delay"""
_NEXT = """INSERT INTO hosts (host, next) VALUES (?, ?)
  ON CONFLICT DO UPDATE SET next = max(next, excluded.next)"""
_ON_THE_WAY = 0.1  # seconds that a request may need to reach the host


class Interrupted(Exception):
    """The crawl was asked to stop."""


class Pace:
    """The time at which one host may be asked next."""

    def __init__(self, host: str, frontier: Frontier, stop: threading.Event) -> None:
        self._host = host
        self._frontier = frontier
        self._stop = stop
        row = frontier.row("SELECT next, delay FROM hosts WHERE host = ?", host)
        following, self._crawl_delay = row or (0.0, 0.0)
        self._delay = 0.0
        self._slack = 0.0
        self._seen = float("-inf")  # when the host answered last, monotonic
        left = max(following - time.time(), 0.0)
        self._next = time.monotonic() + min(left, LONGEST)
        if left > LONGEST:  # kept by a clock that ran ahead: it holds once more, not in every run
            sql = "UPDATE hosts SET next = ? WHERE host = ?"
            frontier.write(sql, time.time() + LONGEST, host)

    @property
    def delay(self) -> float:
        """Seconds between two requests: the longest delay asked for, and the extra for an overloaded host."""
        return self._base_delay() + self._slack

    def _base_delay(self) -> float:
        return float(max(self._delay, self._crawl_delay))

    def slow_down(self) -> None:
        """Increase the delay of an overloaded host."""
        before = self._slack
        self._slack = min(max(2 * before, self._base_delay()), _MOST_SLACK * self._base_delay())
        self._next += self._slack - before

    def at_least(self, delay: float) -> None:
        """Apply a portal's own delay, also to the answer before; of several portals on one host the longest applies."""
        if delay > self._delay:
            self._delay = delay
            self._next = max(self._next, self._seen + self.delay)

    def crawl_delay(self, seconds: float) -> None:
        """Apply the Crawl-delay of robots.txt, also to the answer before, and store it for the next run."""
        if seconds != self._crawl_delay:
            self._crawl_delay = seconds
            self._frontier.write(_DELAY, self._host, seconds)
        self._next = max(self._next, self._seen + self.delay)

    def wait(self) -> None:
        """Wait until the host may be asked; raises Interrupted if the crawl is stopped."""
        if self._stop.wait(max(self._next - time.monotonic(), 0.0)):
            raise Interrupted
        if self.delay:
            self._store(self.delay + _ON_THE_WAY)

    def answered(self, began: float, answered: float | None) -> None:
        """Start the delay: from the beginning of the response, or from now if there was none.

        It is at least as long as the host took to respond. Both times are monotonic.
        """
        self._seen = seen = time.monotonic() if answered is None else answered
        if not self.delay:
            return
        pause = max(self.delay, min(seen - began, LONGEST))
        self._next = max(self._next, seen + pause)
        if seen - began > _ON_THE_WAY:
            self._store(self._next - time.monotonic())
        if answered is not None:
            self._slack = max(self._slack - self._base_delay() / _MOST_SLACK, 0.0)

    def pause(self, seconds: float) -> None:
        """Request nothing from the host for so many seconds, not even after a restart."""
        self._next = max(self._next, time.monotonic() + seconds)
        self._store(seconds)

    def _store(self, seconds: float) -> None:
        until = time.time() + seconds
        self._frontier.write(_NEXT, self._host, until)


def retry_after(value: str | None, date: str | None = None) -> float | None:
    """Seconds that a Retry-After header asks for, in either form; None if it is missing or invalid.

    A date is compared with the response's own `Date`, because the site's clock may be wrong.

    >>> retry_after("120")
    120.0
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    moment = _parse_date(text)
    if moment is None:
        return None
    return max((moment - (_parse_date(date or "") or datetime.now(UTC))).total_seconds(), 0.0)


def _parse_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
