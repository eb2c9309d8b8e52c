"""This module draws the objects of an OFD page in their order: its text, its paths and its pictures.

What is not visible, in an object, a block or a layer, is not drawn. A composite object draws a unit of the resources.
"""

from collections.abc import Iterator, Mapping
from math import inf
from xml.etree.ElementTree import Element

from parsers.readers.drawing import BLACK, WHITE, Colour, Drawing, Ink, Mark, Surface, plain_colour
from parsers.readers.geometry import Box, Matrix, box_around, is_slanted
from parsers.readers.guard import Unreadable
from parsers.readers.inks import hue_of
from parsers.readers.letters import DOWN, OVER, UP
from parsers.readers.ofd_objects import at, find_letters, find_lines, parse_matrix, parse_numbers
from parsers.readers.pdf_paths import find_rules, is_thin, rectangle

_MOST_OBJECTS = 40_000  # on a page
_DEEPEST = 8  # composite objects in composite objects
_FULL = 255.0  # of a colour and of opacity
_NOTHING = 0.05 * _FULL  # of opacity
_OPAQUE = 0.95 * _FULL
_EVERYWHERE = Box(-inf, -inf, inf, inf)

Tint = tuple[Colour | None, float]  # a colour, if it is known, and how opaque it is


def name_of(element: Element) -> str:
    """The name of an element in whatever namespace, since documents use different ones."""
    return element.tag.rpartition("}")[2]


def part(element: Element, name: str) -> Element | None:
    """The first part of an element with a name."""
    return next((one for one in element if name_of(one) == name), None)


class OfdDrawer:
    """Draws the objects of a page; `resources` are the drawing parameters and composite units by their ids."""

    def __init__(self, drawing: Drawing, resources: Mapping[str, Element]) -> None:
        self._drawing = drawing
        self._resources = resources
        self._objects = 0
        # The parameters that the object is drawn with: its own, or those of what it is in.
        self._look = ""

    def draw(self, container: Element, outer: Matrix, depth: int = 0, look: str = "") -> None:
        """Draw what a page, a layer, a block or a unit contains, in a space that a matrix maps to the page.

        `look` is the id of the drawing parameters of the container.
        """
        for one in filter(_is_visible, container):
            name = name_of(one)
            own = one.get("DrawParam", look)
            if not name.endswith("Object"):
                self.draw(one, outer, depth, own)
            else:
                self._look = own
                self._objects += 1
                if self._objects > _MOST_OBJECTS:
                    raise Unreadable("a page has too many objects")
                self._draw_object(one, name, outer, depth)

    def _draw_object(self, one: Element, name: str, outer: Matrix, depth: int) -> None:
        if name == "TextObject":
            self._write(one, _placed(one, outer))
        elif name == "PathObject":
            self._trace(one, _placed(one, outer))
        elif name == "ImageObject":
            self._picture(one, outer)
        elif depth < _DEEPEST:
            unit = self._resources.get(one.get("ResourceID", ""), one)
            self.draw(unit, _placed(one, outer), depth + 1, self._look)

    def _write(self, text: Element, matrix: Matrix) -> None:
        if is_slanted(matrix):
            return
        fill, stroke = self._colour(text, "Fill", usual=True), self._colour(text, "Stroke")
        colours = tuple(one[0] for one in (fill, stroke) if one and _is_seen(one))
        ink = Ink(len(self._drawing.surfaces), colours, _EVERYWHERE, bool(colours))
        hues = (hue_of(*(round(one * _FULL) for one in rgb)) for rgb in colours if rgb is not None)
        tint, turn = next(filter(None, hues), ""), _turn(matrix)
        self._drawing.marks += [
            Mark(one._replace(ink=tint, turn=turn), ink) for one in find_letters(text, matrix)
        ]

    def _trace(self, path: Element, matrix: Matrix) -> None:
        fill, stroke = self._colour(path, "Fill"), self._colour(path, "Stroke", usual=True)
        if not _is_seen(fill) and not _is_seen(stroke):
            return
        lines = [line for line in find_lines(path, matrix) if len(line.points) > 1 or line.bent]
        if not lines:
            return
        stroked, filled = _is_seen(stroke), _is_seen(fill)
        unseen = not filled or fill == (WHITE, _FULL)
        self._drawing.rules += find_rules(lines, stroked=stroked, unseen=unseen)
        box = box_around([point for line in lines for point in line.points])
        only = rectangle(lines[0], filled=True) if len(lines) == 1 else None
        if only is None and any(line.bent or len(line.points) > 2 for line in lines):
            self._drawing.shapes.append(box)
        if filled and not is_thin(box):
            colour, dense = fill or (None, 0.0)
            covers = only is not None and colour is not None and dense > _OPAQUE
            self._drawing.surfaces.append(Surface(box, colour if covers else None, covers=covers))

    def _picture(self, picture: Element, outer: Matrix) -> None:
        left, top, wide, high, *_ = [*parse_numbers(picture.get("Boundary")), 0.0, 0.0, 0.0, 0.0]
        box = box_around([at(point, outer) for point in ((left, top), (left + wide, top + high))])
        self._drawing.images.append(box)
        self._drawing.shapes.append(box)
        self._drawing.surfaces.append(Surface(box, None, covers=False))

    def _colour(self, thing: Element, name: str, *, usual: bool = False) -> Tint | None:
        """The colour that an object is filled or stroked with, and its opacity; None where it is not."""
        if thing.get(name, str(usual).lower()) not in ("true", "1"):
            return None
        told = part(thing, f"{name}Color")
        if told is None:
            colours = (part(look, f"{name}Color") for look in self._looks())
            told = next((one for one in colours if one is not None), None)
        dense = _number(thing.get("Alpha"), _FULL)
        if told is None:
            return BLACK, dense
        return _rgb(told), dense * _number(told.get("Alpha"), _FULL) / _FULL

    def _looks(self) -> Iterator[Element]:
        """The parameters of the object that is drawn, and those that they are based on."""
        look = self._resources.get(self._look)
        for _ in range(_DEEPEST):
            if look is not None:
                yield look
                look = self._resources.get(look.get("Relative", ""))


def _is_visible(thing: Element) -> bool:
    return thing.get("Visible") not in ("false", "0")


def _is_seen(tint: Tint | None) -> bool:
    """Whether an object is filled, or stroked, so that anyone sees it."""
    return tint is not None and tint[1] > _NOTHING


def _number(attribute: str | None, usual: float) -> float:
    return next(iter(parse_numbers(attribute)), usual)


def _rgb(colour: Element) -> Colour | None:
    """A colour of one part of 255, of three, or of four inks, as red, green and blue; None where it cannot be determined."""
    value = colour.get("Value", "")
    return None if "#" in value else plain_colour([one / _FULL for one in parse_numbers(value)])


def _placed(thing: Element, outer: Matrix) -> Matrix:
    """The matrix from an object's own coordinates to points on the page."""
    left, top, *_ = [*parse_numbers(thing.get("Boundary")), 0.0, 0.0]
    a, b, c, d, e, f = parse_matrix(thing.get("CTM"))
    return multiply((a, b, c, d, e + left, f + top), outer)


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies one, then another."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _turn(matrix: Matrix) -> int:
    """The direction of writing on a page whose y grows downwards: 0 for upright."""
    a, b = matrix[:2]
    if abs(a) >= abs(b):
        return OVER if a < 0 else 0
    return UP if b < 0 else DOWN
