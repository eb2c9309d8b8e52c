"""This module reads PDF to a page: tables by their rules, and lines of text between them.

A printed table that goes on overleaf often has no rule at the end of the page: the ends of its
vertical rules stand for it. A page that is a picture is given to OCR.
"""

import logging
from collections.abc import Iterator, Sequence

from parsers.page import Page
from parsers.readers.drawing import Drawing
from parsers.readers.guard import guarded
from parsers.readers.paper import Paper
from parsers.readers.pictures import is_outlined, is_picture, recognise_page
from parsers.readers.sheet import Sheet, align_sheets, sheet_blocks
from parsers.readers.streams import check_streams
from parsers.readers.untyped import PdfPage
from schemas.finding import Finding, finding

MOST_PAGES = 60


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
        drawings = ((page, draw_page(page, on)) for page in pages[:MOST_PAGES])
        sheets = [
            sheet for one in drawings for sheet in _sheets(*one, findings, recognise=recognise)
        ]
    sheets = align_sheets(sheets) if any(one.code == "read-by-ocr" for one in findings) else sheets
    return Page(sheet_blocks(sheets), findings=tuple(dict.fromkeys((*altered, *findings))))


def _counted(pages: int, declared: int) -> Iterator[Finding]:
    """Findings for a document that has too many pages, or fewer than it declares."""
    if pages > MOST_PAGES:
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
    paper = Paper(page.page_number, size, drawing)
    if is_outlined(drawing, paper.letters):
        findings.append(finding("words-outlined", None, f"page {page.page_number}"))
    if recognise and is_picture(drawing, size, paper.letters, paper.rules):
        return recognise_page(page, findings) or (paper.all_written(),)
    return (paper.seen(findings),)
