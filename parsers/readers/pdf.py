"""This module reads PDF to a page: tables by their rules, lines of text between them.

A printed table that goes on overleaf often has no rule at the page's end: the ends of its vertical
rules stand for it. A page that is a picture is left to OCR.
"""

from parsers.page import Page
from parsers.readers.frames import Rule, frames, joined
from parsers.readers.guard import guarded
from parsers.readers.pdf_drawn import Drawn, drawn
from parsers.readers.pdf_letters import letters
from parsers.readers.pdf_page import PdfPage, opened
from parsers.readers.pdf_seen import seen
from parsers.readers.pictures import is_picture, pictured
from parsers.readers.printed import laid_out, turned
from parsers.readers.register import registered
from parsers.readers.sheet import NEAR, Sheet, blocks
from parsers.readers.streams import weigh
from schemas.finding import Finding, finding

_MOST_PAGES = 60
_MOST_MERGED = 3000  # rules left where pieces of one are joined; the form's tables leave some 80
_FEW_SHAPELESS, _SHAPELESS = 20, 0.2  # words, and their share of a page: the rest are spaces


@guarded("pdf")
def read(body: bytes) -> Page:
    """Read a PDF to a `Page`."""
    return _read(body, recognise=True)


@guarded("pdf")
def read_text(body: bytes) -> Page:
    """Read a PDF's text to a `Page`, and leave its pictures."""
    return _read(body, recognise=False)


def _read(body: bytes, recognise: bool) -> Page:
    altered = [] if weigh(body) else [finding("document-altered")]
    with opened(body) as pages:
        findings = [finding("document-cut", None, f"{len(pages)} pages")] * (
            len(pages) > _MOST_PAGES
        )
        sheets = [_sheet(one, findings, recognise) for one in pages.first(_MOST_PAGES)]
    sheets = registered(sheets) if any(one.code == "read-by-ocr" for one in findings) else sheets
    return Page(blocks(sheets), findings=tuple(dict.fromkeys((*altered, *findings))))


def _sheet(page: PdfPage, findings: list[Finding], recognise: bool) -> Sheet:
    """One page's lines and tables from top to bottom; `recognise` what is a picture."""
    written, way = letters(page)
    found = drawn(page)
    if _is_without_font(found):
        findings.append(
            finding("reader-missing", None, "a Chinese font: apt install fonts-noto-cjk")
        )
    rules = joined(found.rules, NEAR)
    if recognise and is_picture(found, written, rules):
        recognised = pictured(page, findings)
        if recognised is not None:
            return recognised
    if rules:
        written = list(seen(page, written))
    width, height = page.size
    if way:
        written = [one._replace(box=turned(one.box, page.size, way > 0)) for one in written]
        rules = [Rule(turned(one.box, page.size, way > 0), not one.upright) for one in rules]
        height = width
    tables = [] if len(rules) > _MOST_MERGED else frames(rules, NEAR)
    return laid_out(written, tables, page.number, height)


def _is_without_font(page: Drawn) -> bool:
    """Whether words have no shape, which pdfium leaves out: their font is neither here nor there."""
    return page.shapeless > max(_FEW_SHAPELESS, page.words * _SHAPELESS)
