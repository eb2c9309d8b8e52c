"""This module detects tables that may be those of another year or agency.

A page may show its own table as a picture and print last year's below it, or the table of a unit under
the agency: `附：甲县水文站情况`, `下属单位情况如下：`. Such a table stands under a caption of another year
or body, or under the heading of another part while its own heading has none.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from parsers.dates import years_in_digits
from parsers.headings import PART_OF_TABLE, mandated_part
from parsers.metadata.agencies import has_place, is_full_name
from parsers.metadata.names import is_abbreviation
from parsers.metadata.report_year import period_year
from parsers.page import Grid, Page
from parsers.records import TableRead
from parsers.tables.own_year import caption_year
from parsers.text import squeeze
from schemas.finding import Finding, finding

OF_ANOTHER_YEAR, OF_ANOTHER_BODY = "table-of-another-year", "table-of-another-body"
OUT_OF_PART = "table-out-of-part"
_LAST_YEAR = re.compile(
    r".{0,8}(?:上年度?|上一年度?|去年)(?!结转)[^\d,。;]{0,20}(?:数据|情况|统计|表)[):]?"
)
_ASIDE = 12  # characters: of a line between a caption and its table, such as 单位：件
_CAPTION = re.compile(
    r"(?:附[件表]?[一二三四1-4]?[:、.]?)?\(?(?:[一二三四五1-5][)、.])?(?P<body>[^\d,。;:()]{4,25}?)"
    r"(?:的?(?:政府信息公开)?(?:工作)?(?:有关|相关)?(?:情况|数据|统计|报表)(?:统计表|如下|表)?)?\)?:?"
)
_UNITS = re.compile(
    r"[^\d,。;含及和]{0,4}(?:下属|所属|局属|直属|附属|下设)[^\d,。;]{0,25}(?:情况|数据|表)(?:如下)?\)?:?"
)
_NAMED_YEAR = re.compile(r"\(?(?:19|20)\d\d年度?\)?")
_LONGEST = 40


class _Own(NamedTuple):
    """The year and the agency of the report itself."""

    year: int | None
    agency: str | None


class _Place(NamedTuple):
    """Where a table stands: under which part's heading, and what captions give it to another report."""

    part: int | None
    captions: tuple[tuple[str, str], ...]


def foreign_tables(
    page: Page, tables: Mapping[str, TableRead], year: int | None, agency: str | None
) -> Iterator[tuple[str, Finding]]:
    """The names of the tables that may belong to another report, each with a finding that says why."""
    placed = {name: table.placed.values() for name, table in tables.items()}
    numbers = {name: {row.grid.number for row in rows} for name, rows in placed.items()}
    grids, own = page.placed_grids, _Own(year, agency)
    under = {
        name: [_place(page, at, b, own) for at, b in grids.items() if b.number in numbers[name]]
        for name in tables
    }
    parts = {name: {one.part for one in found} for name, found in under.items()}
    at_home = {name for name, found in parts.items() if found == {PART_OF_TABLE[name]}}
    for name, found in under.items():
        for code, caption in dict.fromkeys(said for one in found for said in one.captions):
            yield name, finding(code, name, caption)
        if at_home - {name} and _is_behind(name, found) and _is_headed(name, page):
            yield name, finding(OUT_OF_PART, name)


def _is_behind(name: str, found: Sequence[_Place]) -> bool:
    """Whether a table stands under the heading of a later part alone."""
    parts = [one.part for one in found]
    return bool(found) and all(part and part > PART_OF_TABLE[name] for part in parts)


def _is_headed(name: str, page: Page) -> bool:
    """Whether the part to which a table belongs has a heading on the page."""
    return PART_OF_TABLE[name] in {mandated_part(one.words) for one in page.headings.values()}


def _place(page: Page, at: int, table: Grid, own: _Own) -> _Place:
    """Where a table stands: under the last heading above it, and the captions between the two."""
    heading = max((place for place in page.headings if place < at), default=-1)
    part = mandated_part(page.headings[heading].words) if heading >= 0 else None
    between = [block for block in page.blocks[heading + 1 : at] if isinstance(block, str)]
    of_other, of_own = partial(_is_of_another, year=own.year), partial(_is_of_year, year=own.year)
    year = _caption_above(between, of_other, of_own) or _caption_within(table, own.year)
    if heading >= 0 and not year and not any(map(of_own, between)):
        year = _heading_of_another(page.headings[heading].words, of_other)
    body = None
    if part and own.agency:
        body = _caption_above(between, partial(names_other_body, agency=own.agency), has_place)
    captions = ((OF_ANOTHER_YEAR, year), (OF_ANOTHER_BODY, body))
    return _Place(part, tuple((code, line) for code, line in captions if line))


def _caption_above(
    lines: Sequence[str], is_foreign: Callable[[str], bool], is_own: Callable[[str], bool]
) -> str | None:
    """The caption of another report that lines end with, short ones aside."""
    for line in reversed(lines):
        if is_foreign(line):
            return line
        if len(line) > _ASIDE or is_own(line):
            return None
    return None


def _heading_of_another(words: str, is_foreign: Callable[[str], bool]) -> str | None:
    """The heading of a table's part if it names another year: not that of next year's plans."""
    if not is_foreign(words):
        return None
    part = mandated_part(_NAMED_YEAR.sub("", years_in_digits(squeeze(words))))
    return words if part in PART_OF_TABLE.values() else None


def _caption_within(grid: Grid, year: int | None) -> str | None:
    """The caption of another year in a table of its own, where none in it is of the report's."""
    alone = ["".join(line) for line in grid.lines if len(line) - line.count("") == 1]
    if any(_is_of_year(text, year) for text in alone):
        return None
    return next((text for text in alone if _is_of_another(text, year)), None)


def _is_of_year(line: str, year: int | None) -> bool:
    return _year_of(line) == year


def _is_of_another(line: str, year: int | None) -> bool:
    if named := _year_of(line):
        return year is not None and named != year
    return "年" in line and bool(_LAST_YEAR.fullmatch(squeeze(line)))


def _year_of(line: str) -> int | None:
    """The year in a caption, or of the period that a line gives."""
    if "年" not in line and "20" not in line:
        return None
    return caption_year(line) or period_year(squeeze(line))


def names_other_body(line: str, agency: str) -> bool:
    """Whether a line is the caption of another body's table; a short name of the agency is its own.

    >>> names_other_body("附：甲县水文站情况", "甲县水利局"), names_other_body("下属单位情况如下：", "甲县水利局")
    (True, True)
    >>> names_other_body("甲县住建局情况：", "甲县住房和城乡建设局"), names_other_body("单位：件", "甲县水利局")
    (False, False)
    >>> names_other_body("本单位及下属单位情况", "甲县水利局")
    False
    """
    if len(line) > _LONGEST:
        return False
    caption = squeeze(line)
    if _UNITS.fullmatch(caption):
        return True
    match = _CAPTION.fullmatch(caption)
    body = match["body"] if match else ""
    own = is_abbreviation(body, agency) or is_abbreviation(agency, body)
    return is_full_name(body) and not own
