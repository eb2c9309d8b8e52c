"""This module joins the sheets of a paged document: the lines of all as paragraphs, and tables across pages.

Scans are aligned before, since paper is never fed at exactly the same place.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from parsers.page import Block
from parsers.readers.cell_grid import Cell, grid_of_cells
from parsers.readers.continuation import is_continuation
from parsers.readers.geometry import Box, outline
from parsers.readers.header_columns import keep_columns
from parsers.readers.paragraphs import LARGER, Measure, TextLine, join_paragraphs
from parsers.readers.seams import join_tables

NEAR = 4.0  # points: rules closer than this are one
_MARGIN = 0.1  # of the height: where running heads and page numbers stand
# `- 1 -`; in a scan `-□-`, or a speck.
_PAGE_NUMBER = re.compile(r"\W*+(?:\d{1,3}\W*+)?|第\s*\d+\s*页.{0,12}|\d+\s*/\s*\d+")
_NUMBER = re.compile(r"\d+")


Table = tuple[Cell, ...]
Item = TextLine | Table
_FURTHEST = 40.0  # points: as far as a sheet may lie aside
_WIDER = 0.03  # as much as it may be stretched


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its lines and tables from top to bottom, in points.

    `coarse`: it was scanned too coarsely to tell its digits apart.
    """

    items: tuple[Item, ...]
    height: float
    coarse: bool = False


def item_top(item: Item) -> float:
    """The top edge of an item on its page."""
    return item.box.top if isinstance(item, TextLine) else min(cell.box.top for cell in item)


def sheet_blocks(sheets: Sequence[Sheet]) -> tuple[Block, ...]:
    """The paragraphs and tables of all sheets in order, without running heads and page numbers."""
    largest = _measure([item for sheet in sheets for item in sheet.items]).height * LARGER
    heads = _running(sheets, largest)
    items: list[Item] = []
    for sheet in sheets:
        before = len(items)
        for item in _without(sheet, heads, largest):
            _add(items, item, overleaf=len(items) <= before)
    return tuple(_numbered(items))


def _running(sheets: Sequence[Sheet], largest: float) -> set[str]:
    """The texts in the margins of at least two pages, apart from numbers in them.

    What is larger than the text is a title: the second report's is the same as the first's except for the year.
    """
    marginal = ([one for one in sheet.items if _in_margin(one, sheet, largest)] for sheet in sheets)
    counts = Counter(key for items in marginal for key in set(map(_key, items)))
    return {key for key, times in counts.items() if times > 1}


def _key(item: Item) -> str:
    return _NUMBER.sub("#", item.text) if isinstance(item, TextLine) else ""


def _in_margin(item: Item, sheet: Sheet, largest: float) -> bool:
    edge = sheet.height * _MARGIN
    if not isinstance(item, TextLine) or item.box.height > largest:
        return False
    return item.box.bottom < edge or item.box.top > sheet.height - edge


def _without(sheet: Sheet, heads: set[str], largest: float) -> Iterator[Item]:
    for item in sheet.items:
        marginal = _in_margin(item, sheet, largest)
        if not (marginal and (_key(item) in heads or _PAGE_NUMBER.fullmatch(_text(item)))):
            yield item


def _text(item: Item) -> str:
    return item.text if isinstance(item, TextLine) else ""


def _add(items: list[Item], item: Item, *, overleaf: bool) -> None:
    """Add an item; a table that continues the one on the sheet before is joined to it."""
    last = items[-1] if items else None
    if (
        overleaf
        and isinstance(last, tuple)
        and not isinstance(last, TextLine)
        and not isinstance(item, TextLine)
        and is_continuation(last, item, NEAR)
    ):
        items[-1] = tuple(join_tables(last, item, NEAR))
    else:
        items.append(item)


def _numbered(items: list[Item]) -> Iterator[Block]:
    """The blocks of a document: its lines as paragraphs, its tables numbered in order."""
    number = 0
    lines: list[TextLine] = []
    measure = _measure(items)
    for item in items:
        if isinstance(item, TextLine):
            lines.append(item)
            continue
        yield from join_paragraphs(keep_columns(lines), measure)
        lines = []
        number += 1
        yield grid_of_cells(item, NEAR, number)
    yield from join_paragraphs(keep_columns(lines), measure)


def _measure(items: list[Item]) -> Measure:
    boxes = [item.box for item in items if isinstance(item, TextLine)]
    if not boxes:
        return Measure(0, 0, 0)
    height = median_low(box.height for box in boxes)
    return Measure(min(box.left for box in boxes), max(box.right for box in boxes), height)


def tables_of(sheet: Sheet) -> list[Table]:
    """The tables of a sheet."""
    return [item for item in sheet.items if not isinstance(item, TextLine)]


def align_sheets(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets, each moved and stretched sideways so that a table continues below its first part."""
    found: list[Sheet] = []
    for sheet in sheets:
        above = tables_of(found[-1])[-1:] if found else []
        below = tables_of(sheet)[:1]
        found.append(
            _placed_under(sheet, outline(above[0]), outline(below[0])) if above and below else sheet
        )
    return found


def _placed_under(sheet: Sheet, first: Box, second: Box) -> Sheet:
    """The second sheet as it would stand if its table were as far to the left and as wide as that of the first."""
    stretch = (first.right - first.left) / (second.right - second.left)
    if abs(first.left - second.left) > _FURTHEST or abs(stretch - 1) > _WIDER:
        return sheet

    def moved(box: Box) -> Box:
        left, right = (first.left + (x - second.left) * stretch for x in (box.left, box.right))
        return box._replace(left=left, right=right)

    def item_moved(item: Item) -> Item:
        if isinstance(item, TextLine):
            return item._replace(box=moved(item.box))
        return tuple(
            Cell(moved(cell.box), cell.text, cell.page, cell.there or cell.box) for cell in item
        )

    return replace(sheet, items=tuple(map(item_moved, sheet.items)))
