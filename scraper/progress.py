"""This module tells a person at a terminal, or a log, how a crawl goes: on standard error only."""

import json
import sys
import threading
import traceback
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from scraper.tally import Tally
from scraper.visit import Outcome


class Progress:
    """JSON lines on standard error; the base of what a terminal shows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def planned(self, portals: int, todo: int) -> None:
        """The crawl begins; `todo` is less than all where it takes up a killed run."""
        self.say("run", portals=portals, todo=todo)

    def began(self, portal: str) -> None:
        """A portal's turn has come."""
        self.say("portal-began", portal=portal)

    def ended(self, portal: str, outcome: Outcome, tally: Tally) -> None:
        """A portal is done with."""
        self.say("portal-ended", portal=portal, **asdict(outcome), **tally.counts())

    def broke(self, portal: str, error: BaseException) -> None:
        """The program failed on a portal: the log names the place."""
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{place.filename.rpartition('/')[2]}:{place.lineno}"
        self.say("program-error", portal=portal, error=repr(error), where=where)

    def interrupted(self) -> None:
        """A person has asked for the end."""
        self.say("interrupted")

    def close(self) -> None:
        """Nothing more will be said."""

    def say(self, event: str, **fields: Any) -> None:
        """Write one event."""
        line = json.dumps({"event": event, **fields}, ensure_ascii=False)
        with self._lock:
            sys.stderr.write(line + "\n")
            sys.stderr.flush()


class Terminal(Progress):
    """A bar on a terminal: portals done of all, and the last one's outcome."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self._task = self._bar.add_task("portals", total=None)
        self._bar.start()

    def planned(self, portals: int, todo: int) -> None:
        """Show how many there are."""
        self._bar.update(self._task, total=portals, completed=portals - todo)

    def began(self, portal: str) -> None:
        """Show whose turn it is."""
        self._bar.update(self._task, description=portal)

    def ended(self, portal: str, outcome: Outcome, tally: Tally) -> None:
        """Show how a portal ended."""
        told = outcome.status if outcome.reason is None else f"{outcome.status} ({outcome.reason})"
        self._bar.console.print(f"{portal}: {told}, {tally.requests} requests", highlight=False)
        self._bar.advance(self._task)

    def say(self, event: str, **fields: Any) -> None:
        """Show any other event as a line."""
        told = " ".join(f"{key}={value}" for key, value in fields.items())
        self._bar.console.print(f"{event} {told}".strip(), highlight=False)

    def close(self) -> None:
        """Take the bar away."""
        self._bar.stop()


def progress() -> Progress:
    """A bar where standard error is a terminal, else JSON lines."""
    return Terminal() if sys.stderr.isatty() else Progress()
