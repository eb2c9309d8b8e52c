"""This module tells the tables of a page that may be another year's or body's, in the place of its own.

A page may show its own table as a picture and print last year's below it. Such a table stands under a
caption of another year, or under the heading of another part while its own heading has none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parsers.headings import heading_of, mandated_part
from parsers.page import Block, Grid
from parsers.records import TableRead
from parsers.tables.own_year import caption_year
from parsers.text import squeeze
from schemas.finding import Finding, finding

OF_ANOTHER_YEAR, OUT_OF_PART = "table-of-another-year", "table-out-of-part"
_PARTS = {"disclosures": 2, "requests": 3, "disputes": 4}
_LAST_YEAR = re.compile(
    r".{0,8}(?:上年度?|上一年度?|去年)(?!结转)[^\d,。;]{0,20}(?:数据|情况|统计|表)[):]?"
)
_ASIDE = 12  # characters: of a line between a caption and its table, such as 单位：件


class _Place(NamedTuple):
    """Where a table stands: under which part's heading, and under a caption of which other year."""

    part: int | None
    caption: str | None


def strangers(
    blocks: Sequence[Block], tables: Mapping[str, TableRead], year: int | None
) -> Iterator[tuple[str, Finding]]:
    """The names of the tables that may be another report's, each with the finding that says why."""
    numbers = {
        name: {row.grid.number for row in table.placed.values()} for name, table in tables.items()
    }
    grids = {at: b.number for at, b in enumerate(blocks) if isinstance(b, Grid)}
    under = {
        name: [_place(blocks, at, year) for at, number in grids.items() if number in numbers[name]]
        for name in tables
    }
    at_home = {name for name, found in under.items() if found and _is_at_home(name, found)}
    for name, found in under.items():
        captions = dict.fromkeys(one.caption for one in found if one.caption)
        for caption in captions:
            yield name, finding(OF_ANOTHER_YEAR, name, caption)
        if at_home - {name} and _is_behind(name, found) and _is_headed(name, blocks):
            yield name, finding(OUT_OF_PART, name)


def _is_at_home(name: str, found: Sequence[_Place]) -> bool:
    return all(one.part == _PARTS[name] for one in found)


def _is_behind(name: str, found: Sequence[_Place]) -> bool:
    """Whether a table stands under the heading of a later part alone."""
    return bool(found) and all(one.part is not None and one.part > _PARTS[name] for one in found)


def _is_headed(name: str, blocks: Sequence[Block]) -> bool:
    """Whether the part to which a table belongs has a heading on the page."""
    headings = (heading_of(block) for block in blocks if isinstance(block, str))
    return any(one and mandated_part(one.words) == _PARTS[name] for one in headings)


def _place(blocks: Sequence[Block], at: int, year: int | None) -> _Place:
    """Where the table among the blocks at `at` stands: looked for upwards, to the next heading."""
    part, above = None, None
    is_settled = False
    for block in reversed(blocks[:at]):
        if isinstance(block, Grid):
            continue
        if heading := heading_of(block):
            part = mandated_part(heading.words)
            break
        if not is_settled:
            above = block if _is_of_another(block, year) else None
            is_settled = bool(above) or len(block) > _ASIDE or caption_year(block) == year
    table = blocks[at]
    within = _caption_within(table, year) if isinstance(table, Grid) and not above else None
    return _Place(part, above or within)


def _caption_within(grid: Grid, year: int | None) -> str | None:
    """The caption of another year in a table of its own, where none in it is of the report's."""
    # Every caption names a 年, which few lines of a table do.
    alone = [text for line in grid.lines if "年" in (text := "".join(line)) and _is_single(line)]
    if any(caption_year(text) == year for text in alone):
        return None
    return next((text for text in alone if _is_of_another(text, year)), None)


def _is_single(line: Sequence[str]) -> bool:
    return sum(1 for text in line if text.strip()) == 1


def _is_of_another(line: str, year: int | None) -> bool:
    caption = caption_year(line)
    if caption is not None:
        return year is not None and caption != year
    return bool(_LAST_YEAR.fullmatch(squeeze(line)))
