"""This module reports the figures of table 四 that a copy prints without any of the table's words.

As nothing tells which figure is which, none is read, but a finding says that they are there.
"""

from collections.abc import Collection, Iterator, Sequence

from parsers.page import Page
from parsers.text import is_figure
from schemas.finding import Finding, finding
from schemas.form import forms

_TABLE = "disputes"
_PLACES = len(forms()["2021"].tables[_TABLE].rows) * len(forms()["2021"].tables[_TABLE].columns)


def find_wordless_rows(page: Page, tables: Collection[str]) -> Iterator[Finding]:
    """A finding for each row of as many figures as table 四 has, on a page without that table."""
    if _TABLE in tables:
        return
    for cells in _rows(page):
        if len(cells) == _PLACES and all(map(is_figure, cells)):
            yield finding("row-not-placed", _TABLE, " | ".join(cells))


def _rows(page: Page) -> Iterator[Sequence[str]]:
    """The rows of a page's tables, and its lines with bars."""
    for block in page.blocks:
        if isinstance(block, str):
            if "|" in block:
                yield [cell.strip() for cell in block.strip("| ").split("|")]
        else:
            yield from block.lines
