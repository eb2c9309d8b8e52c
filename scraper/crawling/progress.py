"""This module shows how a crawl goes, at a terminal or in a log, on standard error only."""

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
from scraper.crawling.run_report import Change
from scraper.crawling.tally import Tally
from scraper.crawling.visit import Outcome
from scraper.database.dictionary import of_value
from scraper.escaping import escape_markup
from scraper.language import language, said


class Progress:
    """JSON lines on standard error; the base of what a terminal shows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def planned(self, portals: int, todo: int) -> None:
        """The crawl begins; `todo` is less than all where it takes up a killed run."""
        self.say("crawl-planned", portals=portals, todo=todo)

    def began(self, portal: str, tally: Tally) -> None:  # noqa: ARG002  (the terminal shows it)
        """A portal's turn has come."""
        self.say("portal-began", portal=portal)

    def ended(self, portal: str, outcome: Outcome, tally: Tally) -> None:
        """A portal is done with."""
        self.say("portal-ended", portal=portal, **_ending(outcome, tally))

    def changed(self, portal: str, changes: Sequence[Change]) -> None:
        """What is otherwise at a portal than in its run before; nothing is written of what is not."""
        values = _changes(changes)
        if any(values.values()):
            self.say("portal-changed", portal=portal, **values)

    def broke(self, portal: str, error: BaseException) -> None:
        """The program failed on a portal: the log names the place."""
        self.say("program-error", portal=portal, **log.failure(error))

    def interrupted(self) -> None:
        """A person has asked for the end."""
        self.say("interrupted")

    def close(self) -> None:
        """End the display: nothing more is written."""

    def say(self, event: str, **fields: Any) -> None:
        """Write one event, and log it."""
        log.say(event, **fields)
        with self._lock:
            sys.stderr.write(log.line(event, datetime.now(UTC), fields))
            sys.stderr.flush()


class Terminal(Progress):
    """A bar of the portals that are done, and below it a line for each that is being visited."""

    def __init__(self) -> None:
        super().__init__()
        self._language = language()
        self._bar = Bar(
            TextColumn(self._said("portals")),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._task = self._bar.add_task("", total=None)
        self._under_way: dict[str, tuple[Tally, float]] = {}
        self._console = Console(stderr=True)
        self._live = Live(
            console=self._console, get_renderable=self._shown, refresh_per_second=4,
            transient=True,
        )  # fmt: skip
        self._live.start()

    def _shown(self) -> RenderableType:
        table = Table(box=None, padding=(0, 2))
        now = time.monotonic()
        for portal, (tally, began) in list(self._under_way.items())[: self._console.height - 4]:
            counts = {"requests": tally.requests, "new": tally.fetched, "same": tally.unchanged}
            texts = (self._said(f"so-many-{key}", count=count) for key, count in counts.items())
            table.add_row(
                escape_markup(portal), *texts, self._said("seconds", seconds=f"{now - began:.0f}")
            )
        return Group(self._bar, table)

    def planned(self, portals: int, todo: int) -> None:
        """Show how many there are."""
        log.say("crawl-planned", portals=portals, todo=todo)
        self._bar.update(self._task, total=portals, completed=portals - todo)

    def began(self, portal: str, tally: Tally) -> None:
        """Show whose turn it is, and how far it has come."""
        log.say("portal-began", portal=portal)
        self._under_way[portal] = tally, time.monotonic()

    def ended(self, portal: str, outcome: Outcome, tally: Tally) -> None:
        """Show how a portal ended."""
        log.say("portal-ended", portal=portal, **_ending(outcome, tally))
        self._under_way.pop(portal, None)
        text = self._said(
            "ended" if outcome.reason is None else "ended-because", portal=escape_markup(portal),
            status=self._status(outcome), reason=outcome.reason, requests=tally.requests,
        )  # fmt: skip
        self._console.print(text)
        self._bar.advance(self._task)

    def say(self, event: str, **fields: Any) -> None:
        """Show any other event as a line, and log it."""
        log.say(event, **fields)
        text = " ".join(f"{key}={value}" for key, value in fields.items())
        self._console.print(escape_markup(f"{event} {text}".strip()), highlight=False)

    def close(self) -> None:
        """Take the bar away."""
        self._live.stop()

    def _said(self, key: str, **values: Any) -> str:
        """A sentence; it may be told in another thread than the one that was asked for a language."""
        return said(self._language, key, **values)

    def _status(self, outcome: Outcome) -> str:
        entry = of_value("status", outcome.status)
        return str(getattr(entry, self._language)) if entry else outcome.status


def _ending(outcome: Outcome, tally: Tally) -> dict[str, Any]:
    """How a portal ended, without the detail, which may quote the site: the run report has it."""
    return {"status": outcome.status, "reason": outcome.reason, **tally.counts()}


def _changes(changes: Sequence[Change]) -> dict[str, Any]:
    """The status, and how many reports are new, gone or back: a log has no address and no name."""
    counts = Counter(one.change for one in changes)
    status = next((one for one in changes if one.change == "status"), None)
    return {
        "before": status.before if status else None,
        "now": status.now if status else None,
        "runs": status.runs if status else None,
        **{name: counts[f"report-{name}"] for name in ("new", "gone", "back")},
    }


def progress() -> Progress:
    """A bar where standard error is a terminal, else JSON lines."""
    return Terminal() if sys.stderr.isatty() else Progress()
