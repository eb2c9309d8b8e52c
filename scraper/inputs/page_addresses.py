"""This module tells under which addresses a page's documents are, and a document, or a page of an article, is looked for."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from urllib.parse import parse_qsl, urljoin, urlsplit

from parsers.article_pages import article_page
from schemas.capture import Capture
from scraper.inputs.document_links import comparable_url, document_links
from scraper.inputs.documents import is_document, is_saved_by_word, named_as_document


def addresses(capture: Capture) -> tuple[str | None, tuple[str, ...]]:
    """The address under which a capture is attached to a page, None for a page, and those that are attached to it."""
    url = capture.url or ""
    if is_document(capture.body) or is_saved_by_word(url, capture.body):
        return comparable_url(url), ()
    cut = article_page(capture) if capture.url else None
    linked = _document_addresses(capture)
    if cut is None or not cut.article:
        return None, linked
    return (cut.article, linked) if cut.number else (None, (cut.article, *linked))


def _document_addresses(page: Capture) -> tuple[str, ...]:
    """The addresses in a page that may be documents, each once, in order."""
    return joined_links(page, document_links(page.body))


def joined_links(page: Capture, links: Iterable[str]) -> tuple[str, ...]:
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
