"""This module finds the letters of a drawn page that are invisible and so must not be read as figures.

Text on a page is not seen where it is white on white, under a white box, cut away, as small as a dot, in a layer
that is off, or drawn with nothing (unless it is what OCR recognised of the picture below it). Figures
that are not seen are left out, words only with their layer: no form has a wrong word, but any figure may be right.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from parsers.readers.drawing import TOO_MUCH, WHITE, Colour, Drawing, Ink, Mark, Surface, is_within
from parsers.readers.geometry import Box
from parsers.readers.guard import Unreadable
from parsers.readers.letters import Letter
from parsers.readers.paragraphs import TextLine
from parsers.readers.sheet import Sheet, tables_of
from schemas.finding import Finding, finding

_BAND = 16.0  # points: surfaces are looked up by where they are on the page
_SAME = 0.08  # of a colour: less apart no one sees
_SMALL = 0.1  # of the other digits' height: what is no higher no one reads
_CORE = 0.25  # of a letter on each side: what covers the rest covers it
_MOST_LOOKS = 2_000_000  # at surfaces; a page of the form takes some thousands
_QUOTED, _LONGEST = 5, 40  # texts, and signs of each, that a finding tells

_Bands = dict[int, list[tuple[int, Surface]]]


class Visibility(NamedTuple):
    """The letters that are seen, those that are not, and whether some are an OCR layer over a picture."""

    seen: list[Letter]
    hidden: list[Letter]
    recognised: bool = False


def split_by_visibility(drawing: Drawing, marks: Sequence[Mark]) -> Visibility:
    """Split the letters of a page by whether they are seen; raises Unreadable where that takes too long."""
    eye = _Eye(drawing)
    heights = [mark.letter.box.height for mark in marks if mark.letter.text.isdecimal()]
    least = _SMALL * median(heights) if heights else 0.0
    seen: list[Letter] = []
    hidden: list[Letter] = []
    recognised = False
    for mark in marks:
        letter, ink = mark
        if not letter.text.isdecimal():
            seen += [letter] * ink.shown
        elif letter.box.height <= least:
            hidden.append(letter)
        elif ink.shown and ink.traced and eye.is_pictured(letter.box):
            recognised = True
            seen.append(letter)
        elif ink.shown and not ink.traced and eye.sees(letter.box, ink):
            seen.append(letter)
        else:
            hidden.append(letter)
    return Visibility(seen, hidden, recognised)


def visibility_findings(sheet: Sheet, whole: Sheet, page: int) -> Iterator[Finding]:
    """Findings for a page whose figures or lines would be others with the hidden letters.

    `sheet` is the page without them, `whole` the page with them.
    """
    cells = [
        (one, other)
        for pair in zip(tables_of(sheet), tables_of(whole), strict=True)
        for one, other in zip(*pair, strict=True)
    ]
    changed = [other.text for one, other in cells if one.text != other.text]
    if changed:
        yield finding("hidden-figure", None, _quoted(page, changed))
    lines = {item.text for item in sheet.items if isinstance(item, TextLine)}
    rest = [item.text for item in whole.items if isinstance(item, TextLine)]
    if beside := [text for text in rest if text not in lines]:
        yield finding("hidden-text", None, _quoted(page, beside))


def _quoted(page: int, texts: Sequence[str]) -> str:
    more = "…" * (len(texts) > _QUOTED)
    return f"page {page}: {', '.join(one[:_LONGEST] for one in texts[:_QUOTED])}{more}"


class _Eye:
    """Determines what is visible at a place of a page."""

    def __init__(self, drawing: Drawing) -> None:
        self._images = drawing.images
        self._bands = _banded(drawing.surfaces)
        self._looks = 0

    def is_pictured(self, box: Box) -> bool:
        """Whether a letter lies over a picture."""
        return any(image.holds(*box.middle) for image in self._images)

    def sees(self, box: Box, ink: Ink) -> bool:
        """Whether a letter drawn with an ink is seen at its place."""
        if not ink.window.holds(*box.middle):
            return False
        core = _core(box)
        ground: Colour | None = WHITE
        for number, surface in self._over(box):
            if number >= ink.order:
                if surface.covers and is_within(core, surface.box):
                    return False
            elif surface.box.holds(*box.middle):
                ground = surface.colour
                break
        return ground is None or any(_differ(tint, ground) for tint in ink.colours)

    def _over(self, box: Box) -> Iterator[tuple[int, Surface]]:
        """The surfaces at a letter's place, the last drawn first."""
        for one in reversed(self._bands.get(int(box.middle[1] // _BAND), ())):
            self._looks += 1
            if self._looks > _MOST_LOOKS:
                raise Unreadable(TOO_MUCH)
            yield one


def _banded(surfaces: Sequence[Surface]) -> _Bands:
    """The surfaces, with their numbers, by the horizontal bands of the page that they reach into."""
    bands: _Bands = defaultdict(list)
    for number, surface in enumerate(surfaces):
        for band in range(int(surface.box.top // _BAND), int(surface.box.bottom // _BAND) + 1):
            bands[band].append((number, surface))
    return bands


def _differ(tint: Colour | None, ground: Colour) -> bool:
    return tint is None or max(abs(a - b) for a, b in zip(tint, ground, strict=True)) > _SAME


def _core(box: Box) -> Box:
    side, above = (box.right - box.left) * _CORE, (box.bottom - box.top) * _CORE
    return Box(box.left + side, box.top + above, box.right - side, box.bottom - above)
