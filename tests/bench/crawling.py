"""This module measures the crawl on local portals with no delay: pages a second, peak memory.

What is timed is the whole command, from its start to its end, its bodies on disk.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.document import keep, table
from tests.bench.peers import environment

SCRAPY = "scrapy==2.19.0"
PORTALS, REPORTS = 20, 100
QUEUED = (1_000, 100_000)
DEFAULTS = 'delay = 0.0\nmax_requests = {}\nallow_private_addresses = ["127.0.0.0/8"]\n'


class Timed(NamedTuple):
    """One run of a program: pages, seconds, CPU seconds, and peak memory in MB."""

    pages: int
    seconds: float
    core: float
    memory: float

    @property
    def speed(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


# A child's peak begins with its parent's memory: a shell, which has none, starts the program.
_SMALL = ("/bin/sh", "-c", '"$@"; exit $?', "sh")


@contextmanager
def portals(count: int = PORTALS, reports: int = REPORTS) -> Iterator[list[str]]:
    """The hosts of so many local portals, served by a process of their own."""
    command = [sys.executable, "-m", "tests.bench.serving", str(count), str(reports)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stdout is not None
            yield json.loads(serving.stdout.readline())
        finally:
            serving.terminate()


def timed(command: list[str]) -> tuple[str, float, float, float]:
    """Run a program; returns its output, seconds, CPU seconds and peak memory in MB."""
    start = time.perf_counter()
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([*_SMALL, *command], text=True, **pipes)
    printed = process.stdout.read()
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    spent = used.ru_utime + used.ru_stime
    return printed, time.perf_counter() - start, spent, used.ru_maxrss / 1024


def gongkai(hosts: list[str], folder: Path, requests: int = 100_000, *more: str) -> Timed:
    """One crawl by the command; the same folder again is a second run."""
    file = folder / "portals.toml"
    entries = (
        f'[portals.p{number}]\nagency = "甲市水务{number}局"\nstart = "http://{host}/"\n'
        for number, host in enumerate(hosts)
    )
    file.write_text("[defaults]\n" + DEFAULTS.format(requests) + "".join(entries))
    given = ["crawl", str(folder / "archive"), "--portals", str(file), "--json", *more]
    printed, *spent = timed([sys.executable, "-m", "scraper", *given])
    return Timed(json.loads(printed)["run"]["requests"], *spent)


def scrapy(hosts: list[str], folder: Path) -> Timed:
    """The same portals by Scrapy, each body saved to a file of its own."""
    spider = Path(__file__).with_name("scrapy_spider.py")
    python = environment(SCRAPY)
    _, *spent = timed([str(python), str(spider), json.dumps(hosts), str(folder)])
    saved = sum(path.suffix != ".jsonl" for path in folder.iterdir())
    return Timed(saved + len(hosts), *spent)


def measure(rounds: int, command: str) -> None:
    """Write the section on crawling: a first run, a second one, and memory by length of queue."""
    first, second = [], []
    with portals() as hosts:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                first.append(gongkai(hosts, Path(folder)))
                second.append(gongkai(hosts, Path(folder)))
        queued = [_queued(hosts[0], count) for count in QUEUED]
    rows = [_row("first run", first), _row("second run, all unchanged", second)]
    rows += [_row(f"{count:,} addresses queued, 50 asked", [one])
             for count, one in zip(QUEUED, queued, strict=True)]  # fmt: skip
    keep("Crawling", command, f"{_library()}\n\n{table(HEADS, rows)}")


def _queued(host: str, count: int) -> Timed:
    with tempfile.TemporaryDirectory() as folder:
        urls = Path(folder) / "urls.txt"
        with urls.open("w") as file:
            file.writelines(f"http://{host}/art/{n}.html\n" for n in range(count))
        return gongkai([host], Path(folder), 50, "--urls", str(urls))


def against_peers(rounds: int, command: str) -> None:
    """Write the section on the comparison with Scrapy, run alternately."""
    ours, theirs = [], []
    with portals() as hosts:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                ours.append(gongkai(hosts, Path(folder)))
            with tempfile.TemporaryDirectory() as folder:
                theirs.append(scrapy(hosts, Path(folder)))
    shares = sorted(a.speed / b.speed for a, b in zip(ours, theirs, strict=True))
    lighter = median(one.memory for one in ours) / median(one.memory for one in theirs)
    rows = [_row("gongkai crawl", ours), _row(f"Scrapy ({SCRAPY})", theirs)]
    told = (
        f"{PORTALS} local portals of {REPORTS} reports, no delay, robots.txt obeyed, one request at"
        f" a time a host, every body saved by both. {_library()}\n\n{table(HEADS, rows)}\n\n"
        f"Pages a second: **{median(shares):.2f}** times Scrapy's ({shares[0]:.2f}–{shares[-1]:.2f});"
        f" peak memory: **{lighter:.2f}** of Scrapy's. Scrapy's frontier is in memory here; ours"
        " survives a kill."
    )
    keep("Peers: crawling", command, told)


HEADS = ("Whole command", "pages", "pages/s", "ms of a core a page", "peak MB")


def _row(name: str, runs: list[Timed]) -> tuple[object, ...]:
    return (
        name,
        runs[0].pages,
        f"{median(run.speed for run in runs):.0f}",
        f"{median(run.core / run.pages for run in runs) * 1000:.2f}",
        f"{median(run.memory for run in runs):.0f}",
    )


def _library() -> str:
    return f"With {'httpx2' if find_spec('httpx2') else 'httpx'}."
