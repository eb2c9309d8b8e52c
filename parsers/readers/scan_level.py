"""This module turns a scanned page until its lines are level, and flattens one photographed from aside."""

import cv2
import numpy

from parsers.readers.perspective import Rules, flattening
from parsers.readers.scan_tones import find_ink
from parsers.readers.untyped import Image

_STEEPEST = 12.0  # degrees
# Width to measure at, how far, how finely.
_STEPS = ((400, _STEEPEST, 0.4), (600, 0.4, 0.2), (1000, 0.2, 0.04))
_LEAST_TURN = 0.05  # degrees

_PIECE = 40  # of the width: the pieces in which rules are looked for
_LONG = 8  # of the width: a rule by which a page is flattened is at least so long
_STEEP = 0.2  # radians: no rule is so steep


def straighten(image: Image) -> Image:
    """The page with level lines."""
    return flatten(level(image))


def level(image: Image) -> Image:
    """The page turned until its lines are level."""
    angle = skew(image)
    return image if abs(angle) < _LEAST_TURN else _turned(image, angle, cv2.INTER_CUBIC)


def skew(image: Image) -> float:
    """The angle by which to turn the page so that rows with and without ink are most distinct."""
    ink = find_ink(image)
    best = 0.0
    for width, reach, step in _STEPS:
        scale = min(width / ink.shape[1], 1.0)
        small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        angles = numpy.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _distinct(small, float(angle))))
    return best


def _distinct(ink: Image, angle: float) -> float:
    rows = _turned(ink, angle, cv2.INTER_NEAREST, 0).sum(axis=1, dtype=float)
    return float(numpy.square(numpy.diff(rows)).sum())


def _turned(image: Image, angle: float, way: int, border: int | None = None) -> Image:
    height, width = image.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    mode = cv2.BORDER_REPLICATE if border is None else cv2.BORDER_CONSTANT
    return cv2.warpAffine(image, turn, (width, height), flags=way, borderMode=mode)


def flatten(image: Image) -> Image:
    """The page as if seen from straight above, where its rules show that it was not."""
    ink, size = find_ink(image), image.shape[::-1]
    matrix = flattening(_rules(ink), _rules(ink.T), size)
    if matrix is None:
        return image
    return cv2.warpPerspective(
        image, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )


def _rules(ink: Image) -> Rules:
    """Each long level rule: the middle of it along the page, across it, and its slope."""
    width = ink.shape[1]
    pieces = numpy.ones((1, max(width // _PIECE, 16)), numpy.uint8)
    thick = cv2.dilate(ink, numpy.ones((3, 1), numpy.uint8))
    mask = cv2.morphologyEx(thick, cv2.MORPH_OPEN, pieces)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = []
    for number in range(1, count):
        left, top, wide, high, _ = stats[number].tolist()
        if wide > width / _LONG and high < wide * _STEEP:
            down, across = numpy.nonzero(labels[top : top + high, left : left + wide] == number)
            slope, start = numpy.polyfit(across, down, 1)
            found.append((left + wide / 2, top + start + slope * wide / 2, slope))
    return numpy.array(found).reshape(-1, 3)
