"""This module plans a run: which portals to visit, or which addresses of a file to fetch."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import click

from parsers.listings.listing import Request
from schemas.portal import Portal
from scraper.crawling.hosts import host_of, hosts_of
from scraper.crawling.message import user_agent
from scraper.crawling.outcome import Unfetched
from scraper.crawling.page import key_of
from scraper.crawling.portals import Portals
from scraper.errors import Unreadable, unread_because
from scraper.frontier import Frontier, Queued
from scraper.inputs.warc_records import PORTALS

_SHOWN = {"id", "agency", "agency_code", "superior", "start", "tls"}
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Task:
    """One portal of a run; `registered` means that it is in the portals file."""

    portal: Portal
    registered: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do; with `urls` only the addresses in that file are fetched."""

    tasks: tuple[Task, ...]
    urls: Path | None = None

    @property
    def command(self) -> str:
        """The key by which commands are the same: the second one resumes an unfinished run of the first."""
        listed = None if self.urls is None else _digest(self.urls)
        return json.dumps([[task.portal.id for task in self.tasks], listed])

    def info(self) -> dict[str, str]:
        """The fields of `warcinfo`, from which `extract` learns the portal that a page was found on."""
        portals = [task.portal for task in self.tasks if task.registered]
        shown = [portal.model_dump(mode="json", include=_SHOWN) for portal in portals]
        return {
            "software": user_agent().partition(" ")[0],
            "format": "WARC File Format 1.1",
            "http-header-user-agent": user_agent(),
            "robots": "obeyed, RFC 9309",
            PORTALS: json.dumps(shown),
        }


def plan(portals: Sequence[Portal], urls: Path | None, known: Portals) -> Plan:
    """The plan for some portals, or for a file of addresses, each assigned to the portal of its host."""
    if urls is None:
        return Plan(tuple(Task(portal) for portal in portals))
    by_host = _by_host(known.values())
    hosts = dict.fromkeys(host for _, host in addresses(urls))
    if not hosts:
        raise click.UsageError(f"{urls}: contains no address; write one per line")
    tasks: dict[str, Task] = {}
    for host in hosts:
        task = by_host.get(host) or _unlisted_task(host, known.unnamed, {*known, *tasks})
        tasks[task.portal.id] = task
    return Plan(tuple(tasks.values()), urls)


def addresses(path: Path) -> Iterator[tuple[str, str]]:
    """The addresses in a file, one per line, each with its host; blank lines and lines that begin with # are skipped.

    Raises click.UsageError for a line that is no web address, and if the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                text = line.strip()
                if text and not text.startswith("#"):
                    yield text, _web_host(text, path, number)
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path}: {unread_because(error)}") from error


def _web_host(url: str, path: Path, number: int) -> str:
    try:
        return host_of(url)
    except Unfetched as error:
        raise click.UsageError(f"{path}:{number}: {url}: not a web address") from error


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Unreadable(unread_because(error), path) from error


def _by_host(portals: Iterable[Portal]) -> dict[str, Task]:
    found: dict[str, Task] = {}
    for portal in portals:
        for host in hosts_of(portal):
            found.setdefault(host, Task(portal))
    return found


def _unlisted_task(host: str, unnamed: Portal, taken: set[str]) -> Task:
    """A task for a host that belongs to no known portal."""
    name = re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-") or "host"
    idents = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    ident = next(ident for ident in idents if ident not in taken)
    named = {"id": ident, "agency": host, "start": f"http://{host}/"}
    return Task(unnamed.model_copy(update=named), registered=False)


def queue_addresses(made: Plan, frontier: Frontier) -> None:
    """Queue the addresses in a plan's file, a thousand at a time."""
    if made.urls is None:
        return
    by_host = _by_host(task.portal for task in made.tasks)
    pages = (
        (by_host[host].portal.id, Queued(key_of(Request(url)), "report", 1, url))
        for url, host in addresses(made.urls)
        if host in by_host
    )
    while batch := list(islice(pages, _BATCH)):
        groups: defaultdict[str, list[Queued]] = defaultdict(list)
        for ident, page in batch:
            groups[ident].append(page)
        for ident, group in groups.items():
            frontier.queue(ident, group)
