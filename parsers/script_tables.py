"""This module adds to a page the tables that it lacks, where a script of the page holds them as HTML.

A browser shows what the script inserts. Here it is read only where the script holds one report, of
the page's own agency and year. Otherwise a finding says that a script shows the figures.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from parsers.headings import heading_of, mandated_part
from parsers.numbers import is_figure
from parsers.own_report import identity_of_page
from parsers.page import Block, Grid, Page
from parsers.patterns import TAGS
from parsers.readers import html
from parsers.readers.script_html import held_html, holds, says
from parsers.recognise import find_tables
from parsers.traditional import simplified
from schemas.finding import finding

READ, SHOWN = "read-from-script", "shown-by-script"
_TAGS_OF_CELLS = 300  # table 三 has 175 cells, each with a tag before and after it
_ROWS = 18  # table 三 has more, a box of metadata has fewer
_MOST = 20  # texts of one page that are looked at
_FEW = 30  # lines of a page that shows nothing yet
_PLACEHOLDER = re.compile(r"\{\{[^{}]{1,80}\}\}|<%[^%]{1,80}%>|\$\{[^{}]{1,80}\}")
_BOUND = re.compile(
    r"<td\b[^<>]{0,300}?\s(?:id|data-[\w-]+|v-text|v-html|ng-bind)\s*=", re.IGNORECASE
)
_SVG = re.compile(r"<svg\b", re.IGNORECASE)
_CELLS = 20  # that a script finds by a name of their own, as it may fill them
_UNFILLED = re.compile(
    r"<(div|section|article|main)\b[^<>]{0,200}?\s(?:id|class)=[\"']?[^\"'<>]{0,60}?"
    r"(?:app|root|content|zoom|article|detail)[^<>]{0,200}>\s{0,200}</\1>",
    re.IGNORECASE,
)
_FIRST_ROWS = 3  # of a table, among which the words that tell it from others stand


class SoughtTable(NamedTuple):
    """A table of the form, the part of a report that it is in, and words that it alone has."""

    table: str
    number: int
    words: str


REQUESTS = SoughtTable("requests", 3, "本年新收")
_OTHERS = (SoughtTable("disclosures", 2, "第二十条第"), SoughtTable("disputes", 4, "未经复议"))


def add_scripted_tables(page: Page, text: str) -> Page:
    """The page with the report that its scripts hold, or with a finding that a script shows its figures."""
    table = next((grid for grid in page.grids if len(grid.lines) > _ROWS), None)
    if table is not None:
        if _is_skeleton(table, text):
            return page.telling(finding(SHOWN))
        for part in lacking_parts(page):
            page = _from_script(page, text, part) if says(part.words, text) else page
        return page
    if _may_hold(REQUESTS, text):
        read = _from_script(page, text, REQUESTS)
        if read is not page or says(REQUESTS.words, text):
            return read
    drawn = _draws(text, partial(says, REQUESTS.words))
    return page.telling(finding(SHOWN)) if drawn or _is_unfilled(page, text) else page


def _may_hold(part: SoughtTable, text: str) -> bool:
    """Whether a text may hold a table: it has its words, or as many cells, where each letter is one element."""
    if says(part.words, text):
        return True
    return part is REQUESTS and max(text.count("td"), text.count("TD")) > _TAGS_OF_CELLS


def _from_script(page: Page, text: str, part: SoughtTable) -> Page:
    """The page with the table that a script holds, if it is the only one and of the same report; else with a finding."""
    wanted = partial(says, part.words)
    found: list[Page] = []
    for held in [*held_html(text, partial(_may_hold, part))][:_MOST]:
        read = html.read(held)
        grids = [one.grid for one in find_tables(read.grids) if one.table == part.table]
        if part is not REQUESTS:  # the page shows the rest of the report itself
            read = replace(read, blocks=tuple(grids))
        if grids and all(read.blocks != one.blocks for one in found):
            found.append(read)
    if len(found) == 1 and identity_of_page(page).may_be(identity_of_page(found[0])):
        return _with_held(page, found[0], text, part)
    seen = any(map(wanted, chain(page.lines, page.cells)))
    unseen = not seen and (holds(text, wanted) or _draws(text, wanted))
    return page.telling(finding(SHOWN)) if found or unseen else page


def _draws(text: str, wanted: Callable[[str], bool]) -> bool:
    """Whether a picture that a page draws itself (SVG) has wanted words, in letters of its own."""
    parts = _SVG.split(text)[1:] if "</svg" in text else ()
    drawn = (part.partition("</svg")[0] for part in parts)
    return any(wanted("".join(TAGS.sub("", one).split())) for one in drawn)


def _with_held(page: Page, held: Page, text: str, part: SoughtTable) -> Page:
    """The page with the blocks from the script in their part, their tables numbered after its own."""
    before = text.lower().count("<table")
    blocks = [
        replace(one, number=one.number + before) if isinstance(one, Grid) else one
        for one in held.blocks
    ]
    return insert_blocks(page, part.number, blocks).telling(*held.findings, finding(READ))


def _is_skeleton(table: Grid, text: str) -> bool:
    """Whether a table of the form has no figure, and cells that a script is to fill."""
    if any(is_figure(cell) for line in table.lines for cell in line) or not find_tables([table]):
        return False
    cells = chain.from_iterable(table.lines)
    return any(map(_PLACEHOLDER.search, cells)) or len(_BOUND.findall(text)) > _CELLS


def _is_unfilled(page: Page, text: str) -> bool:
    """Whether a page has hardly any text, and an empty element whose name says that content belongs there."""
    few = len(page.blocks) < _FEW and not any("。" in line for line in page.lines)
    return few and "<script" in text.lower() and bool(_UNFILLED.search(text))


def lacking_parts(page: Page) -> Iterator[SoughtTable]:
    """The tables 二 and 四 that no grid of a page is, by the words in its first rows: a cheap test."""
    for part in _OTHERS:
        rows = (line for grid in page.grids for line in islice(grid.lines, _FIRST_ROWS))
        cells = [cell for line in rows for cell in line]
        plain = any(part.words in cell for cell in cells)
        if not plain and not any(part.words in simplified(cell) for cell in cells):
            yield part


def insert_blocks(page: Page, part: int, blocks: Sequence[Block]) -> Page:
    """The page with blocks right under the heading of a part; at its end, where they have headings themselves."""
    under = [at for at, heading in page.headings.items() if mandated_part(heading.words) == part]
    headed = any(isinstance(block, str) and heading_of(block) for block in blocks)
    at = len(page.blocks) if headed or not under else under[-1] + 1
    return replace(page, blocks=(*page.blocks[:at], *blocks, *page.blocks[at:]))
