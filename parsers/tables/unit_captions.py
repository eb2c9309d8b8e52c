"""This module finds the captions above a page's tables that give their figures another unit."""

from collections.abc import Iterator, Mapping
from itertools import takewhile

from parsers.page import Block, Page
from parsers.records import TableRead
from parsers.tables.other_units import OTHER_UNIT, is_of_other_unit
from schemas.finding import Finding, finding

_FEE = ("fees", "amount")
_ABOVE = 3  # lines between a caption and its table
_LONGEST = 40


def tables_in_other_units(
    page: Page, tables: Mapping[str, TableRead]
) -> Iterator[tuple[str, Finding]]:
    """The names of the tables under a caption with another unit, each with a finding."""
    for at, grid in page.placed_grids.items():
        above = takewhile(_is_line, reversed(page.blocks[max(0, at - _ABOVE) : at]))
        for line in filter(_names_unit, above):
            for name, table in tables.items():
                charges = bool(table.values.get(_FEE))
                if _is_in(table, grid.number) and is_of_other_unit(str(line), charges):
                    yield name, finding(OTHER_UNIT, name, str(line))


def _is_line(block: Block) -> bool:
    return isinstance(block, str)


def _names_unit(line: Block) -> bool:
    return isinstance(line, str) and len(line) < _LONGEST and ("单位" in line or "單位" in line)


def _is_in(table: TableRead, number: int) -> bool:
    return any(row.grid.number == number for row in table.placed.values())
