"""This module takes the ink of seals off a picture, so that what is printed below can be read.

It is red, or in a grey picture lighter than print. Only what is as large as a seal is taken off: a figure
printed in red stays.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy

from parsers.readers.scan_tones import find_ink
from parsers.readers.untyped import Image

_RED, _REDDISH = 40, 12  # levels: so much more red than green and blue is a seal's ink; its edges
# Of the picture's width, and of its shorter side: a seal of 4 cm is a fifth of a sheet, a corner of light rules is less.
_LEAST, _MOST = 0.06, 0.4
_LONG = 2.5  # times as long as high, or more, is a letterhead
_FULL = 0.7  # of its rectangle: a coloured cell
_GAP = 0.015  # of the shorter side: strokes of one seal stand no further apart
_LIGHT = 40  # percent of a seal's ink that is darker than what counts as its colour
_PARTED = 7  # pixels: a rule is thinner
_EACH, _PRINT = 4, 0.3  # pixels; percent of a page that print covers at least
_BETWEEN = (0.25, 0.85)  # from print to paper: tones of a seal in grey
_NEARLY_ALL, _PAPER = 90, 255.0  # percent of the ink of print; as light as nothing printed is
_DARKER = 0.1  # of the way from print to paper: if print is so much darker, all that is light in a seal is the seal's


def take_off(colours: Image, grey: Image) -> Image:
    """The grey picture with white paper where its colours show the ink of a seal alone."""
    red = colours[..., 0].astype(numpy.int16)
    more = red - colours[..., 1:].max(axis=2)
    clean = grey
    for place in _seals((more > _RED).astype(numpy.uint8)):
        clean = grey.copy() if clean is grey else clean
        near = cv2.dilate((more[place] > _REDDISH).astype(numpy.uint8), numpy.ones((5, 5)))
        tone = float(numpy.percentile(red[place][more[place] > _RED], _LIGHT))
        paper = float(numpy.median(grey))
        lit = numpy.minimum(red[place] * (paper / max(tone, 1.0)), paper).astype(grey.dtype)
        clean[place] = numpy.where(near > 0, numpy.maximum(lit, grey[place]), grey[place])
    return clean


def take_off_grey(grey: Image) -> Image:
    """The grey picture without the ink of seals: strokes lighter than print, and broader than its edges."""
    few = grey[::_EACH, ::_EACH]
    paper, print_ = float(numpy.median(few)), float(numpy.percentile(few, _PRINT))
    dark, light = (print_ + (paper - print_) * share for share in _BETWEEN)
    between = cv2.inRange(grey, dark, light)
    strokes = _large(cv2.morphologyEx(between, cv2.MORPH_OPEN, numpy.ones((3, 3), numpy.uint8)))
    places = list(_seals((strokes > 0).astype(numpy.uint8)))
    if not places:
        return grey
    printed = _print_tone(grey, places)
    clean = grey.copy()
    for place in places:
        tone = float(numpy.percentile(grey[place][strokes[place] > 0], _LIGHT / 2))
        own = between if printed < tone - (paper - print_) * _DARKER else strokes
        near = cv2.dilate(own[place], numpy.ones((7, 7), numpy.uint8)) > 0
        lit = numpy.minimum(grey[place] * (paper / max(tone, 1.0)), paper).astype(grey.dtype)
        clean[place] = numpy.where(near, numpy.maximum(lit, grey[place]), grey[place])
    return clean


def _print_tone(grey: Image, places: Sequence[tuple[slice, slice]]) -> float:
    """How dark nearly every character is, outside of these places, where it is darkest."""
    ink = find_ink(grey)
    for place in places:
        ink[place] = 0
    darkest = cv2.erode(grey, numpy.ones((9, 9), numpy.uint8))[ink > 0]
    return float(numpy.percentile(darkest, _NEARLY_ALL)) if darkest.size else _PAPER


def _large(mask: Image) -> Image:
    """The strokes that reach as far as a seal both ways once those that a rule parts are joined, as no line does.

    What touches the picture's edge is what the page lies on.
    """
    joined = cv2.dilate(mask, numpy.ones((_PARTED, _PARTED), numpy.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    left, top, wide, high = stats[:, :4].T
    inner = (left > 0) & (top > 0) & (left + wide < mask.shape[1]) & (top + high < mask.shape[0])
    large = inner & (numpy.minimum(wide, high) > mask.shape[1] * _LEAST)
    large[0] = False
    return numpy.where(large[labels], mask, 0) if large.any() else numpy.zeros_like(mask)


def _seals(mask: Image) -> Iterator[tuple[slice, slice]]:
    """The places, rows and columns, of what is red and as large as a seal."""
    side = min(mask.shape)
    least = mask.shape[1] * _LEAST
    if numpy.count_nonzero(mask) < least:
        return
    gap = max(int(side * _GAP), 3)
    joined = cv2.dilate(mask, numpy.ones((gap, gap), numpy.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for left, top, width, height, _ in stats[1:count].tolist():
        low, high = sorted((width, height))
        place = slice(top, top + height), slice(left, left + width)
        as_large = low > least and high < min(side * _MOST, low * _LONG)
        if as_large and mask[place].mean() < _FULL:
            yield place
