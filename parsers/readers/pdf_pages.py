"""This module opens a PDF with pdfplumber, and draws its pages in pdfplumber's coordinates, with their fields and notes.

Each of these is drawn by its appearance stream. A text that has none, and a field that is filled and has none, or whose
form asks for new ones, would be drawn by the viewer itself: its page is told to be broken, as a value is missing there.
"""

import re
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.utils import MATRIX_IDENTITY, Matrix, apply_matrix_rect, mult_matrix
from pdfplumber.utils.exceptions import PdfminerException

from parsers.readers.drawing import Drawing, within
from parsers.readers.geometry import Box
from parsers.readers.guard import LOCKED, Unreadable
from parsers.readers.pdf_drawer import Drawer
from parsers.readers.pdf_state import Layers, Paint, name_of, number_array
from parsers.readers.untyped import PdfDocument, PdfPage

_OBJECT = re.compile(rb"(?:^|(?<=[\r\n]))(\d{1,9}) +(\d{1,5}) +obj\b")
_MOST = 1000  # on a page; the form's tables have some 200 places
_UNSEEN = 2 | 32  # flags: hidden, not to be viewed
_ASIDE = frozenset(("Popup", "Link"))
_UNDRAWN = "a field or a text without its appearance"

Told = dict[Any, Any]


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


def draw_annotations(drawer: Drawer, notes: Any, form: Told, page: Matrix) -> None:
    """Draw a page's annotations on it; raises Unreadable where there are too many."""
    found = list_value(notes)
    if len(found) > _MOST:
        raise Unreadable("a page has too many notes")
    drawer.init_resources({})
    drawer.init_state(page)
    anew = resolve1(form.get("NeedAppearances")) is True
    for note in map(dict_value, found):
        if _is_shown(note, drawer):
            _draw(drawer, note, page, anew=anew)


def _is_shown(note: Told, drawer: Drawer) -> bool:
    flags = resolve1(note.get("F", 0))
    unseen = isinstance(flags, int) and flags & _UNSEEN
    aside = name_of(note.get("Subtype")) in _ASIDE
    return not unseen and not aside and not drawer.layers.hide(note.get("OC"))


def _draw(drawer: Drawer, note: Told, page: Matrix, *, anew: bool) -> None:
    """Draw one note by its appearance; a filled field that a viewer would draw anew is a fault of the page."""
    edges, look = number_array(note.get("Rect"), 4), _appearance(note)
    is_filled = bool(resolve1(note.get("V") or dict_value(note.get("Parent")).get("V")))
    is_text = name_of(note.get("Subtype")) == "FreeText" and bool(resolve1(note.get("Contents")))
    if edges is None:
        return
    if (is_filled and anew) or ((is_filled or is_text) and look is None):
        drawer.drawing.faults.append(_UNDRAWN)
    elif look:
        rest = Box(min(edges[::2]), min(edges[1::2]), max(edges[::2]), max(edges[1::2]))
        drawer.put(look, mult_matrix(_placed(look, rest), page))


def _appearance(note: Told) -> PDFStream | None:
    """The appearance stream for an annotation's state."""
    looks = resolve1(dict_value(note.get("AP")).get("N"))
    if isinstance(looks, dict):
        looks = resolve1(looks.get(name_of(note.get("AS"))))
    return looks if isinstance(looks, PDFStream) else None


def _placed(look: PDFStream, rest: Box) -> Matrix:
    """The matrix that fits an appearance into the annotation's rectangle."""
    bounds = number_array(look.get("BBox"), 4) or (0, 0, 1, 1)
    left, low, right, high = apply_matrix_rect(
        number_array(look.get("Matrix"), 6) or MATRIX_IDENTITY, bounds
    )
    across = (rest.right - rest.left) / ((right - left) or 1)
    up = (rest.bottom - rest.top) / ((high - low) or 1)
    return across, 0, 0, up, rest.left - left * across, rest.top - low * up
