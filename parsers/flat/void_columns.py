"""This module drops cells of a flattened table that hold nothing: blank columns and row numbers.

Programs that cut the page of a PDF into columns find an extra one at the edge of a merged cell:
`信息内容 | | 采购项目数量 | 采购总金额` over `政府集中采购 | | 3 | 26`.
"""

from collections.abc import Iterator
from itertools import pairwise

from parsers.form_words import key_of_word
from parsers.numbers import is_figure

Row = tuple[str, ...]
_FEWEST = 4  # rows: fewer may count up by chance


def drop_blank_columns(rows: list[Row]) -> list[Row]:
    """Return the rows, with those of table 二 without columns that are blank in the header and all rows below it.

    >>> drop_blank_columns([("信息内容", "", "采购项目数量", "采购总金额"), ("政府集中采购", "", "3", "26")])
    [('信息内容', '采购项目数量', '采购总金额'), ('政府集中采购', '3', '26')]
    """
    return [row for block in _blocks(rows) for row in _without_blank_columns(block)]


def drop_row_numbers(rows: list[Row]) -> list[Row]:
    """Return the rows without their first cells, if these only number the rows.

    >>> drop_row_numbers([("0", "规章", "3"), ("1", "行政规范性文件", "5"), ("2", "x"), ("3", "y")])[0]
    ('规章', '3')
    """
    first = [row[0] for row in rows if len(row) > 1]
    numbers = [int(cell) for cell in first if cell.isascii() and cell.isdigit()]
    counted = len(numbers) == len(rows) >= _FEWEST and all(b == a + 1 for a, b in pairwise(numbers))
    return [row[1:] for row in rows] if counted else rows


def _blocks(rows: list[Row]) -> Iterator[list[Row]]:
    """The rows in groups: a header with the rows of its length below it; rows before any header are alone."""
    block: list[Row] = []
    for row in rows:
        if block and (_heads(row) or len(row) != len(block[0])):
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _heads(row: Row) -> bool:
    named = any(key_of_word(cell, "disclosures", "column") for cell in row if cell)
    return named and not any(map(is_figure, row))


def _without_blank_columns(block: list[Row]) -> list[Row]:
    """A block without the columns between its headers that no row fills."""
    header = block[0]
    if not _heads(header):
        return block
    last = max(at for at, cell in enumerate(header) if cell)
    void = [at for at in range(1, last) if not any(row[at] for row in block)]
    return [tuple(c for at, c in enumerate(row) if at not in void) for row in block]
