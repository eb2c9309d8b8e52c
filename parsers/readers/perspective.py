"""This module computes how to flatten a table that a camera saw from aside, from how its rules lie.

Seen so, rules that were level run towards one point far away, and upright ones towards another.
Moving both points to infinity makes them level and upright again.
"""

from typing import Any

import numpy

_FEWEST = 4  # rules of a direction
_SPREAD = 0.25  # of the page, from the first rule to the last: nearer ones tell too little
_OFF = 0.004  # radians: a rule that differs by more from what the others say is none
_APART = 0.003  # radians between the first and the last rule: less is no perspective

Rules = Any  # rows of numbers: where a rule's middle is along it, where across, and its slope
Direction = tuple[float, float]


def flattening(level: Rules, upright: Rules, size: tuple[int, int]) -> Any:
    """The matrix that flattens a picture of this width and height around its middle; None for a flat one.

    Upright rules are given as if the page lay on its side.
    """
    width, height = size
    a, b = _direction(level, width, height)
    c, d = _direction(upright, height, width)
    if max(abs(b) * height, abs(d) * width) < _APART:
        return None
    middle = numpy.array((width / 2, height / 2, 1))
    # Where level rules meet, in homogeneous coordinates.
    ahead = numpy.array((middle[0] * b - 1, -a, b))
    below = numpy.array((-c, middle[1] * d - 1, d))
    horizon = numpy.cross(ahead, below)
    flat = numpy.eye(3)
    flat[2] = horizon / (horizon @ middle)
    axes = numpy.stack([(flat @ point)[:2] for point in (ahead, below)], axis=1)
    axes = axes / numpy.linalg.norm(axes, axis=0) * numpy.sign(numpy.diag(axes))
    turn = numpy.eye(3)
    turn[:2, :2] = numpy.linalg.inv(axes)
    moved = turn @ flat @ middle
    back = numpy.eye(3)
    back[:2, 2] = middle[:2] - moved[:2] / moved[2]
    return back @ turn @ flat


def _direction(rules: Rules, along: int, across: int) -> Direction:
    """How the slope of rules depends on where they cross the middle of the page, as `a + b * place`."""
    places, slopes = rules[:, 1] + rules[:, 2] * (along / 2 - rules[:, 0]), rules[:, 2]
    for _ in range(2):
        if len(places) < _FEWEST or numpy.ptp(places) < across * _SPREAD:
            return 0.0, 0.0
        b, a = numpy.polyfit(places, slopes, 1)
        near = numpy.abs(slopes - a - b * places) < _OFF
        places, slopes = places[near], slopes[near]
    return (float(a), float(b)) if len(places) >= _FEWEST else (0.0, 0.0)
