"""This module groups an article with the documents that it links to, which form one report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from schemas.capture import Capture
from schemas.correction import Correction
from scraper.errors import ArchiveDamaged, Unreadable
from scraper.inputs.deferred import Deferred, between, by_url, changes_of, latest_of
from scraper.inputs.document_links import comparable_url, frame_links, loaded_links, with_links
from scraper.inputs.packed import unpack
from scraper.inputs.page_addresses import addresses, joined_links


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
    own, linked = addresses(capture)
    if own is not None:
        return own, linked
    at = comparable_url(capture.url or "")
    if (file, at) in framed:
        return at, linked
    shown = (*frame_links(capture.body), *loaded_links(capture))
    frames = joined_links(capture, shown)
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
                chain.from_iterable(map(unpack, with_links(article, [one.whole() for one in some])))
            )
            for some in (attached, earlier)
        )
        return Group(article, documents, earlier=before)
    except ArchiveDamaged as error:
        return Unreadable(error.reason, error.file)
