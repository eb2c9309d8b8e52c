"""This module finds the rules of a scanned page: its skew, the cells of its tables, ink in a cell."""

from typing import Any

import cv2
import numpy

from parsers.readers.ruled import Box

Image = Any  # a grey numpy array

_STEEPEST = 6.0  # degrees
_ENOUGH = 3  # rules that agree on the skew
_BRIDGE = 9  # pixels: gaps that scanning leaves in a rule
_FULL = 0.75  # share of its rectangle that a cell covers; less is the space around something


def straightened(image: Image) -> Image:
    """The page turned so that its rules are level."""
    angle = _skew(image)
    if abs(angle) < 0.05:
        return image
    height, width = image.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(
        image, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )


def _skew(image: Image) -> float:
    """The angle of the long rules that are nearly level, 0 where there are too few."""
    least = image.shape[1] // 8
    found = cv2.HoughLinesP(_ink(image), 1, numpy.pi / 1800, 200, None, least, 12)
    if found is None:
        return 0.0
    ends = found.reshape(-1, 4).astype(float)
    angles = numpy.degrees(numpy.arctan2(ends[:, 3] - ends[:, 1], ends[:, 2] - ends[:, 0]))
    level = angles[numpy.abs(angles) < _STEEPEST]
    return float(numpy.median(level)) if len(level) >= _ENOUGH else 0.0


def _ink(image: Image) -> Image:
    smooth = cv2.GaussianBlur(image, (3, 3), 0)
    return cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15
    )


def tables(image: Image) -> list[list[Box]]:
    """The cells of each table, in pixels, the tables from top to bottom."""
    mask = _rules(image)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = []
    for left, top, width, height, _ in sorted(stats[1:count].tolist(), key=lambda one: one[1]):
        if width > image.shape[1] / 6 and height > image.shape[0] / 60:
            cells = _cells(mask, Box(left, top, left + width - 1, top + height - 1))
            if len(cells) > 3:
                found.append(cells)
    return found


def _rules(image: Image) -> Image:
    """A mask of all that is long and thin; characters fall out."""
    ink = _ink(image)
    across = _long(ink, (max(image.shape[1] // 40, 20), 1))
    upright = _long(ink, (1, max(image.shape[0] // 70, 16)))
    return cv2.dilate(across | upright, numpy.ones((3, 3), numpy.uint8))


def _long(ink: Image, size: tuple[int, int]) -> Image:
    bridge = (min(size[0], _BRIDGE), min(size[1], _BRIDGE))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, numpy.ones(bridge[::-1], numpy.uint8))
    thick = cv2.dilate(closed, numpy.ones((3, 1) if size[1] == 1 else (1, 3), numpy.uint8))
    return cv2.morphologyEx(thick, cv2.MORPH_OPEN, numpy.ones(size[::-1], numpy.uint8))


def _cells(mask: Image, frame: Box) -> list[Box]:
    """The spaces that rules enclose; the frame stands for sides that are not drawn."""
    left, top, right, bottom = (int(edge) for edge in frame)
    inner = mask[top : bottom + 1, left : right + 1].copy()
    cv2.rectangle(inner, (0, 0), (right - left, bottom - top), 255, 3)
    count, _, stats, _ = cv2.connectedComponentsWithStats(255 - inner, connectivity=4)
    return [
        Box(left + x, top + y, left + x + width, top + y + height)
        for x, y, width, height, area in stats[1:count].tolist()
        if min(width, height) > 8 and area > _FULL * width * height
    ]


def has_ink(image: Image, cell: Box) -> bool:
    """Whether anything as large as a small character is printed in a cell."""
    left, top, right, bottom = (int(edge) for edge in cell)
    inner = _ink(image[top:bottom, left:right])[3:-3, 3:-3]
    if not inner.size:
        return False
    least = image.shape[1] / 595 * 3  # points
    count, _, stats, _ = cv2.connectedComponentsWithStats(inner, connectivity=8)
    return any(
        max(width, height) > least and area > least
        for _, _, width, height, area in stats[1:count].tolist()
    )
