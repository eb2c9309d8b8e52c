"""This module measures the way from a folder of pages to the database, with one worker and with two.

The clock says how long a person waits, and is right where nobody else wants the cores; the time of a core
that all processes had says what the workers cost beside what they read. What two processes gain that only parse is the most
that this machine gives to two workers.
"""

import multiprocessing
import tempfile
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from scraper.extract import ALONE, ReadOptions, extract
from scraper.log import log_to
from scraper.workers.pool import BATCH
from tests.bench import group, pages
from tests.bench.document import keep, spread, table
from tests.bench.ratios import Ratio, ratios
from tests.bench.reading import bare, each

PAGES = 4000
_WORDY, _WORDS = 1000, 2000  # pages of as many characters of prose as a full report has
_FEW = ALONE + BATCH  # pages, of which workers that have just started read the last
_BASE = "file read and bare parse"
_HALVES = "the same in two processes"
_MILLION = 1_000_000
Call = Callable[[], object]
Calls = dict[str, Call]
Spent = dict[str, list[float]]


def measure(rounds: int, command: str) -> None:
    """Write the section on pages to SQLite, with what it means for a million of them."""
    spent: Spent = defaultdict(list)
    with tempfile.TemporaryDirectory() as place:
        folder, few = Path(place) / "pages", Path(place) / "few"
        size = pages.write(folder, PAGES)
        pages.write(few, _FEW)
        calls = _calls(folder, Path(place))
        found = ratios(_BASE, _noted(calls, spent), rounds, perf_counter)
        wordy = _wordy(Path(place) / "wordy", rounds)
        calls = {str(n): partial(_filled, Path(place), few, n) for n in (1, 2)}
        begun = ratios("1", _noted(calls, spent), rounds, perf_counter)
    rows = [
        (one.name, f"{one.milliseconds / PAGES:.2f}", spread(one), f"{_core(spent, one.name) / PAGES * 1000:.2f}")
        for one in found
    ]  # fmt: skip
    heads = (
        f"{PAGES:,} mixed pages ({size // PAGES // 1000} KB in the mean)",
        "ms a page",
        "ratio",
        "ms of a core a page",
    )
    told = f"{_projection({one.name: one for one in found})} {wordy} {_start(begun, spent)}"
    keep("From page to SQLite", command, f"{table(heads, rows)}\n\n{told}")


def _calls(folder: Path, place: Path) -> Calls:
    files = sorted(folder.rglob("*.html"))
    return {
        _BASE: each(lambda file: bare(file.read_bytes()), files),
        _HALVES: partial(_halves, files),
        "to SQLite, one process": partial(_filled, place, folder, 1),
        "the same, with a log": partial(_filled, place, folder, 1, place / "log"),
        "to SQLite, two workers": partial(_filled, place, folder, 2),
    }


def _halves(files: list[Path]) -> None:
    """Parse in two processes that have nothing to say to each other."""
    forks = multiprocessing.get_context("fork")
    both = [forks.Process(target=_parsed, args=(files[n::2],)) for n in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()


def _parsed(files: list[Path]) -> None:
    for file in files:
        bare(file.read_bytes())


def _wordy(folder: Path, rounds: int) -> str:
    """The cost of reports with much prose; the pages of the other benchmarks have a few sentences."""
    pages.write(folder, _WORDY, _WORDS)
    files = sorted(folder.rglob("*.html"))
    calls: Calls = {
        _BASE: each(lambda file: bare(file.read_bytes()), files),
        "all": partial(_filled, folder.parent, folder, 1),
    }
    _, whole = ratios(_BASE, calls, rounds, perf_counter)
    return (
        f"Where a page has {_WORDS:,} characters of prose more, one process needs "
        f"{whole.ratio:.1f} times the bare parse."
    )


def _filled(place: Path, folder: Path, workers: int, log: Path | None = None) -> object:
    with tempfile.TemporaryDirectory(dir=place) as fresh, log_to(log):
        return extract(Path(fresh) / "reports.db", [folder], ReadOptions(workers))


def _noted(calls: Calls, spent: Spent) -> Calls:
    """Wrap calls so that each notes the CPU seconds of all processes."""

    def noted(name: str, call: Call) -> object:
        begun = group.spent()
        done = call()
        spent[name].append(group.spent() - begun)
        return done

    return {name: partial(noted, name, call) for name, call in calls.items()}


def _core(spent: Spent, name: str) -> float:
    return median(spent[name])


def _projection(found: dict[str, Ratio]) -> str:
    one, two = (found[f"to SQLite, {name}"].milliseconds for name in ("one process", "two workers"))
    minutes = two / PAGES * _MILLION / 60_000
    most = 1 / found[_HALVES].ratio
    return (
        f"Two workers are {one / two:.2f} times one process, where two processes that only parse are {most:.2f} "
        "times one. A million such pages on two cores: "
        f"**{minutes:.0f} minutes**, as busy as this machine was."
    )


def _start(begun: list[Ratio], spent: Spent) -> str:
    """The cost of starting the workers, while this process reads the first pages alone."""
    one, two = begun
    return (
        f"To start them takes {_core(spent, '2') - _core(spent, '1'):.1f} s of a core: {_FEW} pages, of which they "
        f"read the last {BATCH}, are done in {two.milliseconds / 1000:.1f} s, and in {one.milliseconds / 1000:.1f} s "
        "by one process."
    )
