"""This module leaves out of a table what its captions give to another year than the report's own.

Some print the year before under the year, both in one table: `2023年` over the rows of one, `2022年`
over those of the other.
"""

import re
from dataclasses import replace

from parsers.page import Grid, Page
from parsers.text import squeeze
from schemas.finding import finding

TWICE = "row-printed-twice"  # how a table of two years is met
_CAPTION = re.compile(r"\(?((?:19|20)\d\d)年度?\D{0,20}")


def of_own_year(page: Page, year: int | None) -> Page:
    """The page with the lines of other years left blank; the page itself where no captions tell."""
    if year is None:
        return page
    blocks = tuple(_own(block, year) if isinstance(block, Grid) else block for block in page.blocks)
    if blocks == page.blocks:
        return page
    return replace(
        page, blocks=blocks, findings=(*page.findings, finding("other-year-left", None, str(year)))
    )


def _own(grid: Grid, year: int) -> Grid:
    """The grid without the lines of other years; each of the others stays in its place."""
    told = {at: said for at, line in enumerate(grid.lines) if (said := _caption(line))}
    if len(set(told.values())) < 2 or year not in told.values():
        return grid
    current: int | None = None
    left: set[int] = set()
    for at in range(len(grid.lines)):
        current = told.get(at, current)
        if at in told or current not in (None, year):
            left.add(at)
    lines = tuple(() if at in left else line for at, line in enumerate(grid.lines))
    spans = {ref: span for ref, span in (grid.spans or {}).items() if ref[0] not in left}
    return replace(grid, lines=lines, spans=None if grid.spans is None else spans)


def _caption(line: tuple[str, ...]) -> int | None:
    """The year that a line names which says nothing else."""
    words = [squeeze(text) for text in line if text.strip()]
    match = _CAPTION.fullmatch(words[0]) if len(words) == 1 else None
    return int(match[1]) if match else None
