"""This module interprets a PDF's content streams and records what they draw in a `Drawing`.

pdfminer reads fonts and interprets text and colour operators. What it leaves out is done here:
clipping, optional content, transparency, and the order of drawing. Where a stream breaks off is
recorded as a fault.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from pdfminer.pdftypes import PDFStream, dict_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_rect, mult_matrix

from parsers.readers.drawing import TOO_MUCH, within
from parsers.readers.geometry import Box, Matrix
from parsers.readers.guard import Unreadable
from parsers.readers.pdf_commands import commands
from parsers.readers.pdf_state import number_array
from parsers.readers.pdf_writer import Writer
from parsers.readers.streams import is_truncated

_MOST_COMMANDS = 150_000  # for a page; one of the form takes some 10,000
_DEEPEST = 8  # drawings within drawings
_MASKS = ("SMask", "Mask", "ImageMask", "IM")  # of an image that does not cover all that it lies on


class Drawer(Writer):
    """Interprets the content of a page, or of a form XObject within it."""

    _outer: "Drawer | None" = None
    _thing: PDFStream | None = None
    _depth = 0
    _lenient = 0

    def draw(self, resources: Any, contents: Sequence[object], matrix: Matrix) -> None:
        """Interpret content streams whose space a matrix maps to the page."""
        self.render_contents(dict_value(resources), contents, matrix)

    def init_state(self, ctm: Any) -> None:
        """Begin with the graphics state of the page that a form XObject is drawn on."""
        super().init_state(ctm)
        if self._outer:
            self.graphicstate = self._outer.graphicstate.copy()
            self.textstate = self._outer.textstate.copy()

    def execute(self, streams: Sequence[object]) -> None:
        """Execute all operators of content streams; anything else is a fault of the page."""
        obeyed = 0
        for name, given, _ in commands(b"\n".join(self._stream_bytes(streams))):
            obeyed += 1
            act = _ACTS.get(name)
            if act is None or len(given) < act.takes or not self._is_obeyed(act, given):
                self._fault(name)
        if self.in_text or self.gstack:
            self._fault(b"its end")
        self.drawing.commands += obeyed
        if self.drawing.commands > _MOST_COMMANDS:
            raise Unreadable(TOO_MUCH)

    def _is_obeyed(self, act: "_Act", given: list[Any]) -> bool:
        """Execute an operator; False where its operands are of the wrong type."""
        try:
            if act.takes:
                act.obey(self, *given[-act.takes :])
            else:
                self.argstack = given  # of a colour: as many as its space has
                act.obey(self)
        except Unreadable:
            raise
        except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError):
            return False
        return True

    def _stream_bytes(self, streams: Sequence[object]) -> Iterator[bytes]:
        """The bytes of the streams of a page; a missing part and a cut one are faults."""
        for one in map(resolve1, streams):
            if not isinstance(one, PDFStream):
                self._fault(b"a part that is missing")
            else:
                if is_truncated(one):
                    self._fault(b"a part that is cut")
                yield one.get_data()

    def _fault(self, name: bytes) -> None:
        if not self._lenient:
            self.drawing.faults.append(name.decode(errors="replace")[:40].strip())

    def do_BX(self) -> None:  # noqa: N802  (as the command is called)
        """Begin a section in which unknown operators are allowed."""
        self._lenient += 1

    def do_EX(self) -> None:  # noqa: N802
        """End such a section."""
        self._lenient = max(self._lenient - 1, 0)

    def do_gs(self, name: Any) -> None:
        """Apply an ExtGState dictionary."""
        states = dict_value(self.resources.get("ExtGState", {}))
        given = dict_value(states.get(literal_name(name), {}))
        self.paint = self.paint.updated(given)

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Draw an XObject: a form or an image."""
        thing = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        if not isinstance(thing, PDFStream):
            self._fault(b"a thing that is missing")
        elif literal_name(thing.get("Subtype")) == "Image":
            self._image(thing)
        elif literal_name(thing.get("Subtype")) == "Form":
            self.put(thing, self.ctm)

    def do_EI(self, obj: Any) -> None:  # noqa: N802
        """Draw an inline image."""
        self._image(obj)

    def _image(self, image: Any) -> None:
        if not self.hidden:
            box = Box(*apply_matrix_rect(self.ctm, (0, 0, 1, 1)))
            _, b, c, _, _, _ = self.ctm
            self.drawing.images.append(box)
            self.drawing.shapes += filter(None, [within(box, self.paint.window)])
            whole = b == 0 == c and all(image.get(mask) is None for mask in _MASKS)
            self.add_surface(box, None, covers=whole)

    def put(self, thing: PDFStream, matrix: Matrix) -> None:
        """Draw a form XObject; one within itself is not drawn again."""
        if self._depth >= _DEEPEST or self._is_within(thing):
            return
        inner = Drawer(self.rsrcmgr, self.drawing, self.paint, self.layers)
        inner.glyphs = self.glyphs
        inner._outer, inner._thing, inner._depth = self, thing, self._depth + 1
        inner.hidden = self.hidden or self.layers.hide(thing.get("OC"))
        space = mult_matrix(number_array(thing.get("Matrix"), 6) or MATRIX_IDENTITY, matrix)
        if edges := number_array(thing.get("BBox"), 4):
            inner.clip(Box(*apply_matrix_rect(space, edges)))
        inner.draw(thing.get("Resources") or self.resources, [thing], space)

    def _is_within(self, thing: PDFStream) -> bool:
        return self._thing is thing or (self._outer is not None and self._outer._is_within(thing))


class _Act(NamedTuple):
    """The method that executes an operator, and its number of operands."""

    obey: Callable[..., None]
    takes: int


_NAMES = {"*": "_a", '"': "_w", "'": "_q"}  # as pdfminer names its methods
_BENT = {"c": 6, "v": 4, "y": 4}
_TAKES = {  # as many as the command is given
    "w": 1, "J": 1, "j": 1, "M": 1, "d": 2, "ri": 1, "i": 1, "gs": 1, "q": 0, "Q": 0, "cm": 6, "m": 2, "l": 2, "h": 0, "re": 4,
    "S": 0, "s": 0, "f": 0, "F": 0, "f*": 0, "B": 0, "B*": 0, "b": 0, "b*": 0, "n": 0, "W": 0, "W*": 0, "BT": 0, "ET": 0,
    "Tc": 1, "Tw": 1, "Tz": 1, "TL": 1, "Tf": 2, "Tr": 1, "Ts": 1, "Td": 2, "TD": 2, "Tm": 6, "T*": 0, "Tj": 1, "TJ": 1, "'": 1, '"': 3,
    "CS": 1, "cs": 1, "SC": 0, "SCN": 0, "sc": 0, "scn": 0, "G": 1, "g": 1, "RG": 3, "rg": 3, "K": 4, "k": 4,
    "sh": 1, "EI": 1, "BI": 0, "Do": 1, "MP": 1, "DP": 2, "BMC": 1, "BDC": 2, "EMC": 0, "BX": 0, "EX": 0,
}  # fmt: skip


def _act(name: str, takes: int) -> _Act:
    method = "".join(_NAMES.get(letter, letter) for letter in name)
    return _Act(getattr(Drawer, f"do_{method}"), takes)


_ACTS = {name.encode(): _act(name, takes) for name, takes in _TAKES.items()} | {
    name.encode(): _Act(Drawer.bend, takes) for name, takes in _BENT.items()
}
