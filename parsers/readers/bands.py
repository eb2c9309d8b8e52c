"""This module says where to cut a long picture into bands that are recognised one by one.

Recognition shrinks a picture that is higher than a sheet, and a screenshot of a whole article is
five times as high as wide.
"""

from typing import Any

import numpy

_TALLEST = 2600  # pixels: what is recognised at once; a sheet at 200 dpi has 2,339
_LARGEST = 4_500_000  # pixels: it has 3.9 million, for which recognition takes a gigabyte
_SHORTEST = 0.6  # of it: a band is at least so high


def cuts(ink: Any, width: int) -> list[int]:
    """The rows at which to cut a picture of this width, by the ink in each row: in the widest gap between lines."""
    found, top = [], 0
    most = min(_TALLEST, _LARGEST // width)
    while len(ink) - top > most:
        first = top + int(most * _SHORTEST)
        top = first + _widest_gap(ink[first : top + most])
        found.append(top)
    return found


def _widest_gap(ink: Any) -> int:
    """The middle of the longest run of the rows with least ink."""
    empty = numpy.concatenate(([False], ink == ink.min(), [False]))
    starts, ends = numpy.flatnonzero(empty[1:] != empty[:-1]).reshape(-1, 2).T
    longest = int(numpy.argmax(ends - starts))
    return int(starts[longest] + ends[longest]) // 2
