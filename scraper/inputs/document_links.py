"""This module finds a page's links to documents and the addresses of these, and gives each document the text of its link."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import PurePath
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from parsers.article_pages import article_page
from parsers.decode import decode
from parsers.documents import NOWHERE, is_text
from parsers.listings.addresses import with_slashes
from parsers.listings.attachments import find_attachments
from parsers.listings.html_page import COUNTERS, SET_BY_SCRIPT
from parsers.listings.interface_calls import find_interfaces, shows_more
from parsers.listings.listing import Request, Response
from schemas.capture import Capture
from scraper.inputs.documents import is_document, is_saved_by_word, named_as_document

# The value of href, src, data or data-original, by their last letters: a pattern that begins with one letter is sought
# thirty times faster than one that begins with the names, and other attributes hold no documents.
_LINK = re.compile(rb"""=(?<=[fcalFCA\s]=)\s*(?:\\?["'])?\s*(\\?[^"'\s>\\]+(?:\\[^"'\s>\\]+)*)""")
_DOCUMENT = re.compile(
    rb"\.(?:pdf|docx?|wps|xlsx?|et|rtf|odt|ods|ofd|zip|rar|7z|jpe?g|png|bmp|tiff?|webp)\b|down|file|attach"
)
# A document's address in a script, from its end: a quote that opens is sought back from there.
_QUOTED_END = re.compile(
    rb"\.(?:pdf|docx?|wps|xlsx?|et|rtf|ofd|zip|rar|PDF|DOCX?|WPS|XLSX?|ET|RTF|OFD|ZIP|RAR)[;,|]?([\"'])"
)
_SAVED_AS = re.compile(
    rb"""<a\b[^<>]{0,500}?\sdownload=["']?[^"'<>]{1,200}\.(?:pdf|docx?|wps|xlsx?|rtf|ofd|zip|rar)["'\s>][^<>]{0,300}""",
    re.IGNORECASE,
)
# For a script to split: '1.pdf;2.pdf;'.
_SEVERAL = re.compile(rb"(?<=\.\w{3})[;,|]|(?<=\.\w{4})[;,|]")
_NO_ADDRESS = re.compile(rb"[\s<>\"'()]")
_FRAME = re.compile(
    rb"<iframe\b[^<>]{0,500}?\s(?:data-|lay-|_)?src\s{0,9}=\s{0,9}[\"']?([^\"'\s<>]{1,300})",
    re.IGNORECASE,
)
_SET = re.compile(SET_BY_SCRIPT.encode())
_CALLS = (b".load(", b"$.get", b"$.ajax", b"axios", b"fetch(", b"$http")
_REPORTS = re.compile("信息公开.{0,8}(?:年报|年度报告)")
_SHELL = 8_000  # bytes of a page whose text a script fetches; one with a report's text is larger
_ROW, _HEADING = (
    tuple(words.encode(charset) for charset in ("utf-8", "gb18030"))
    for words in ("本年新收", "收到和处理")
)
_LONGEST = 300  # bytes of such an address


def comparable_url(url: str) -> str:
    """An address in the form used for comparison: without fragment, percent-decoded."""
    return unquote(url.partition("#")[0])


def document_links(body: bytes) -> Iterator[str]:
    """The link targets in a page that may be documents or pictures, each once; a backslash is read as a slash."""
    found = (link for link in _LINK.findall(body) if _DOCUMENT.search(link.lower()))
    links = dict.fromkeys((*found, *_saved_as(body), *_quoted(body)))
    return (_written(link.decode("utf-8", errors="replace")) for link in links)


def frame_links(body: bytes) -> Iterator[str]:
    """The addresses of a page's frames, which may hold a part of its article; counters and the like left out."""
    for link in (*_FRAME.findall(body), *_SET.findall(body)) if _has_frames(body) else ():
        address = _written(link.decode("utf-8", errors="replace"))
        if not COUNTERS.search(address):
            yield address


def loaded_links(page: Capture) -> Iterator[str]:
    """The addresses from which the script of a report's page without its tables fetches them, or all its text."""
    body = page.body
    if page.url is None or not (len(body) < _SHELL or _announces_tables(body)):
        return
    if not any(call in body for call in _CALLS):
        return
    text = decode(body, page.charset).text
    if _REPORTS.search(text) and "本年新收" not in text:
        asked = find_interfaces(Response(Request(page.url), page.url, text))
        yield from (one.url for one in asked if not (one.posts or shows_more(one.url)))


def _announces_tables(body: bytes) -> bool:
    """Whether a page has the heading over the table of requests, and no such table."""
    return not any(row in body for row in _ROW) and any(head in body for head in _HEADING)


def may_show_parts(body: bytes) -> bool:
    """Whether a page may have frames, or fetch parts of itself."""
    return _has_frames(body) or any(call in body for call in _CALLS)


def _has_frames(body: bytes) -> bool:
    """Whether a page may have frames, whose name old pages write in capitals."""
    return b"<iframe" in body or b"<IFRAME" in body


def _saved_as(body: bytes) -> Iterator[bytes]:
    """The targets of links that a browser saves under the name of a document."""
    for tag in _SAVED_AS.findall(body) if b"download=" in body else ():
        yield from _LINK.findall(tag)


def _quoted(body: bytes) -> Iterator[bytes]:
    for end in _QUOTED_END.finditer(body):
        start = body.rfind(end[1], max(end.start() - _LONGEST, 0), end.start())
        link = body[start + 1 : end.end() - 1]
        if start >= 0 and b"/" in link and not _NO_ADDRESS.search(link):
            yield from filter(None, _SEVERAL.split(link))


def _written(link: str) -> str:
    r"""A link without the escapes of HTML and of JSON, in which a slash may be `\/`."""
    return with_slashes(link.replace("&amp;", "&").replace("\\/", "/"))


def with_links(page: Capture, documents: Iterable[Capture]) -> Iterator[Capture]:
    """The documents of an archived page, each with its link's text."""
    url = page.url or NOWHERE
    return _with_link_texts(page, url, ((comparable_url(one.url or ""), one) for one in documents))


def with_saved_links(
    page: tuple[PurePath, Capture], documents: Iterable[tuple[PurePath, Capture]]
) -> Iterator[Capture]:
    """The documents saved beside a page, each with its link's text."""
    folder = page[0].parent
    placed = ((_below(folder, path), one) for path, one in documents)
    return _with_link_texts(page[1], NOWHERE, placed)


def _below(folder: PurePath, path: PurePath) -> str:
    return f"{NOWHERE}{path.relative_to(folder).as_posix()}" if path.is_relative_to(folder) else ""


def _with_link_texts(
    page: Capture, url: str, documents: Iterable[tuple[str, Capture]]
) -> Iterator[Capture]:
    every = list(documents)
    texts = _texts(page, url) if every and is_text(page) else {}
    for place, one in every:
        text = texts.get(place)
        yield one.model_copy(update={"link": text}) if text else one


def _texts(page: Capture, url: str) -> dict[str, str]:
    text = decode(page.body, page.charset).text
    return {
        comparable_url(row.url): row.title
        for row in find_attachments(Response(Request(url), url, text))
    }


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
