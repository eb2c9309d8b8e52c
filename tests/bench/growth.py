"""This module measures whether the last page costs as much as the first, and how much memory is used.

What a page costs is the time of a core that all processes have had for it, writer and workers: how many
others want the cores decides the clock's time, and not that. A core's own speed changes by a tenth
within minutes, so the cost is divided by that of bare parses done meanwhile.

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
from statistics import median
from time import perf_counter, process_time

from scraper.extract import ReadOptions, extract
from scraper.workers.process import keep_pages_memory
from tests.bench import group, pages
from tests.bench.document import keep, table
from tests.bench.reading import bare

COUNTS = (1_000, 4_000)
_WORKERS = 2
_PARTS = 5
_EVERY = 100  # pages between two looks at what the processes have had and hold
_SKIPPED = 400  # pages
_SIZE = 120  # KB: the page that is parsed to tell how fast the core is
_PARSES = 10  # at each look
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
        "the workers have started, to the last, each divided by what a bare parse took meanwhile, as the speed "
        "of a core changes. The time of a page is that of the whole run, start and end with it."
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
    """Samples taken during a run: CPU time per page so far, that of a bare parse, and memory."""

    def __init__(self) -> None:
        self.pages = 0
        self.spent: list[float] = []
        self.parse: list[float] = []
        self.peaks: dict[int, int] = {}
        self._body = pages.page(_SIZE)

    def page(self, _path: str) -> None:
        """Note one page."""
        self.pages += 1
        if self.pages % _EVERY == 0:
            self.spent.append(group.spent() - sum(self.parse) * _PARSES)
            self.peaks |= group.peaks()
            begun = process_time()
            for _ in range(_PARSES):
                bare(self._body)
            self.parse.append((process_time() - begun) / _PARSES)

    def parts(self) -> list[float]:
        """What each fifth of the pages cost, in bare parses; the first `_SKIPPED` pages belong to none."""
        first = _SKIPPED // _EVERY - 1
        ends = [first + (len(self.spent) - 1 - first) * n // _PARTS for n in range(_PARTS + 1)]
        return [
            (self.spent[end] - self.spent[begin]) / median(self.parse[begin:end])
            for begin, end in pairwise(ends)
        ]


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
