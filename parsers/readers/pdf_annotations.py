"""This module draws the annotations of a PDF's page as a viewer shows them: form fields and notes.

A field is drawn by its appearance stream. Where the form asks for new appearances, or a field has
none, its value is written into it here. A value that the appearance does not show is hidden.
"""

import re
from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_rect, decode_text, mult_matrix

from parsers.readers.geometry import Box
from parsers.readers.guard import Unreadable
from parsers.readers.letters import Letter
from parsers.readers.pdf_drawer import Drawer
from parsers.readers.pdf_drawing import BLACK, Ink, Mark, Matrix
from parsers.readers.pdf_state import name_of, number_array

_MOST = 1000  # on a page; the form's tables have some 200 places
_UNSEEN = 2 | 32  # flags: hidden, not to be viewed
_SECRET = 1 << 13  # of a field that shows stars
_ASIDE = frozenset(("Popup", "Link"))
_DEEPEST = 8  # fields within fields
_SIZE = re.compile(rb"([\d.]{1,9})\s+Tf")
_LARGEST, _OF_FIELD = 12.0, 0.7  # points, and of a field's height: the size where none is told
_MARGIN = 2.0

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
            _draw(drawer, _Annotation(note, form), page, anew)


def _is_shown(note: Told, drawer: Drawer) -> bool:
    flags = resolve1(note.get("F", 0))
    unseen = isinstance(flags, int) and flags & _UNSEEN
    aside = name_of(note.get("Subtype")) in _ASIDE
    return not unseen and not aside and not drawer.layers.hide(note.get("OC"))


class _Annotation:
    """An annotation, or a form field with what it inherits from its parents."""

    def __init__(self, note: Told, form: Told) -> None:
        self._told = [note]
        while len(self._told) < _DEEPEST and (parent := dict_value(self._told[-1].get("Parent"))):
            self._told.append(parent)
        self._told.append(form)
        self.is_field = name_of(note.get("Subtype")) == "Widget"

    def get(self, key: str) -> Any:
        """The value of a key, inherited from the field's parents if need be."""
        return next((resolve1(one[key]) for one in self._told if key in one), None)

    def look(self) -> PDFStream | None:
        """The appearance stream for the annotation's state."""
        looks = resolve1(dict_value(self._told[0].get("AP")).get("N"))
        if isinstance(looks, dict):
            looks = resolve1(looks.get(name_of(self._told[0].get("AS"))))
        return looks if isinstance(looks, PDFStream) else None

    def value(self) -> str:
        """The value of a text or choice field."""
        value, flags = self.get("V"), self.get("Ff")
        secret = isinstance(flags, int) and flags & _SECRET
        if not self.is_field or secret or name_of(self.get("FT")) not in {"Tx", "Ch"}:
            return ""
        if isinstance(value, PDFStream):
            value = value.get_data()
        return decode_text(value).strip() if isinstance(value, bytes) else ""

    def size(self, height: float) -> float:
        """The font size of a value."""
        appearance = self.get("DA")
        match = _SIZE.search(appearance) if isinstance(appearance, bytes) else None
        usual = min(_LARGEST, height * _OF_FIELD)
        return (float(match[1]) if match and match[1].count(b".") < 2 else 0) or usual


def _draw(drawer: Drawer, note: _Annotation, page: Matrix, anew: bool) -> None:
    """Draw one note: its appearance, or its value where that is missing, out of date or asked for anew."""
    edges = number_array(note.get("Rect"), 4)
    if edges is None:
        return
    rest = Box(min(edges[::2]), min(edges[1::2]), max(edges[::2]), max(edges[1::2]))
    look, value = note.look(), note.value()
    marks = drawer.drawing.marks
    first = len(marks)
    seen = bool(value) and (anew or look is None)
    if look and not seen:
        drawer.put(look, mult_matrix(_placed(look, rest), page))
    shown = "".join(mark.letter.text for mark in marks[first:])
    if value and (seen or _digits(shown) != _digits(value)):
        place = Box(*apply_matrix_rect(page, rest))
        ink = Ink(len(drawer.drawing.surfaces), (BLACK,), drawer.paint.window, seen)
        size = note.size(place.bottom - place.top)
        marks += [Mark(letter, ink) for letter in _written(value, place, size)]


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _placed(look: PDFStream, rest: Box) -> Matrix:
    """The matrix that fits an appearance into the annotation's rectangle."""
    bounds = number_array(look.get("BBox"), 4) or (0, 0, 1, 1)
    left, low, right, high = apply_matrix_rect(
        number_array(look.get("Matrix"), 6) or MATRIX_IDENTITY, bounds
    )
    across = (rest.right - rest.left) / ((right - left) or 1)
    up = (rest.bottom - rest.top) / ((high - low) or 1)
    return across, 0, 0, up, rest.left - left * across, rest.top - low * up


def _written(value: str, field: Box, size: float) -> Iterator[Letter]:
    """The letters of a value in its field, made smaller where they do not fit."""
    lines = value.splitlines()
    longest = max(sum(map(_width, line)) for line in lines)
    size = min(size, (field.right - field.left) / longest, (field.bottom - field.top) / len(lines))
    top = (field.top + field.bottom - size * len(lines)) / 2
    for number, line in enumerate(lines):
        x = field.left + min(_MARGIN, (field.right - field.left - size * longest) / 2)
        for sign in line:
            box = Box(x, top + number * size, x + _width(sign) * size, top + (number + 1) * size)
            yield Letter(box, sign)
            x = box.right


def _width(sign: str) -> float:
    return 0.5 if sign.isascii() else 1.0
