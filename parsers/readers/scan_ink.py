"""This module tells ink from paper in a grey picture."""

import cv2
import numpy

from parsers.readers.untyped import Image

_AROUND, _DARKER = 31, 15  # pixels; levels: ink is so much darker than what is around it
_LEAST, _WIDEST = 5, 15  # pixels; of the width: what a piece of a character is at least, at most
_FLATTEST = 4  # times as wide as high, or more, is a rule or a dash


def find_ink(image: Image) -> Image:
    """The picture with 255 where there is ink, and 0 where there is paper, however it is lit."""
    smooth = cv2.GaussianBlur(image, (3, 3), 0)
    return cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _AROUND, _DARKER
    )


def type_height(ink: Image, share: float) -> float:
    """The height that this share of the pieces of characters does not exceed; 0 where there are none."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    wide, high = stats[1:count, cv2.CC_STAT_WIDTH], stats[1:count, cv2.CC_STAT_HEIGHT]
    most = ink.shape[1] / _WIDEST
    heights = high[(high >= _LEAST) & (high < most) & (wide < most) & (wide < _FLATTEST * high)]
    return float(numpy.quantile(heights, share)) if heights.size else 0.0
