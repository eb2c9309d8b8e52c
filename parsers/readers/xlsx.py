"""This module reads XLSX to a page: the filled cells of each sheet as a table, merged ones as spans."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import product, takewhile
from operator import not_
from typing import Any
from warnings import catch_warnings, simplefilter

from parsers.before_2019.indicators import is_other_word
from parsers.form_words import meanings
from parsers.numbers import is_figure
from parsers.page import Block, Grid, Page, Span
from parsers.readers.guard import Unreadable, guarded, open_archive
from parsers.readers.sheet_text import hides_figure, says_nothing, text_of_cell, unseen_looks
from parsers.readers.strict_names import usual_package
from parsers.readers.untyped import Worksheet
from schemas.finding import finding

_MOST_CELLS = 50_000
_MOST_SHEETS = 30
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_SHEET = re.compile(r"xl/worksheets/.*\.xml")
# A formula without its result, as programs write it that calculate nothing: it is read as it stands.
_UNCOMPUTED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^<>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")

Spans = dict[tuple[int, int], Span]


@guarded("office")
def read(body: bytes) -> Page:
    """Read a workbook to a `Page`, its visible sheets in succession."""
    from openpyxl import load_workbook

    with open_archive(body) as packed:
        sheets = {name: packed.read(name) for name in packed.namelist() if _SHEET.fullmatch(name)}
        body = usual_package(body, packed)
    _refuse_vast(sheets)
    computed = not any(map(_UNCOMPUTED.search, sheets.values()))
    with catch_warnings():  # of styles and validations that it does not keep
        simplefilter("ignore")
        book = load_workbook(BytesIO(body), data_only=computed, rich_text=True)
    blocks: list[Block] = []
    seen = [sheet for sheet in book.worksheets[:_MOST_SHEETS] if sheet.sheet_state == "visible"]
    for sheet in seen:
        if len(seen) > 1 and (year := _YEAR.fullmatch(sheet.title.strip())):
            blocks.append(f"{year[1]}年")  # the caption of what is on it
        blocks += _blocks(sheet, sum(isinstance(block, Grid) for block in blocks) + 1)
    unseen = unseen_looks(book)
    hidden = any(hides_figure(sheet, unseen) for sheet in seen)
    return Page(tuple(blocks), findings=(finding("hidden-figure"),) * hidden)


def _refuse_vast(sheets: Mapping[str, bytes]) -> None:
    """Refuse merged cells that cover more than any sheet of figures has, since each place would be kept."""
    for name, written in sheets.items():
        refs = [ref.decode() for ref in _MERGED.findall(written)]
        if len(refs) > _MOST_CELLS or sum(map(_area, refs)) > _MOST_CELLS:
            raise Unreadable(f"{name} merges too many cells")


def _area(ref: str) -> int:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(ref)
    return int((right - left + 1) * (bottom - top + 1))


def _blocks(sheet: Worksheet, number: int) -> Iterator[Block]:
    """The tables and paragraphs of a sheet; a row with a single text that no form knows is a paragraph."""
    lines, spans = _lines(sheet)
    first = 0
    for row, line in enumerate([*lines, ["end"]]):
        texts = [text for text in line if text]
        grouped = row > first and is_other_word(texts[0] if texts else "")  # within a list
        if len(texts) == 1 and not (grouped or meanings(texts[0]) or is_figure(texts[0])):
            held = lines[first:row]
            if any(map(any, held)):
                yield Grid(*_without_margin(held, _spans_within(spans, first, row)), number=number)
                number += 1
            first = row + 1
            if row < len(lines):
                yield texts[0]


def _spans_within(spans: Spans, first: int, end: int) -> Spans:
    """The spans of some rows, counted from the first of these."""
    return {
        (row - first, column): span for (row, column), span in spans.items() if first <= row < end
    }


def _without_margin(
    lines: list[list[str]], spans: Spans
) -> tuple[tuple[tuple[str, ...], ...], Spans]:
    """A table without the blank columns to its left."""
    margin = min(sum(1 for _ in takewhile(not_, line)) for line in lines if any(line))
    if any(column < margin for _, column in spans):
        margin = 0
    moved = {(row, column - margin): span for (row, column), span in spans.items()}
    return tuple(tuple(line[margin:]) for line in lines), moved


def _extent(sheet: Worksheet) -> tuple[int, int]:
    """The last row and column that say something; whole columns may be formatted, down to the millionth row."""
    said = [at for at, cell in sheet._cells.items() if cell.value is not None]
    rows, columns = zip(*said, strict=True) if said else ((1,), (1,))
    if max(rows) * max(columns) > _MOST_CELLS:
        raise Unreadable(f"{max(rows)} x {max(columns)} cells")
    return max(rows), max(columns)


def _merged_cells(
    sheet: Worksheet, hidden_rows: set[int], hidden_columns: set[int]
) -> tuple[dict[tuple[int, int], tuple[Any, Span]], set[tuple[int, int]]]:
    """Each merged cell with its span by the first place that it shows, and the other places that it covers."""
    covers: dict[tuple[int, int], tuple[Any, Span]] = {}
    covered: set[tuple[int, int]] = set()
    for merged in sheet.merged_cells.ranges:
        rows = [r for r in range(merged.min_row, merged.max_row + 1) if r not in hidden_rows]
        columns = [c for c in range(merged.min_col, merged.max_col + 1) if c not in hidden_columns]
        places = list(product(rows, columns))
        covered.update(places[1:])
        if places:
            first = sheet.cell(merged.min_row, merged.min_col)
            covers[places[0]] = first, Span(len(rows), len(columns))
    return covers, covered


def _lines(sheet: Worksheet) -> tuple[list[list[str]], Spans]:
    """The rows that a sheet shows, and the spans in them; rows and columns that are hidden, or of no size, are not on it."""
    last_row, last_column = _extent(sheet)
    hidden_rows = {row for row, look in sheet.row_dimensions.items() if look.hidden or look.ht == 0}
    hidden = (look for look in sheet.column_dimensions.values() if look.hidden or look.width == 0)
    hidden_columns = {column for look in hidden for column in range(look.min, look.max + 1)}
    covers, covered = _merged_cells(sheet, hidden_rows, hidden_columns)
    unseen = unseen_looks(sheet.parent)
    lines: list[list[str]] = []
    spans: Spans = {}
    for row in sheet.iter_rows(max_row=last_row, max_col=last_column):
        if row[0].row in hidden_rows:
            continue
        texts: list[str] = []
        for cell in row:
            at = cell.row, cell.column
            if at in covered or cell.column in hidden_columns:
                continue
            said, span = covers.get(at, (cell, None))
            if span:
                spans[len(lines), len(texts)] = span
            texts.append("" if says_nothing(said, unseen) else text_of_cell(said))
        lines.append(texts)
    return lines, spans
