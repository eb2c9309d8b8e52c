"""This module groups an article with the documents that it links to, which form one report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

from schemas.capture import Capture
from schemas.correction import Correction
from scraper.errors import ArchiveDamaged, Unreadable
from scraper.inputs.captures import read_at
from scraper.inputs.document_links import comparable_url, document_links, with_links
from scraper.inputs.documents import is_document, named_as_document
from scraper.inputs.packed import unpack


@dataclass(frozen=True, slots=True)
class Group:
    """A page and its attachments, which are read together, and the corrections of them."""

    capture: Capture
    attachments: tuple[Capture, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class _Deferred:
    """A capture to be used later; its bytes are dropped and read again from the archive if possible."""

    file: Path
    capture: Capture

    @classmethod
    def of(cls, file: Path, capture: Capture) -> "_Deferred":
        if file.suffix == ".wacz" or capture.offset is None:
            return cls(file, capture)
        return cls(file, capture.model_copy(update={"body": b""}))

    def whole(self) -> Capture:
        if self.capture.body or self.capture.offset is None:
            return self.capture
        stored = read_at(self.file, self.capture.offset)
        return self.capture.model_copy(update={"body": stored.body})


def group_attachments(captures: Iterable[tuple[Path, Capture]]) -> Iterator[Group | Unreadable]:
    """The pages of an archive with their attachments; a document without an article comes alone.

    Pages without links to documents are yielded at once; the others when all documents are known, or
    as Unreadable if their archive has disappeared by then.
    """
    documents: dict[str, list[_Deferred]] = defaultdict(list)
    waiting: list[tuple[_Deferred, tuple[str, ...]]] = []
    for file, capture in captures:
        if is_document(capture.body):
            documents[comparable_url(capture.url or "")].append(_Deferred.of(file, capture))
        elif linked := document_addresses(capture):
            waiting.append((_Deferred.of(file, capture), linked))
        else:
            yield Group(capture)
    taken: set[str] = set()
    for page, linked in waiting:
        found = [link for link in linked if link in documents]
        taken.update(found)
        yield _whole(page, [_version_for(page.capture, documents[link]) for link in found])
    alone = (deferred for url, deferred in documents.items() if url not in taken)
    for one in chain.from_iterable(alone):
        whole = _whole(one, [])
        yield from map(Group, unpack(whole.capture)) if isinstance(whole, Group) else (whole,)


def _whole(page: _Deferred, attached: Iterable[_Deferred]) -> Group | Unreadable:
    try:
        article = page.whole()
        documents = with_links(article, [one.whole() for one in attached])
        return Group(article, tuple(chain.from_iterable(map(unpack, documents))))
    except ArchiveDamaged as error:
        return Unreadable(error.reason, error.file)


def document_addresses(page: Capture) -> tuple[str, ...]:
    """The addresses in a page that may be documents, each once, in order."""
    if not page.url:
        return ()
    url = page.url
    joined = (each for link in document_links(page.body) for each in _addresses(url, link))
    return tuple(dict.fromkeys(joined))


def _addresses(base: str, link: str) -> Iterator[str]:
    """What a link leads to, and the document that it gives a viewer: viewer.html?file=/files/1.pdf."""
    with suppress(ValueError):  # it is no address
        address = urljoin(base, link)
        yield comparable_url(address)
        for _, value in parse_qsl(urlsplit(address).query) if "=" in link else ():
            if named_as_document(value):
                yield comparable_url(urljoin(address, value))


def _version_for(page: Capture, versions: list[_Deferred]) -> _Deferred:
    """The version of a document that was fetched with the page: the first not before it, else the last."""
    when = page.fetched_at
    later = (
        one for one in versions
        if when and one.capture.fetched_at and one.capture.fetched_at >= when
    )  # fmt: skip
    return next(later, versions[-1])
