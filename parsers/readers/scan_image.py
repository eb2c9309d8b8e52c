"""This module finds rules, and ink in cells, in the image of a scanned page, and cleans it."""

from collections.abc import Sequence

import cv2
import numpy

from parsers.readers.frames import Rule
from parsers.readers.geometry import Box, bounding_box
from parsers.readers.scan_tones import find_ink, type_height
from parsers.readers.untyped import Image

# Of the width of an upright sheet: a rule is at least so long, and no stroke of a character is. One row may stand alone.
_SHORTEST = 40
_ASIDE = 0.7  # of the width of a sheet that lies aside
_HIGH = 0.75  # share of a table's characters that are no higher than one
_TALLER = 1.35  # times its height: longer than any stroke
_NETWORK = 5  # of the width: rules of a table that touch reach so far, and no characters do
BRIDGE = 3  # pixels: gaps that scanning leaves in a rule; characters stand further apart

_ON_SIDE = 1.5  # points: an upright rule so near to a cell's edge is its side
_EDGE = 4  # pixels of a cell that its rules may fill
_ACROSS = 0.75  # of a cell: what reaches further is a rule
_FLAT = 2  # times as wide as high, or more, at a cell's upper or lower edge is no digit
_HAIR = 12  # times as high as wide, or more, at a cell's left or right edge is no digit
_BROKEN = 4  # times as high as the gap, at least, is a piece of a broken character
_DIGIT = 0.8  # of its height: no digit is wider, and no two are so narrow
_SLIM = 0.62  # of its height: a sign and a digit beside it are wider, pieces of one digit are not
_SLENDER = 4  # times as long as thick, at least


def find_rules(image: Image) -> list[Rule]:
    """All that is long and thin, in pixels, and belongs to a table by crossing others."""
    ink = find_ink(image)
    least = shortest_rule(image)
    across, upright, tables = _lines(ink, least)
    longest = round(type_height(numpy.where(tables, ink, 0), _HIGH) * _TALLER) + BRIDGE
    if longest > least:
        across, upright, _ = _lines(ink, longest)
    return [*rules_of(across, upright=False), *rules_of(upright, upright=True)]


def shortest_rule(image: Image) -> int:
    """How long a rule is at least, in pixels."""
    high, wide = image.shape
    return max(int(wide * (_ASIDE if wide > high else 1)) // _SHORTEST, 16)


def _lines(ink: Image, least: int) -> tuple[Image, Image, Image]:
    """The level and the upright lines that are at least so long, and the rectangles of tables around them.

    Strokes of characters do not reach those of the next, but for two or three that touch.
    """
    across, upright = _long(ink, (least, 1)), _long(ink, (1, least))
    joined = cv2.dilate(across | upright, numpy.ones((BRIDGE, BRIDGE), numpy.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    sizes = stats[:, (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT)].max(axis=1)
    large = sizes * _NETWORK > ink.shape[1]
    lone = ~large[labels]
    across[lone], upright[lone] = 0, 0
    tables = numpy.zeros(ink.shape, bool)
    for left, top, width, height, _ in stats[1:][large[1:]].tolist():
        tables[top : top + height, left : left + width] = True
    return across, upright, tables


def _long(ink: Image, size: tuple[int, int]) -> Image:
    bridge = (min(size[0], BRIDGE), min(size[1], BRIDGE))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, numpy.ones(bridge[::-1], numpy.uint8))
    thick = cv2.dilate(closed, numpy.ones((3, 1) if size[1] == 1 else (1, 3), numpy.uint8))
    return cv2.morphologyEx(thick, cv2.MORPH_OPEN, numpy.ones(size[::-1], numpy.uint8))


def rules_of(mask: Image, *, upright: bool) -> list[Rule]:
    """The rules of a mask: its connected parts that are long and thin."""
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

    Pieces of one digit count once: a thin 5 may break below its bar, a 0 above and below.
    """
    left, top, right, bottom = (max(int(edge), 0) for edge in cell)
    if right - left < 2 * _EDGE + 2 or bottom - top < 2 * _EDGE + 2:
        return 0
    inner = find_ink(image[top:bottom, left:right])[_EDGE:-_EDGE, _EDGE:-_EDGE]
    tall, wide = inner.shape
    least = image.shape[1] / 595 * 3  # points
    count, _, stats, _ = cv2.connectedComponentsWithStats(inner, connectivity=8)
    found: list[Box] = []
    for across, down, width, height, area in sorted(stats[1:count].tolist()):
        large = max(width, height) > least and area > least
        if down == 0 or down + height == tall:
            large = large and width < _FLAT * height  # else it is what is left of a rule
        if across == 0 or across + width == wide:
            large = large and width * _HAIR > height
        if large and width < _ACROSS * wide and height < _ACROSS * tall:
            piece = Box(across, down, across + width, down + height)
            whole = next((one for one in found if _broken(one, piece)), None)
            if whole is None:
                found.append(piece)
            else:
                found[found.index(whole)] = bounding_box((whole, piece))
    return len(found)


def _broken(one: Box, other: Box) -> bool:
    """Whether two pieces of ink belong to one digit: one on the other, or both no wider than one."""
    whole = bounding_box((one, other))
    if whole.right - whole.left < _SLIM * max(one.height, other.height):
        return True
    side_by_side = min(one.height, other.height) * 2 > whole.height
    if side_by_side and whole.right - whole.left < _DIGIT * whole.height:
        return True
    shared = min(one.right, other.right) - max(one.left, other.left)
    apart = max(one.top, other.top) - min(one.bottom, other.bottom)
    narrower = min(one.right - one.left, other.right - other.left)
    low, high = sorted((one.height, other.height))
    digit = whole.height if low * 2 < high else high  # a bar and a bowl are of one
    return shared * 2 > narrower and apart * _BROKEN < digit
