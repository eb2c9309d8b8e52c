"""This module finds where a page's report begins: at its first heading, or a table of the form."""

import re

from parsers.headings import is_mandated
from parsers.page import Block, Grid, Page

_MOST_BLOCKS = 400
_FORM = re.compile(r"第二十[条條]\s*第|本年新收|自然人")
_ITS_WORDS = ("第二十", "本年新收", "自然人")


def before_report(page: Page) -> tuple[Block, ...]:
    """The blocks before the first numbered heading or table of the form, the last 400 at most.

    Menus may print hundreds of lines before a report. Where none begins, these are the page's first
    blocks.
    """
    heading = min(page.headings, default=None)
    forms = (at for at, block in enumerate(page.blocks[:heading]) if _begins_form(block))
    end = next(forms, heading)
    blocks = [block for block in page.blocks[:end] if block]
    return tuple(blocks[:_MOST_BLOCKS] if end is None else blocks[-_MOST_BLOCKS:])


def has_form(page: Page) -> bool:
    """Whether a page has a table of the form."""
    return any(_is_form(grid) for grid in page.grids)


def has_mandated_heading(page: Page) -> bool:
    """Whether a line of the page is one of the form's six headings."""
    return any(is_mandated(heading.words) for heading in page.headings.values())


def _begins_form(block: Block) -> bool:
    if isinstance(block, Grid):
        return _is_form(block)
    return block.startswith(_ITS_WORDS) and _FORM.match(block) is not None


def _is_form(grid: Grid) -> bool:
    return any(_FORM.search(cell) for line in grid.lines[:4] for cell in line)
