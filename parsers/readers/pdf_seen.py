"""This module looks whether the digits of a PDF's page are seen where its text has them.

Text may lie on a page that no one sees: white on white, under a white box, cut away, in a layer that
is off, or invisible, as over a scan. Whatever hides it, where it stands nothing is drawn.
"""

from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from parsers.readers.lettering import Letter
from parsers.readers.pdf_letters import UNTOLD
from parsers.readers.pdf_page import PdfPage
from parsers.readers.ruled import Box

_HIGH = 9  # dots of a digit's em, where the page has room for them
_MOST_DOTS = 4_000_000
_LEAST = 3  # dots: what is lower is no print, or cannot be looked at
_SEEN = 20  # of 255: the least difference of the dots where a digit stands
_SIDE, _ABOVE, _BELOW = 0.1, 0.2, 0.2  # of an em: where no digit is


class _Dots(NamedTuple):
    """A grey picture of a page, so many dots a point."""

    grey: bytes
    width: int
    height: int
    stride: int
    scale: float

    def differ(self, box: Box) -> bool:
        """Whether the dots in a rectangle of the page, its edges left out, are of several greys."""
        left, top, right, bottom = (edge * self.scale for edge in box)
        side, size = (right - left) * _SIDE, bottom - top
        first = max(int(left + side), 0)
        last = min(int(right - side) + 1, self.width)
        dark, light = 255, 0
        for y in range(
            max(int(top + size * _ABOVE), 0), min(int(bottom - size * _BELOW) + 1, self.height)
        ):
            row = self.grey[y * self.stride + first : y * self.stride + last]
            if row:
                dark, light = min(dark, *row), max(light, *row)
                if light - dark >= _SEEN:
                    return True
        return False


def seen(page: PdfPage, letters: Iterable[Letter]) -> list[Letter]:
    """The letters of a page, a sign that is no figure for each digit that is not seen."""
    letters = list(letters)
    heights = [_height(letter) for letter in letters if letter.text.isdecimal()]
    if not heights:
        return letters
    dots = _dots(page, median(heights))
    if median(heights) * dots.scale < _LEAST:
        return letters
    return [
        letter
        if not letter.text.isdecimal() or _is_seen(letter, dots)
        else letter._replace(text=UNTOLD)
        for letter in letters
    ]


def _is_seen(letter: Letter, dots: _Dots) -> bool:
    return _height(letter) * dots.scale >= _LEAST and dots.differ(letter.box)


def _dots(page: PdfPage, height: float) -> _Dots:
    width, tall = page.size
    most = (_MOST_DOTS / (width * tall)) ** 0.5
    scale = min(max(1.0, _HIGH / height), most)
    grey, across, down, stride = page.grey(scale)
    return _Dots(grey, across, down, stride, scale)


def _height(letter: Letter) -> float:
    return letter.box.bottom - letter.box.top
