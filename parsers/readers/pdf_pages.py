"""This module opens a PDF with pdfplumber, and draws its pages in pdfplumber's coordinates."""

import re
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.utils import Matrix, apply_matrix_rect, mult_matrix
from pdfplumber.utils.exceptions import PdfminerException

from parsers.readers.drawing import Drawing, within
from parsers.readers.geometry import Box
from parsers.readers.guard import LOCKED, Unreadable
from parsers.readers.pdf_annotations import draw_annotations
from parsers.readers.pdf_drawer import Drawer
from parsers.readers.pdf_state import Layers, Paint
from parsers.readers.untyped import PdfDocument, PdfPage

_OBJECT = re.compile(rb"(?:^|(?<=[\r\n]))(\d{1,9}) +(\d{1,5}) +obj\b")


def open_pdf(body: bytes) -> PdfDocument:
    """Open a PDF, as a context manager that closes it; `Unreadable` for one that asks for a password."""
    try:
        opened = pdfplumber.open(BytesIO(body))
        _add_revisions(opened.doc, body)
        return opened
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise Unreadable(LOCKED) from error
        raise


def _add_revisions(document: PdfDocument, body: bytes) -> None:
    """Add what a document says after its first trailer, where its table of contents is broken.

    pdfminer then looks for objects up to that trailer: it would read the first revision of a document that was changed.
    """
    for found in document.xrefs if body.count(b"trailer") > 1 else ():
        if isinstance(found, PDFXRefFallback):
            later = _OBJECT.finditer(body, body.find(b"trailer"))
            found.offsets |= {int(one[1]): (None, one.start(1), int(one[2])) for one in later}
            document._cached_objs.clear()
            document.catalog = dict_value(found.trailer.get("Root"))


def read_layers(document: PdfDocument) -> Layers:
    """The document's optional content, with the layers that viewers do not show."""
    return Layers(document.doc.catalog)


def declared_page_count(document: PdfDocument) -> int:
    """The number of pages that a document declares; 0 where it declares none."""
    count = resolve1(dict_value(document.doc.catalog.get("Pages")).get("Count"))
    return count if isinstance(count, int) else 0


def draw_page(page: PdfPage, layers: Layers) -> Drawing:
    """All that a page draws within its crop box, y growing downwards."""
    source = page.page_obj
    matrix = _shown(page)
    edges = (source.mediabox, source.cropbox)
    paper, cut = (Box(*apply_matrix_rect(matrix, box)) for box in edges)
    drawing = Drawing()
    window = Paint(within(paper, cut) or paper)
    Drawer(page.pdf.rsrcmgr, drawing, window, layers).draw(
        source.resources, source.contents, matrix
    )
    if source.annots:
        form = dict_value(page.pdf.doc.catalog.get("AcroForm"))
        draw_annotations(
            Drawer(page.pdf.rsrcmgr, drawing, window, layers), source.annots, form, matrix
        )
    return drawing


def _shown(page: PdfPage) -> Matrix:
    """The matrix from the page's space to where it is shown, rotated as by pdfminer and placed as by pdfplumber."""
    left, bottom, right, top = page.page_obj.mediabox
    turns = {
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }
    turned = turns.get(page.page_obj.rotate, (1, 0, 0, 1, -left, -bottom))
    aside, down = page.mediabox[:2]
    return mult_matrix(turned, (1, 0, 0, -1, aside, float(page.height) + down))
