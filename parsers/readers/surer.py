"""This module recognises a row of a scanned table a second time where a digit was not sure.

The whole row, enlarged, never a cell alone. What was guessed before must be what is sure now, digit
by digit: then two recognitions agree.
"""

from collections.abc import Sequence
from typing import Any

from parsers.readers.lettering import Letter
from parsers.readers.recognised import UNREAD, inside, recognised
from parsers.readers.ruled import Box, around
from parsers.text import is_figure

_MOST_ROWS = 12  # a page of which more is unsure is unreadable
_LARGER = 1.5
_MARGIN = 2  # pixels

Image = Any  # a grey numpy array
Lines = list[list[Letter]]


def surer(lines: Lines, cells: Sequence[Box], image: Image) -> Lines:
    """The lines, with the digits that a second recognition of their row made sure."""
    unsure = [one for line in lines for one in line if one.text == UNREAD]
    letters = [one for line in lines for one in line]
    suspects = (cell for cell in cells if any(inside(one, [cell]) for one in unsure))
    doubtful = [cell for cell in suspects if is_figure(_guess(_in(cell, letters)))]
    rows = list(dict.fromkeys((cell.top, cell.bottom) for cell in doubtful))
    if not 0 < len(rows) <= _MOST_ROWS:
        return lines
    settled: dict[int, Letter] = {}
    for row in rows:
        again = _again(around(cell for cell in cells if (cell.top, cell.bottom) == row), image)
        for cell in doubtful:
            if (cell.top, cell.bottom) == row:
                settled |= _settled(_in(cell, letters), _in(cell, again))
    return [[settled.get(id(one), one) for one in line] for line in lines]


def _again(row: Box, image: Image) -> list[Letter]:
    """What is recognised of a row alone, where it stands on the page."""
    import cv2

    left, top = max(int(row.left) - _MARGIN, 0), max(int(row.top) - _MARGIN, 0)
    strip = image[top : int(row.bottom) + _MARGIN, left : int(row.right) + _MARGIN]
    larger = cv2.resize(strip, None, fx=_LARGER, fy=_LARGER, interpolation=cv2.INTER_CUBIC)
    return [
        one._replace(
            box=Box(
                *(edge / _LARGER + at for edge, at in zip(one.box, (left, top) * 2, strict=True))
            )
        )
        for line in recognised(larger)
        for one in line
    ]


def _in(cell: Box, letters: Sequence[Letter]) -> list[Letter]:
    """The pieces in a cell from left to right."""
    return sorted((one for one in letters if inside(one, [cell])), key=lambda one: one.box.left)


def _settled(before: list[Letter], now: list[Letter]) -> dict[int, Letter]:
    """The unsure pieces of a cell as they are sure now; none where the two differ in anything."""
    if _guess(before) != "".join(one.text for one in now):
        return {}
    return {id(one): one._replace(text=one.guess) for one in before if one.text == UNREAD}


def _guess(pieces: Sequence[Letter]) -> str:
    return "".join(one.guess for one in pieces)
