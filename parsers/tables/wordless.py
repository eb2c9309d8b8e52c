"""This module reads table 四 where a copy prints its line of figures without any of the table's words.

The heading of its part says which table it is, and three sums say which figures are the totals of its
groups: the figures then stand in the form's order, and the table is `doubtful`. Where a sum is wrong,
nothing tells which figure is which, and the line is only reported.
"""

from collections.abc import Collection, Iterator, Sequence

from parsers.flat.pieces import split_cells
from parsers.form_words import DISPUTE_HEADS, DISPUTES
from parsers.headings import heading_of
from parsers.page import Block, Grid, Page
from parsers.tables.across import has_all_sums
from parsers.text import is_figure
from schemas.finding import Finding, finding

_TABLE = "disputes"
_PART = ("复议", "诉")  # in the heading of the part


def head_wordless_row(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with its two heads over a line of figures alone in the part of table 四, if each group has its sum."""
    if not any(isinstance(block, str) and all(word in block for word in _PART) for block in blocks):
        return blocks
    result: list[Block] = []
    number = max((block.number for block in blocks if isinstance(block, Grid)), default=0)
    in_part = False
    for block in blocks:
        if isinstance(block, str) and (heading := heading_of(block)):
            in_part = all(word in heading.words for word in _PART)
        if in_part and (row := _only_row(block)):
            number += isinstance(block, str)
            own = number if isinstance(block, str) else block.number
            result.append(Grid((DISPUTE_HEADS, row), number=own))
            in_part = False
        else:
            result.append(block)
    return tuple(result)


def find_wordless_rows(page: Page, tables: Collection[str]) -> Iterator[Finding]:
    """A finding for each line of as many figures as table 四 has, on a page without that table."""
    if _TABLE in tables:
        return
    for cells in (cells for block in page.blocks for cells in _lines(block)):
        if _is_row(cells):
            yield finding("row-not-placed", _TABLE, " | ".join(cells))


def _only_row(block: Block) -> tuple[str, ...] | None:
    """The line of figures in a block that prints nothing else, where each of its groups has its sum."""
    printed = [cells for cells in _lines(block) if any(cells)]
    return printed[0] if len(printed) == 1 and has_all_sums(printed[0]) else None


def _lines(block: Block) -> Iterator[tuple[str, ...]]:
    """The rows of a table, or the cells of a paragraph that begins with a figure."""
    if not isinstance(block, str):
        yield from block.lines
    elif is_figure((line := block.strip("| \t"))[:1]):
        yield tuple(cell.strip() for cell in split_cells(line))


def _is_row(cells: Sequence[str]) -> bool:
    return len(cells) == DISPUTES and all(map(is_figure, cells))
