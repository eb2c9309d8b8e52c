"""This module reads pages in many processes and keeps their order; when one dies, its pages are read again."""

from collections import deque
from collections.abc import Iterator
from itertools import chain, islice

from scraper.inputs.attached import Group
from scraper.workers.supervisor import Answer, Read, Sent, Source, Supervisor

BATCH = 16  # pages sent at once, or
_BYTES = 4_000_000  # as many as these hold that are in memory
AHEAD = 4  # batches under way for each worker: enough to keep it busy, few enough for memory


def read_in_processes(
    read: Read, sources: Iterator[Source], workers: int, alone: int = 0
) -> Iterator[Answer]:
    """Read sources with so many workers; the answers come in the order of the sources.

    `read` is a module's function, which reads pages in their order. A page whose reader dies twice is
    an unreadable one. The first pages, `alone` of them, are read by this process while the workers get
    ready, or if there are no more.
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
