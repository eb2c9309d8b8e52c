"""This module fills and finishes the database of a country, and measures what that costs.

python -m tests.bench.filling DATABASE COUNT     in a process that does nothing else, as JSON
"""

import json
import os
import sys
from itertools import pairwise
from pathlib import Path
from time import process_time

from scraper.store import Store
from scraper.workers.process import keep_pages_memory
from tests.bench import copies, country, group

_PARTS = 5


def filled(database: Path, count: int) -> list[tuple[str, str]]:
    """The cost of filling and finishing."""
    first = min(count, int(os.environ.get("GONGKAI_WRITTEN", "10000")))
    spent, finished = _written(database, first)
    size = database.stat().st_size
    copies.multiply(database, count // first - 1)
    rest, nothing = _finished(database), _finished(database)
    # Of this process alone: getrusage tells its parent's too.
    memory = group.peaks()[os.getpid()] / 1024
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
    """The CPU seconds of the end of a run that has read nothing."""
    begun = process_time()
    with Store(database) as store:
        store.finish()
    return process_time() - begun


def _written(database: Path, count: int) -> tuple[list[float], float]:
    """The CPU seconds of writing each fifth of the reports, and those of the end."""
    marks = [process_time()]
    with Store(database) as store:
        for number, one in enumerate(country.readings(count), 1):
            store.add(one)
            if number * _PARTS % count == 0:
                marks.append(process_time())
        begun = process_time()
        store.finish()
    return [b - a for a, b in pairwise(marks)], process_time() - begun


if __name__ == "__main__":
    keep_pages_memory()  # as the verb does
    print(json.dumps(filled(Path(sys.argv[1]), int(sys.argv[2]))))
