"""This module takes columns off a table that have none of the form's figures: a unit or a remark beside each row.

A column that prints a figure or a word of the form under such a head is left where it is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from parsers.form_words import last_word, meanings
from parsers.numbers import is_figure, number
from parsers.page import Grid, Span
from parsers.tables.layout import NOTHING, ON_A_LINE, Layout, Moved, arrange, lay_out
from parsers.tables.shapes import REMEMBERED, InternedShape, example_grid, intern_shape, shape_of
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


class Asides(NamedTuple):
    """How far from the right such columns stand, each with its head: another table may continue it without heads.

    It has as many columns right of its rows' labels, of which a page's end may have cut off some.
    """

    after: int = 0
    columns: tuple[tuple[int, str], ...] = ()


class _Strip(NamedTuple):
    """The lines of a grid in which a column stands under a head."""

    first: int
    beyond: int
    column: int
    head: str


def plain_grids(grids: Iterable[Grid]) -> Iterator[tuple[Grid, InternedShape]]:
    """The grids without their units and with their remarks apart, each with its shape."""
    asides = Asides()
    for grid in grids:
        interned = intern_shape(shape_of(grid))
        left, asides = _columns_left(interned, asides)
        if not left:
            yield grid, interned
            continue
        plain = _take_off(grid, left)
        yield plain, intern_shape(shape_of(plain))


def _take_off(grid: Grid, left: dict[Place, int]) -> Grid:
    """A grid whose cells have so many columns left."""
    places = [[(at, cell) for cell in range(len(line))] for at, line in enumerate(grid.lines)]
    kept = [
        [_narrowed(grid, place, left) for place in line if left.get(place) != 0] for line in places
    ]
    gone = {place: grid.lines[place[0]][place[1]] for place, columns in left.items() if not columns}
    remarks = {place: text for place, text in gone.items() if _tells(text)}
    return replace(arrange(grid, kept), remarks=remarks)


def _narrowed(grid: Grid, place: Place, left: dict[Place, int]) -> Moved:
    """A cell, over the columns that are left to it."""
    span = (grid.spans or {}).get(place)
    span = Span(span.rows, left.get(place, span.columns)) if span else None
    return Moved(grid.lines[place[0]][place[1]], place, span if span != Span(1, 1) else None)


def _tells(text: str) -> bool:
    """Whether a text says more than the head of its column, and than a unit of counts."""
    return squeeze(text) not in _HEADS.keys() | _COUNTED and number(text).state == "unparsed"


@lru_cache(maxsize=REMEMBERED)
def _columns_left(interned: InternedShape, above: Asides) -> tuple[dict[Place, int], Asides]:
    """The cells of such columns in a grid of this shape, and wider ones over them, each with the columns left to it.

    A grid without such heads may continue the one above.
    """
    heads = {
        (at, cell): squeeze(text)
        for at, line in enumerate(interned.shape.lines)
        for cell, text in enumerate(line)
        # A line that such a word begins and nothing follows is one for remarks, left blank.
        if squeeze(text) in _HEADS and (cell or any(line[1:]))
    }
    if not heads and not above.columns:
        return {}, Asides()
    grid = example_grid(interned.shape)
    placed = lay_out(grid)
    after = _after_labels(grid, placed)
    strips = _strips(heads, placed)
    if not heads and {*after} == {above.after}:
        strips = [
            _Strip(at, at + 1, len(row) - back, told)
            for at, row in enumerate(placed)
            if len({*row}) > 1
            for back, told in above.columns
        ]
    taken: dict[Place, set[int]] = {}
    for strip in strips:
        rows = placed[strip.first : strip.beyond]
        if any(len({*row}) > 1 and len(row) <= strip.column for row in rows):
            return {}, Asides()  # a line that lost a cell has its remark under another head
        for place in _places(rows, strip.column):
            text = grid.lines[place[0]][place[1]]
            own = squeeze(text) == strip.head or _covered(placed, place) != [strip.column]
            if not (own or _HEADS[strip.head](text)):
                return {}, Asides()
            taken.setdefault(place, set()).add(strip.column)
    left = {place: len(_covered(placed, place)) - len(gone) for place, gone in taken.items()}
    if not heads:
        return left, above if strips else Asides()
    width = max(map(len, placed))
    columns = dict.fromkeys((width - strip.column, strip.head) for strip in strips)
    return left, Asides(max(after, default=0), tuple(columns))


def _after_labels(grid: Grid, placed: Layout) -> list[int]:
    """How many columns stand right of the last word of each line that has one."""
    words = ((at, last_word(line)) for at, line in enumerate(grid.lines))
    return [
        len(placed[at]) - 1 - _covered(placed, (at, cell))[-1] for at, cell in words if cell >= 0
    ]


def _strips(heads: dict[Place, str], placed: Layout) -> list[_Strip]:
    """Each head with the lines below it, to the next line of heads; nothing if one covers several columns."""
    strips = []
    for head, told in heads.items():
        below = next((at for at, _ in heads if at > head[0]), len(placed))
        strips += [_Strip(head[0], below, column, told) for column in _covered(placed, head)]
    return strips if len(strips) == len(heads) else []


def _places(rows: Layout, column: int) -> list[Place]:
    """The cells of a column."""
    refs = dict.fromkeys(row[column] for row in rows if column < len(row))
    return [divmod(ref, ON_A_LINE) for ref in refs if ref != NOTHING]


def _covered(placed: Layout, place: Place) -> list[int]:
    """The columns of a cell."""
    ref = place[0] * ON_A_LINE + place[1]
    return [column for column, one in enumerate(placed[place[0]]) if one == ref]
