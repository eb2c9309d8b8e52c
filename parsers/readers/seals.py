"""This module takes the ink of red seals off a coloured picture, so that what is printed below can be read.

Only what is as large as a seal is taken off: a figure printed in red stays.
"""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy

_RED, _REDDISH = 40, 12  # levels: so much more red than green and blue is a seal's ink; its edges
_LEAST, _MOST = 0.06, 0.4  # of the picture's shorter side: a seal of 4 cm is a fifth of a sheet
_LONG = 2.5  # times as long as high, or more, is a letterhead
_FULL = 0.7  # of its rectangle: a coloured cell
_GAP = 0.015  # of the shorter side: strokes of one seal stand no further apart
_LIGHT = 40  # percent of a seal's ink that is darker than what counts as its colour

Image = Any  # a numpy array


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


def _seals(mask: Image) -> Iterator[tuple[slice, slice]]:
    """The places, rows and columns, of what is red and as large as a seal."""
    side = min(mask.shape)
    if numpy.count_nonzero(mask) < side * _LEAST:
        return
    gap = max(int(side * _GAP), 3)
    joined = cv2.dilate(mask, numpy.ones((gap, gap), numpy.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for left, top, width, height, _ in stats[1:count].tolist():
        low, high = sorted((width, height))
        place = slice(top, top + height), slice(left, left + width)
        if (
            low > side * _LEAST
            and high < min(side * _MOST, low * _LONG)
            and mask[place].mean() < _FULL
        ):
            yield place
