"""This module measures the database of a country: its reports' records, written without their pages.

`GONGKAI_REPORTS` says how many reports, a million if not said: some twenty gigabytes of disk.
"""

import asyncio
import os
import resource
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from schemas.capture import Capture
from scraper.attached import Group
from scraper.read import read
from scraper.reading import Reading, filed
from scraper.rows import restored
from scraper.store import Store
from tests.bench import pages
from tests.bench.document import keep, table

_TEMPLATES = 12
_PARTS = 5
_LIMIT = 1.0  # seconds that a reader waits
_TABLES = (
    "reports",
    "requests",
    "findings",
    "captures",
    "agencies",
    "quality",
    "year_pairs",
    "coverage",
)


def measure(rounds: int, command: str) -> None:
    """Write the section on a million reports."""
    count = int(os.environ.get("GONGKAI_REPORTS", "1000000"))
    with tempfile.TemporaryDirectory(dir=os.environ.get("GONGKAI_PLACE")) as place:
        database = Path(place) / "reports.db"
        spent, finished = _written(database, count)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = database.stat().st_size
        answers = _answered(database, rounds)
    rows = [
        ("written, ms a report", f"{sum(spent) / count * 1000:.2f}"),
        ("last fifth / first fifth", f"{spent[-1] / spent[0]:.2f}"),
        ("full text, likeness, indexes, s", f"{finished:.0f}"),
        ("the writer's memory, MB", f"{memory:.0f}"),
        ("size, KB a report", f"{size / count / 1000:.1f}"),
    ]
    slow = [name for name, seconds, _ in answers if seconds > _LIMIT]
    told = f"Slower than a second: {', '.join(slow)}." if slow else "None takes a second."
    shown = ((name, f"{seconds:.2f}", answer) for name, seconds, answer in answers)
    text = (
        f"{table((f'{count:,} reports', ''), rows)}\n\n"
        f"Pages as Datasette serves them, under its own limits. "
        f"{told}\n\n{table(('page', 's', 'answer'), shown)}"
    )  # fmt: skip
    keep("A million reports", command, text)


def _written(database: Path, count: int) -> tuple[list[float], float]:
    """The seconds that each fifth of the reports took to write, and those of the end."""
    marks = [perf_counter()]
    with Store(database) as store:
        for number, one in enumerate(_readings(count), 1):
            store.add(one)
            if number * _PARTS % count == 0:
                marks.append(perf_counter())
        begun = perf_counter()
        store.finish()
    return [b - a for a, b in pairwise(marks)], perf_counter() - begun


def _readings(count: int) -> Iterator[Reading]:
    """Reports as workers send them: twelve sets of figures, every agency and year another's."""
    made = [read(Group(Capture(body=_page(number)))) for number in range(_TEMPLATES)]
    for number in range(count):
        one = made[number % _TEMPLATES]
        report = one.filed
        if report is None:
            raise ValueError("a template is no report")
        agency, year = pages.agency(number)
        key = sha256(str(number).encode()).hexdigest()
        text = report.text.replace(pages.STAND_IN, agency).replace(
            '"report_year":2023', f'"report_year":{year}'
        )
        claim = report.claim._replace(name=agency, year=year)
        yield Reading(
            replace(one.capture, id=key[:20], sha256=key, name=f"{number}.html"),
            one.registrant,
            filed=replace(filed(restored(text), text, claim, key), content=key[:32]),
        )


def _page(number: int) -> bytes:
    return pages.template(40, number).encode()


def _answered(database: Path, rounds: int) -> list[tuple[str, float, str]]:
    """Every question and every table with its facets: the seconds of its page, and the answer."""
    from scraper.publish import application  # noqa: PLC0415  (it would count as the writer's)
    from scraper.questions import questions  # noqa: PLC0415

    shown = application(database)
    names = [*questions(), *_TABLES]
    return [(name, *_timed(shown, f"/{database.stem}/{name}", rounds)) for name in names]


def _timed(shown: Any, address: str, rounds: int) -> tuple[float, str]:
    spent = []
    for _ in range(max(rounds, 2)):
        begun = perf_counter()
        answer = asyncio.run(shown.client.get(address))
        spent.append(perf_counter() - begun)
    late = "facet timed out" if "These facets timed out" in answer.text else ""
    return median(spent), late or (
        "" if answer.status_code == 200 else f"HTTP {answer.status_code}"
    )
