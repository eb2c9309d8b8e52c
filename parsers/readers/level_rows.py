"""This module reads the rows of tables that have level rules and no upright ones.

What stands between two rules is a row, however many lines its cells take; a rule that begins further
right leaves the cell before it whole. Where columns are is not told, so that a row is the line of its
cells: a row with a blank cell has a figure too few, and is refused by what reads lines.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.readers.frames import Rule
from parsers.readers.geometry import Box, bounding_box
from parsers.readers.letters import Letter, cell_text, letters_box

_FEWEST = 5  # rules that end at one place: fewer underline words
_NARROWEST = 200.0  # points: of the longest
_GAP = 0.3  # of a letter's height: cells are further apart

Cell = list[Letter]


class Row(NamedTuple):
    """Where a row begins, as a line no wider than its first cell; what its cells say, and their letters."""

    box: Box
    text: str
    letters: Cell


def level_rows(letters: Sequence[Letter], rules: Sequence[Rule], near: float) -> Iterator[Row]:
    """The rows of several cells between level rules."""
    level = [rule.box for rule in rules if not rule.upright]
    for end, count in Counter(round(box.right / near) for box in level).items():
        whole = bounding_box(box for box in level if abs(box.right - end * near) <= near)
        if count < _FEWEST or whole.right - whole.left < _NARROWEST:
            continue
        inside = [letter for letter in letters if whole.holds(*letter.box.middle)]
        held = [box for box in level if whole.holds(*box.middle)]
        for cells in _rows(inside, held, whole, near):
            if len(cells) > 1:
                mine = [letter for cell in cells for letter in cell]
                said = (cell_text(cell, letters_box(cell)) for cell in cells)
                top = min(letter.box.top for letter in mine)
                first = letters_box(cells[0])
                place = Box(first.left, top, first.right, top + mine[0].box.height)
                yield Row(place, " ".join(said), mine)


def _rows(
    letters: Sequence[Letter], rules: Sequence[Box], whole: Box, near: float
) -> Iterator[list[Cell]]:
    """The rows between the rules that go all the way; the cells beside a row's shorter rules are of the first of its rows."""
    long = [r for r in rules if r.left <= whole.left + near and r.right >= whole.right - near]
    parting = sorted(rule.top for rule in long)
    for top, bottom in pairwise([float("-inf"), *parting, float("inf")]):
        here = [letter for letter in letters if top < letter.box.middle[1] < bottom]
        shorter = [rule for rule in rules if rule not in long and top < rule.top < bottom]
        if not shorter:
            yield _cells(here)
            continue
        inner = bounding_box(shorter)
        within = [one for one in here if inner.left <= one.box.middle[0] <= inner.right]
        beside = [one for one in here if not inner.left <= one.box.middle[0] <= inner.right]
        first, *others = _rows(within, shorter, inner, near)
        yield sorted([*_cells(beside), *first], key=lambda cell: cell[0].box.left)
        yield from others


def _cells(letters: Sequence[Letter]) -> list[Cell]:
    """The letters in cells from left to right: nothing of a row stands above or below the gap between two."""
    cells: list[Cell] = []
    end = float("-inf")
    printed = (letter for letter in letters if letter.text.strip())
    for letter in sorted(printed, key=lambda letter: letter.box.left):
        if letter.box.left - end > _GAP * letter.box.height:
            cells.append([])
        cells[-1].append(letter)
        end = max(end, letter.box.right)
    return cells
