"""This module brings a picture to upright pages at the size that is read best.

One on its side is turned, and two on one sheet are parted.
"""

import math
from collections.abc import Sequence

import cv2
import numpy

from parsers.readers.scan_level import level
from parsers.readers.scan_tones import clear_shine, find_ink, type_height
from parsers.readers.untyped import Image

_LONGEST = 1400  # pixels: which way lines run is seen in a small picture too
_RULE = 40  # of the width: what is longer is a rule
_CLOSE = 0.5  # of a character's height: those of one line stand no further apart
_THIN, _THICK = 0.6, 2  # times a character's height: a line of them
_LINE = 4  # times as long as high, at least
_ALONE = 2  # times as wide as high, or more: a telephone's photographs have 16:9
_PLAIN = 2  # times as much in lines one way as the other, and at least so many characters

_WIDE = (1.2, 1.7)  # times as wide as high: such a sheet may hold two pages
_MIDDLE = 0.1  # of its width: where the gap between them is looked for
# Of its width, and of its height: how wide the gap is, and ink that dust leaves in it.
_GAP, _SPECKS = 0.02, 0.005
_TYPE = 26  # pixels: the height of a character at 200 dpi
_SMALL, _LARGE = 22, 32  # pixels: what is smaller is enlarged, what is larger reduced
_MOST_TIMES = 3.0
_WIDEST = 2600  # pixels: 300 dpi
_MOST_PIXELS = 40_000_000


def lies_aside(image: Image) -> bool:
    """Whether the lines of a page run up or down.

    What is wider than any page, or a photograph of one, is a table alone, in whose narrow cells words run down.
    """
    if image.shape[1] > _ALONE * image.shape[0]:
        return False
    times = min(_LONGEST / max(image.shape), 1.0)
    ink = find_ink(cv2.resize(image, None, fx=times, fy=times, interpolation=cv2.INTER_AREA))
    high = type_height(ink, 0.5)
    longest = max(ink.shape[1] // _RULE, round(high * _THICK))
    for size in ((1, longest), (longest, 1)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, numpy.ones(size, numpy.uint8))
        ink = cv2.subtract(ink, cv2.dilate(rules, numpy.ones((3, 3), numpy.uint8)))
    return _in_lines(ink.T, high) > _PLAIN * max(_in_lines(ink, high), high * _LINE)


def _in_lines(ink: Image, high: float) -> int:
    """The length of all level lines of characters so high."""
    gap = numpy.ones((1, max(round(high * _CLOSE), 3)), numpy.uint8)
    joined = cv2.morphologyEx(numpy.ascontiguousarray(ink), cv2.MORPH_CLOSE, gap)
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    long, tall = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    lines = (tall > high * _THIN) & (tall < high * _THICK) & (long > tall * _LINE)
    return int(long[lines].sum())


def part_pages(image: Image) -> Sequence[Image]:
    """The two pages of a sheet that is wide and has nothing in its middle; else the picture as it is."""
    high, wide = image.shape
    if not _WIDE[0] * high < wide < _WIDE[1] * high:
        return (image,)
    flat = level(image)
    first = int(wide * (0.5 - _MIDDLE / 2))
    ink = numpy.count_nonzero(find_ink(flat)[:, first : wide - first], axis=0) > high * _SPECKS
    edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([True], ink, [True])).astype(int)))
    gaps = edges.reshape(-1, 2)
    if not len(gaps):
        return (image,)
    start, end = max(gaps.tolist(), key=lambda gap: gap[1] - gap[0])
    if end - start < wide * _GAP:
        return (image,)
    cut = first + (start + end) // 2
    return (flat[:, :cut], flat[:, cut:])


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
    # Specks may be most of it: noise, dots and the other side of a sheet are lighter than print.
    if middle < _SMALL:
        middle = max(middle, type_height(find_ink(clear_shine(image)), 0.5))
    if middle < _SMALL:
        return min(_TYPE / middle, _MOST_TIMES, math.sqrt(_MOST_PIXELS / float(image.size)))
    low = type_height(ink, 0.25)
    fits = max(_WIDEST / float(image.shape[1]), _SMALL / middle)
    return min(1.0, fits, _TYPE / low if low > _LARGE else 1.0)
