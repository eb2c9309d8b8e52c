"""This module puts together the tables that a site or a program prints in pieces: a head that stays while
the rows are scrolled is a table of its own, as is the blank form above the filled one, and the report's
title may be the first row of its table.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, takewhile
from typing import TypeGuard

from parsers.flat.void_columns import places_once
from parsers.metadata.titles import is_report_title
from parsers.page import Block, Grid, Span
from parsers.recognise import Part
from parsers.tables.foreign_tables import caption_year, names_last_year
from parsers.text import is_figure


def put_together(blocks: tuple[Block, ...], found: Sequence[Part]) -> tuple[Block, ...]:
    """The blocks with the tables found in them as their agency made them; the same where nothing is in pieces."""
    ours = {part.grid.number for part in found}
    if not ours:
        return blocks
    kept = [block for block in blocks if isinstance(block, str) or block.number not in ours]
    if len(kept) + len(ours) != len(blocks):
        return blocks
    result: list[Block] = []
    for at, block in enumerate(blocks):
        if isinstance(block, str) or block.number not in ours:
            head = result[-1] if result else None
            if isinstance(head, Grid) and head.number in ours and _is_body(block, head):
                result[-1] = _joined(head, block)
            else:
                result.append(block)
        elif not _is_copy(at, blocks, ours):
            titles = _titles(block)
            result += [*titles, _once(_without(block, titles))]
    return tuple(result) if result != list(blocks) else blocks


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
    origins = {(row, cell): grid.origin(row, kept[row][cell]) for row, cell in moved}
    return replace(grid, lines=lines, spans=None, origins=origins)


def _titles(grid: Grid) -> list[str]:
    """The titles that stand alone in the first lines of a table, of a report or of a table of one year."""
    alone = takewhile(lambda texts: len(texts) < 2, map(_texts, grid.lines))
    said = list(chain.from_iterable(alone))
    titles = [text for text in said if is_report_title(text) or _is_of_table(text)]
    years = {caption_year(texts[0]) for texts in map(_texts, grid.lines) if len(texts) == 1}
    return titles if titles and len(years - {None}) < 2 else []


def _is_of_table(text: str) -> bool:
    return text.endswith("表") and bool(caption_year(text))


def _texts(line: Sequence[str]) -> list[str]:
    return [text for text in line if text]


def _without(grid: Grid, titles: Sequence[str]) -> Grid:
    """A table without its lines that say one of these; the others keep their numbers."""
    left = {at for at, line in enumerate(grid.lines) if titles and "".join(line) in titles}
    if not left:
        return grid
    lines = tuple(() if at in left else line for at, line in enumerate(grid.lines))
    spans = {ref: span for ref, span in (grid.spans or {}).items() if ref[0] not in left}
    return replace(grid, lines=lines, spans=None if grid.spans is None else spans)


def _has_figure(grid: Grid) -> bool:
    return any(map(is_figure, chain.from_iterable(grid.lines)))


def _is_copy(at: int, blocks: Sequence[Block], ours: set[int]) -> bool:
    """Whether a table has no figure, and another one, not of a year of its own, all that it says in the same places."""
    table = blocks[at]
    if isinstance(table, str) or len(ours) < 2 or _has_figure(table):
        return False
    for place, other in enumerate(blocks):
        if isinstance(other, str) or other.number not in ours or not _has_figure(other):
            continue
        between = blocks[min(at, place) : max(at, place)]
        if _says(other, table) and not any(map(_is_of_a_year, between)):
            return True
    return False


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


def _is_body(block: Block, head: Grid) -> TypeGuard[Grid]:
    """Whether a table of figures alone goes on with one that has none."""
    if isinstance(block, str) or block.spans is None or _has_figure(head):
        return False
    texts = _texts(list(chain.from_iterable(block.lines)))
    return bool(texts) and all(map(is_figure, texts))


def _joined(head: Grid, body: Grid) -> Grid:
    """A table with the lines of a head before its own; those keep the places that they have in their table."""
    down = len(head.lines)
    spans: dict[tuple[int, int], Span] | None = None
    if head.spans is not None and body.spans is not None:
        moved = {(line + down, cell): span for (line, cell), span in body.spans.items()}
        spans = head.spans | moved
    places = [(at, cell) for at, line in enumerate(body.lines) for cell in range(len(line))]
    origins = {(line + down, cell): body.origin(line, cell) for line, cell in places}
    return Grid((*head.lines, *body.lines), spans, body.number, origins=origins)
