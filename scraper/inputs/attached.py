"""This module groups an article with the documents that it links to, which form one report; what waits for the other is kept by its place in the archive."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from schemas.capture import Capture
from schemas.correction import Correction
from scraper.errors import ArchiveDamaged, Unreadable
from scraper.inputs import document_links
from scraper.inputs.captures import read_at
from scraper.inputs.packed import unpack


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
        found[document_links.comparable_url(one.capture.url or "")].append(one)
    return found.values()


def latest_of(versions: list[Deferred], before: datetime | None) -> Deferred:
    """The last version of a document that was fetched before its page changed; the first if none was."""
    kept = [one for one in versions if not _is_after(one, before)]
    return kept[-1] if kept else versions[0]


def between(
    page: Deferred, versions: Iterable[Deferred], latest: Sequence[Deferred]
) -> Iterator[Deferred]:
    """The versions that were fetched with a page or after it, and before the latest ones of its own."""
    chosen = {document_links.comparable_url(one.capture.url or ""): one for one in latest}
    for one in versions:
        last = chosen[document_links.comparable_url(one.capture.url or "")]
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


@dataclass(frozen=True, slots=True)
class Group:
    """A page and its attachments, which are read together, and the corrections of them.

    `earlier` are versions of the attachments that others have replaced while the page stayed as it is.
    """

    capture: Capture
    attachments: tuple[Capture, ...] = ()
    corrections: tuple[Correction, ...] = ()
    earlier: tuple[Capture, ...] = ()


def group_attachments(captures: Iterable[tuple[Path, Capture]]) -> Iterator[Group | Unreadable]:
    """The pages of an archive with their attachments; a document without an article comes alone.

    Pages without links to documents are yielded at once; the others when all documents are known, or
    as Unreadable if their archive has disappeared by then. The further pages of an article that is cut into
    several are attachments of the first, and so is what a page shows in a frame, or fetches for its text, if it was kept after the page.
    """
    documents: dict[str, list[Deferred]] = defaultdict(list)
    waiting: list[tuple[Deferred, tuple[str, ...]]] = []
    framed: set[tuple[Path, str]] = set()
    for file, capture in captures:
        own, linked = _own_and_linked(file, capture, framed)
        if own:
            documents[own].append(Deferred.of(file, capture, linked))
        elif linked:
            waiting.append((Deferred.of(file, capture), linked))
        else:
            yield Group(capture)
    taken: set[str] = set()
    changed = changes_of(page.capture for page, _ in waiting)
    for page, linked in waiting:
        found = _found(linked, documents)
        taken.update(found)
        versions = list(chain.from_iterable(by_url(documents[link]) for link in found))
        latest = [latest_of(each, changed.get(id(page.capture))) for each in versions]
        yield _whole(page, latest, between(page, chain.from_iterable(versions), latest))
    alone = (deferred for url, deferred in documents.items() if url not in taken)
    for one in chain.from_iterable(alone):
        whole = _whole(one, [])
        yield from map(Group, unpack(whole.capture)) if isinstance(whole, Group) else (whole,)


def _own_and_linked(
    file: Path, capture: Capture, framed: set[tuple[Path, str]]
) -> tuple[str | None, tuple[str, ...]]:
    """The address of a capture that a page may link to, None for a page itself, and the addresses that it links to.

    `framed` are the addresses that the pages so far show in a frame; those of this page are added to it.
    """
    own, linked = document_links.addresses(capture)
    if own is not None:
        return own, linked
    at = document_links.comparable_url(capture.url or "")
    if (file, at) in framed:
        return at, linked
    shown = (*document_links.frame_links(capture.body), *document_links.loaded_links(capture))
    frames = document_links.joined_links(capture, shown)
    framed.update((file, frame) for frame in frames)
    return None, linked + frames


def _found(linked: Iterable[str], documents: dict[str, list[Deferred]]) -> list[str]:
    """The documents that a page links to, followed by those that they link to in turn."""
    found = [link for link in linked if link in documents]
    of_found = (link for at in found for one in documents[at] for link in one.linked)
    return list(dict.fromkeys((*found, *(link for link in of_found if link in documents))))


def _whole(
    page: Deferred, attached: Iterable[Deferred], earlier: Iterable[Deferred] = ()
) -> Group | Unreadable:
    try:
        article = page.whole()
        documents, before = (
            tuple(
                chain.from_iterable(
                    map(unpack, document_links.with_links(article, [one.whole() for one in some]))
                )
            )
            for some in (attached, earlier)
        )
        return Group(article, documents, earlier=before)
    except ArchiveDamaged as error:
        return Unreadable(error.reason, error.file)
