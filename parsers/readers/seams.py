"""This module joins tables that the end of a page has cut, with the rows and merged cells that it cut in two."""

import re
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from parsers.form_words import meanings
from parsers.numbers import is_figure, number
from parsers.readers.cell_grid import Cell
from parsers.readers.continuation import is_continuation, stand_under
from parsers.readers.geometry import outline
from parsers.readers.letters import APART, join_figures

_WRAPPED = 4  # digits: no cell of the form is narrower
_REMARK = re.compile(r"\s*[（(].{5,}[）)]\s*", re.DOTALL)  # longer than a number in brackets


class _Pair(NamedTuple):
    """A cell at the end of a page, and the cell below it at the beginning of the next."""

    above: Cell
    below: Cell


def join_tables(above: Sequence[Cell], below: Sequence[Cell], near: float) -> list[Cell]:
    """Join two parts of a table: the second is moved below the first, and cells cut in two are merged."""
    seam = outline(above).bottom
    below = stand_under(above, _headless(above, below) or below, near)
    down = seam - outline(below).top
    moved = [
        cell._replace(box=cell.box.moved(down), there=cell.there or cell.box) for cell in below
    ]
    pairs = _pairs(above, moved, seam, near)
    beginning = _lowest([cell for cell in moved if abs(cell.box.top - seam) < near], near)
    cut = _is_cut(pairs, beginning) or _is_torn(pairs, beginning)
    tall = pairs if _is_header(pairs) else _tall(pairs, near) * (not _are_values(beginning))
    whole = [pair for pair in pairs if cut or (pair in tall and _goes_on(pair))]
    gone = {id(cell) for pair in whole for cell in pair}
    kept = [cell for cell in (*above, *moved) if id(cell) not in gone]
    return kept + [_one(pair) for pair in whole]


def _headless(above: Sequence[Cell], below: Sequence[Cell]) -> list[Cell]:
    """The second part without header lines repeated from the first."""
    first, second = _lines(above), _lines(below)
    repeated = 0
    for one, other in zip(first, second, strict=False):
        texts = [cell.text for cell in one]
        if texts != [cell.text for cell in other] or not any(map(meanings, texts)):
            break
        if any(map(is_figure, filter(None, texts))):
            break
        repeated += 1
    return [cell for line in second[repeated:] for cell in line]


