"""This module measures the database of a country: how it is filled and finished, and how it answers.

`GONGKAI_REPORTS` says how many reports, a million if not said: some three gigabytes of disk.
`GONGKAI_WRITTEN` of them, ten thousand if not said, are written by the store as workers send them; the
others are copies of these, by SQL, of the lines that questions read (see `tests.bench.copies`).
`GONGKAI_PLACE` is the folder in which the database is made, and removed afterwards.
"""

import asyncio
import os
import resource
import tempfile
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple

from scraper.dictionary import glosses
from scraper.publish import Site, application
from scraper.questions import questions
from scraper.store import Store
from tests.bench import copies, country
from tests.bench.document import keep, table

_PARTS = 5
_LIMIT = 1.0  # seconds that a reader waits
# What a reader asks for beside the questions and the tables: a search, filters, pages that gather.
_PAGES = (
    "/", "/{db}", "/-/audit", "/{db}/search?words=复议 诉讼", "/{db}/sections?_search=复议",
    "/{db}/reports?status=proved", "/{db}/request_totals?report_year=2023", "/{db}/coverage?reports=0",
)  # fmt: skip
_ASKED = {"agency": "梅泉石", "year": "2023", "superior": "海晏"}


class _Patient(Site):
    """A site whose limits of time are ten times Datasette's: they are of the clock, and others work too."""

    def settings(self) -> dict[str, Any]:
        """Datasette's settings."""
        return super().settings() | {"sql_time_limit_ms": 10_000, "facet_time_limit_ms": 2_000}


class Page(NamedTuple):
    """A page as it was asked for: seconds on the clock, seconds of a core, and what was wrong with it."""

    name: str
    clock: float
    core: float
    answer: str


def measure(rounds: int, command: str) -> None:
    """Write the section on a million reports."""
    count = int(os.environ.get("GONGKAI_REPORTS", "1000000"))
    with tempfile.TemporaryDirectory(dir=os.environ.get("GONGKAI_PLACE")) as place:
        database = Path(place) / "reports.db"
        written = table((f"{count:,} reports", ""), _filled(database, count))
        found = _answered(database, rounds)
    slow = [one.name for one in found if one.core > _LIMIT or one.answer]
    told = f"More than a second of a core, or no answer: {', '.join(slow)}."
    shown = ((one.name, f"{one.core:.2f}", f"{one.clock:.2f}", one.answer) for one in found)
    text = (
        f"{written}\n\nPages as Datasette serves them. Its limits, a second a query, are of the clock; other programs "
        f"run here, so they were lifted tenfold and the time of a core is what counts. {told if slow else 'None takes a second of a core.'}\n\n"
        f"{table(('page', 's of a core', 's', 'answer'), shown)}"
    )
    keep("A million reports", command, text)


def _filled(database: Path, count: int) -> list[tuple[str, str]]:
    """What it costs to fill and to finish."""
    first = min(count, int(os.environ.get("GONGKAI_WRITTEN", "10000")))
    spent, finished = _written(database, first)
    size = database.stat().st_size
    copies.multiply(database, count // first - 1)
    rest, nothing = _finished(database), _finished(database)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        ("written by the store", f"{first:,}"),
        ("made and filed, ms of a core a report", f"{sum(spent) / first * 1000:.2f}"),
        ("last fifth / first fifth", f"{spent[-1] / spent[0]:.2f}"),
        ("the end of that run, ms of a core a report", f"{finished / first * 1000:.2f}"),
        ("size, KB a report", f"{size / first / 1000:.1f}"),
        ("reports with the copies", f"{count // first * first:,}"),
        ("sums, places and readers' indexes of all, ms of a core a report", f"{rest / count * 1000:.3f}"),
        ("the end of a run that finds nothing new, s of a core", f"{nothing:.1f}"),
        ("the writer's memory, MB", f"{memory:.0f}"),
    ]  # fmt: skip


def _finished(database: Path) -> float:
    """The seconds of a core that the end of a run takes where nothing was read."""
    begun = process_time()
    with Store(database) as store:
        store.finish()
    return process_time() - begun


def _written(database: Path, count: int) -> tuple[list[float], float]:
    """The seconds of a core that each fifth of the reports took to write, and those of the end."""
    marks = [process_time()]
    with Store(database) as store:
        for number, one in enumerate(country.readings(count), 1):
            store.add(one)
            if number * _PARTS % count == 0:
                marks.append(process_time())
        begun = process_time()
        store.finish()
    return [b - a for a, b in pairwise(marks)], process_time() - begun


def _answered(database: Path, rounds: int) -> list[Page]:
    """Every question blank and filled in, every table with its facets, and the other pages."""

    shown = application(database, _Patient())
    asked = [*questions(), *glosses()["tables"], *glosses()["views"]]
    for name, one in questions().items():
        asked += [f"{name}?{key}={_ASKED[key]}" for key in one.parameters if key in _ASKED]
    pages = [(name, f"/{database.stem}/{name}") for name in asked]
    pages += [(page.format(db="…"), page.format(db=database.stem)) for page in _PAGES]
    return [Page(name, *_timed(shown, address, rounds)) for name, address in pages]


def _timed(shown: Any, address: str, rounds: int) -> tuple[float, float, str]:
    clock, core = [], []
    for _ in range(max(rounds, 2)):
        begun = perf_counter(), process_time()
        answer = asyncio.run(shown.client.get(address))
        clock.append(perf_counter() - begun[0])
        core.append(process_time() - begun[1])
    late = "facet timed out" if "These facets timed out" in answer.text else ""
    return median(clock), median(core), late or (
        "" if answer.status_code == 200 else f"HTTP {answer.status_code}"
    )  # fmt: skip
