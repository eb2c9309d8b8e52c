"""This module finds which of the tables 二 and 四 a page lacks, and puts a table under the heading of its part."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from parsers.headings import heading_of, mandated_part
from parsers.page import Block, Page
from parsers.traditional import simplified

_ROWS = 3  # of a table, among which the words that tell it from others stand


class Part(NamedTuple):
    """A table of the form, the part of a report that it is in, and words that it alone has."""

    table: str
    number: int
    words: str


REQUESTS = Part("requests", 3, "本年新收")
_OTHERS = (Part("disclosures", 2, "第二十条第"), Part("disputes", 4, "未经复议"))


def lacking_parts(page: Page) -> Iterator[Part]:
    """The tables 二 and 四 that no grid of a page is, by the words in its first rows: a cheap test."""
    for part in _OTHERS:
        rows = (line for grid in page.grids for line in islice(grid.lines, _ROWS))
        cells = [cell for line in rows for cell in line]
        plain = any(part.words in cell for cell in cells)
        if not plain and not any(part.words in simplified(cell) for cell in cells):
            yield part


def insert_blocks(page: Page, part: int, blocks: Sequence[Block]) -> Page:
    """The page with blocks right under the heading of a part; at its end, where they have headings themselves."""
    under = [at for at, heading in page.headings.items() if mandated_part(heading.words) == part]
    headed = any(isinstance(block, str) and heading_of(block) for block in blocks)
    at = len(page.blocks) if headed or not under else under[-1] + 1
    return replace(page, blocks=(*page.blocks[:at], *blocks, *page.blocks[at:]))
