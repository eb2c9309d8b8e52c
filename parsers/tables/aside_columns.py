"""This module takes columns off a table that have none of the form's figures: a unit or a remark beside each row.

A column that prints a figure or a word of the form under such a head is left where it is.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from parsers.form_words import meanings
from parsers.numbers import is_figure, number
from parsers.page import Grid, Span
from parsers.tables.layout import NOTHING, ON_A_LINE, Layout, Moved, arrange, lay_out
from parsers.tables.shapes import REMEMBERED, InternedShape, example_grid
from parsers.text import squeeze

Place = tuple[int, int]  # a line and a cell of it
_COUNTED = frozenset("件条个项次份宗")
_OF_FEES = "万元"  # fees in 元 are not what the form asks for


def _is_unit(text: str) -> bool:
    return squeeze(text) in {"", *_COUNTED, _OF_FEES}


def _is_remark(text: str) -> bool:
    return number(text).state in ("blank", "dash") or not (is_figure(text) or meanings(text))


# What may stand under a head that no form has.
_HEADS: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys(("单位", "计量单位", "單位", "計量單位"), _is_unit),
    **dict.fromkeys(("备注", "备注说明", "说明", "備註", "說明"), _is_remark),
}


def take_off_asides(grid: Grid, interned: InternedShape) -> list[Grid]:
    """A grid of this shape without its units and with its remarks apart; nothing if it has no such column."""
    if not (left := _columns_left(interned)):
        return []
    kept = [
        [
            _narrowed(grid, (at, cell), left)
            for cell in range(len(line))
            if left.get((at, cell)) != 0
        ]
        for at, line in enumerate(grid.lines)
    ]
    gone = {place: grid.lines[place[0]][place[1]] for place, columns in left.items() if not columns}
    remarks = {place: text for place, text in gone.items() if _tells(text)}
    return [replace(arrange(grid, kept), remarks=remarks)]


def _narrowed(grid: Grid, place: Place, left: dict[Place, int]) -> Moved:
    """A cell, over the columns that are left to it."""
    span = (grid.spans or {}).get(place)
    span = Span(span.rows, left.get(place, span.columns)) if span else None
    return Moved(grid.lines[place[0]][place[1]], place, span if span != Span(1, 1) else None)


def _tells(text: str) -> bool:
    """Whether a text says more than the head of its column, and than a unit of counts."""
    return squeeze(text) not in _HEADS.keys() | _COUNTED and number(text).state == "unparsed"


@lru_cache(maxsize=REMEMBERED)
def _columns_left(interned: InternedShape) -> dict[Place, int]:
    """The cells of such columns in a grid of this shape, and wider ones over them, each with the columns left to it."""
    heads = {
        (at, cell): fits
        for at, line in enumerate(interned.shape.lines)
        for cell, text in enumerate(line)
        if (fits := _HEADS.get(squeeze(text)))
    }
    if not heads:
        return {}
    grid = example_grid(interned.shape)
    placed = lay_out(grid)
    taken: dict[Place, list[int]] = {}
    for head, fits in heads.items():
        below = next((at for at, _ in heads if at > head[0]), len(placed))
        if len(columns := _covered(placed, head)) != 1:
            return {}
        rows = placed[head[0] : below]
        if any(len({*row}) > 1 and len(row) <= columns[0] for row in rows):
            return {}  # a line that lost a cell has its remark under another head
        for place in _places(rows, *columns):
            alone = _covered(placed, place) == columns
            if place != head and alone and not fits(grid.lines[place[0]][place[1]]):
                return {}
            taken[place] = sorted({*taken.get(place, ()), *columns})
    return {place: len(_covered(placed, place)) - len(columns) for place, columns in taken.items()}


def _places(rows: Layout, column: int) -> list[Place]:
    """The cells of a column."""
    refs = dict.fromkeys(row[column] for row in rows if column < len(row))
    return [divmod(ref, ON_A_LINE) for ref in refs if ref != NOTHING]


def _covered(placed: Layout, place: Place) -> list[int]:
    """The columns of a cell."""
    ref = place[0] * ON_A_LINE + place[1]
    return [column for column, one in enumerate(placed[place[0]]) if one == ref]
