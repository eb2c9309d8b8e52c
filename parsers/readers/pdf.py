"""This module reads PDF to a page: tables by their rules, lines of text between them.

A printed table that goes on overleaf often has no rule at the page's end: the ends of its vertical
rules stand for it.
"""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from parsers.page import Page
from parsers.readers.frames import Rule, frames
from parsers.readers.guard import guarded
from parsers.readers.ruled import Box, Cell
from parsers.readers.sheet import NEAR, Item, Sheet, TextLine, blocks
from schemas.finding import Finding, finding

_MOST_PAGES = 60
_MOST_RULES = 20_000  # on a page; the form's tables draw some 2,000
_MOST_LETTERS = 20_000
_MOST_MERGED = 1500  # rules left where pieces of one are joined; the form's tables leave some 80
_ACROSS = (("bottom", "top"), ("top", "bottom"))  # a side: the one edge put where the other is
_UPRIGHT = (("right", "left"), ("left", "right"))

PdfPage = Any  # pdfplumber has no types of its own
Thing = dict[str, Any]


@guarded("pdf")
def read(body: bytes) -> Page:
    """Read a PDF's text layer to a `Page`; a page that is a picture is left to OCR."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it complains of fonts, page by page
    with pdfplumber.open(BytesIO(body)) as document:
        pages = document.pages
        sheets = [_sheet(page) for page in pages[:_MOST_PAGES]]
    return Page(blocks(sheets), findings=tuple(_findings(len(pages))))


def _findings(pages: int) -> Iterator[Finding]:
    if pages > _MOST_PAGES:
        yield finding("document-cut", None, f"{pages} pages")


def _sheet(page: PdfPage) -> Sheet:
    """One page's lines and tables from top to bottom."""
    page = page.filter(_is_ink).dedupe_chars()
    tables = [] if len(page.edges) > _MOST_RULES else _tables(page)
    frames = [Box(*table.bbox) for table in tables]
    items: list[tuple[float, Item]] = [
        (frame.top, tuple(_cells(table, page.page_number)))
        for frame, table in zip(frames, tables, strict=True)
    ]
    items += [(line.box.top, line) for line in _lines(page, frames)]
    items.sort(key=lambda item: item[0])
    return Sheet(tuple(item for _, item in items), float(page.height))


def _is_ink(thing: Thing) -> bool:
    """Whether a thing rules or prints: a filled surface, as WPS lays behind lines of text, does not."""
    surface = thing["object_type"] == "rect" and not thing["stroke"]
    return not surface or min(thing["width"], thing["height"]) < NEAR


def _tables(page: PdfPage) -> list[Any]:
    """The ruled tables; one row or one column of boxes is no table."""
    across, upright = _sides(page)
    settings = {"explicit_horizontal_lines": across, "explicit_vertical_lines": upright}
    found = page.find_tables(settings)
    return [
        table
        for table in found
        if len({cell[0] for cell in table.cells}) > 1 and len(table.rows) > 1
    ]


def _sides(page: PdfPage) -> tuple[list[Thing], list[Thing]]:
    """The four sides of each table's frame, drawn or not."""
    from pdfplumber.table import merge_edges

    edges = merge_edges(page.edges, NEAR, NEAR, NEAR, NEAR)
    if len(edges) > _MOST_MERGED:
        return [], []
    rules = [
        Rule(Box(edge["x0"], edge["top"], edge["x1"], edge["bottom"]), edge["orientation"] == "v")
        for edge in edges
    ]
    found = frames(rules, NEAR)
    across = [box._replace(**{a: getattr(box, b)}) for box in found for a, b in _ACROSS]
    upright = [box._replace(**{a: getattr(box, b)}) for box in found for a, b in _UPRIGHT]
    return list(map(_line, across)), list(map(_line, upright))


def _line(box: Box) -> Thing:
    """A rule as pdfplumber keeps one."""
    left, top, right, bottom = box
    return {
        "object_type": "line", "x0": left, "x1": right, "top": top, "bottom": bottom,
        "width": right - left, "height": bottom - top,
    }  # fmt: skip


def _cells(table: Any, page: int) -> Iterator[Cell]:
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box is not None:
                yield Cell(Box(*box), "".join((text or "").split("\n")).strip(), page)


def _lines(page: PdfPage, frames: list[Box]) -> Iterator[TextLine]:
    """The printed lines outside the tables."""

    def outside(thing: Thing) -> bool:
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not any(frame.holds(x, y) for frame in frames)

    if len(page.chars) > _MOST_LETTERS:
        return
    rest = page.filter(outside)
    for line in rest.extract_text_lines(return_chars=False):
        box = Box(line["x0"], line["top"], line["x1"], line["bottom"])
        yield TextLine(box, line["text"])
