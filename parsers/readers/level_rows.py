"""This module reads the rows of tables that have level rules and no upright ones.

What stands between two rules is a row, however many lines its cells take; a rule that begins further
right leaves the cell before it whole. No rule says where the columns are, so a row is read as the line of its
cells; under which header each stands is found later.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from operator import attrgetter
from typing import NamedTuple

from parsers.form_words import meanings
from parsers.headings import is_mandated
from parsers.readers.frames import Rule
from parsers.readers.geometry import Box, bounding_box, outline
from parsers.readers.letters import (
    APART,
    Letter,
    cell_text,
    group_lines,
    line_text,
)

_FEWEST = 5  # rules that end at one place: fewer underline words
_MOST = 400  # rules of a page; the form's tables draw some 60
_NARROWEST = 200.0  # points: of the longest
_GAP = 0.3  # of a letter's height: cells are further apart

Cell = list[Letter]


class Row(NamedTuple):
    """Where a row begins, as a line no wider than its first cell; what its cells say, and their letters; each cell.

    `whole`: it has several cells or a label, and none with two figures, which would be two rows whose rule is missing.
    """

    box: Box
    text: str
    letters: Cell
    cells: Cell
    whole: bool


def level_rows(letters: Sequence[Letter], rules: Sequence[Rule], near: float) -> Iterator[Row]:
    """The rows of several cells between level rules."""
    level = sorted((rule.box for rule in rules if not rule.upright), key=attrgetter("top"))
    if not _FEWEST <= len(level) <= _MOST:
        return
    printed = [letter for letter in letters if letter.text.strip()]
    printed.sort(key=_height)
    for end, count in Counter(round(box.right / near) for box in level).most_common():
        whole = bounding_box(box for box in level if abs(box.right - end * near) <= near)
        if count < _FEWEST or whole.right - whole.left < _NARROWEST:
            continue
        inside = [letter for letter in printed if whole.holds(*letter.box.middle)]
        held = [box for box in level if whole.holds(*box.middle)]
        found = filter(len, _rows(inside, held, whole, near))
        rows = [row for row in map(_row, found) if row.whole]
        yield from rows
        read = {id(letter) for row in rows for letter in row.letters}
        printed = [letter for letter in printed if id(letter) not in read]


def _height(letter: Letter) -> float:
    return letter.box.middle[1]


def _row(cells: Sequence[Cell]) -> Row:
    """One row of such a table, from the letters of its cells."""
    mine = [letter for cell in cells for letter in cell]
    boxes = [outline(cell) for cell in cells]
    # How wide a cell is nobody knows, and so no figure may go on in its next line.
    texts = [
        cell_text(cell, box._replace(right=inf)) for cell, box in zip(cells, boxes, strict=True)
    ]
    top = min(box.top for box in boxes)
    place = Box(boxes[0].left, top, boxes[0].right, top + mine[0].box.height)
    is_label = any(word.kind == "row" for word in meanings(texts[0]))
    whole = (len(cells) > 1 or is_label) and not any(APART in text for text in texts)
    line = mine[0].box.height  # a cell of several lines is as far from the next as one of one
    said = [
        Letter(box._replace(bottom=box.top + line), text)
        for box, text in zip(boxes, texts, strict=True)
    ]
    return Row(place, " ".join(texts), mine, said, whole)


def _rows(
    letters: Sequence[Letter], rules: Sequence[Box], whole: Box, near: float
) -> Iterator[list[Cell]]:
    """The rows between the rules that go all the way; the cells beside a row's shorter rules are of the first of its rows.

    Letters and rules are given from top to bottom.
    """
    long = [r for r in rules if r.left <= whole.left + near and r.right >= whole.right - near]
    for top, bottom in pairwise([-inf, *(rule.top for rule in long), inf]) if long else ():
        begin, end = (bisect(letters, at, key=_height) for at in (top, bottom))
        here = _below_heading(letters[begin:end])
        shorter = [rule for rule in rules if rule not in long and top < rule.top < bottom]
        if not shorter:
            yield _side_by_side(_cells(here))
            continue
        inner = bounding_box(shorter)
        within = [one for one in here if inner.left <= one.box.middle[0] <= inner.right]
        beside = [one for one in here if not inner.left <= one.box.middle[0] <= inner.right]
        first, *others = [*_rows(within, shorter, inner, near)] or [[]]
        yield sorted([*_cells(beside), *first], key=lambda cell: cell[0].box.left)
        yield from others


def _below_heading(letters: Sequence[Letter]) -> list[Letter]:
    """The letters between two rules, without the heading of a part and what is above it: a table ends there."""
    lines = group_lines(letters)
    headed = [at for at, line in enumerate(lines, 1) if is_mandated(line_text(line))]
    return [letter for line in lines[headed[-1] :] for letter in line] if headed else list(letters)


def _cells(letters: Sequence[Letter]) -> list[Cell]:
    """The letters in cells from left to right: two cells are parted by a gap that no letter of the row reaches into."""
    cells: list[Cell] = []
    end = -inf
    for letter in sorted(letters, key=lambda letter: letter.box.left):
        if letter.box.left - end > _GAP * letter.box.height:
            cells.append([])
        cells[-1].append(letter)
        end = max(end, letter.box.right)
    return cells


def _side_by_side(cells: list[Cell]) -> list[Cell]:
    """The cells of a row; none where they are lines of prose, one of them below another."""
    boxes = [outline(cell) for cell in cells]
    top, bottom = max((b.top for b in boxes), default=0), min((b.bottom for b in boxes), default=0)
    return cells if top < bottom else []
