"""This module shows where a figure is printed: as text lines, an HTML page, or a picture of a PDF page."""

from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from parsers.evidence import Evidence, find_evidence, marked_table
from parsers.page import Grid, Span
from parsers.tables.layout import ON_A_LINE, lay_out
from schemas.capture import Capture
from schemas.correction import places
from schemas.suggestion import suggested
from scraper import atomic_output
from scraper.database import names
from scraper.errors import GongkaiError, requires
from scraper.inputs.office import with_conversion
from scraper.language import LANGUAGES, Language, language, say_in

_CONTEXT = 2  # lines above and below
_RESOLUTION = 110  # dots per inch
_HTML = (".html", ".htm", "")
_PAGE = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
h1 {{ font-size: 1.3em }}
body {{ font: 15px/1.5 sans-serif; margin: 1em; overflow-wrap: anywhere }}
td p, th p {{ margin: 0 }}
table {{ border-collapse: collapse }}
td, th {{ border: 1px solid #999; padding: .2em .5em }}
.marked {{ background: #ffe08a; outline: 3px solid #c00 }}
.wide {{ overflow-x: auto; padding: 3px }}
@media (max-width: 640px) {{ .wide table {{ min-width: 640px }} }}
</style>
<h1>{title}</h1>
<p>{zh}<br><span lang="en">{en}</span></p>
<div class="wide">{table}</div>
"""


def find_printed(captures: Iterable[Capture], where: str) -> tuple[Capture, Evidence]:
    """The first capture that prints a figure, and where; raises GongkaiError if none does."""
    for capture in map(with_conversion, captures):
        if found := find_evidence(capture, where):
            return capture, found
    if where in places():
        raise GongkaiError(f"{where}: nothing was read there")
    said = suggested("no such place", where, places())
    raise GongkaiError(f"{where}: {said}; `gongkai forms` lists tables, rows and columns")


def describe_place(capture: Capture, found: Evidence, chosen: Language | None = None) -> str:
    """The location of a figure in one line, in the language of messages or another: place, cell, source and SHA-256."""
    place, box = found.place, found.box
    say = partial(say_in, chosen or language())
    return say(
        "at" if place.table else "at-paragraph",
        place=found.where,
        text=found.text,
        table=place.table,
        line=place.line,
        cell=place.cell,
        page=say("at-page", page=place.page) if place.page else "",
        box=say("at-box", box=" ".join(f"{edge:.0f}" for edge in box)) if box else "",
        source=capture.url or capture.name or capture.sha256,
        stored=say("at-byte", warc=capture.warc, offset=capture.offset) if capture.warc else "",
        sha256=capture.sha256,
    )


def context_lines(found: Evidence) -> Iterator[str]:
    """The line of a figure and those around it, with the cell between » and «."""
    first = max(found.line - _CONTEXT, 0)
    for line, cells in enumerate(found.grid.lines[first : found.line + _CONTEXT + 1], first):
        texts = [
            f"»{text}«" if (line, cell) == (found.line, found.cell) else text
            for cell, text in enumerate(cells)
        ]
        yield " | ".join(texts)


def as_html(capture: Capture, found: Evidence) -> str:
    """An HTML page in both languages with the table and the cell marked: the site's own markup, else the table as read."""
    table = marked_table(capture, found) or _table(found.grid, found.line, found.cell)
    zh, en = (escape(describe_place(capture, found, chosen)) for chosen in LANGUAGES)
    return _PAGE.format(title=escape(names.place(found.where)), zh=zh, en=en, table=table)


def _table(grid: Grid, marked_line: int, marked_cell: int) -> str:
    spans = grid.spans or {}
    shown = {ref for row in lay_out(grid) for ref in row}
    rows = []
    for line, cells in enumerate(grid.lines):
        shown_cells = (
            f"<td{_attributes(spans.get((line, cell)), is_marked=(line, cell) == (marked_line, marked_cell))}>"
            f"{escape(text)}</td>"
            for cell, text in enumerate(cells)
            if line * ON_A_LINE + cell in shown
        )
        rows.append(f"<tr>{''.join(shown_cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _attributes(span: Span | None, *, is_marked: bool) -> str:
    size = f' rowspan="{span.rows}" colspan="{span.columns}"' if span else ""
    return size + (' class="marked"' if is_marked else "")


def picture(capture: Capture, found: Evidence) -> bytes:
    """The PDF page as a PNG with the cell in a box.

    Raises GongkaiError for formats without pages, ToolMissing without pdfplumber.
    """
    page = found.place.page
    if found.reader != "pdf" or page is None or found.box is None:
        raise GongkaiError(
            f"{found.reader or 'this format'} has no pages: name a file ending in .html"
        )
    with requires("pdfplumber", "pdf"):
        import pdfplumber
    with pdfplumber.open(BytesIO(capture.body)) as document:
        image: Any = document.pages[page - 1].to_image(resolution=_RESOLUTION)
        image.draw_rect(found.box, fill=(255, 224, 138, 90), stroke=(204, 0, 0), stroke_width=3)
        written = BytesIO()
        image.save(written, format="PNG")
    return written.getvalue()


def write(path: Path, capture: Capture, found: Evidence) -> None:
    """Write a figure's evidence to a file, as a picture or HTML by its ending; raises GongkaiError for any other."""
    kind = path.suffix.lower()
    if kind not in (".png", *_HTML):
        raise GongkaiError(f"{path}: cannot be a {kind}; name a file ending in .html or .png")
    data = as_html(capture, found).encode() if kind in _HTML else picture(capture, found)
    atomic_output.write(path, data)
