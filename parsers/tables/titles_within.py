"""This module lifts the titles that stand in the first lines of a table above it.

A site may print a report's title, or that of one year's table, as the first row of the table.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain, takewhile

from parsers.metadata.report_identity import identity_of_title
from parsers.metadata.titles import is_report_title
from parsers.page import Block, Grid, Page
from parsers.recognise import find_tables
from parsers.tables.foreign_tables import caption_year


def lift_titles(page: Page) -> Page:
    """The page with the titles in the first lines of its tables above these, as other titles stand."""
    found = {at: said for at, grid in page.placed_grids.items() if (said := _titles(grid))}
    if not found:
        return page
    others = set(filter(is_report_title, (page.title or "", *page.lines)))
    titled = {
        at: own
        for at, said in found.items()
        if (own := [text for text in said if _is_own(text, others)])
    }
    if not titled:
        return page
    blocks: list[Block] = []
    for at, block in enumerate(page.blocks):
        own = titled.get(at, [])
        blocks += [*own, block if isinstance(block, str) else _without(block, own)]
    return replace(page, blocks=tuple(blocks))


def _titles(grid: Grid) -> list[str]:
    """The titles that stand alone in the first lines of a table of the form, of a report or of a table of one year."""
    alone = takewhile(lambda texts: len(texts) < 2, map(_texts, grid.lines))
    titles = [text for text in chain.from_iterable(alone) if is_report_title(text) or _year(text)]
    if not titles or not find_tables([grid]):
        return []
    years = {caption_year(texts[0]) for texts in map(_texts, grid.lines) if len(texts) == 1}
    return titles if len(years - {None}) < 2 else []


def _year(text: str) -> int | None:
    """The year of a title of a table."""
    return caption_year(text) if text.endswith("表") else None


def _is_own(text: str, others: Collection[str]) -> bool:
    """Whether a title of a report, or of a table of one year, is contradicted by none of the page's reports."""
    if is_report_title(text):
        own = identity_of_title(text)
        return all(own.may_be(identity_of_title(title)) for title in others)
    whose = text.partition(str(_year(text)))[0]
    return not others or any(whose in title for title in others)


def _texts(line: Sequence[str]) -> list[str]:
    return [text for text in line if text]


def _without(grid: Grid, titles: Sequence[str]) -> Grid:
    """A table without its lines that say one of these; the others keep their numbers."""
    left = {at for at, line in enumerate(grid.lines) if titles and "".join(line) in titles}
    return grid.without(left) if left else grid
