"""This module reads pages into a database: many processes read, one writes."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from scraper.corrections import Corrections, Decisions, without_effect
from scraper.database.crawl_runs import runs
from scraper.database.roster import Member
from scraper.errors import Unreadable
from scraper.inputs.attached import Group
from scraper.inputs.saved import open_page
from scraper.inputs.sources import Skipped, find_sources
from scraper.log import digest, log_event
from scraper.read import read_sources
from scraper.reading import Reading, fetched_capture
from scraper.store import Store
from scraper.summary import Summary, summary
from scraper.workers.cluster import Cluster, read_on_cluster
from scraper.workers.pool import read_in_processes
from scraper.workers.process import Answer, Source, rare_garbage_collection

Found = TypeVar("Found")

ALONE = 96  # pages that this process reads while the workers start


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How pages are read.

    `workers` is the number of processes, `cluster` the machines that read archives, if any; `again`
    means that pages which this version of the program has read before are read again.
    """

    workers: int = 1
    cluster: Cluster | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Supplied:
    """What users supply besides pages: the roster of agencies, and corrections by page."""

    roster: Sequence[Member] = ()
    corrections: Corrections = field(default_factory=dict)


def _read_all(sources: Iterable[Source], workers: int) -> Generator[Answer, None, None]:
    """Read pages with so many processes, in their order; 1 reads in this process."""
    if workers == 1:
        yield from read_sources(sources)
    else:
        yield from read_in_processes(read_sources, iter(sources), workers, ALONE)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def extract(
    database: Path | str,
    paths: Iterable[Path | str] | Path | str,
    options: ReadOptions = ReadOptions(),
    supplied: Supplied = Supplied(),
    watch: Callable[[str], None] = lambda _: None,
) -> Summary:
    """Read every page below the paths, or the one path, into a database; returns a summary.

    Pages that this version of the program has read before are skipped, unless `options.again`. `watch`
    is called with each page's name. Pages that cannot be read are in the summary; raises
    DatabaseUnusable.
    """
    database = Path(database)
    paths = tuple(map(Path, (paths,) if isinstance(paths, (Path, str)) else paths))
    skipped, unread = Skipped(), list[Unreadable]()
    decided = supplied.corrections
    cluster, again = options.cluster, options.again
    archives_by_path: list[list[Path]] = []
    with Store(database) as store:
        store.expect_corrections(decided)
        found: Iterator[Source] = _without_unreadable(
            find_sources(paths, skipped, archives_by_path if cluster else None), unread
        )
        if decided or not (again or store.known.none):
            pages: Iterator[Group] = _without_unreadable(map(open_page, found), unread)
            decisions = Decisions(decided)
            pages = pages if again else _unread(pages, store, decisions, watch)
            found = map(decisions.corrected, pages)
        with rare_garbage_collection(), closing(_read_all(found, options.workers)) as answers:
            met = _keep(_without_unreadable(answers, unread), store, watch, decided)
        if cluster:
            made = (read_on_cluster(archives, cluster, skipped) for archives in archives_by_path)
            _keep(_without_unreadable(chain.from_iterable(made), unread), store, watch, {})
        store.keep_crawls(_without_unreadable(runs(paths), unread))
        store.finish(supplied.roster, skipped.registrations)
        log_event("database-finished", run=store.run, **store.counts, skipped=skipped.counts)
        unmet = without_effect(store.db, decided, met)
        return replace(summary(store, skipped, unread, paths), unmet=unmet)


def _keep(
    readings: Iterable[Reading], store: Store, watch: Callable[[str], None], decided: Corrections
) -> set[str]:
    """Store readings; returns the SHA-256 of those that have corrections."""
    met = set[str]()
    for one in readings:
        for each in (one, *one.apart):
            store.add(each)
            met |= {each.capture.sha256} & decided.keys()
        watch(one.capture.called)
    return met


def _unread(
    found: Iterable[Group], store: Store, decisions: Decisions, watch: Callable[[str], None]
) -> Iterator[Group]:
    """The pages that have not been read yet, and those that have corrections."""
    for group in found:
        page = fetched_capture(group.capture)
        attachments = [fetched_capture(one) for one in (*group.attachments, *group.earlier)]
        parts = (page, *attachments)
        concerned = any(map(decisions.concern, parts))
        if not concerned and store.skips(page, attachments, group.capture.registrant):
            watch(page.called)
        else:
            yield group


def _without_unreadable(
    found: Iterable[Found | Unreadable], unread: list[Unreadable]
) -> Iterator[Found]:
    """Yield what could be read, and collect and log what could not."""
    for one in found:
        if isinstance(one, Unreadable):
            unread.append(one)
            log_event("file-unreadable", file=digest(one.file or ""), why=one.why)
        else:
            yield one
