"""This module draws the annotations of a PDF's page as a viewer shows them: form fields and notes.

Each is drawn by its appearance stream. A text that has none, and a field that is filled and has none, or whose form
asks for new ones, would be drawn by the viewer itself: its page is told to be broken, as a value is missing there.
"""

from typing import Any

from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_rect, mult_matrix

from parsers.readers.geometry import Box, Matrix
from parsers.readers.guard import Unreadable
from parsers.readers.pdf_drawer import Drawer
from parsers.readers.pdf_state import name_of, number_array

_MOST = 1000  # on a page; the form's tables have some 200 places
_UNSEEN = 2 | 32  # flags: hidden, not to be viewed
_ASIDE = frozenset(("Popup", "Link"))
_UNDRAWN = "a field or a text without its appearance"

Told = dict[Any, Any]


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
