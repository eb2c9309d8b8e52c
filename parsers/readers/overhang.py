"""This module puts letters that hang out of the last cells of a page back into their cells.

A browser ends a cell at the end of its page, but prints the line of text it has begun below the
cell.
"""

from collections.abc import Sequence

from parsers.readers.frames import Frame
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter
from parsers.readers.sheet import NEAR

_LAST = 0.8  # of a page's height: what ends above does not end with it
_BEGUN = 0.5  # of a letter's height: as far below the cell it may begin, at most
_INSIDE = 0.1  # points: more than rounding may take


def ends_page(box: Box, height: float) -> bool:
    """Whether a table or row ends so low on a page that it may continue on the next."""
    return box.bottom > _LAST * height


def begins_page(box: Box, height: float) -> bool:
    """Whether a row stands so high on a page that it may continue a table of the page before."""
    return box.top < (1 - _LAST) * height


def overhanging_letters(
    frame: Frame, boxes: Sequence[Box], letters: Sequence[Letter], height: float
) -> list[tuple[Letter, Letter]]:
    """The letters below a table that belong to its last cells, each also as moved into its cell."""
    if not ends_page(frame.box, height):
        return []
    ends = [box for box in boxes if _is_open(box, frame)]
    found = ((letter, box) for letter in letters for box in ends if _hangs(letter.box, box))
    return [(letter, letter._replace(box=_raised(letter.box, box))) for letter, box in found]


def _is_open(box: Box, frame: Frame) -> bool:
    """Whether a cell ends where its table does, without a rule."""
    if abs(box.bottom - frame.box.bottom) >= NEAR:
        return False
    middle = (box.left + box.right) / 2
    below = [rule.box for rule in frame.rules if not rule.upright]
    ruled = (one for one in below if one.left <= middle <= one.right)
    return all(abs(one.top - box.bottom) >= NEAR for one in ruled)


def _hangs(letter: Box, cell: Box) -> bool:
    """Whether a letter, wholly between a cell's sides, begins where the cell ends."""
    begun = cell.bottom + _BEGUN * (letter.bottom - letter.top)
    below = (letter.top + letter.bottom) / 2 > cell.bottom
    return cell.left <= letter.left and letter.right <= cell.right and letter.top < begun and below


def _raised(letter: Box, cell: Box) -> Box:
    """The rectangle of a letter, raised until its middle is in the cell."""
    return letter.moved(cell.bottom - _INSIDE - (letter.top + letter.bottom) / 2)
