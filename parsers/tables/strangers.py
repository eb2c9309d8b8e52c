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
    places = _places(blocks, year)
    headed = {
        mandated_part(one.words) for b in blocks if isinstance(b, str) and (one := heading_of(b))
    }
    under = {
        name: [places[at] for row in table.placed.values() if (at := row.grid.number) in places]
        for name, table in tables.items()
    }
    at_home = {name for name, found in under.items() if found and _is_at_home(name, found)}
    for name, found in under.items():
        captions = dict.fromkeys(one.caption for one in found if one.caption)
        for caption in captions:
            yield name, finding(OF_ANOTHER_YEAR, name, caption)
        if at_home - {name} and _PARTS[name] in headed and _is_behind(name, found):
            yield name, finding(OUT_OF_PART, name)


def _is_at_home(name: str, found: Sequence[_Place]) -> bool:
    return all(one.part == _PARTS[name] for one in found)


def _is_behind(name: str, found: Sequence[_Place]) -> bool:
    """Whether a table stands under the heading of a later part alone."""
    return bool(found) and all(one.part is not None and one.part > _PARTS[name] for one in found)


def _places(blocks: Sequence[Block], year: int | None) -> dict[int, _Place]:
    """Where each of a page's tables stands, by its number."""
    places: dict[int, _Place] = {}
    part: int | None = None
    caption: str | None = None
    for block in blocks:
        if isinstance(block, Grid):
            places[block.number] = _Place(part, caption or _caption_within(block, year))
        elif heading := heading_of(block):
            part, caption = mandated_part(heading.words), None
        elif _is_of_another(block, year):
            caption = block
        elif len(block) > _ASIDE or caption_year(block) == year:
            caption = None
    return places


def _caption_within(grid: Grid, year: int | None) -> str | None:
    """The caption of another year in a table of its own, where none in it is of the report's."""
    alone = [text for line in grid.lines if len(text := "".join(line)) and _is_single(line)]
    if any(caption_year(text) == year for text in alone):
        return None
    return next((text for text in alone if _is_of_another(text, year)), None)


def _is_single(line: Sequence[str]) -> bool:
    return sum(1 for text in line if text.strip()) == 1


def _is_of_another(line: str, year: int | None) -> bool:
    told = caption_year(line)
    if told is not None:
        return year is not None and told != year
    return bool(_LAST_YEAR.fullmatch(squeeze(line)))
