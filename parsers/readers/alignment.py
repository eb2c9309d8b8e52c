"""This module aligns scanned sheets, since paper is never fed at exactly the same place."""

from collections.abc import Sequence
from dataclasses import replace

from parsers.readers.cell_grid import Cell
from parsers.readers.geometry import Box
from parsers.readers.paragraphs import TextLine
from parsers.readers.seams import outline
from parsers.readers.sheet import Item, Sheet, tables_of

_FURTHEST = 40.0  # points: as far as a sheet may lie aside
_WIDER = 0.03  # as much as it may be stretched


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
