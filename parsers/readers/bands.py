"""This module says where to cut a long picture into bands that are recognised one by one.

Recognition makes a picture smaller that is higher than a sheet, and a screenshot of a whole article is
five times as high as wide.
"""

from typing import Any

import numpy

_TALLEST = 2600  # pixels: what is recognised at once; a sheet at 200 dpi has 2,339
_SHORTEST = 0.6  # of it: a band is at least so high


def cuts(ink: Any) -> list[int]:
    """The rows at which to cut, by the ink in each row: in the middle of the widest gap between lines."""
    found, top = [], 0
    while len(ink) - top > _TALLEST:
        first = top + int(_TALLEST * _SHORTEST)
        top = first + _widest_gap(ink[first : top + _TALLEST])
        found.append(top)
    return found


def _widest_gap(ink: Any) -> int:
    """The middle of the longest run of the rows with least ink."""
    empty = numpy.concatenate(([False], ink == ink.min(), [False]))
    starts, ends = numpy.flatnonzero(empty[1:] != empty[:-1]).reshape(-1, 2).T
    longest = int(numpy.argmax(ends - starts))
    return int(starts[longest] + ends[longest]) // 2
