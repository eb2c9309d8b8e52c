"""This module keeps captures for later without their bytes, and tells which version of a document goes with a page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from schemas.capture import Capture
from scraper.inputs.captures import read_at
from scraper.inputs.document_links import comparable_url


@dataclass(frozen=True, slots=True)
class Deferred:
    """A capture to be used later; its bytes are dropped and read again from the archive if possible."""

    file: Path
    capture: Capture
    linked: tuple[str, ...] = ()  # of a further page of an article: the documents that it links to

    @classmethod
    def of(cls, file: Path, capture: Capture, linked: tuple[str, ...] = ()) -> "Deferred":
        """A capture of a file, without its bytes where the file can give them again."""
        if file.suffix == ".wacz" or capture.offset is None:
            return cls(file, capture, linked)
        return cls(file, capture.model_copy(update={"body": b""}), linked)

    def whole(self) -> Capture:
        """The capture with its bytes; raises ArchiveDamaged if its archive has disappeared."""
        if self.capture.body or self.capture.offset is None:
            return self.capture
        stored = read_at(self.file, self.capture.offset)
        return self.capture.model_copy(update={"body": stored.body})


def by_url(attached: Iterable[Deferred]) -> Iterable[list[Deferred]]:
    """The versions of each document: the further pages of one article are several under one address."""
    found: dict[str, list[Deferred]] = defaultdict(list)
    for one in attached:
        found[comparable_url(one.capture.url or "")].append(one)
    return found.values()


def latest_of(versions: list[Deferred], before: datetime | None) -> Deferred:
    """The last version of a document that was fetched before its page changed; the first if none was."""
    kept = [one for one in versions if not _is_after(one, before)]
    return kept[-1] if kept else versions[0]


def between(
    page: Deferred, versions: Iterable[Deferred], latest: Sequence[Deferred]
) -> Iterator[Deferred]:
    """The versions that were fetched with a page or after it, and before the latest ones of its own."""
    chosen = {comparable_url(one.capture.url or ""): one for one in latest}
    for one in versions:
        last = chosen[comparable_url(one.capture.url or "")]
        own = _is_after(one, page.capture.fetched_at) and _is_after(last, one.capture.fetched_at)
        if own and one is not last:
            yield one


def changes_of(pages: Iterable[Capture]) -> dict[int, datetime]:
    """When each of several captures of one page was followed by the next."""
    last: dict[str, Capture] = {}
    found: dict[int, datetime] = {}
    for page in pages:
        before = last.get(page.url or "")
        if before is not None and page.fetched_at:
            found[id(before)] = page.fetched_at
        last[page.url or ""] = page
    return found


def _is_after(one: Deferred, when: datetime | None) -> bool:
    at = one.capture.fetched_at
    return bool(when and at and at >= when)
