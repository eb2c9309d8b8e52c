"""This module brings a picture to the size at which its type is read best."""

import math

import cv2

from parsers.readers.scan_ink import find_ink, type_height
from parsers.readers.scan_tones import clear_shine
from parsers.readers.untyped import Image

_TYPE = 26  # pixels: the height of a character at 200 dpi
_SMALL, _LARGE = 22, 32  # pixels: what is smaller is enlarged, what is larger reduced
_MOST_TIMES = 3.0
_WIDEST = 2600  # pixels: 300 dpi
_MOST_PIXELS = 40_000_000


def bring_to_scale(image: Image) -> Image:
    """The picture with characters as high as at 200 dpi, by which letters and rules are found.

    Its width stands for that of the sheet, so that all other measures follow from it.
    """
    times = _times(image)
    if times == 1:
        return image
    way = cv2.INTER_CUBIC if times > 1 else cv2.INTER_AREA
    return cv2.resize(image, None, fx=times, fy=times, interpolation=way)


def _times(image: Image) -> float:
    """By how much to enlarge a picture, by the middle height of its characters.

    Large ones are reduced where small ones stay legible, and so is what is wider than a page.
    """
    ink = find_ink(image)
    middle = type_height(ink, 0.5)
    if not middle:
        return 1.0
    if (
        middle < _SMALL
    ):  # unless specks are: noise, dots and the other side of a sheet are lighter than print
        middle = max(middle, type_height(find_ink(clear_shine(image)), 0.5))
    if middle < _SMALL:
        return min(_TYPE / middle, _MOST_TIMES, math.sqrt(_MOST_PIXELS / float(image.size)))
    low = type_height(ink, 0.25)
    fits = max(_WIDEST / float(image.shape[1]), _SMALL / middle)
    return min(1.0, fits, _TYPE / low if low > _LARGE else 1.0)
