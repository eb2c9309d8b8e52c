"""This module finds the cell of the document that prints a value, from the name of its place.

Names of places are `requests.granted.total`, `statistics.complaints` (with a column where it has
several) and `metadata.index_number`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from parsers.decode import decode
from parsers.metadata.period import period_of
from parsers.numbers import number
from parsers.page import Grid, Page
from parsers.parsed_document import ParsedDocument, parse_document
from parsers.readers import html, mhtml
from parsers.tables.reading import place_of
from parsers.text import squeeze
from schemas.capture import Capture
from schemas.finding import Place
from schemas.report import Candidate

Found = tuple[Grid, int, int, str | None]  # the line, the cell, and what was taken from its text


class Evidence(NamedTuple):
    """Where a value is printed: the table, line and cell; `box` is its rectangle on the page.

    Text outside the tables is a grid numbered 0 with a line for each paragraph. `taken` is the value that was
    read from the cell's text if it is not a figure.
    """

    where: str
    text: str
    grid: Grid
    line: int
    cell: int
    reader: str
    taken: str | None = None

    @property
    def place(self) -> Place:
        """The place as findings quote it, counted from 1."""
        return place_of(self.grid, self.line, self.cell)

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """The cell's left, top, right and bottom on its page, in formats that have positions."""
        return self.grid.boxes.get((self.line, self.cell))

    @property
    def value(self) -> object:
        """The value read from the cell: a figure, or a field of the metadata."""
        return number(self.text).value if self.taken is None else self.taken


def find_evidence(capture: Capture, where: str) -> Evidence | None:
    """Find the cell that prints a value: `find_evidence(capture, "requests.granted.total")`; None if none does.

    A document that is no report has no such cells, which is no error.
    """
    table, _, rest = where.partition(".")
    document = parse_document(capture)
    find = {"statistics": _listed, "metadata": _described}.get(table)
    found = find(document, rest) if find else _figure(document, table, rest)
    if found is None:
        return None
    grid, line, cell, taken = found
    reader = document.source.reader or ""
    return Evidence(where, grid.lines[line][cell], grid, line, cell, reader, taken)


def _figure(document: ParsedDocument, table: str, place: str) -> Found | None:
    row, _, column = place.partition(".")
    read = document.tables.get(table)
    placed = read.placed.get(row) if read else None
    if placed is None or column not in placed.columns:
        return None
    return placed.grid, placed.line, placed.cells[placed.columns.index(column)], None


def _listed(document: ParsedDocument, place: str) -> Found | None:
    """The first figure of an indicator of before 2019, by its key or label, and by its column where
    one is given.
    """
    name, _, column = place.partition(".")
    listed = document.statistics
    for row, printed in zip(listed.rows, listed.cells, strict=True) if listed else ():
        if printed and name in (row.indicator, row.label) and column in ("", row.column):
            return (*printed, None)
    return None


def _described(document: ParsedDocument, field: str) -> Found | None:
    """Where the chosen source of a metadata field prints it: a cell, a paragraph, or the page's head.

    If it is found nowhere, as a title broken over two lines, another source with the same value is
    sought.
    """
    candidates = [one for one in document.metadata.candidates if one.field == field]
    if not candidates:  # what follows from others, as a code from the index number, may stand there
        value = getattr(document.metadata, field, None)
        if isinstance(value, str):
            candidates = [Candidate(field=field, source="value", value=value)]
    same = [one for one in candidates if squeeze(one.value) == squeeze(candidates[0].value)]
    if candidates and candidates[0].source in ("title", "category"):  # a year that these say
        return _described(document, candidates[0].source)
    printed = ((one, grid) for one in same for grid in _grids(document.page, one.source))
    found = ((grid, _holding(grid, one), one.value) for one, grid in printed)
    return next(((grid, *place, value) for grid, place, value in found if place), None)


def _grids(page: Page, source: str) -> Iterator[Grid]:
    """The grids in which a source may be printed: the head's values, the page's title, its text, its tables."""
    if source == "meta":
        yield Grid(page.metas, number=0)
        return
    if source == "document":
        yield Grid((("title", page.title or ""),), number=0)
        return
    yield Grid(tuple((line,) for line in page.lines), number=0)
    yield from page.grids


def _holding(grid: Grid, chosen: Candidate) -> tuple[int, int] | None:
    """The first cell that consists of a value, else the first that contains it."""
    value = squeeze(chosen.value)
    cells_of = ((at, *cell) for at, line in enumerate(grid.lines) for cell in enumerate(line))
    cells = [(line, cell, squeeze(text)) for line, cell, text in cells_of if _says(text, chosen)]
    whole = next(((line, cell) for line, cell, text in cells if text == value), None)
    return whole or next(((line, cell) for line, cell, _ in cells), None)


def _says(text: str, chosen: Candidate) -> bool:
    """Whether a text contains a value, in a sentence on the period if that is its source."""
    held = squeeze(chosen.value) in squeeze(text)
    return held and (chosen.source != "period" or period_of(Page((text,))) is not None)


def marked_table(capture: Capture, found: Evidence) -> str | None:
    """The HTML of the table that prints a value, its cell marked; None for formats other than HTML."""
    if found.reader not in ("html", "mhtml") or not found.grid.number:
        return None
    body, charset = capture.body, capture.charset
    if found.reader == "mhtml":
        body, charset, _ = mhtml.find_page(body)
    line, cell = found.grid.origin(found.line, found.cell)
    return html.mark_cell(decode(body, charset).text, found.grid.number, line, cell)
