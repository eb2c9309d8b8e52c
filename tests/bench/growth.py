"""This module measures whether the last page costs as much as the first, and how much memory is used.

What a page costs is the time of a core that all processes have had for it, writer and workers: how many
others want the cores decides the clock's time, and not that.

python -m tests.bench.growth FOLDER DATABASE WORKERS     one run, as JSON
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from scraper.extract import ReadOptions, extract
from scraper.workers.allocator import keep_pages_memory
from tests.bench import group, pages
from tests.bench.document import keep, table

COUNTS = (1_000, 4_000)
_WORKERS = 2
_PARTS = 5
_EVERY = 100  # pages between two looks at what the processes have had and hold
_SKIPPED = 400  # pages
_FEWEST = 4_000  # pages, of whose fifths more can be said than that they differ


def measure(_: int, command: str) -> None:
    """Write the section on growth, at counts that take a minute."""
    measure_at(COUNTS, command)


def measure_at(counts: Iterable[int], command: str) -> None:
    """Write the section on growth at these counts of pages; it is rewritten after each count."""
    heads = (
        "pages", "ms a page", "ms of a core a page", "last fifth / first fifth",
        "writer, MB", "largest worker, MB", "database, KB a page",
    )  # fmt: skip
    note = (
        f"{_WORKERS} workers. Fifths are of the time of a core that all processes had, from page {_SKIPPED}, when "
        "the workers have started, to the last. The time of a page is that of the whole run, "
        "start and end with it."
    )
    rows = []
    for count in counts:
        rows.append(_row(count))
        keep("Growth", command, f"{table(heads, rows)}\n\n{note}")


def _row(count: int) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as place:
        folder, database = Path(place) / "pages", Path(place) / "reports.db"
        pages.write(folder, count)
        command = [sys.executable, "-m", "tests.bench.growth", folder, database, str(_WORKERS)]
        told = json.loads(subprocess.check_output(command, start_new_session=True))
        kilobytes = database.stat().st_size / count / 1000
    spent = told["parts"]
    return (
        f"{count:,}",
        f"{told['clock'] / count * 1000:.2f}",
        f"{told['core'] / count * 1000:.2f}",
        f"{spent[-1] / spent[0]:.2f}" if count >= _FEWEST else "—",
        f"{told['writer'] / 1024:.0f}",
        f"{told['worker'] / 1024:.0f}",
        f"{kilobytes:.1f}",
    )


class Watch:
    """Samples taken during a run: CPU time per page so far, and memory."""

    def __init__(self) -> None:
        self.pages = 0
        self.spent: list[float] = []
        self.peaks: dict[int, int] = {}

    def page(self, _: str) -> None:
        """Note one page."""
        self.pages += 1
        if self.pages % _EVERY == 0:
            self.spent.append(group.spent())
            self.peaks |= group.peaks()

    def parts(self) -> list[float]:
        """The CPU seconds of each fifth of the pages, without the first `_SKIPPED`."""
        marks = self.spent[_SKIPPED // _EVERY - 1 :]
        ends = [marks[(len(marks) - 1) * n // _PARTS] for n in range(_PARTS + 1)]
        return [end - begin for begin, end in pairwise(ends)]


def _run(folder: str, database: str, workers: str) -> None:
    keep_pages_memory()  # as the verb does
    watch = Watch()
    begun = perf_counter()
    extract(Path(database), [Path(folder)], ReadOptions(int(workers)), watch=watch.page)
    clock = perf_counter() - begun
    peaks = watch.peaks | group.peaks()
    told = {
        "clock": clock,
        "core": group.spent(),
        "parts": watch.parts(),
        "writer": peaks.pop(os.getpid()),
        "worker": max(peaks.values(), default=0),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    _run(*sys.argv[1:4])
