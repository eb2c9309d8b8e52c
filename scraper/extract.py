"""This module leads pages from their files to the database: read by many, written by one."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from pathlib import Path

from parsers.errors import NotAReport
from parsers.extract import extract as report_of
from scraper.attached import Group
from scraper.errors import Unreadable
from scraper.reading import Outcome, Reading, reading
from scraper.roster import Member
from scraper.sources import Tally, sources
from scraper.store import Store
from scraper.summary import Summary, summary

ALONE = 96  # so many pages are read sooner than a pool of workers is ready
BATCH = 16
AHEAD = 4  # batches under way for each worker: enough to keep it busy, few enough for memory


def read(group: Group) -> Reading:
    """Read one page with its attachments; whatever it is, the answer is a reading."""
    return reading(group.capture, _outcome(group), group.attachments)


def _outcome(group: Group) -> Outcome:
    try:
        return report_of(group.capture, group.attachments)
    except NotAReport as refusal:
        return refusal
    except Exception as error:
        return Unreadable(f"a fault of this program: {type(error).__name__}: {error}")


def read_all(groups: Iterable[Group], workers: int = 1) -> Iterator[Reading]:
    """Read pages in their order, by `workers` processes; one reads in this process."""
    every = iter(groups)
    yield from map(read, islice(every, None if workers == 1 else ALONE))
    first = next(every, None)
    if first is not None:
        yield from _by_pool(chain([first], every), workers)


def _by_pool(groups: Iterator[Group], workers: int) -> Iterator[Reading]:
    under_way: deque[Future[list[Reading]]] = deque()
    with ProcessPoolExecutor(workers) as pool:
        while batch := list(islice(groups, BATCH)):
            under_way.append(pool.submit(_read_batch, batch))
            if len(under_way) >= AHEAD * workers:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def _read_batch(batch: list[Group]) -> list[Reading]:
    return [read(group) for group in batch]


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def extract(
    database: Path,
    paths: Iterable[Path],
    roster: Iterable[Member] = (),
    workers: int = 1,
    watch: Callable[[str], None] = lambda _: None,
) -> Summary:
    """Read every page below the paths into a database, and say what came of it.

    `watch` is told each page's name. Raises DatabaseUnusable; a page that cannot be read is in the
    summary.
    """
    tally, unread = Tally(), list[Unreadable]()
    with Store(database) as store:
        for one in read_all(_readable(sources(paths, tally), unread), workers):
            store.add(one)
            watch(one.capture.name or one.capture.url or one.capture.id)
        store.finish(roster)
        return summary(store, tally, unread)


def _readable(found: Iterable[Group | Unreadable], unread: list[Unreadable]) -> Iterator[Group]:
    """The pages alone; what could not be read is laid aside."""
    for one in found:
        if isinstance(one, Unreadable):
            unread.append(one)
        else:
            yield one
