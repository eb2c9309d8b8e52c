"""This module interprets the path operators of a PDF's page: rules, surfaces, and clipping windows."""

from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

from parsers.readers.drawing import Colour, Drawing, Surface, is_within, within
from parsers.readers.frames import Rule
from parsers.readers.geometry import Box, Point, box_around
from parsers.readers.pdf_paths import Line, box_line, find_rules, is_thin, rectangle
from parsers.readers.pdf_state import Paint, is_visible, to_rgb

_LIGHT = 0.99  # of each colour: white, whatever the rounding
_BESIDE = 1.0  # points: half of a thick rule stands beside its window


class Painter(PDFPageInterpreter):
    """Executes the operators that build and paint paths; pdfminer does those of text and colour."""

    def __init__(self, fonts: PDFResourceManager, drawing: Drawing, paint: Paint) -> None:
        super().__init__(fonts, PDFDevice(fonts))
        self.drawing = drawing
        self.paint = paint
        self.hidden = False  # in a layer that is off
        self._lines: list[Line] = []
        self._bends: list[Point] = []
        self._clips = False
        self._told_tint: object = None
        self._tint: Colour | None = None

    def _at(self, x: Any, y: Any) -> Point:
        a, b, c, d, e, f = self.ctm
        return a * x + c * y + e, b * x + d * y + f

    def do_m(self, x: Any, y: Any) -> None:
        """Begin a subpath."""
        self._lines.append(Line([self._at(x, y)]))

    def do_l(self, x: Any, y: Any) -> None:
        """Add a straight line to the subpath."""
        if self._lines and self._lines[-1].box:
            self._lines.append(Line(self._lines[-1].points[:1]))
        if self._lines:
            self._lines[-1].points.append(self._at(x, y))

    def bend(self, *points: Any) -> None:
        """Add a curve, which ends one run of straight lines and begins another."""
        places = [self._at(x, y) for x, y in zip(points[::2], points[1::2], strict=True)]
        self._bends += places
        if self._lines:
            self._lines[-1].bent = True
            self._lines.append(Line(places[-1:], bent=True))

    def do_h(self) -> None:
        """Close the subpath."""
        if self._lines and not self._lines[-1].bent and not self._lines[-1].box:
            self._lines[-1].points.append(self._lines[-1].points[0])

    def do_re(self, x: Any, y: Any, w: Any, h: Any) -> None:
        """Add a rectangle."""
        a, b, c, d, _, _ = self.ctm
        first, third = self._at(x, y), self._at(x + w, y + h)
        line = box_line(first, third) if b == 0 == c or a == 0 == d else None
        if line is None:
            line = Line([first, self._at(x + w, y), third, self._at(x, y + h), first])
        self._lines.append(line)

    def do_W(self) -> None:  # noqa: N802  (as the command is called)
        """Make the path that is painted next the clipping window."""
        self._clips = True

    do_W_a = do_W  # noqa: N815

    def do_n(self) -> None:
        """End the path without painting it."""
        self._end_path(stroked=False, filled=False)

    def do_S(self) -> None:  # noqa: N802
        """Stroke the path."""
        self._end_path(stroked=True, filled=False)

    def do_f(self) -> None:
        """Fill the path."""
        self._end_path(stroked=False, filled=True)

    do_F = do_f_a = do_f  # noqa: N815

    def do_B(self) -> None:  # noqa: N802
        """Fill and stroke the path."""
        self._end_path(stroked=True, filled=True)

    do_B_a = do_B  # noqa: N815

    def do_sh(self, _name: object) -> None:
        """Fill the clipping window with a shading."""
        self.add_surface(self.paint.window, None, covers=False)

    def _end_path(self, *, stroked: bool, filled: bool) -> None:
        """End the path: record its rules and its surface, and clip by it if that was asked for."""
        lines, points = self._lines, self._points()
        if len(points) > 1:
            box = (lines[0].box if len(lines) == 1 else None) or box_around(points)
            only = rectangle(lines[0], filled=True) if len(lines) == 1 else None
            if (stroked or filled) and not self.hidden:
                self.drawing.curves += bool(self._bends)
                self._rule(box, stroked=stroked)
                if only is None and (self._bends or any(len(one.points) > 2 for one in lines)):
                    self._shape(box, stroked=stroked)
                if filled and not is_thin(box):
                    tint = self.fill_colour() if only else None
                    self.add_surface(box, tint, covers=tint is not None)
            if self._clips:
                self.clip(box, exact=only is not None)
        self._lines, self._bends, self._clips = [], [], False

    def _points(self) -> list[Point]:
        if len(self._lines) == 1 and not self._bends:
            return self._lines[0].points
        return [*self._bends, *(point for line in self._lines for point in line.points)]

    def _rule(self, box: Box, *, stroked: bool) -> None:
        """Record the rules of a path, as far as they are within the clipping window."""
        stroked = stroked and is_visible(self.paint.stroke)
        unseen = not is_visible(self.paint.fill) or is_white(self.fill_colour())
        lines = [line for line in self._lines if len(line.points) > 1]
        found = find_rules(lines, stroked=stroked, unseen=unseen)
        window = self.paint.window
        if is_within(box, window):
            self.drawing.rules += found
        else:
            seen = ((within(one.box, window, _BESIDE), one.upright) for one in found)
            self.drawing.rules += [Rule(part, upright) for part, upright in seen if part]

    def _shape(self, box: Box, *, stroked: bool) -> None:
        """Record what a path draws that is no rectangle: a figure turned to outlines is such."""
        if stroked or (is_visible(self.paint.fill) and not is_white(self.fill_colour())):
            self.drawing.shapes += filter(None, [within(box, self.paint.window)])

    def fill_colour(self) -> Colour | None:
        """The current fill colour, cached until the graphics state changes it."""
        state = self.graphicstate.ncolor, self.graphicstate.ncs
        if state != self._told_tint:
            self._told_tint, self._tint = state, to_rgb(*state)
        return self._tint

    def add_surface(self, box: Box, tint: Colour | None, *, covers: bool) -> None:
        """Record a surface, as far as it is within the clipping window."""
        window = self.paint.window
        seen = box if is_within(box, window) else within(box, window)
        if seen is None or self.hidden or not is_visible(self.paint.fill):
            return
        certain = self.paint.is_opaque and self.paint.exact
        self.drawing.surfaces.append(Surface(seen, tint if certain else None, covers and certain))

    def clip(self, box: Box, *, exact: bool = True) -> None:
        """Narrow the clipping window; an empty one has no extent."""
        nowhere = Box(box.left, box.top, box.left, box.top)
        window = within(box, self.paint.window) or nowhere
        self.paint = self.paint._replace(window=window, exact=self.paint.exact and exact)


def is_white(tint: Colour | None) -> bool:
    """Whether a colour is that of paper."""
    return tint is not None and min(tint) > _LIGHT
