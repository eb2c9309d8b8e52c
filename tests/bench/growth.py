"""This module measures whether the last page costs what the first does, and what memory is held.

What a page costs is the time of a core that all processes have had for it, writer and workers: how many
others want the cores decides the clock's time, and not that.

python -m tests.bench.growth FOLDER DATABASE WORKERS     one run, as JSON
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from scraper.extract import extract
from scraper.heap import keep_pages_memory
from tests.bench import pages
from tests.bench.document import keep, table

COUNTS = (1_000, 4_000)
_WORKERS = 2
_PARTS = 5
_EVERY = 100  # pages between two looks at what the processes have had and hold
_SKIPPED = 400  # pages
_FEWEST = 4_000  # pages, of whose fifths more can be said than that they differ
_TIMES = slice(11, 13)  # where /proc/…/stat has a process's own and the system's time for it


def measure(_: int, command: str) -> None:
    """Write the section on growth, at counts that take a minute."""
    measure_at(COUNTS, command)


def measure_at(counts: Iterable[int], command: str) -> None:
    """Write the section on growth at these counts of pages."""
    rows = [_row(count) for count in counts]
    heads = (
        "pages", "ms a page", "ms of a core a page", "last fifth / first fifth",
        "writer, MB", "largest worker, MB", "database, KB a page",
    )  # fmt: skip
    note = (
        f"{_WORKERS} workers. Fifths are of the time of a core that all processes had, from page {_SKIPPED}, when "
        "the workers have started, to the last. The time of a page is that of the whole run, "
        "start and end with it."
    )
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
    """What is noted now and then while a run goes on: the time that a page has taken so far, and the memory."""

    def __init__(self) -> None:
        self.pages = 0
        self.marks: list[float] = []
        self.peaks: dict[int, int] = {}
        self._had: dict[int, float] = {}

    def page(self, _: str) -> None:
        """Note one page."""
        self.pages += 1
        if self.pages % _EVERY == 0:
            self.look()
            self.marks.append(self.spent)

    def look(self) -> None:
        """Note what every process has had and held so far; what one that ended had stays noted."""
        self._had |= _had(os.getpgid(0))
        self.peaks |= _peaks(os.getpgid(0))

    @property
    def spent(self) -> float:
        """The seconds of a core that all processes had had when last looked at."""
        return sum(self._had.values())

    def parts(self) -> list[float]:
        """The seconds of a core that each fifth of the pages took, the first `_SKIPPED` left out."""
        marks = self.marks[_SKIPPED // _EVERY - 1 :]
        ends = [marks[(len(marks) - 1) * n // _PARTS] for n in range(_PARTS + 1)]
        return [end - begin for begin, end in pairwise(ends)]


def _had(group: int) -> dict[int, float]:
    """The seconds of a core that each process of a group has had."""
    tick = os.sysconf("SC_CLK_TCK")
    return {
        process: sum(map(int, told.rpartition(")")[2].split()[_TIMES])) / tick
        for process, told in _of_group(group, "stat")
    }


def _peaks(group: int) -> dict[int, int]:
    """The most memory that each process of a group has held, in KB."""
    return {
        process: int(told.partition("VmHWM:")[2].split()[0])
        for process, told in _of_group(group, "status")
        if "VmHWM:" in told
    }


def _of_group(group: int, name: str) -> Iterator[tuple[int, str]]:
    """What the system tells of each process of a group."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == group:
                yield int(process.name), (process / name).read_text()
        except OSError:  # it has ended meanwhile
            continue


def _run(folder: str, database: str, workers: str) -> None:
    keep_pages_memory()  # as the verb does
    watch = Watch()
    begun = perf_counter()
    extract(Path(database), [Path(folder)], workers=int(workers), watch=watch.page)
    clock = perf_counter() - begun
    watch.look()
    told = {
        "clock": clock,
        "core": watch.spent,
        "parts": watch.parts(),
        "writer": watch.peaks.pop(os.getpid()),
        "worker": max(watch.peaks.values(), default=0),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    _run(*sys.argv[1:4])
