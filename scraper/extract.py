"""This module takes pages from their files to the database: many processes read, one writes."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from scraper.corrections import Corrections, unmet_corrections
from scraper.database.crawl_runs import runs
from scraper.database.roster import Member
from scraper.errors import Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.saved import open_page
from scraper.inputs.sources import Skipped, find_sources
from scraper.log import digest, say
from scraper.read import read_sources
from scraper.reading import Reading, fetched_capture
from scraper.store import Store
from scraper.summary import Summary, summary
from scraper.workers.allocator import rare_garbage_collection
from scraper.workers.cluster import Cluster, read_on_cluster
from scraper.workers.pool import read_in_processes
from scraper.workers.supervisor import Answer, Source

Found = TypeVar("Found")

ALONE = 96  # so many pages are read before a pool of workers is ready


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How pages are read: by how many processes of this machine, the archives by a cluster if any.

    `again`: those too that this version of the program has read before.
    """

    workers: int = 1
    cluster: Cluster | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Supplied:
    """What people supply beside the pages: the roster of agencies, and corrections by page."""

    roster: Sequence[Member] = ()
    corrections: Corrections = field(default_factory=dict)


def read_all(sources: Iterable[Source], workers: int = 1) -> Generator[Answer, None, None]:
    """Read pages in their order, by `workers` processes; one reads in this process."""
    if workers == 1:
        yield from read_sources(sources)
    else:
        yield from read_in_processes(read_sources, iter(sources), workers, ALONE)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def extract(
    database: Path,
    paths: Iterable[Path],
    options: ReadOptions = ReadOptions(),
    supplied: Supplied = Supplied(),
    watch: Callable[[str], None] = lambda _: None,
) -> Summary:
    """Read every page below the paths into a database, and say what came of it.

    What this version of the program has read before is passed over, unless the options say otherwise.
    `watch` is called with each page's name. Raises DatabaseUnusable; a page that cannot be read is in
    the summary.
    """
    paths, skipped, unread = tuple(paths), Skipped(), list[Unreadable]()
    decided = supplied.corrections
    cluster, again = options.cluster, options.again
    aside: list[list[Path]] = []
    with Store(database) as store:
        found: Iterator[Source] = _laid_aside(
            find_sources(paths, skipped, aside if cluster else None), unread
        )
        if decided or not (again or store.known.none):
            pages: Iterator[Group] = _laid_aside(map(open_page, found), unread)
            pages = pages if again else _unread(pages, store, decided, watch)
            found = _corrected(pages, decided)
        with rare_garbage_collection(), closing(read_all(found, options.workers)) as answers:
            met = _keep(_laid_aside(answers, unread), store, watch, decided)
        if cluster:
            made = (read_on_cluster(archives, cluster, skipped) for archives in aside)
            _keep(_laid_aside(chain.from_iterable(made), unread), store, watch, {})
        store.keep_crawls(runs(paths))
        store.finish(supplied.roster)
        say("database-finished", run=store.run, **store.counts, skipped=skipped.counts)
        return replace(summary(store, skipped, unread), unmet=unmet_corrections(decided, met))


def _corrected(pages: Iterable[Group], decided: Corrections) -> Iterator[Group]:
    """The pages, each with what a person decided of it and of its documents."""
    for page in pages:
        shas = [one.sha256 for one in (page.capture, *page.attachments)]
        corrections = tuple(one for sha256 in shas for one in decided.get(sha256, ()))
        yield replace(page, corrections=corrections) if corrections else page


def _keep(
    readings: Iterable[Reading], store: Store, watch: Callable[[str], None], decided: Corrections
) -> set[str]:
    """Put readings into the store; gives the SHA-256 of those of which a person has decided."""
    met = set[str]()
    for one in readings:
        for each in (one, *one.apart):
            store.add(each)
            met |= {each.capture.sha256} & decided.keys()
        watch(one.capture.called)
    return met


def _unread(
    found: Iterable[Group], store: Store, decided: Corrections, watch: Callable[[str], None]
) -> Iterator[Group]:
    """The pages that are not read yet, and those of which a person decides or decided something."""
    always = store.corrected() | decided.keys()
    for group in found:
        page = fetched_capture(group.capture)
        attachments = [fetched_capture(one) for one in group.attachments]
        known = always.isdisjoint(one.sha256 for one in (page, *attachments))
        if known and store.passes_over(page, attachments, group.capture.registrant):
            watch(page.called)
        else:
            yield group


def _laid_aside(found: Iterable[Found | Unreadable], unread: list[Unreadable]) -> Iterator[Found]:
    """What was found alone; what could not be read is laid aside."""
    for one in found:
        if isinstance(one, Unreadable):
            unread.append(one)
            say("file-unreadable", file=digest(one.file or ""), why=one.why)
        else:
            yield one
