"""This module finds the cells of a scanned page's tables by their rules, whole or worn."""

from collections.abc import Iterator, Sequence
from statistics import median

import cv2
import numpy

from parsers.readers.cell_grid import find_cells
from parsers.readers.frames import Rule, find_frames, join_rules, keep_anchored
from parsers.readers.geometry import Box, scaled
from parsers.readers.printed import is_table
from parsers.readers.scan_image import BRIDGE, find_rules, rules_of, shortest_rule
from parsers.readers.scan_tones import find_ink
from parsers.readers.sheet import NEAR
from parsers.readers.untyped import Image

_WORN = 0.3  # share of level rules that end at none: they are broken
# Times the shortest rule: what is inked along it and has paper beside it is a worn rule.
_STROKES = 3
_INKED, _CLEARER = 0.5, 0.45  # shares of it that are inked, and by how much less is inked beside it
_BESIDE = 7  # pixels


def find_tables(image: Image, scale: float) -> tuple[list[Rule], list[list[Box]]]:
    """The rules of a level page and the cells of each table, in pixels, of which `scale` are a point."""
    found = find_rules(image)
    anchored, lost = _anchored(found, scale)
    if lost > _WORN:
        worn = find_worn_rules(image)
        whole, still = _anchored(worn, scale)
        if still < lost:
            found, anchored = worn, whole
    cells = (find_cells(frame, NEAR) for frame in find_frames(anchored, NEAR))
    tables = (boxes for boxes in cells if is_table(boxes, image.shape[0] / scale))
    return found, [[scaled(box, scale) for box in boxes] for boxes in tables]


def _anchored(found: Sequence[Rule], scale: float) -> tuple[list[Rule], float]:
    """The rules in points, whole and held at their ends, and the share of the level ones that are not."""
    drawn = [rule._replace(box=scaled(rule.box, 1 / scale)) for rule in found]
    whole = join_rules(drawn, NEAR)
    held = keep_anchored(whole, NEAR / 2 + _half_a_rule(drawn))
    level = sum(not rule.upright for rule in whole)
    return held, (len(whole) - len(held)) / level if level else 0.0


def _half_a_rule(drawn: Sequence[Rule]) -> float:
    """Half the thickness of the upright rules: a level rule ends at the outer edge of the last."""
    return median([one.box.right - one.box.left for one in drawn if one.upright] or [0.0]) / 2


def find_worn_rules(image: Image) -> list[Rule]:
    """What is thin and mostly inked along a length that three strokes of characters do not reach, with paper on
    both sides: rules that a worn print or a coarse scan has broken.
    """
    ink = find_ink(image)
    least = shortest_rule(image)
    across = _worn(ink, least)
    upright = _worn(numpy.ascontiguousarray(ink.T), least).T
    level = rules_of(across, upright=False)
    standing = rules_of(numpy.ascontiguousarray(upright), upright=True)
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
        crossing = (
            (one.left, one.middle[1], one.right)
            if upright
            else (one.top, one.middle[0], one.bottom)
            for one, _ in others
        )
        near = (place for low, place, high in crossing if low - BRIDGE <= middle <= high + BRIDGE)
        met = [place for place in near if start - BRIDGE <= place <= end + BRIDGE]
        if met and min(met) - start < least:
            start = min(met)
        if met and end - max(met) < least:
            end = max(met)
        edges = {"top": start, "bottom": end} if upright else {"left": start, "right": end}
        yield Rule(box._replace(**edges), upright)
