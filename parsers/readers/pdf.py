"""This module reads PDF to a page: tables by their rules, and lines of text between them.

A printed table that goes on overleaf often has no rule at the end of the page: the ends of its
vertical rules stand for it. A page that is a picture is given to OCR.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter

from parsers.page import Page
from parsers.readers.alignment import align_sheets
from parsers.readers.frames import Rule, find_frames, join_rules
from parsers.readers.guard import guarded
from parsers.readers.letters import DOWN, UP, Letter
from parsers.readers.overprints import drop_overprints, strike_out
from parsers.readers.pdf_drawing import Drawing, Mark
from parsers.readers.pdf_visibility import split_by_visibility, visibility_findings
from parsers.readers.pictures import is_outlined, is_picture, recognise_page
from parsers.readers.printed import lay_out_page, turn_box, turned
from parsers.readers.sheet import NEAR, Sheet, sheet_blocks
from parsers.readers.streams import check_streams
from parsers.readers.untyped import PdfPage
from schemas.finding import Finding, finding

_MOST_PAGES = 60
_MOST_RULES = 20_000  # on a page; the form's tables draw some 2,000
_MOST_LETTERS = 20_000
_MOST_MERGED = 3000  # rules left where pieces of one are joined; the form's tables leave some 80


@guarded("pdf")
def read(body: bytes) -> Page:
    """Read a PDF to a `Page`."""
    return _read(body, recognise=True)


@guarded("pdf")
def read_text(body: bytes) -> Page:
    """Read the text of a PDF to a `Page`, leaving out pages that are pictures."""
    return _read(body, recognise=False)


def _read(body: bytes, *, recognise: bool) -> Page:
    """The page of a document; without `recognise`, its scanned sheets stay unread."""
    from parsers.readers.pdf_pages import declared_page_count, draw_page, open_pdf, read_layers

    altered = [] if check_streams(body) else [finding("document-altered")]
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it complains of fonts, page by page
    with open_pdf(body) as document:
        pages, on = document.pages, read_layers(document)
        findings = list(_counted(len(pages), declared_page_count(document)))
        drawings = ((page, draw_page(page, on)) for page in pages[:_MOST_PAGES])
        sheets = [
            sheet for one in drawings for sheet in _sheets(*one, findings, recognise=recognise)
        ]
    sheets = align_sheets(sheets) if any(one.code == "read-by-ocr" for one in findings) else sheets
    return Page(sheet_blocks(sheets), findings=tuple(dict.fromkeys((*altered, *findings))))


def _counted(pages: int, declared: int) -> Iterator[Finding]:
    """Findings for a document that has too many pages, or fewer than it declares."""
    if pages > _MOST_PAGES:
        yield finding("document-cut", None, f"{pages} pages")
    if declared > pages:
        yield finding("drawing-broken", None, f"{pages} of {declared} pages")


def _sheets(
    page: PdfPage, drawing: Drawing, findings: list[Finding], *, recognise: bool
) -> Sequence[Sheet]:
    """One page's lines and tables from top to bottom, read by OCR where it is a picture, which may show two pages."""
    if drawing.faults:
        fault = f"page {page.page_number}: {drawing.faults[0]}"
        findings.append(finding("drawing-broken", None, fault))
    size = float(page.width), float(page.height)
    marks = drawing.marks if len(drawing.marks) <= _MOST_LETTERS else []
    rules = join_rules(drawing.rules, NEAR) if len(drawing.rules) <= _MOST_RULES else []
    written = [mark.letter for mark in marks]
    if is_outlined(drawing, written):
        findings.append(finding("words-outlined", None, f"page {page.page_number}"))
    if recognise and is_picture(drawing, size, written, rules):
        recognised = recognise_page(page, findings)
        return recognised or (_laid_out(page, drop_overprints(written), rules, _way(marks)),)
    seen, hidden, unseen = split_by_visibility(drawing, marks)
    findings += [finding("read-by-ocr")] * unseen
    if rules:
        seen, of_tables = strike_out(seen, drawing.rules)
        rules = rules if len(of_tables) == len(drawing.rules) else join_rules(of_tables, NEAR)
    sheet = _laid_out(page, drop_overprints(seen), rules, _way(marks))
    if hidden:
        all_said = _laid_out(page, drop_overprints([*seen, *hidden]), rules, _way(marks))
        findings += visibility_findings(sheet, all_said, page.page_number)
    return (sheet,)


def _laid_out(page: PdfPage, letters: list[Letter], rules: list[Rule], way: int) -> Sheet:
    """A page's letters and rules as lines and tables, turned upright where they are not."""
    size = float(page.width), float(page.height)
    aside = way in {UP, DOWN}
    if way:
        letters = turned(letters, size, way)
        rules = [Rule(turn_box(one.box, size, way), one.upright != aside) for one in rules]
    found = [] if len(rules) > _MOST_MERGED else find_frames(rules, NEAR)
    height = size[0] if aside else size[1]
    return lay_out_page(letters, found, page.page_number, height, rules)


def _way(marks: Sequence[Mark]) -> int:
    """The direction in which most letters are written, 0 for upright; a wide table may lie on its side."""
    turns = Counter(mark.letter.turn for mark in marks)
    way, count = max(turns.items(), key=itemgetter(1), default=(0, 0))
    return way if count * 2 > len(marks) else 0
