"""This module gives a page the tones of print on paper, and tells its ink: of a faint page, of one that a copier
printed in dots, and of one whose other side shines through.
"""

import cv2
import numpy

from parsers.readers.untyped import Image

_DARKEST = 10  # percent of the ink: holes and edges are less, thin strokes are lighter
_FAINT = 0.5  # of the light of paper: ink that is lighter is hardly read
_BLACK, _WHITE = 25, 245  # as a copier prints and scans
_SOFT = 0.8  # pixels: noise grows as ink darkens, so it is reduced before
_SHINE = 0.2  # of the way from paper to ink: strokes are darker, the other side is lighter

# Pixels; dots for each pixel of a page: noise and dust leave a quarter of it.
_DOT, _DOTTED = 6, 0.003
_TONE = 0.6  # of the way from print to paper: dots are darker, noise is lighter
_BLURS, _BLURRED = (1.0, 1.5, 2.0), 0.001  # pixels; dots for each pixel that may remain
_AROUND, _DARKER = 31, 15  # pixels; levels: ink is so much darker than what is around it
_LEAST, _WIDEST = 5, 15  # pixels; of the width: what a piece of a character is at least, at most
_FLATTEST = 4  # times as wide as high, or more, is a rule or a dash


def blur_dots(image: Image) -> Image:
    """The picture with the greys for which a copier printed dots of black and white; another as it is."""
    few = image[::4, ::4]
    paper, print_ = float(numpy.median(few)), float(numpy.percentile(few, 0.3))
    dark = (image < print_ + (paper - print_) * _TONE).astype(numpy.uint8)
    if _dots(dark) < _DOTTED:
        return image
    for size in _BLURS:
        blurred = cv2.GaussianBlur(image, (0, 0), size)
        if _dots(find_ink(blurred)) < _BLURRED:
            break
    return blurred


def _dots(ink: Image) -> float:
    """How many pieces of ink are no larger than a dot, for each pixel."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return float(numpy.count_nonzero(stats[1:, cv2.CC_STAT_AREA] <= _DOT) / ink.size)


def deepen(image: Image) -> Image:
    """The picture of a faint print with ink as dark and paper as light as usual; another as it is."""
    ink, paper = _tones(image)
    if ink < paper * _FAINT:
        return image
    times = (_WHITE - _BLACK) / max(paper - ink, 1.0)
    soft = cv2.GaussianBlur(image.astype(numpy.float32), (0, 0), _SOFT)
    deeper = (soft - ink) * times + _BLACK
    return numpy.clip(deeper, 0, 255).astype(numpy.uint8)


def clear_shine(image: Image) -> Image:
    """The picture without what is much lighter than print, as the other side of a sheet that shines through."""
    ink, paper = _tones(image)
    shine = (image > paper - (paper - ink) * _SHINE) & (image < paper)
    return numpy.where(shine, round(paper), image).astype(numpy.uint8)


def _tones(image: Image) -> tuple[float, float]:
    """How dark the ink of a page is, where it is darkest, and how light its paper."""
    few = image[::2, ::2]
    inked = few[find_ink(few) > 0]
    dark = float(numpy.percentile(inked, _DARKEST)) if inked.size else 0.0
    return dark, float(numpy.median(few))


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
