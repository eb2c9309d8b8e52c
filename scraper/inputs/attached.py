"""This module groups an article with the documents that it links to, which form one report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

from parsers.article_pages import article_page
from schemas.capture import Capture
from schemas.correction import Correction
from scraper.errors import ArchiveDamaged, Unreadable
from scraper.inputs.captures import read_at
from scraper.inputs.document_links import comparable_url, document_links, frame_links, with_links
from scraper.inputs.documents import is_document, named_as_document
from scraper.inputs.packed import unpack


@dataclass(frozen=True, slots=True)
class Group:
    """A page and its attachments, which are read together, and the corrections of them.

    `earlier` are versions of the attachments that others have replaced while the page stayed as it is.
    """

    capture: Capture
    attachments: tuple[Capture, ...] = ()
    corrections: tuple[Correction, ...] = ()
    earlier: tuple[Capture, ...] = ()


@dataclass(frozen=True, slots=True)
class _Deferred:
    """A capture to be used later; its bytes are dropped and read again from the archive if possible."""

    file: Path
    capture: Capture
    linked: tuple[str, ...] = ()  # of a further page of an article: the documents that it links to

    @classmethod
    def of(cls, file: Path, capture: Capture, linked: tuple[str, ...] = ()) -> "_Deferred":
        if file.suffix == ".wacz" or capture.offset is None:
            return cls(file, capture, linked)
        return cls(file, capture.model_copy(update={"body": b""}), linked)

    def whole(self) -> Capture:
        if self.capture.body or self.capture.offset is None:
            return self.capture
        stored = read_at(self.file, self.capture.offset)
        return self.capture.model_copy(update={"body": stored.body})


def group_attachments(captures: Iterable[tuple[Path, Capture]]) -> Iterator[Group | Unreadable]:
    """The pages of an archive with their attachments; a document without an article comes alone.

    Pages without links to documents are yielded at once; the others when all documents are known, or
    as Unreadable if their archive has disappeared by then. The further pages of an article that is cut into
    several are attachments of the first, and so is what a page shows in a frame, if it was kept after the page.
    """
    documents: dict[str, list[_Deferred]] = defaultdict(list)
    waiting: list[tuple[_Deferred, tuple[str, ...]]] = []
    framed: set[tuple[Path, str]] = set()
    for file, capture in captures:
        own, linked = addresses(capture)
        at = comparable_url(capture.url or "")
        if own is None and (file, at) in framed:
            own = at
        elif own is None and (frames := _joined(capture, frame_links(capture.body))):
            framed.update((file, frame) for frame in frames)
            linked += frames
        if own:
            documents[own].append(_Deferred.of(file, capture, linked))
        elif linked:
            waiting.append((_Deferred.of(file, capture), linked))
        else:
            yield Group(capture)
    taken: set[str] = set()
    changed = _changes(page.capture for page, _ in waiting)
    for page, linked in waiting:
        found = [link for link in linked if link in documents]
        of_pages = (link for at in found for one in documents[at] for link in one.linked)
        found = list(dict.fromkeys((*found, *(link for link in of_pages if link in documents))))
        taken.update(found)
        versions = list(chain.from_iterable(_by_url(documents[link]) for link in found))
        latest = [_latest(each, changed.get(id(page.capture))) for each in versions]
        yield _whole(page, latest, _between(page, chain.from_iterable(versions), latest))
    alone = (deferred for url, deferred in documents.items() if url not in taken)
    for one in chain.from_iterable(alone):
        whole = _whole(one, [])
        yield from map(Group, unpack(whole.capture)) if isinstance(whole, Group) else (whole,)


def addresses(capture: Capture) -> tuple[str | None, tuple[str, ...]]:
    """The address under which a capture is attached to a page, None for a page, and those that are attached to it."""
    if is_document(capture.body):
        return comparable_url(capture.url or ""), ()
    cut = article_page(capture) if capture.url else None
    linked = document_addresses(capture)
    if cut is None or not cut.article:
        return None, linked
    return (cut.article, linked) if cut.number else (None, (cut.article, *linked))


def _by_url(attached: Iterable[_Deferred]) -> Iterable[list[_Deferred]]:
    """The versions of each document: the further pages of one article are several under one address."""
    found: dict[str, list[_Deferred]] = defaultdict(list)
    for one in attached:
        found[comparable_url(one.capture.url or "")].append(one)
    return found.values()


def _whole(
    page: _Deferred, attached: Iterable[_Deferred], earlier: Iterable[_Deferred] = ()
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


def document_addresses(page: Capture) -> tuple[str, ...]:
    """The addresses in a page that may be documents, each once, in order."""
    return _joined(page, document_links(page.body))


def _joined(page: Capture, links: Iterable[str]) -> tuple[str, ...]:
    """The addresses to which links in a page lead, each once, in order."""
    if not page.url:
        return ()
    url = page.url
    return tuple(dict.fromkeys(each for link in links for each in _addresses(url, link)))


def _addresses(base: str, link: str) -> Iterator[str]:
    """What a link leads to, and the document that it gives a viewer: viewer.html?file=/files/1.pdf."""
    with suppress(ValueError):  # it is no address
        address = urljoin(base, link)
        yield comparable_url(address)
        for _, value in parse_qsl(urlsplit(address).query) if "=" in link else ():
            if named_as_document(value):
                yield comparable_url(urljoin(address, value))


def _latest(versions: list[_Deferred], before: datetime | None) -> _Deferred:
    """The last version of a document that was fetched before its page changed; the first if none was."""
    kept = [one for one in versions if not _is_after(one, before)]
    return kept[-1] if kept else versions[0]


def _between(
    page: _Deferred, versions: Iterable[_Deferred], latest: Sequence[_Deferred]
) -> Iterator[_Deferred]:
    """The versions that were fetched with a page or after it, and before the latest ones of its own."""
    chosen = {comparable_url(one.capture.url or ""): one for one in latest}
    for one in versions:
        last = chosen[comparable_url(one.capture.url or "")]
        own = _is_after(one, page.capture.fetched_at) and _is_after(last, one.capture.fetched_at)
        if own and one is not last:
            yield one


def _is_after(one: _Deferred, when: datetime | None) -> bool:
    at = one.capture.fetched_at
    return bool(when and at and at >= when)


def _changes(pages: Iterable[Capture]) -> dict[int, datetime]:
    """When each of several captures of one page was followed by the next."""
    last: dict[str, Capture] = {}
    found: dict[int, datetime] = {}
    for page in pages:
        before = last.get(page.url or "")
        if before is not None and page.fetched_at:
            found[id(before)] = page.fetched_at
        last[page.url or ""] = page
    return found
