"""This module shows the progress of a crawl on standard error, as a display or as JSON lines."""

import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from scraper import log
from scraper.crawling.outcome import Outcome
from scraper.crawling.run_report import Change
from scraper.crawling.tally import Tally
from scraper.database.dictionary import of_value
from scraper.escaping import escape_markup
from scraper.language import language, say_in


class Progress:
    """Progress as JSON lines on standard error; the base class of the terminal display."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def planned(self, portals: int, todo: int) -> None:
        """The crawl begins; `todo` portals are left to visit, fewer than all if a run is resumed."""
        self.say("crawl-planned", portals=portals, todo=todo)

    def began(self, portal: str, tally: Tally) -> None:  # noqa: ARG002  (the terminal shows it)
        """A portal's visit begins."""
        self.say("portal-began", portal=portal)

    def ended(self, portal: str, outcome: Outcome, tally: Tally) -> None:
        """A portal's visit has ended."""
        self.say("portal-ended", portal=portal, **_ending(outcome, tally))

    def changed(self, portal: str, changes: Sequence[Change]) -> None:
        """What has changed at a portal since its previous run, if anything has."""
        values = _changes(changes)
        if any(values.values()):
            self.say("portal-changed", portal=portal, **values)

    def broke(self, portal: str, error: BaseException) -> None:
        """An unexpected exception ended a portal's visit; the log gets its place in the code."""
        self.say("program-error", portal=portal, **log.failure(error))

    def interrupted(self) -> None:
        """The crawl was interrupted."""
        self.say("interrupted")

    def close(self) -> None:
        """End the display."""

    def say(self, event: str, **fields: Any) -> None:
        """Write one event, and log it."""
        log.log_event(event, **fields)
        with self._lock:
            sys.stderr.write(log.line(event, datetime.now(UTC), fields))
            sys.stderr.flush()


class Terminal(Progress):
    """A progress bar of portals, and below it a line for each portal being visited."""

    def __init__(self) -> None:
        super().__init__()
        self._language = language()
        self._bar = Bar(
            TextColumn(self._sentence("portals")),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._task = self._bar.add_task("", total=None)
        self._under_way: dict[str, tuple[Tally, float]] = {}
        self._console = Console(stderr=True)
        self._live = Live(
            console=self._console, get_renderable=self._render, refresh_per_second=4,
            transient=True,
        )  # fmt: skip
        self._live.start()

    def _render(self) -> RenderableType:
        table = Table(box=None, padding=(0, 2))
        now = time.monotonic()
        for portal, (tally, began) in list(self._under_way.items())[: self._console.height - 4]:
            counts = {"requests": tally.requests, "new": tally.fetched, "same": tally.unchanged}
            texts = (self._sentence(f"so-many-{key}", count=count) for key, count in counts.items())
            table.add_row(
                escape_markup(portal),
                *texts,
                self._sentence("seconds", seconds=f"{now - began:.0f}"),
            )
        return Group(self._bar, table)

    def planned(self, portals: int, todo: int) -> None:
        """Show the number of portals."""
        log.log_event("crawl-planned", portals=portals, todo=todo)
        self._bar.update(self._task, total=portals, completed=portals - todo)

    def began(self, portal: str, tally: Tally) -> None:
        """Add a line for the portal, which shows its counts."""
        log.log_event("portal-began", portal=portal)
        self._under_way[portal] = tally, time.monotonic()

    def ended(self, portal: str, outcome: Outcome, tally: Tally) -> None:
        """Show how a portal ended."""
        log.log_event("portal-ended", portal=portal, **_ending(outcome, tally))
        self._under_way.pop(portal, None)
        text = self._sentence(
            "ended" if outcome.reason is None else "ended-because", portal=escape_markup(portal),
            status=self._status(outcome), reason=outcome.reason, requests=tally.requests,
        )  # fmt: skip
        self._console.print(text)
        self._bar.advance(self._task)

    def say(self, event: str, **fields: Any) -> None:
        """Show any other event as a line, and log it."""
        log.log_event(event, **fields)
        text = " ".join(f"{key}={value}" for key, value in fields.items())
        self._console.print(escape_markup(f"{event} {text}".strip()), highlight=False)

    def close(self) -> None:
        """Remove the display."""
        self._live.stop()

    def _sentence(self, key: str, **values: Any) -> str:
        """A sentence in the language chosen for the main thread, whichever thread asks."""
        return say_in(self._language, key, **values)

    def _status(self, outcome: Outcome) -> str:
        entry = of_value("status", outcome.status)
        return str(getattr(entry, self._language)) if entry else outcome.status


def _ending(outcome: Outcome, tally: Tally) -> dict[str, Any]:
    """Fields for the log; the outcome's detail is left out, because it may quote the site."""
    return {"status": outcome.status, "reason": outcome.reason, **tally.counts()}


def _changes(changes: Sequence[Change]) -> dict[str, Any]:
    """Fields for the log: the status, and how many reports are new, gone or back, without names."""
    counts = Counter(one.change for one in changes)
    status = next((one for one in changes if one.change == "status"), None)
    return {
        "before": status.before if status else None,
        "now": status.now if status else None,
        "runs": status.runs if status else None,
        **{name: counts[f"report-{name}"] for name in ("new", "gone", "back")},
    }


def progress() -> Progress:
    """A display if standard error is a terminal, else JSON lines."""
    return Terminal() if sys.stderr.isatty() else Progress()