def _lines(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells grouped by their top edge, from top to bottom and left to right."""
    lines: dict[float, list[Cell]] = {}
    for cell in sorted(cells, key=lambda cell: cell.box[1::-1]):
        lines.setdefault(cell.box.top, []).append(cell)
    return list(lines.values())


def _lowest(beginning: list[Cell], near: float) -> list[Cell]:
    """The cells of the first row alone; merged cells beside it are left out."""
    least = min((cell.box.height for cell in beginning), default=0.0) + near
    return [cell for cell in beginning if cell.box.height < least]


def _pairs(above: Sequence[Cell], below: list[Cell], seam: float, near: float) -> list[_Pair]:
    ending = [cell for cell in above if abs(cell.box.bottom - seam) < near]
    beginning = [cell for cell in below if abs(cell.box.top - seam) < near]
    both = product(ending, beginning)
    return [_Pair(one, two) for one, two in both if is_continuation([one], [two], near)]


def _is_cut(pairs: list[_Pair], beginning: list[Cell]) -> bool:
    """Whether the end of a page cuts a row in two: the lower part has no known word of its own.

    Two figures, one above the other, are of two rows. A label of several lines, which a browser keeps together,
    may all be in the lower part, and the figures in the upper one.
    """
    known = [cell for cell in beginning if meanings(cell.text)]
    if not any(is_figure(cell.text) for cell in beginning):
        blank = {id(pair.below) for pair in pairs if not pair.above.text}
        known = [cell for cell in known if id(cell) not in blank]
    if not pairs or not all(_ends_label(cell, pairs) for cell in known):
        return False
    both = [pair for pair in pairs if pair.above.text and pair.below.text]
    return not any(_is_value(cell.text) for pair in both for cell in pair)


def _ends_label(cell: Cell, pairs: list[_Pair]) -> bool:
    """Whether the text of a cell completes a label begun in the cell above."""
    above = next((pair.above.text for pair in pairs if pair.below is cell), "")
    return bool(above) and not meanings(above) and bool(meanings(above + cell.text))


def _is_torn(pairs: list[_Pair], beginning: list[Cell]) -> bool:
    """Whether the end of a page cuts figures that wrapped: those that filled their cells, being long, or any
    whose row's label is cut as well, or is all above it. Else that is above or below.
    """
    row = [pair for pair in pairs if pair.below in beginning]
    both = [pair for pair in row if pair.above.text and pair.below.text]
    figures = [pair for pair in both if _are_figures(pair)]
    labels = [pair for pair in row if not is_figure(pair.above.text + pair.below.text)]
    known = [pair for pair in row if meanings(pair.above.text + pair.below.text)]
    alone = len(figures) == sum(bool(cell.text) for cell in beginning)
    wide = all(len(pair.above.text) >= _WRAPPED for pair in figures)
    wraps = bool(figures) and (alone or wide)
    wraps = wraps or any(pair in known and not meanings(pair.above.text) for pair in both)
    whole = all(pair in (*figures, *known) for pair in both)
    return wraps and whole and any(pair in known for pair in labels)


def _are_figures(pair: _Pair) -> bool:
    """Whether a pair holds two figures or the parts of one, as `11,65` and `8`, or `195` and `件`."""
    above, below = (cell.text.replace(APART, "") for cell in pair)
    return is_figure(above + below) or (is_figure(above) and is_figure(below))


def _tall(pairs: list[_Pair], near: float) -> list[_Pair]:
    """The pairs of merged cells, which are higher than the lowest cell beside them, above or below."""
    if not pairs:
        return []
    first = min(pair.above.box.height for pair in pairs) + near
    second = min(pair.below.box.height for pair in pairs) + near
    return [one for one in pairs if one.above.box.height > first or one.below.box.height > second]


def _is_header(pairs: list[_Pair]) -> bool:
    """Whether the end of a page cuts a header: one of its words is in two parts, and there is no value.

    Two words, one above the other, are of two rows, whose figures may all be blank.
    """
    values = any(_is_value(cell.text) for pair in pairs for cell in pair)
    rows = any(meanings(pair.above.text) and meanings(pair.below.text) for pair in pairs)
    return not values and not rows and any(map(_is_word, pairs))


def _are_values(row: list[Cell]) -> bool:
    """Whether a row is all values, as that of table 四: none of its blanks goes on with a header above it."""
    texts = [cell.text for cell in row if cell.text]
    return bool(texts) and all(map(_is_value, texts))


def _is_value(text: str) -> bool:
    """Whether a cell holds a figure or a dash for one; as part of a word a dash would say nothing."""
    return is_figure(text) or number(text).state == "dash"


def _is_word(pair: _Pair) -> bool:
    """Whether a word is in two parts, of which the first is no remark in brackets: such a one is whole."""
    above, below = pair.above.text, pair.below.text
    if _REMARK.fullmatch(above):
        return False
    return bool(above and below and not meanings(above) and meanings(above + below))


def _goes_on(pair: _Pair) -> bool:
    """Whether a merged cell continues: the part below is empty, or completes its words or its number."""
    above, below = pair.above.text, pair.below.text
    if not below or (not meanings(below) and meanings(above + below)):
        return True
    return _is_word(pair) and not is_figure(above) and meanings(above + below) == meanings(below)


def _one(pair: _Pair) -> Cell:
    """The merged cell; a figure that may be torn keeps a sign between its parts for the equations to resolve."""
    box = pair.above.box._replace(bottom=pair.below.box.bottom)
    return Cell(box, join_figures(pair.above.text, pair.below.text), pair.above.page)
