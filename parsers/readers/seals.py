"""This module takes the ink of seals off a picture, so that what is printed below can be read.

It is red, or in a grey picture lighter than print. Only what is as large as a seal is taken off: a figure
printed in red stays.
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
_STROKE = 0.02  # of the shorter side: a stroke of a seal is longer
_EACH, _PRINT = 4, 0.3  # pixels; percent of a page that print covers at least
_BETWEEN = (0.25, 0.85)  # from print to paper: tones of a seal in grey

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


def take_off_grey(grey: Image) -> Image:
    """The grey picture without strokes that are lighter than print, broader than its edges, and make up a seal."""
    few = grey[::_EACH, ::_EACH]
    paper, print_ = float(numpy.median(few)), float(numpy.percentile(few, _PRINT))
    dark, light = (print_ + (paper - print_) * share for share in _BETWEEN)
    between = cv2.inRange(grey, dark, light)
    strokes = _large(cv2.morphologyEx(between, cv2.MORPH_OPEN, numpy.ones((3, 3), numpy.uint8)))
    clean = grey
    for place in _seals((strokes > 0).astype(numpy.uint8)):
        clean = grey.copy() if clean is grey else clean
        tone = float(numpy.percentile(grey[place][strokes[place] > 0], _LIGHT / 2))
        near = cv2.dilate(strokes[place], numpy.ones((7, 7), numpy.uint8)) > 0
        lit = numpy.minimum(grey[place] * (paper / max(tone, 1.0)), paper).astype(grey.dtype)
        clean[place] = numpy.where(near, numpy.maximum(lit, grey[place]), grey[place])
    return clean


def _large(mask: Image) -> Image:
    """The pieces that are longer than a stroke of print is where it is light."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    sizes = stats[:, (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT)].max(axis=1)
    large = sizes > min(mask.shape) * _STROKE
    large[0] = False
    return (large[labels] * 255).astype(numpy.uint8) if large.any() else numpy.zeros_like(mask)


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
