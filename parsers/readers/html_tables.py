"""This module lays out the tables of an HTML page as grids, with the spans of their cells."""

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode, create_tag

from parsers.page import Grid, Span
from parsers.readers.cell_markup import CELLS
from parsers.readers.cell_text import SAID, TOO_MUCH, figures_apart
from parsers.readers.own_styles import Sheets
from parsers.readers.pictured_cells import with_pictures

_TABLE = create_tag("table").tag_id
_MOST_LINES = 4000
_DIGITS = re.compile(r"\s*\+?(\d{1,6})\s*(%?)")
_FIGURES = re.compile(r"\s*\d{1,9}(?:\s+\d{1,9})*\s*")
_MOST_ROWS, _MOST_COLUMNS = 65534, 1000  # the caps of the HTML standard


def innermost(tables: list[LexborNode]) -> list[LexborNode]:
    """The tables of a page in order, without those that contain other tables."""
    outer: set[int] = set()
    for table in tables:
        node = table.parent
        while node is not None and node.mem_id not in outer:
            if node.tag_id == _TABLE:
                outer.add(node.mem_id)
            node = node.parent
    return [table for table in tables if table.mem_id not in outer]


def grid_of(
    table: LexborNode, number: int, sheets: Sheets, pictured: dict[int, str]
) -> Grid | None:
    """The table as a grid; None for one that only lays out a page.

    `pictured` is what stands for figures in cells that hold pictures or fields, by their `mem_id`.
    """
    spans = {cell.mem_id: _span(cell) for cell in table.css("[colspan], [rowspan]")}
    lines: list[tuple[str, ...]] = []
    spanned: dict[tuple[int, int], Span] = {}
    pictures: dict[tuple[int, int], str] = {}
    for row in table.css("tr")[:_MOST_LINES]:
        texts: list[str] = []
        for cell in row.iter():
            if cell.tag_id not in CELLS:
                continue
            if spans and (span := spans.get(cell.mem_id)) and span != (1, 1):
                spanned[len(lines), len(texts)] = span
            words, look = SAID[cell.text_lexbor()]
            if look == TOO_MUCH:
                return None
            if pictured and not words and (instead := pictured.get(cell.mem_id)):
                pictures[len(lines), len(texts)] = instead
            texts.append(figures_apart(cell, sheets) or words if look else words)
        lines.append(tuple(texts))
    if all(len(line) < 2 for line in lines):
        return None
    lines = with_pictures(lines, pictures) if pictures else lines
    return Grid(tuple(lines), spanned, number=number, outside=_outside(table))


def _outside(table: LexborNode) -> tuple[str, ...]:
    """Figures that the source has between a table's cells; browsers show them before the table."""
    before = table.prev
    text = before.text_content if before is not None and before.is_text_node else None
    return (text.strip(),) if text and _FIGURES.fullmatch(text) else ()


def _span(cell: LexborNode) -> Span:
    attributes = cell.attributes
    return _parse_span(attributes.get("rowspan"), attributes.get("colspan"))


@lru_cache(maxsize=1024)
def _parse_span(rows: str | None, columns: str | None) -> Span:
    down = _span_length(rows, _MOST_ROWS) or _MOST_ROWS
    return Span(down, _span_length(columns, _MOST_COLUMNS) or 1)


def _span_length(text: str | None, most: int) -> int:
    """A span as browsers parse it: its leading digits; 1 where there are none or it is a percentage.

    A rowspan of 0 covers all lines that follow.
    """
    match = _DIGITS.match(text or "")
    return 1 if match is None or match.group(2) else min(int(match.group(1)), most)
