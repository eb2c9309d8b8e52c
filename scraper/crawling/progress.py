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
from scraper.crawling.outcome import Outcome, Tally
from scraper.crawling.run_report import Change
from scraper.database.dictionary import of_value
from scraper.escaping import escape_markup
from scraper.language import language, say_in


class Progress:
    """Progress as JSON lines on standard error, unless a log takes them: then only errors stand there."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def planned(self, portals: int, todo: int) -> None:
        """The crawl begins; `todo` portals are left to visit, fewer than all if a run is resumed."""
        self._tell("crawl-planned", portals=portals, todo=todo)

    def began(self, portal: str, tally: Tally) -> None:  # noqa: ARG002  (the terminal shows it)
        """A portal's visit begins."""
        self._tell("portal-began", portal=portal)

    def ended(self, portal: str, outcome: Outcome, tally: Tally) -> None:
        """A portal's visit has ended; the outcome's detail is left out, because it may quote the site."""
        told = {"status": outcome.status, "reason": outcome.reason, **tally.counts()}
        self._tell("portal-ended", portal=portal, **told)

    def changed(self, portal: str, changes: Sequence[Change]) -> None:
        """What has changed at a portal since its previous run, if anything has."""
        values = _changes(changes)
        if any(values.values()):
            self._tell("portal-changed", portal=portal, **values)

    def broke(self, portal: str, error: BaseException) -> None:
        """An unexpected exception ended a portal's visit; the log gets its place in the code."""
        self._tell("program-error", portal=portal, **log.failure(error))

    def interrupted(self) -> None:
        """The crawl was interrupted."""
        self._tell("interrupted")

    def close(self) -> None:
        """End the display."""

    def _tell(self, event: str, **fields: Any) -> None:
        log.log_event(event, **fields)
        with self._lock:
            self._show(event, fields)

    def _show(self, event: str, fields: dict[str, Any]) -> None:
        if not log.is_open():
            sys.stderr.write(log.line(event, datetime.now(UTC), fields))
            sys.stderr.flush()


class _Terminal(Progress):
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

    def began(self, portal: str, tally: Tally) -> None:
        """Add a line for the portal, which shows its counts."""
        self._under_way[portal] = tally, time.monotonic()
        super().began(portal, tally)

    def _show(self, event: str, fields: dict[str, Any]) -> None:
        """Show the number of portals, how a portal ended, and any other event as a line."""
        if event == "crawl-planned":
            portals = fields["portals"]
            self._bar.update(self._task, total=portals, completed=portals - fields["todo"])
        elif event == "portal-ended":
            self._under_way.pop(fields["portal"], None)
            self._console.print(self._ended(**fields))
            self._bar.advance(self._task)
        elif event not in ("portal-began", "portal-changed"):  # the end tells all changes together
            text = " ".join(f"{key}={value}" for key, value in fields.items())
            self._console.print(escape_markup(f"{event} {text}".strip()), highlight=False)

    def _ended(self, portal: str, status: str, reason: str | None, **counts: Any) -> str:
        entry = of_value("status", status)
        return self._sentence(
            "ended" if reason is None else "ended-because", portal=escape_markup(portal),
            status=getattr(entry, self._language) if entry else status, reason=reason,
            requests=counts["requests"],
        )  # fmt: skip

    def close(self) -> None:
        """Remove the display."""
        self._live.stop()

    def _sentence(self, key: str, **values: Any) -> str:
        """A sentence in the language chosen for the main thread, whichever thread asks."""
        return say_in(self._language, key, **values)


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
    return _Terminal() if sys.stderr.isatty() else Progress()
