"""This module reads a capture's bytes into a page, with the reader for its format."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import is_zipfile

from parsers.decode import Decoded, decode
from parsers.letter_shapes import has_usual_letters, usual_text
from parsers.page import Page
from parsers.readers import (
    PICTURES,
    READERS,
    answers,
    html,
    mhtml,
    office,
    pdf,
    pipes,
    scans,
    text_markup,
)
from parsers.readers.embedded_pictures import find_pictures
from parsers.readers.guard import LOCKED, unread_page
from parsers.readers.sniffing import claimed_format, format_of, why_damaged
from parsers.readers.wrapped import join_wrapped
from parsers.script_tables import add_scripted_tables
from schemas.capture import Capture
from schemas.finding import finding
from schemas.report import Source

NOWHERE = "http://saved.invalid/"  # the address of a page that was saved without one
_TEXTS = frozenset(("html", "mhtml", "text"))

Document = tuple[Page, Source]


def is_picture(capture: Capture) -> bool:
    """Whether a capture is a picture, by its bytes."""
    return format_of(capture) in PICTURES


def is_text(capture: Capture) -> bool:
    """Whether a capture is HTML, MHTML or plain text, by its bytes."""
    return format_of(capture) in _TEXTS


def pictures_inside(capture: Capture, kind: str) -> tuple[bytes, ...]:
    """The pictures embedded in a document of a format, as the bytes of their files."""
    if kind in office.CONVERTED_TO:
        return find_pictures(office.CONVERTED_TO[kind], capture.converted or b"")
    return find_pictures(kind, capture.body)


def read_pictures(pictures: Sequence[bytes], of: Capture) -> Document:
    """Read pictures as the pages of one document, under the name of the capture that they belong to."""
    return scans.read(*pictures), _source(of, "pictures", None, None)


def read_document(capture: Capture, *, recognise: bool = True) -> Document:
    """Read a capture into a page, with the source that says how; an unknown format is an empty page
    with a finding.

    Without `recognise`, scanned pages of a PDF are left out instead of being read by OCR.
    """
    kind = format_of(capture)
    if kind in _TEXTS:
        return _read_text(capture, kind)
    if kind == "pdf" and not recognise:
        page = pdf.read_text(capture.body)
    elif kind in READERS:
        page = READERS[kind](capture.body)
    elif kind in office.CONVERTED_TO:
        page = office.read(kind, capture.converted)
    elif kind in office.PACKED:
        page = office.why_not_unpacked(kind, capture.converted)
    else:
        page = _unread(capture, kind)
    return page, _source(capture, kind, None, page.url)


def _unread(capture: Capture, kind: str) -> Page:
    """The empty page of a document without a reader, with a finding: damaged, if it claims a known format."""
    if kind == "locked":
        return unread_page("document-damaged", LOCKED)
    format_ = claimed_format(capture) if kind == "unknown" else None
    if kind == "zip" and not is_zipfile(BytesIO(capture.body)):
        format_ = claimed_format(capture) or kind
    if format_:
        return unread_page("document-damaged", why_damaged(capture.body, format_))
    return unread_page("format-unknown", None if kind == "unknown" else kind)


def _read_text(capture: Capture, kind: str) -> Document:
    body, charset, url = capture.body, capture.charset, None
    if kind == "mhtml":
        body, charset, url = mhtml.find_page(body)
    decoded = decode(body, charset)
    page, read_as = _page(decoded, kind)
    if not has_usual_letters(page):
        decoded = decoded._replace(text=usual_text(decoded.text), utf8=None)
        page, read_as = _page(decoded, kind)
    if not decoded.plausible:
        odd = finding("charset-doubtful", None, f"{decoded.charset} ({decoded.source})")
        page = page.telling(odd)
    return page, _source(capture, read_as, decoded, url or page.url)


def _page(decoded: Decoded, kind: str) -> tuple[Page, str]:
    """The page of a text, and the format it was read as; a portal's response may be JSON whatever its type."""
    page = answers.read(decoded.text)
    if page is not None:
        return page, "json"
    return pipes.read(join_wrapped(decoded.text)) if kind == "text" else _read_html(decoded), kind


def _read_html(decoded: Decoded) -> Page:
    text = text_markup.text_to_html(decoded.text)
    if text is not None:
        return html.read(text)
    return add_scripted_tables(html.read(decoded.text, decoded.utf8), decoded.text)


def _source(capture: Capture, kind: str, decoded: Decoded | None, url: str | None) -> Source:
    return Source(
        sha256=capture.sha256,
        name=capture.name,
        url=capture.url or url,
        media_type=capture.media_type,
        charset=decoded.charset if decoded else None,
        charset_from=decoded.source if decoded else None,
        reader=kind,
    )
