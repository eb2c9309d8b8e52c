"""This module finds where in its document a figure is printed: a place's name to the cell itself."""

from typing import NamedTuple

from parsers.decode import decode
from parsers.page import Grid
from parsers.readers import html, mhtml
from parsers.reading import at, said
from parsers.text import number
from parsers.understood import understood
from schemas.capture import Capture
from schemas.finding import Place


class Evidence(NamedTuple):
    """A figure where it is printed: the table, line and cell; `box` is where on a page it stands."""

    where: str
    text: str
    grid: Grid
    line: int
    cell: int
    reader: str

    @property
    def place(self) -> Place:
        """The place as findings quote it, counted from 1."""
        return at(self.grid, self.line, self.cell)

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """Left, top, right and bottom on the page, in a format that says so."""
        return self.grid.boxes.get((self.line, self.cell))

    @property
    def value(self) -> object:
        """The figure as it is read."""
        return number(self.text).value


def evidence(capture: Capture, where: str) -> Evidence | None:
    """The cell that prints a figure: `evidence(capture, "requests.granted.total")`; None for none.

    A document that is no report has no such cells, and that is no error.
    """
    table, _, rest = where.partition(".")
    row, _, column = rest.partition(".")
    document = understood(capture)
    read = document.tables.get(table)
    placed = read.placed.get(row) if read else None
    if placed is None or column not in placed.columns:
        return None
    cell = placed.cells[placed.columns.index(column)]
    text = said(placed)[column]
    return Evidence(where, text, placed.grid, placed.line, cell, document.source.reader or "")


def fragment(capture: Capture, found: Evidence) -> str | None:
    """The table of an HTML page as it stands there, the cell marked; None for any other format."""
    if found.reader not in ("html", "mhtml"):
        return None
    body, charset = capture.body, capture.charset
    if found.reader == "mhtml":
        body, charset, _ = mhtml.parts(body)
    return html.marked(decode(body, charset).text, found.grid.number, found.line, found.cell)
