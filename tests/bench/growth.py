"""This module measures whether the last page costs what the first does, and what memory is held.

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

from scraper.extract import extract
from tests.bench import pages
from tests.bench.document import keep, table

COUNTS = (1_000, 4_000)
_WORKERS = 2
_PARTS = 5
_EVERY = 200  # pages between two looks at the memory


def measure(_: int, command: str) -> None:
    """Write the section on growth, at counts that take a minute."""
    measure_at(COUNTS, command)


def measure_at(counts: Iterable[int], command: str) -> None:
    """Write the section on growth at these counts of pages."""
    rows = [_row(count) for count in counts]
    heads = ("pages", "ms a page", "last fifth / first fifth", "writer, MB", "largest worker, MB", "database, KB a page")  # fmt: skip
    note = f"{_WORKERS} workers; the first fifth is counted from the page after the workers' start."
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
        f"{told['seconds'] / count * 1000:.2f}",
        f"{spent[-1] / spent[0]:.2f}",
        f"{told['writer'] / 1024:.0f}",
        f"{told['worker'] / 1024:.0f}",
        f"{kilobytes:.1f}",
    )


class Watch:
    """What is noted while a run goes on: the time of every page, and the memory now and then."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.peaks: dict[int, int] = {}

    def page(self, _: str) -> None:
        """Note one page."""
        self.times.append(perf_counter())
        if len(self.times) % _EVERY == 0:
            self.peaks |= _peaks(os.getpgid(0))

    def parts(self, skip: int) -> list[float]:
        """The seconds that each fifth of the pages took, those before `skip` left out."""
        times = self.times[skip:]
        ends = [times[(len(times) - 1) * n // _PARTS] for n in range(_PARTS + 1)]
        return [end - begin for begin, end in pairwise(ends)]


def _peaks(group: int) -> dict[int, int]:
    """The most memory that each process of a group has held, in KB."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == group:
                told = (process / "status").read_text()
                found[int(process.name)] = int(told.partition("VmHWM:")[2].split()[0])
        except (OSError, IndexError):  # it has ended meanwhile
            continue
    return found


def _run(folder: str, database: str, workers: str) -> None:
    watch = Watch()
    begun = perf_counter()
    extract(Path(database), [Path(folder)], workers=int(workers), watch=watch.page)
    seconds = perf_counter() - begun
    writer = (watch.peaks | _peaks(os.getpgid(0)))[os.getpid()]
    others = [peak for process, peak in watch.peaks.items() if process != os.getpid()]
    told = {
        "seconds": seconds,
        "parts": watch.parts(200),
        "writer": writer,
        "worker": max(others, default=0),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    _run(*sys.argv[1:4])
