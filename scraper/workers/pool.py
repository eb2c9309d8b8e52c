"""This module reads pages in several processes, in order; the pages of a process that dies are read again."""

from collections import deque
from collections.abc import Iterator
from itertools import chain, islice

from scraper.inputs.attached import Group
from scraper.workers.supervisor import Answer, Read, Sent, Source, Supervisor

BATCH = 16  # pages sent to a worker at once, or fewer if they exceed
_BYTES = 4_000_000  # bytes in memory
AHEAD = 4  # batches submitted per worker: enough to keep it busy without using much memory


def read_in_processes(
    read: Read, sources: Iterator[Source], workers: int, alone: int = 0
) -> Iterator[Answer]:
    """Read sources with so many workers; yields the answers in the order of the sources.

    `read` is a module-level function that reads pages in their order. A page whose worker dies twice is
    Unreadable. The first `alone` pages are read by this process while the workers start; if there are no
    more pages, no worker is started.
    """
    batches = _batches(sources)
    head = deque(islice(batches, alone // BATCH))
    first = next(batches, None)
    supervisor = Supervisor(read, workers) if first else None
    try:
        while head:
            yield from read(head.popleft())
        if supervisor and first:
            yield from _supervised(supervisor, chain([first], batches), AHEAD * workers)
    finally:
        if supervisor:
            supervisor.close()


def _supervised(
    supervisor: "Supervisor", batches: Iterator[list[Source]], ahead: int
) -> Iterator[Answer]:
    under_way: deque[Sent] = deque()
    for batch in batches:
        under_way.append(supervisor.give(batch))
        if len(under_way) >= ahead:
            yield from supervisor.take(under_way.popleft())
    while under_way:
        yield from supervisor.take(under_way.popleft())


def _batches(groups: Iterator[Source]) -> Iterator[list[Source]]:
    batch: list[Source] = []
    held = 0
    for group in groups:
        batch.append(group)
        if isinstance(group, Group):
            held += sum(len(one.body) for one in (group.capture, *group.attachments))
        if len(batch) == BATCH or held >= _BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
