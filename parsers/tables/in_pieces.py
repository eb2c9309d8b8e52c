"""This module puts together the tables that a site or a program prints in pieces: a head that stays while
the rows are scrolled is a table of its own, as is the blank form above the filled one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain, islice
from typing import TypeVar

from parsers.numbers import is_figure
from parsers.page import Block, Grid, Page, Span
from parsers.recognise import Part, find_tables
from parsers.repeated_cells import places_once
from parsers.tables.foreign_tables import caption_year, names_last_year

Told = TypeVar("Told")


def put_together(page: Page) -> tuple[Page, list[Part]]:
    """The page with its tables as their agency made them, and the parts of these.

    A blank form with words between it and the filled one is put behind that: both are read, and doubted.
    """
    found = find_tables(page.grids)
    instead = _instead(page, {part.grid.number for part in found})
    if not instead:
        return page, found
    blocks = (instead.get(at, (block,)) for at, block in enumerate(page.blocks))
    page = replace(page, blocks=tuple(chain.from_iterable(blocks)))
    return page, find_tables(page.grids)


def _instead(page: Page, ours: set[int]) -> dict[int, list[Block]]:
    """What stands instead of some tables, by their places; `ours` are the numbers of those of the form."""
    blocks = page.blocks
    filled = dict(_filled(page, ours))
    blank: dict[int, list[int]] = defaultdict(list)
    for place in sorted(filled):
        blank[filled[place]].append(place)
    instead: dict[int, list[Block]] = {}
    for at, grid in page.placed_grids.items():
        before = instead.get(at - 1, blocks[at - 1 : at] if at else ())
        head = before[-1] if before else None
        if isinstance(head, Grid) and head.number in ours and _is_body(grid, head, ours):
            instead[at - 1], instead[at] = [*before[:-1], _joined(head, grid)], []
        elif at in filled:
            if filled[at] > at or not _has_text(blocks[filled[at] : at]):
                instead[at] = []
        elif grid.number in ours and (once := _once(grid)) is not grid:
            instead[at] = [once]
        behind = (place for place in blank[at] if place < at) if at in blank else ()
        if late := [blocks[place] for place in behind if _has_text(blocks[place:at])]:
            instead[at] = [*instead.get(at, [grid]), *late]
    return instead


def _has_text(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, str) and block.strip() for block in blocks)


def _once(grid: Grid) -> Grid:
    """A table without spans, each cell of which is there once that a program printed in all places that it covers."""
    if grid.spans != {}:
        return grid
    kept = places_once(grid.lines)
    if sum(map(len, kept)) == sum(map(len, grid.lines)):
        return grid
    pairs = list(zip(grid.lines, kept, strict=True))
    lines = tuple(tuple(line[at] for at in places) for line, places in pairs)
    moved = ((row, cell) for row, places in enumerate(kept) for cell in range(len(places)))
    was = {(row, cell): (row, kept[row][cell]) for row, cell in moved}
    origins = {at: grid.origin(*place) for at, place in was.items()}
    boxes = {at: grid.boxes[place] for at, place in was.items() if place in grid.boxes}
    return replace(grid, lines=lines, spans=None, origins=origins, boxes=boxes)


def _has_figure(grid: Grid) -> bool:
    return any(map(is_figure, chain.from_iterable(grid.lines)))


def _filled(page: Page, ours: set[int]) -> Iterator[tuple[int, int]]:
    """The place of each table without a figure, and of one that says all that it does, in the same places, and is
    not of a year of its own.
    """
    tables = {at: one for at, one in page.placed_grids.items() if one.number in ours}
    filled = [at for at, one in tables.items() if _has_figure(one)]
    if not filled or len(filled) == len(tables):
        return
    years = list(accumulate(map(_is_of_a_year, page.blocks)))
    for at in tables.keys() - filled:
        same = (to for to in filled if years[to] == years[at] and _says(tables[to], tables[at]))
        yield from ((at, to) for to in islice(same, 1))


def _is_of_a_year(block: Block) -> bool:
    return isinstance(block, str) and bool(caption_year(block) or names_last_year(block))


def _says(table: Grid, less: Grid) -> bool:
    """Whether a table has every text of another one, in the same line and cell."""
    pairs = zip(table.lines, less.lines, strict=False)
    same = (
        len(line) >= len(texts)
        and all(text in ("", own) for own, text in zip(line, texts, strict=False))
        for line, texts in pairs
    )
    return len(table.lines) >= len(less.lines) and all(same)


def _is_body(block: Grid, head: Grid, ours: set[int]) -> bool:
    """Whether a table of figures alone goes on with one that has none."""
    if block.number in ours or block.spans is None or _has_figure(head):
        return False
    texts = list(filter(None, chain.from_iterable(block.lines)))
    return bool(texts) and all(map(is_figure, texts))


def _joined(head: Grid, body: Grid) -> Grid:
    """A table with the lines of a head before its own; those keep the places that they have in their table."""
    down = len(head.lines)
    spans: dict[tuple[int, int], Span] | None = None
    if head.spans is not None and body.spans is not None:
        spans = head.spans | _moved(body.spans, down)
    places = [(at, cell) for at, line in enumerate(body.lines) for cell in range(len(line))]
    return Grid(
        (*head.lines, *body.lines),
        spans,
        body.number,
        pages=(*head.pages, *body.pages),
        boxes={**head.boxes, **_moved(body.boxes, down)},
        origins=_moved({place: body.origin(*place) for place in places}, down),
    )


def _moved(told: Mapping[tuple[int, int], Told], down: int) -> dict[tuple[int, int], Told]:
    """What is told of the cells of some lines, so many lines further down."""
    return {(line + down, cell): one for (line, cell), one in told.items()}
