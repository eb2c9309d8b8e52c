"""This module joins a table that page ends have cut: rows and merged cells in two become one again."""

from collections.abc import Sequence
from typing import NamedTuple

from parsers.readers.ruled import Box, Cell
from parsers.recognise import words
from parsers.text import is_figure


class _Pair(NamedTuple):
    """A cell that ends at the page's end, and the one under it that begins the next page."""

    above: Cell
    below: Cell


def continues(above: Sequence[Cell], below: Sequence[Cell], near: float) -> bool:
    """Whether two tables have the same left and right edge, as the halves of one have."""
    first, second = outline(above), outline(below)
    return abs(first.left - second.left) < near and abs(first.right - second.right) < near


def outline(cells: Sequence[Cell]) -> Box:
    """The rectangle around a table."""
    boxes = [cell.box for cell in cells]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def join(above: Sequence[Cell], below: Sequence[Cell], near: float) -> list[Cell]:
    """One table of two: the second moved under the first, what the page's end cut made whole."""
    seam = outline(above).bottom
    down = seam - outline(below).top
    moved = [cell._replace(box=cell.box.moved(down)) for cell in below]
    pairs = _pairs(above, moved, seam, near)
    cut = _is_cut(pairs, [cell for cell in moved if abs(cell.box.top - seam) < near])
    tall = _tall(pairs, near)
    whole = [pair for pair in pairs if cut or (pair in tall and _goes_on(pair))]
    gone = {id(cell) for pair in whole for cell in pair}
    kept = [cell for cell in (*above, *moved) if id(cell) not in gone]
    return kept + [_one(pair) for pair in whole]


def _pairs(above: Sequence[Cell], below: list[Cell], seam: float, near: float) -> list[_Pair]:
    ending = [cell for cell in above if abs(cell.box.bottom - seam) < near]
    beginning = [cell for cell in below if abs(cell.box.top - seam) < near]
    return [
        _Pair(first, second)
        for first in ending
        for second in beginning
        if abs(first.box.left - second.box.left) < near
        and abs(first.box.right - second.box.right) < near
    ]


def _is_cut(pairs: list[_Pair], beginning: list[Cell]) -> bool:
    """Whether the page's end goes through a row: the part below has no known word of its own.

    Two figures, one above the other, are of two rows.
    """
    if not pairs or any(words(cell.text) for cell in beginning if cell.text):
        return False
    both = [pair for pair in pairs if pair.above.text and pair.below.text]
    return not any(is_figure(pair.above.text) or is_figure(pair.below.text) for pair in both)


def _tall(pairs: list[_Pair], near: float) -> list[_Pair]:
    """The pairs of merged cells: higher than the lowest cell beside them, above or below."""
    if not pairs:
        return []
    first = min(_height(pair.above) for pair in pairs) + near
    second = min(_height(pair.below) for pair in pairs) + near
    return [pair for pair in pairs if _height(pair.above) > first or _height(pair.below) > second]


def _goes_on(pair: _Pair) -> bool:
    """Whether a merged cell goes on: nothing is printed below, or the rest of its words."""
    above, below = pair.above.text, pair.below.text
    return not below or (not words(below) and bool(words(above + below)))


def _height(cell: Cell) -> float:
    return cell.box.bottom - cell.box.top


def _one(pair: _Pair) -> Cell:
    box = pair.above.box._replace(bottom=pair.below.box.bottom)
    return Cell(box, pair.above.text + pair.below.text, pair.above.page)
