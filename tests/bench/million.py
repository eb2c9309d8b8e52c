"""This module measures the database of a country: how it is filled and finished, and how it answers.

`GONGKAI_REPORTS` says how many reports, a million if not said: some three gigabytes of disk.
`GONGKAI_WRITTEN` of them, ten thousand if not said, are written by the store as workers send them; the
others are copies of these, by SQL, of the lines that questions read (see `tests.bench.copies`).
`GONGKAI_PLACE` is the folder in which the database is made, and removed afterwards.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple
from urllib.parse import urlencode

from scraper.database.dictionary import glosses
from scraper.publish import Site, application
from scraper.questions import dashboards, questions
from tests.bench.document import keep, table

_LIMIT = 1.0  # seconds that a reader waits
# What a reader asks for beside the questions and the tables: a search, filters, pages that gather.
_PAGES = (
    "/", "/{db}", "/-/audit", "/{db}/search?words=复议 诉讼", "/{db}/sections?_search=复议",
    "/{db}/reports?status=proved", "/{db}/request_totals?report_year=2023", "/{db}/coverage?reports=0",
)  # fmt: skip
_FILTERED = re.compile(r"\[\[.*?\]\]", re.DOTALL)
_ASKED = {"agency": "梅泉石", "year": "2023", "superior": "海晏"}


class _Patient(Site):
    """A site with ten times Datasette's time limits, which are wall-clock times on a busy machine."""

    def settings(self) -> dict[str, Any]:
        """Datasette's settings."""
        return super().settings() | {"sql_time_limit_ms": 10_000, "facet_time_limit_ms": 2_000}


class Page(NamedTuple):
    """A requested page: wall-clock seconds, CPU seconds, and what was wrong with it."""

    name: str
    clock: float
    core: float
    answer: str


def measure(rounds: int, command: str) -> None:
    """Write the section on a million reports."""
    count = int(os.environ.get("GONGKAI_REPORTS", "1000000"))
    with tempfile.TemporaryDirectory(dir=os.environ.get("GONGKAI_PLACE")) as place:
        database = Path(place) / "reports.db"
        writer = [sys.executable, "-m", "tests.bench.filling", database, str(count)]
        filled = json.loads(subprocess.check_output(writer))
        written = table((f"{count:,} reports", ""), filled)
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


def _answered(database: Path, rounds: int) -> list[Page]:
    """Every question blank and filled in, every table with its facets, every chart, and the other pages."""

    shown = application(database, _Patient())
    asked = [*questions(), *glosses()["tables"], *glosses()["views"]]
    for name, one in questions().items():
        asked += [f"{name}?{key}={_ASKED[key]}" for key in one.parameters if key in _ASKED]
    pages = [(name, f"/{database.stem}/{name}") for name in asked]
    pages += [(page.format(db="…"), page.format(db=database.stem)) for page in _PAGES]
    pages += [(f"chart: {name}", f"/{database.stem}.json?{urlencode({'sql': sql})}")
              for name, sql in _charts(database.stem)]  # fmt: skip
    return [Page(name, *_timed(shown, address, rounds)) for name, address in pages]


def _charts(database: str) -> Iterator[tuple[str, str]]:
    """Every chart's query, as the page that shows it asks for it when no filter is set."""
    for slug, board in dashboards(database).items():
        for name, chart in board["charts"].items():
            yield f"{slug} {name}", _FILTERED.sub("", chart["query"])


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
