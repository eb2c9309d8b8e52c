"""This module arranges the letters and rules of a printed page: tables, and lines of text between them.

PDF and OFD only say where each letter and each rule is.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from parsers.readers.broken_words import join_words
from parsers.readers.cell_grid import Cell, find_cells
from parsers.readers.frames import Frame, Rule
from parsers.readers.geometry import Box, outline
from parsers.readers.letters import (
    APART,
    DOWN,
    UP,
    Letter,
    cell_text,
    group_lines,
    line_text,
)
from parsers.readers.level_rows import level_rows
from parsers.readers.ocr import UNREAD
from parsers.readers.overhang import begins_page, ends_page, overhanging_letters
from parsers.readers.overprints import split_overprints
from parsers.readers.paragraphs import TextLine
from parsers.readers.sheet import NEAR, Item, Sheet, Table, item_top
from parsers.readers.wrapped_figures import wrapped_cells

_GROUND = 0.9  # of a cell: what is drawn on as much of it is its colour or its border
# Times as long as wide, or more; as high as its cell, or so many points from a side of it, it is one and no digit.
_SLENDER, _EDGE = 4, 1.5


class Drawn(NamedTuple):
    """What a page draws beside its letters: rules, and shapes that are none."""

    rules: Sequence[Rule] = ()
    shapes: Sequence[Box] = ()


def lay_out_page(
    letters: Sequence[Letter],
    frames: Sequence[Frame],
    number: int,
    height: float,
    drawn: Drawn | None = None,
) -> Sheet:
    """The tables and lines of a page from top to bottom; one or two boxes, or a column of them, are no table.

    Level rules without uprights only separate rows, and each row is read as a line. A cell in which nothing is
    written but a shape is drawn is not blank: it may be a figure.
    """
    rules, shapes = drawn or Drawn()
    items: list[Item] = []
    rest = list(letters)
    for frame in frames:
        boxes = find_cells(frame, NEAR)
        if is_table(boxes, height):
            inside = [letter for letter in rest if _stands_in(letter, frame.box)]
            rest = [letter for letter in rest if not _stands_in(letter, frame.box)]
            below = overhanging_letters(frame, boxes, rest, height)
            rest = _without(rest, (letter for letter, _ in below))
            written = [*inside, *(letter for _, letter in below)]
            items.append(_table(boxes, written, number, shapes, height))
    if not items and rules:
        rows = list(level_rows(rest, rules, NEAR))
        items += [TextLine(row.box, row.text, row.cells) for row in rows]
        rest = _without(rest, (letter for row in rows for letter in row.letters))
    lines = group_lines(join_words(rest))
    items += [TextLine(outline(line), text, line) for line in lines if (text := line_text(line))]
    return Sheet(tuple(sorted(items, key=item_top)), height)


def _without(letters: Iterable[Letter], taken: Iterable[Letter]) -> list[Letter]:
    """The letters except those taken; the page may print equal letters elsewhere."""
    out = {id(letter) for letter in taken}
    return [letter for letter in letters if id(letter) not in out]


def is_table(boxes: Sequence[Box], height: float) -> bool:
    """Whether boxes make a table on a page so high; a single row may continue one from the page before."""
    columns, rows = len({box.left for box in boxes}), len({box.top for box in boxes})
    return columns > 2 or (columns > 1 and rows > 1) or _is_one_row(boxes, height)


def _is_one_row(boxes: Sequence[Box], height: float) -> bool:
    """Whether boxes are the first or the last row of a table that a page cuts: two cells at its edge."""
    side_by_side = len(boxes) > 1 and len({box.top for box in boxes}) == 1
    return side_by_side and (ends_page(boxes[0], height) or begins_page(boxes[0], height))


def _table(
    boxes: Sequence[Box],
    letters: Sequence[Letter],
    number: int,
    shapes: Sequence[Box],
    height: float,
) -> Table:
    """The cells of a table: each box with the letters whose middle is in it."""
    held: dict[Box, list[Letter]] = {box: [] for box in boxes}
    homes = _Homes(boxes)
    for letter in letters:
        home = homes.find(letter.box)
        if home is not None:
            held[home].append(letter)
    drawn = {home for one in shapes if (home := homes.find(one)) and _is_figure_size(one, home)}
    wraps = wrapped_cells(held, height)
    return tuple(
        Cell(box, _said(own, box, wraps=box in wraps) or UNREAD * (box in drawn), number)
        for box, own in held.items()
    )


class _Homes:
    """The cells of a table, to be looked up by what stands in them."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._bands: dict[tuple[float, float], list[Box]] = {}  # of one height: few to look through
        for box in boxes:
            self._bands.setdefault((box.top, box.bottom), []).append(box)

    def find(self, thing: Box) -> Box | None:
        """The cell in which the middle of something is; None where it is in none."""
        x, y = thing.middle
        own = (band for (top, bottom), band in self._bands.items() if top <= y <= bottom)
        return next((box for band in own for box in band if box.left <= x <= box.right), None)


def _is_figure_size(shape: Box, cell: Box) -> bool:
    """Whether what is drawn in a cell may be a figure, being within it and neither its ground nor a side of it.

    Browsers draw each side of a cell as a shape of its own where these differ, or have dashes.
    """
    wide, high = shape.right - shape.left, shape.height
    if wide > cell.right - cell.left or high > cell.height:
        return False
    if _is_side(shape, cell):
        return False
    return high < _GROUND * cell.height or wide < _GROUND * (cell.right - cell.left)


def _is_side(shape: Box, cell: Box) -> bool:
    """Whether what is drawn in a cell is a side of it, or a piece of one, as a dash is."""
    wide, high = shape.right - shape.left, shape.height
    x, y = shape.middle
    if wide * _SLENDER <= high:
        return high >= _GROUND * cell.height or min(x - cell.left, cell.right - x) < _EDGE
    return high * _SLENDER <= wide and min(y - cell.top, cell.bottom - y) < _EDGE


def _said(letters: Sequence[Letter], box: Box, *, wraps: bool) -> str:
    """The text of a cell, which may be written aside; where a figure is printed over another, both."""
    if letters and (way := letters[0].turn) and {letter.turn for letter in letters} == {way}:
        letters = turned(letters, (box.right, box.bottom), way)
        box = turn_box(box, (box.right, box.bottom), way)
    return APART.join(cell_text(layer, box, wraps=wraps) for layer in split_overprints(letters))


def _stands_in(letter: Letter, box: Box) -> bool:
    return box.holds(*letter.box.middle)


def turned(letters: Sequence[Letter], size: tuple[float, float], way: int) -> list[Letter]:
    """Letters after what they stand on has been turned so that those written this way are upright."""
    return [
        one._replace(box=turn_box(one.box, size, way), turn=(one.turn - way + 1) % 4 - 1)
        for one in letters
    ]


def turn_box(box: Box, size: tuple[float, float], way: int) -> Box:
    """A rectangle after its page, whose letters are not upright, has been turned.

    `way` is 1 where they run up the page, -1 where down, 2 where they are upside down.
    """
    width, height = size
    left, top, right, bottom = box
    if way == UP:
        return Box(height - bottom, left, height - top, right)
    if way == DOWN:
        return Box(top, width - right, bottom, width - left)
    return Box(width - right, height - bottom, width - left, height - top)
