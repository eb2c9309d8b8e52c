"""This module joins the pages of an article to one page.

What all of them print first and last is the site's, and stays around the whole: menus, the title, the footer.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from parsers.page import Block, Grid, Page
from parsers.text import is_figure
from schemas.finding import finding

TORN = "figure-between-pages"
_PAGER = re.compile(
    r"(?:首\s*页|[上下]\s*一?\s*页|[末尾]\s*页|[共第]\s*\d+\s*页|(?<!\d)\d{1,2}(?!\d)|\W)*"
)
_LEADS = re.compile(r"[上下]\s*一?\s*页")
_LONGEST = 60  # characters of a line whose digits may differ: a count of visits, a clock
_LETTER = re.compile(r"[^\W\d]")
_DIGITS = re.compile(r"\d+")


def join(pages: Sequence[Page]) -> Page:
    """The pages as one: what they begin with and end with alike is kept once.

    Tables are counted on from page to page, and each says which page it is on.
    """
    first, *later = pages
    if not later:
        return first
    bodies = [one.blocks[_alike(first.blocks, one.blocks) :] for one in later]
    foot = min(_foot(first.blocks, body) for body in bodies)
    parts = [_without_pager(one[: len(one) - foot]) for one in (first.blocks, *bodies)]
    count = iter(range(len(first.grids) + 1, sys.maxsize))
    placed = ((block, page) for page, part in enumerate(parts, 1) for block in part)
    blocks = [_on_page(one, page, count) if isinstance(one, Grid) else one for one, page in placed]
    cells = filter(None, (_torn(one, other) for one, other in pairwise(parts)))
    torn = (finding(TORN, None, cell) for cell in cells)
    findings = dict.fromkeys((*(one for page in pages for one in page.findings), *torn))
    end = first.blocks[len(first.blocks) - foot :]
    return replace(first, blocks=(*blocks, *end), findings=tuple(findings))


def _torn(above: Sequence[Block], below: Sequence[Block]) -> str | None:
    """A figure in no table under a table that ends the page before: a cell may be cut in two."""
    if not (above and below and isinstance(above[-1], Grid)):
        return None
    first = below[0]
    return first if isinstance(first, str) and is_figure(first) else None


def _on_page(grid: Grid, page: int, count: Iterator[int]) -> Grid:
    number = next(count) if page > 1 else grid.number
    return replace(grid, number=number, pages=(page,) * len(grid.lines))


def _alike(one: Sequence[Block], other: Sequence[Block]) -> int:
    """How many blocks at the beginning are the same in both, whatever their digits."""
    return sum(1 for _ in takewhile(_same, zip(one, other, strict=False)))


def _same(pair: tuple[Block, Block]) -> bool:
    one, other = pair
    if one == other or isinstance(one, Grid) or isinstance(other, Grid):
        return one == other
    bare = _DIGITS.sub("", one)
    return len(one) < _LONGEST and bool(bare.strip()) and bare == _DIGITS.sub("", other)


def _foot(one: Sequence[Block], other: Sequence[Block]) -> int:
    """How many blocks at the end are the same in both, from the first words below the pager: figures may end a table."""
    count = _alike(one[::-1], other[::-1])
    while count:
        line = one[-count]
        if isinstance(line, str) and _LETTER.search(line) and not _of_pager(line):
            break
        count -= 1
    return count


def _without_pager(blocks: Sequence[Block]) -> Sequence[Block]:
    """A page's part of the article without the pager below it: lines of page numbers, with 上一页 or 下一页."""
    lines = list(takewhile(_of_pager, reversed(blocks)))
    leads = any(_LEADS.search(str(line)) for line in lines)
    return blocks[: len(blocks) - len(lines)] if leads else blocks


def _of_pager(block: Block) -> bool:
    return isinstance(block, str) and len(block) < _LONGEST and bool(_PAGER.fullmatch(block))
