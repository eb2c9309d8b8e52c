"""This module paces the requests to one host, over threads, portals, kills and runs.

The time that counts is when the last answer began: the host cannot have seen the request later, so
no gap in its own log is ever shorter than the delay. Nothing shortens a delay; Crawl-delay, a
Retry-After and the time that a slow site takes lengthen it.
"""

import threading
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scraper.frontier import Frontier

LONGEST = 600.0
ON_THE_WAY = 0.1  # what a request may need to reach the host, for a process that dies meanwhile


class Interrupted(Exception):
    """A person has asked the crawl to end."""


class Pace:
    """When one host may be asked next."""

    def __init__(self, host: str, frontier: Frontier, stop: threading.Event) -> None:
        self._host = host
        self._frontier = frontier
        self._stop = stop
        row = frontier.row("SELECT next, delay FROM hosts WHERE host = ?", host)
        following, self._crawl_delay = row or (0.0, 0.0)
        self._delay = 0.0
        waiting = min(max(following - time.time(), 0.0), LONGEST)
        self._next = time.monotonic() + waiting

    @property
    def delay(self) -> float:
        """Seconds between two requests: the longest that anybody asks for."""
        return float(max(self._delay, self._crawl_delay))

    def at_least(self, delay: float) -> None:
        """A portal's own delay; of two portals on one host the longer holds."""
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

    def answered(self, took: float) -> None:
        """An answer has begun, or none will come: the delay runs from now, as long as it took."""
        pause = max(self.delay, min(took, LONGEST)) if self.delay else 0.0
        self._next = max(self._next, time.monotonic() + pause)
        if self.delay and took > ON_THE_WAY:
            self._keep(pause)

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


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds that a Retry-After header asks for, in either form; None where it says nothing.

    >>> retry_after("120")
    120.0
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - (now or datetime.now(UTC))).total_seconds(), 0.0)
