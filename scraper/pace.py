"""This module paces the requests to one host, across threads, portals, kills and runs.

The time that counts is when the last answer began: the host cannot have seen the request later, so
no gap in its own log is ever shorter than the delay. Nothing shortens a delay; Crawl-delay, a
Retry-After and the time that a slow site takes lengthen it. A site that is too busy to answer is
asked more slowly, up to five times, and gets its pace back step by step while it answers.
"""

import threading
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scraper.frontier import Frontier

LONGEST = 600.0
MOST_SLACK = 4.0  # times the delay, added to it for a host that is too busy
ON_THE_WAY = 0.1  # what a request may need to reach the host, for a process that dies meanwhile


class Interrupted(Exception):
    """Somebody has asked the crawl to end."""


class Pace:
    """When one host may be asked next."""

    def __init__(self, host: str, frontier: Frontier, stop: threading.Event) -> None:
        self._host = host
        self._frontier = frontier
        self._stop = stop
        row = frontier.row("SELECT next, delay FROM hosts WHERE host = ?", host)
        following, self._crawl_delay = row or (0.0, 0.0)
        self._delay = 0.0
        self._slack = 0.0
        waiting = min(max(following - time.time(), 0.0), LONGEST)
        self._next = time.monotonic() + waiting

    @property
    def delay(self) -> float:
        """Seconds between two requests: the longest that anyone asks for, and what is added."""
        return self._asked() + self._slack

    def _asked(self) -> float:
        return float(max(self._delay, self._crawl_delay))

    def slow_down(self) -> None:
        """The host is too busy: from now on it has more time between two requests."""
        before = self._slack
        self._slack = min(max(2 * before, self._asked()), MOST_SLACK * self._asked())
        self._next += self._slack - before

    def at_least(self, delay: float) -> None:
        """Respect a portal's own delay; of two portals on one host the longer one holds."""
        self._delay = max(self._delay, delay)

    def crawl_delay(self, seconds: float) -> None:
        """What robots.txt asks for; it holds from this moment, and is kept for the next run."""
        if seconds != self._crawl_delay:
            self._crawl_delay = seconds
            sql = (
                "INSERT INTO hosts (host, delay) VALUES (?, ?) ON CONFLICT DO UPDATE SET delay = ?"
            )
            self._frontier.write(sql, self._host, seconds, seconds)
        self._next = max(self._next, time.monotonic() + self.delay)

    def wait(self) -> None:
        """Wait until the host may be asked; raises Interrupted when the crawl is to end."""
        if self._stop.wait(max(self._next - time.monotonic(), 0.0)):
            raise Interrupted
        if self.delay:
            self._keep(self.delay + ON_THE_WAY)

    def answered(self, began: float, answered: float | None) -> None:
        """Start the delay: from when the answer began, or from now where none came.

        It is at least as long as the host took to answer.
        """
        if not self.delay:
            return
        seen = time.monotonic() if answered is None else answered
        pause = max(self.delay, min(seen - began, LONGEST))
        self._next = max(self._next, seen + pause)
        if seen - began > ON_THE_WAY:
            self._keep(self._next - time.monotonic())
        if answered is not None:
            self._slack = max(self._slack - self._asked() / MOST_SLACK, 0.0)

    def pause(self, seconds: float) -> None:
        """Leave the host alone for so long, whoever asks; it outlives the process."""
        self._next = max(self._next, time.monotonic() + seconds)
        self._keep(seconds)

    def _keep(self, seconds: float) -> None:
        until = time.time() + seconds
        sql = (
            "INSERT INTO hosts (host, next) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET next = max(next, excluded.next)"
        )
        self._frontier.write(sql, self._host, until)


def retry_after(value: str | None, date: str | None = None) -> float | None:
    """Seconds that a Retry-After header asks for, in either form; None where it says nothing.

    A date is counted from the answer's own `Date`: the site's clock need not be ours.

    >>> retry_after("120")
    120.0
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    moment = _moment(text)
    if moment is None:
        return None
    return max((moment - (_moment(date or "") or datetime.now(UTC))).total_seconds(), 0.0)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
