"""This module finds the rules of a scanned page that a worn print or a coarse scan has broken."""

from collections.abc import Iterator, Sequence

import cv2
import numpy

from parsers.readers.frames import Rule
from parsers.readers.scan_image import BRIDGE, SHORTEST, rules_of
from parsers.readers.scan_ink import find_ink
from parsers.readers.untyped import Image

_STROKES = (
    3  # times the shortest rule: what is inked along it and has paper beside it is a worn rule
)
_INKED, _CLEARER = 0.5, 0.45  # shares of it that are inked, and by how much less is inked beside it
_BESIDE = 7  # pixels


def find_worn_rules(image: Image) -> list[Rule]:
    """What is thin and mostly inked along a length that three strokes of characters do not reach, with paper on
    both sides: rules that a worn print or a coarse scan has broken.
    """
    ink = find_ink(image)
    least = max(image.shape[1] // SHORTEST, 16)
    across = _worn(ink, least)
    upright = _worn(numpy.ascontiguousarray(ink.T), least).T
    level, standing = (
        rules_of(across, upright=False),
        rules_of(numpy.ascontiguousarray(upright), upright=True),
    )
    return [*_trimmed(level, standing, least), *_trimmed(standing, level, least)]


def _worn(ink: Image, least: int) -> Image:
    """The level lines of which pieces are left."""
    length = least * _STROKES
    thick = cv2.dilate(ink, numpy.ones((3, 1), numpy.uint8))
    inked = cv2.boxFilter(thick, cv2.CV_32F, (length, 1)) / 255
    around = cv2.boxFilter(ink, cv2.CV_32F, (length, _BESIDE - 2)) / 255
    beside = numpy.zeros_like(around)
    beside[_BESIDE:] = around[:-_BESIDE]
    beside[:-_BESIDE] = numpy.maximum(beside[:-_BESIDE], around[_BESIDE:])
    line = ((inked > _INKED) & (inked - beside > _CLEARER)).astype(numpy.uint8)
    pieces = cv2.dilate(line, numpy.ones((1, length // 4 + 1), numpy.uint8)) * thick
    joined = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, numpy.ones((1, least * 2 // 3), numpy.uint8))
    return cv2.morphologyEx(joined, cv2.MORPH_OPEN, numpy.ones((3, least), numpy.uint8))


def _trimmed(rules: Sequence[Rule], others: Sequence[Rule], least: int) -> Iterator[Rule]:
    """The rules without short ends beyond the outermost of the others that they cross, where characters go on."""
    for box, upright in rules:
        middle = box.middle[1 - upright]
        start, end = (box.top, box.bottom) if upright else (box.left, box.right)
        met = [
            place
            for one in (other.box for other in others)
            for low, place, high in [
                (one.left, one.middle[1], one.right)
                if upright
                else (one.top, one.middle[0], one.bottom)
            ]
            if low - BRIDGE <= middle <= high + BRIDGE and start - BRIDGE <= place <= end + BRIDGE
        ]
        if met and min(met) - start < least:
            start = min(met)
        if met and end - max(met) < least:
            end = max(met)
        edges = {"top": start, "bottom": end} if upright else {"left": start, "right": end}
        yield Rule(box._replace(**edges), upright)
