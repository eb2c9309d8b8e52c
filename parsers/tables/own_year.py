"""This module removes tables and lines that captions assign to another year than the report's.

Some print the year before under the year: both in one table, `2023年` over the rows of one or before its
figures and `2022年` with those of the other, or in tables of their own under the report, `附件:2022年度数据`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.headings import heading_of
from parsers.numbers import is_figure
from parsers.page import Block, Grid, Page
from parsers.tables.foreign_tables import caption_year
from schemas.finding import finding


def keep_own_year(page: Page, year: int | None) -> Page:
    """The page without the lines and tables of other years; the same page where no caption tells them apart."""
    if year is None:
        return page
    blocks = tuple(_of_year(page.blocks, year))
    if blocks == page.blocks or not any(isinstance(block, Grid) for block in blocks):
        return page
    return replace(page, blocks=blocks).telling(finding("other-year-left", None, str(year)))


def _of_year(blocks: Sequence[Block], year: int) -> Iterator[Block]:
    """Return the blocks without tables under another year's caption, which applies up to the next heading."""
    current: int | None = None
    for block in blocks:
        if isinstance(block, str):
            caption = caption_year(block)
            current = caption or (None if heading_of(block) else current)
            yield block
        elif current in (None, year):
            yield _own(block, year)


def _own(grid: Grid, year: int) -> Grid:
    """Return the grid without the lines of other years; the other lines keep their numbers."""
    named = ((at, _year_before(line)) for at, line in enumerate(grid.lines))
    years = {at: year_named for at, year_named in named if year_named}
    if len(set(years.values())) < 2 or year not in years.values():
        return grid
    current: int | None = None
    left: set[int] = set()
    for at in range(len(grid.lines)):
        current = years.get(at, current)
        if current not in (None, year) or (at in years and not any(map(is_figure, grid.lines[at]))):
            left.add(at)
    return grid.without(left)


def _year_before(line: tuple[str, ...]) -> int | None:
    """The year in a line that says nothing else, or has nothing but figures after it."""
    words = [text for text in line if text.strip()]
    return caption_year(words[0]) if words and all(map(is_figure, words[1:])) else None
