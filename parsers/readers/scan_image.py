"""This module processes the image of a scanned page: skew, rules, noise, and ink in cells."""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy

from parsers.readers.frames import Rule
from parsers.readers.geometry import Box, bounding_box

Image = Any  # a grey numpy array

_FEW_PIXELS = 1000  # across a sheet, at some 120 dpi
_STEEPEST = 6.0  # degrees
_STEPS = ((600, _STEEPEST, 0.2), (1000, 0.2, 0.04))  # width to measure at, how far, how finely
_SHORTEST = 40  # of the width: a rule is at least so long, and no stroke of a character is
_BRIDGE = 3  # pixels: gaps that scanning leaves in a rule; characters stand further apart

_ON_SIDE = 1.5  # points: an upright rule so near to a cell's edge is its side
_EDGE = 4  # pixels of a cell that its rules may fill
_ACROSS = 0.75  # of a cell: what reaches further is a rule
_BROKEN = 4  # times as high as the gap, at least, is a piece of a broken character
_SLENDER = 4  # times as long as thick, at least


def enlarge(image: Image) -> Image:
    """The picture at twice its size if it is small, since rules and letters are found by their thickness."""
    if image.shape[1] >= _FEW_PIXELS:
        return image
    return cv2.resize(image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)


def straighten(image: Image) -> Image:
    """The page turned so that its lines are level."""
    angle = skew(image)
    return image if abs(angle) < 0.05 else _turned(image, angle, cv2.INTER_CUBIC)


def skew(image: Image) -> float:
    """The angle by which to turn the page so that rows with and without ink are most distinct."""
    ink = _ink(image)
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


def _ink(image: Image) -> Image:
    smooth = cv2.GaussianBlur(image, (3, 3), 0)
    return cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15
    )


def find_rules(image: Image) -> list[Rule]:
    """All that is long and thin, in pixels, which may include rows of characters."""
    ink = _ink(image)
    least = max(image.shape[1] // _SHORTEST, 16)
    across, upright = _long(ink, (least, 1)), _long(ink, (1, least))
    return [*_pieces(across, False), *_pieces(upright, True)]


def _long(ink: Image, size: tuple[int, int]) -> Image:
    bridge = (min(size[0], _BRIDGE), min(size[1], _BRIDGE))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, numpy.ones(bridge[::-1], numpy.uint8))
    thick = cv2.dilate(closed, numpy.ones((3, 1) if size[1] == 1 else (1, 3), numpy.uint8))
    return cv2.morphologyEx(thick, cv2.MORPH_OPEN, numpy.ones(size[::-1], numpy.uint8))


def _pieces(mask: Image, upright: bool) -> list[Rule]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    boxes = [
        Box(left, top, left + width, top + height)
        for left, top, width, height, _ in stats[1:count].tolist()
        if min(width, height) * _SLENDER < max(width, height)
    ]
    return [Rule(box, upright) for box in boxes]


def erase_sides(image: Image, found: Sequence[Rule], cells: Sequence[Box]) -> Image:
    """The picture without the upright sides of its cells, which OCR would read as the digit 1.

    Strokes of characters stand further inside.
    """
    clean = image.copy()
    paper, reach = int(numpy.median(image)), image.shape[1] / 595 * _ON_SIDE
    sides = [(x, cell.top, cell.bottom) for cell in cells for x in (cell.left, cell.right)]
    for left, top, right, bottom in (rule.box for rule in found if rule.upright):
        across = (left + right) / 2
        if any(abs(x - across) <= reach and top < low and bottom > high for x, high, low in sides):
            clean[int(top) : int(bottom), max(int(left) - 1, 0) : int(right) + 1] = paper
    return clean


def reduce_noise(image: Image) -> Image:
    """The picture with less noise and edges as sharp as before."""
    return cv2.bilateralFilter(image, 5, 40, 3)


def remove_noise(image: Image) -> Image:
    """A small picture without noise; a whole page would take a second."""
    return cv2.fastNlMeansDenoising(image, None, 20, 5, 15)


def count_blots(image: Image, cell: Box) -> int:
    """The number of pieces of ink in a cell that are as large as a small character, its rules left aside.

    Two pieces with hardly a gap between them count once: a thin 5 may break below its bar.
    """
    left, top, right, bottom = (max(int(edge), 0) for edge in cell)
    if right - left < 2 * _EDGE + 2 or bottom - top < 2 * _EDGE + 2:
        return 0
    inner = _ink(image[top:bottom, left:right])[_EDGE:-_EDGE, _EDGE:-_EDGE]
    tall, wide = inner.shape
    least = image.shape[1] / 595 * 3  # points
    count, _, stats, _ = cv2.connectedComponentsWithStats(inner, connectivity=8)
    found: list[Box] = []
    for across, down, width, height, area in sorted(stats[1:count].tolist()):
        large = max(width, height) > least and area > least
        if large and width < _ACROSS * wide and height < _ACROSS * tall:
            piece = Box(across, down, across + width, down + height)
            whole = next((one for one in found if _broken(one, piece)), None)
            if whole is None:
                found.append(piece)
            else:
                found[found.index(whole)] = bounding_box((whole, piece))
    return len(found)


def _broken(one: Box, other: Box) -> bool:
    """Whether two pieces of ink belong to one character, standing one on the other."""
    shared = min(one.right, other.right) - max(one.left, other.left)
    apart = max(one.top, other.top) - min(one.bottom, other.bottom)
    heights = (one.bottom - one.top, other.bottom - other.top)
    narrower = min(one.right - one.left, other.right - other.left)
    return shared * 2 > narrower and apart * _BROKEN < max(heights)
