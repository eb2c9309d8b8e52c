"""This module looks whether the digits of a PDF's page are seen where its text has them.

Text may lie on a page that no one sees: white on white, under a white box, cut away, in a layer that
is off, or invisible, as over a scan. Whatever hides it, where it stands nothing is drawn.
"""

from collections.abc import Sequence
from math import sqrt
from statistics import median

from parsers.readers.lettering import Letter
from parsers.readers.pdf_letters import UNTOLD
from parsers.readers.pdf_page import Grey, PdfPage
from parsers.readers.ruled import Box

_HIGH = 9  # dots of a digit's em, where the page has room for them
_MOST_DOTS = 4_000_000
_LEAST = 3  # dots: what is lower is no print, or cannot be looked at
_SEEN = 20  # of 255: the least difference of the dots where a digit stands
_SIDE, _ABOVE, _BELOW = 0.1, 0.2, 0.2  # of an em: where no digit is


def _differ(grey: Grey, box: Box) -> bool:
    """Whether the dots in a rectangle of a picture, its edges left out, are of several greys."""
    left, top, right, bottom = box
    side, size = (right - left) * _SIDE, bottom - top
    first, last = max(int(left + side), 0), min(int(right - side) + 1, grey.width)
    upper, lower = int(top + size * _ABOVE), int(bottom - size * _BELOW) + 1
    dark, light = 255, 0
    for y in range(max(upper, 0), min(lower, grey.height)):
        row = grey.dots[y * grey.stride + first : y * grey.stride + last]
        if row:
            dark, light = min(dark, *row), max(light, *row)
            if light - dark >= _SEEN:
                return True
    return False


def seen(page: PdfPage, letters: Sequence[Letter]) -> Sequence[Letter]:
    """The letters of a page, a sign that is no figure for each digit that is not seen."""
    heights = [_height(letter) for letter in letters if letter.text.isdecimal()]
    if not heights:
        return letters
    scale = _scale(page.size, median(heights))
    if median(heights) * scale < _LEAST:
        return letters
    grey = page.grey(scale)
    return [
        letter
        if not letter.text.isdecimal() or (grey and _is_seen(letter, grey, scale))
        else letter._replace(text=UNTOLD)
        for letter in letters
    ]


def _is_seen(letter: Letter, grey: Grey, scale: float) -> bool:
    box = Box(*(edge * scale for edge in letter.box))
    return _height(letter) * scale >= _LEAST and _differ(grey, box)


def _scale(size: tuple[float, float], height: float) -> float:
    """Dots a point, for digits of a height to be seen on a page of a size."""
    width, tall = size
    return min(max(1.0, _HIGH / height), sqrt(_MOST_DOTS / (width * tall)))


def _height(letter: Letter) -> float:
    return letter.box.bottom - letter.box.top
