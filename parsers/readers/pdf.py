"""This module reads PDF to a page: tables by their rules, lines of text between them.

A printed table that goes on overleaf often has no rule at the page's end: the ends of its vertical
rules stand for it. A page that is a picture is left to OCR.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from parsers.page import Page
from parsers.readers.frames import Rule, frames, joined
from parsers.readers.guard import guarded
from parsers.readers.lettering import Letter, once
from parsers.readers.pdf_drawing import Drawing, Mark
from parsers.readers.pdf_seen import remarks, sight
from parsers.readers.pictures import is_outlined, is_picture, pictured
from parsers.readers.printed import DOWN, UP, laid_out, turned
from parsers.readers.register import registered
from parsers.readers.sheet import NEAR, Sheet, blocks
from parsers.readers.streams import weigh
from parsers.readers.struck import unstruck
from schemas.finding import Finding, finding

_MOST_PAGES = 60
_MOST_RULES = 20_000  # on a page; the form's tables draw some 2,000
_MOST_LETTERS = 20_000
_MOST_MERGED = 3000  # rules left where pieces of one are joined; the form's tables leave some 80

PdfPage = Any  # pdfplumber has no types of its own


@guarded("pdf")
def read(body: bytes) -> Page:
    """Read a PDF to a `Page`."""
    return _read(body, recognise=True)


@guarded("pdf")
def read_text(body: bytes) -> Page:
    """Read a PDF's text to a `Page`, and leave its pictures."""
    return _read(body, recognise=False)


def _read(body: bytes, recognise: bool) -> Page:
    from parsers.readers.pdf_pages import drawn, layers, number_told, opened

    altered = [] if weigh(body) else [finding("document-altered")]
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it complains of fonts, page by page
    with opened(body) as document:
        pages, on = document.pages, layers(document)
        findings = list(_counted(len(pages), number_told(document)))
        drawings = ((page, drawn(page, on)) for page in pages[:_MOST_PAGES])
        sheets = [_sheet(*one, findings, recognise) for one in drawings]
    sheets = registered(sheets) if any(one.code == "read-by-ocr" for one in findings) else sheets
    return Page(blocks(sheets), findings=tuple(dict.fromkeys((*altered, *findings))))


def _counted(pages: int, told: int) -> Iterator[Finding]:
    """What is to be said of how many pages there are, and of how many there are said to be."""
    if pages > _MOST_PAGES:
        yield finding("document-cut", None, f"{pages} pages")
    if told > pages:
        yield finding("drawing-broken", None, f"{pages} of {told} pages")


def _sheet(page: PdfPage, drawing: Drawing, findings: list[Finding], recognise: bool) -> Sheet:
    """One page's lines and tables from top to bottom, recognised where it is a picture."""
    if drawing.faults:
        told = f"page {page.page_number}: {drawing.faults[0]}"
        findings.append(finding("drawing-broken", None, told))
    size = float(page.width), float(page.height)
    marks = drawing.marks if len(drawing.marks) <= _MOST_LETTERS else []
    rules = joined(drawing.rules, NEAR) if len(drawing.rules) <= _MOST_RULES else []
    written = [mark.letter for mark in marks]
    if is_outlined(drawing, written):
        findings.append(finding("words-outlined", None, f"page {page.page_number}"))
    if recognise and is_picture(drawing, size, written, rules):
        recognised = pictured(page, findings)
        if recognised is not None:
            return recognised
        return _laid_out(page, once(written), rules, _way(marks))
    seen, hidden, unseen = sight(drawing, marks)
    findings += [finding("read-by-ocr")] * unseen
    seen = unstruck(seen, drawing.rules)
    sheet = _laid_out(page, once(seen), rules, _way(marks))
    if hidden:
        all_said = _laid_out(page, once([*seen, *hidden]), rules, _way(marks))
        findings += remarks(sheet, all_said, page.page_number)
    return sheet


def _laid_out(page: PdfPage, letters: list[Letter], rules: list[Rule], way: int) -> Sheet:
    """A page's letters and rules as lines and tables, turned where they do not stand upright."""
    size = float(page.width), float(page.height)
    aside = way in {UP, DOWN}
    if way:
        letters = [one._replace(box=turned(one.box, size, way)) for one in letters]
        rules = [Rule(turned(one.box, size, way), one.upright != aside) for one in rules]
    found = [] if len(rules) > _MOST_MERGED else frames(rules, NEAR)
    return laid_out(letters, found, page.page_number, size[0] if aside else size[1])


def _way(marks: Sequence[Mark]) -> int:
    """How most letters are written, as those of a wide table on a tall page are; 0 for upright."""
    turns = Counter(mark.turn for mark in marks)
    way, count = max(turns.items(), key=itemgetter(1), default=(0, 0))
    return way if count * 2 > len(marks) else 0
