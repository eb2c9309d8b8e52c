"""This module takes a report's prose out of the table that holds all of it, as a sheet is exported: a line a paragraph."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, takewhile

from parsers.headings import heading_of, is_mandated
from parsers.page import Block, Grid, Page
from parsers.recognise import find_tables


def lift_prose(page: Page) -> Page:
    """The page with the prose in the first and last lines of a table of the form above and below it.

    What is above ends with the heading of a part, what is below begins with one.
    """
    grids = page.placed_grids.items()
    parted = {at: found for at, grid in grids if (found := _parted(grid))}
    if not parted:
        return page
    blocks = (parted.get(at, [block]) for at, block in enumerate(page.blocks))
    return replace(page, blocks=tuple(chain.from_iterable(blocks)))


def _parted(grid: Grid) -> list[Block]:
    """A table of the form with the paragraphs above and below it; nothing where it has none."""
    above, below = _above(grid.lines), _above(grid.lines[::-1])[::-1]
    if not (above or below) or not find_tables([grid]):
        return []
    end = len(grid.lines) - len(below)
    table = grid.without({*range(len(above)), *range(end, len(grid.lines))})
    return [*filter(None, above), table, *filter(None, below)]


def _above(lines: Sequence[tuple[str, ...]]) -> list[str]:
    """The prose before the first line of several texts, with a heading at its end; nothing where that is all."""
    alone = ["".join(line) for line in takewhile(_is_alone, lines)]
    if len(alone) == len(lines):
        return []
    while alone and not _is_heading(alone[-1]):
        alone.pop()
    return alone if any("。" in text for text in alone) else []


def _is_alone(line: tuple[str, ...]) -> bool:
    """Whether a line holds one text at most."""
    return len(line) - line.count("") < 2


def _is_heading(text: str) -> bool:
    heading = heading_of(text)
    return heading is not None and is_mandated(heading.words)
