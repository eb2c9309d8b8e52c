"""This module puts an article together with the documents that it links to: they are one report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import urljoin

from schemas.capture import Capture
from schemas.correction import Correction
from scraper.errors import ArchiveDamaged, Unreadable
from scraper.inputs.captures import read_at
from scraper.inputs.document_links import comparable_url, document_links, with_links
from scraper.inputs.documents import is_document
from scraper.inputs.packed import unpack


@dataclass(frozen=True, slots=True)
class Group:
    """A page and the documents attached to it, read together; and what a person decided of them."""

    capture: Capture
    attachments: tuple[Capture, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A capture laid aside: its bytes are read again from the archive, where that can be done."""

    file: Path
    capture: Capture

    @classmethod
    def of(cls, file: Path, capture: Capture) -> "_Kept":
        if file.suffix == ".wacz" or capture.offset is None:
            return cls(file, capture)
        return cls(file, capture.model_copy(update={"body": b""}))

    def whole(self) -> Capture:
        if self.capture.body or self.capture.offset is None:
            return self.capture
        stored = read_at(self.file, self.capture.offset)
        return self.capture.model_copy(update={"body": stored.body})


def group_attachments(captures: Iterable[tuple[Path, Capture]]) -> Iterator[Group | Unreadable]:
    """Every page of an archive with its attachments; a document of no article stands alone.

    Pages that link to no document pass at once; the others wait until all documents are known, and
    are Unreadable where their archive has gone meanwhile.
    """
    documents: dict[str, list[_Kept]] = defaultdict(list)
    waiting: list[tuple[_Kept, tuple[str, ...]]] = []
    for file, capture in captures:
        if is_document(capture.body):
            documents[comparable_url(capture.url or "")].append(_Kept.of(file, capture))
        elif linked := document_addresses(capture):
            waiting.append((_Kept.of(file, capture), linked))
        else:
            yield Group(capture)
    taken: set[str] = set()
    for page, linked in waiting:
        found = [link for link in linked if link in documents]
        taken.update(found)
        yield _whole(page, [_of_time(page.capture, documents[link]) for link in found])
    alone = (kept for url, kept in documents.items() if url not in taken)
    for one in chain.from_iterable(alone):
        whole = _whole(one, [])
        yield from map(Group, unpack(whole.capture)) if isinstance(whole, Group) else (whole,)


def _whole(page: _Kept, attached: Iterable[_Kept]) -> Group | Unreadable:
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
    joined = (_joined(url, link) for link in document_links(page.body))
    return tuple(dict.fromkeys(filter(None, joined)))


def _joined(base: str, link: str) -> str | None:
    try:
        return comparable_url(urljoin(base, link))
    except ValueError:
        return None


def _of_time(page: Capture, versions: list[_Kept]) -> _Kept:
    """The version of a document that was fetched with the page: the first not before it."""
    when = page.fetched_at
    later = (
        one for one in versions
        if when and one.capture.fetched_at and one.capture.fetched_at >= when
    )  # fmt: skip
    return next(later, versions[-1])
