"""This module interprets the text operators of a PDF's page: each letter with its position and its ink."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import dict_value
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import mult_matrix

from parsers.readers.drawing import TOO_MUCH, Colour, Drawing, Ink, Mark
from parsers.readers.geometry import Matrix, is_slanted
from parsers.readers.guard import Unreadable
from parsers.readers.inks import hue_of
from parsers.readers.letters import DOWN, OVER, UP, Letter
from parsers.readers.pdf_letters import Glyphs, place_letters
from parsers.readers.pdf_painter import Painter
from parsers.readers.pdf_state import Layers, Paint, is_visible, to_rgb

_NO_SPACE = PDFColorSpace("Unknown", 1)
_MOST = 100_000  # letters on a page; of more than 20,000 none is read
_FILLED = frozenset((0, 2, 4, 6))  # modes of drawing letters
_STROKED = frozenset((1, 2, 5, 6))


class Writer(Painter):
    """Executes the operators of text, of the graphics state, and of marked content."""

    def __init__(
        self, fonts: PDFResourceManager, drawing: Drawing, paint: Paint, layers: Layers
    ) -> None:
        super().__init__(fonts, drawing, paint)
        self.layers = layers
        self.glyphs: Glyphs = {}
        self.in_text = False
        self._marked: list[bool] = []
        self._paints: list[Paint] = []
        self._told: object = None
        self._last: Ink | None = None

    def do_q(self) -> None:
        """Save the graphics state."""
        super().do_q()
        self._paints.append(self.paint)

    def do_Q(self) -> None:  # noqa: N802  (as the command is called)
        """Restore the graphics state."""
        super().do_Q()
        if self._paints:
            self.paint = self._paints.pop()

    def do_cs(self, name: Any) -> None:
        """Set the colour space for filling; pdfminer would keep the last one where it does not know the new."""
        self.graphicstate.ncs = self.csmap.get(literal_name(name), _NO_SPACE)
        self.graphicstate.ncolor = 0

    def do_CS(self, name: Any) -> None:  # noqa: N802
        """Set the colour space for stroking."""
        self.graphicstate.scs = self.csmap.get(literal_name(name), _NO_SPACE)
        self.graphicstate.scolor = 0

    def _parse_color_components(self, components: Any, context: str) -> Any:
        """The shares of a colour: pdfminer knows one, three and four, and a `DeviceN` may have any number."""
        if len(components) > 1 and all(isinstance(one, (int, float)) for one in components):
            return tuple(components)
        return super()._parse_color_components(components, context)

    def do_BT(self) -> None:  # noqa: N802
        """Begin text."""
        super().do_BT()
        self.in_text = True

    def do_ET(self) -> None:  # noqa: N802
        """End text."""
        self.in_text = False

    def do_BMC(self, _tag: Any) -> None:  # noqa: N802
        """Begin marked content."""
        self._marked.append(self.hidden)

    def do_BDC(self, tag: Any, properties: Any) -> None:  # noqa: N802
        """Begin marked content that may belong to a layer."""
        self._marked.append(self.hidden)
        if literal_name(tag) == "OC" and isinstance(properties, PSLiteral):
            named = dict_value(self.resources.get("Properties", {}))
            self.hidden = self.hidden or self.layers.hide(named.get(literal_name(properties)))

    def do_EMC(self) -> None:  # noqa: N802
        """End marked content."""
        if self._marked:
            self.hidden = self._marked.pop()

    def do_TJ(self, seq: Any) -> None:  # noqa: N802
        """Show text."""
        if self.textstate.font is None or not isinstance(seq, list):
            return
        matrix = mult_matrix(self.textstate.matrix, self.ctm)
        ink, turn = self._ink(), _turn(matrix, self.textstate.fontsize, self.textstate.scaling)
        marks = self.drawing.marks
        letters: Iterator[Letter] = islice(
            place_letters(self.textstate, seq, matrix, self.glyphs), _MOST
        )
        if tint := _hue(ink.colours):
            letters = (letter._replace(ink=tint) for letter in letters)
        written = [Mark(letter._replace(turn=turn) if turn else letter, ink) for letter in letters]
        marks += [] if is_slanted(matrix) else written
        if len(marks) >= _MOST:
            raise Unreadable(TOO_MUCH)

    def _ink(self) -> Ink:
        """The current ink, cached until the state changes it."""
        state = self.graphicstate
        current = (
            len(self.drawing.surfaces), self.textstate.render, state.ncolor, state.ncs, state.scolor, state.scs,
            self.hidden, self.paint,
        )  # fmt: skip
        if self._last is None or current != self._told:
            self._told, self._last = current, self._mixed()
        return self._last

    def _mixed(self) -> Ink:
        """The ink of the letters that are shown now."""
        mode, state, paint = self.textstate.render, self.graphicstate, self.paint
        tints = [to_rgb(state.ncolor, state.ncs)] * (mode in _FILLED and is_visible(paint.fill))
        tints += [to_rgb(state.scolor, state.scs)] * (mode in _STROKED and is_visible(paint.stroke))
        traced = mode not in _FILLED and mode not in _STROKED
        shown = not self.hidden and (traced or bool(tints))
        return Ink(len(self.drawing.surfaces), tuple(tints), paint.window, shown, traced)


@lru_cache(maxsize=1024)
def _hue(colours: tuple[Colour | None, ...]) -> str:
    """The hue that letters are filled or stroked with; empty for black, and where it is unknown."""
    told = (colour for colour in colours if colour is not None)
    shares = ([round(255 * min(max(part, 0), 1)) for part in colour] for colour in told)
    return next(filter(None, (hue_of(*three) for three in shares)), "")


def _turn(matrix: Matrix, size: float, scaling: float) -> int:
    """The direction of writing on a page whose y grows downwards: 0 for upright."""
    a, b, c, d, _, _ = matrix
    if a * d * scaling < 0 <= b * c:
        return OVER if a * size * scaling < 0 else 0
    return UP if b < 0 else DOWN
