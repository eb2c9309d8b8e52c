"""This module finds the figures of table 四 where a copy prints their line without any of the table's words.

Nothing tells which figure is which, and so the line is only reported.
"""

from collections.abc import Collection, Iterator, Sequence

from parsers.flat.pieces import split_cells
from parsers.form_words import DISPUTES
from parsers.numbers import is_figure
from parsers.page import Block, Page
from schemas.finding import Finding, finding

_TABLE = "disputes"


def find_wordless_rows(page: Page, tables: Collection[str]) -> Iterator[Finding]:
    """A finding for each line of as many figures as table 四 has, on a page without that table."""
    if _TABLE in tables:
        return
    for cells in (cells for block in page.blocks for cells in _lines(block)):
        if _is_row(cells):
            yield finding("row-not-placed", _TABLE, " | ".join(cells))


def _lines(block: Block) -> Iterator[tuple[str, ...]]:
    """The rows of a table, or the cells of a paragraph that begins with a figure."""
    if not isinstance(block, str):
        yield from block.lines
    elif is_figure((line := block.strip("| \t"))[:1]):
        yield tuple(cell.strip() for cell in split_cells(line))


def _is_row(cells: Sequence[str]) -> bool:
    return len(cells) == DISPUTES and all(map(is_figure, cells))
