"""This module detects tables that may be those of another year or agency.

A page may show its own table as a picture and print last year's below it. Such a table stands under a caption of
another year, or under the heading of another part while its own heading has none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parsers.dates import years_in_digits
from parsers.headings import PART_OF_TABLE, mandated_part
from parsers.metadata.period import period_year
from parsers.page import Grid, Page
from parsers.records import TableRead
from parsers.text import squeeze
from schemas.finding import Finding, finding

OF_ANOTHER_YEAR, OUT_OF_PART = "table-of-another-year", "table-out-of-part"
_YEAR = r"((?:19|20)\d\d)年度?"
# In the names of other tables that agencies publish, and never in a title of the form's.
_NEVER_OURS = "预算|决算|收支|目录|清单|计划|任务|分工|名单|课程|考核|评分|权责"
_CAPTION = re.compile(
    rf"(?:附?[件表]?[一二三四1-4]?[:、.])?\(?{_YEAR}[^\d,。;]{{0,30}}[):]?"
    rf"|[^\d,。;]{{4,40}}\({_YEAR}\):?"
    rf"|[^\d,。;]{{2,30}}{_YEAR}(?![^\d]*(?:{_NEVER_OURS}))[^\d,。;]{{2,30}}(?<![下附本])表"
)
_LONGEST = 60
_LAST_YEAR = re.compile(
    r".{0,8}(?:上年度?|上一年度?|去年)(?!结转)[^\d,。;]{0,20}(?:数据|情况|统计|表)[):]?"
)
_ASIDE = 12  # characters: of a line between a caption and its table, such as 单位：件
_NAMED_YEAR = re.compile(r"\(?(?:19|20)\d\d年度?\)?")


class _Place(NamedTuple):
    """Where a table stands: under which part's heading, and what caption gives it to another year."""

    part: int | None
    caption: str | None


def foreign_tables(
    page: Page, tables: Mapping[str, TableRead], year: int | None
) -> Iterator[tuple[str, Finding]]:
    """The names of the tables that may belong to another report, each with a finding that says why."""
    placed = {name: table.placed.values() for name, table in tables.items()}
    numbers = {name: {row.grid.number for row in rows} for name, rows in placed.items()}
    grids = page.placed_grids
    under = {
        name: [_place(page, at, b, year) for at, b in grids.items() if b.number in numbers[name]]
        for name in tables
    }
    parts = {name: {one.part for one in found} for name, found in under.items()}
    at_home = {name for name, found in parts.items() if found == {PART_OF_TABLE[name]}}
    for name, found in under.items():
        for caption in dict.fromkeys(one.caption for one in found if one.caption):
            yield name, finding(OF_ANOTHER_YEAR, name, caption)
        if at_home - {name} and _is_behind(name, found) and _is_headed(name, page):
            yield name, finding(OUT_OF_PART, name)


def _is_behind(name: str, found: Sequence[_Place]) -> bool:
    """Whether a table stands under the heading of a later part alone."""
    parts = [one.part for one in found]
    return bool(found) and all(part and part > PART_OF_TABLE[name] for part in parts)


def _is_headed(name: str, page: Page) -> bool:
    """Whether the part to which a table belongs has a heading on the page."""
    return PART_OF_TABLE[name] in {mandated_part(one.words) for one in page.headings.values()}


def _place(page: Page, at: int, table: Grid, own: int | None) -> _Place:
    """Where a table stands: under the last heading above it, and a caption of another year between the two."""
    heading = max((place for place in page.headings if place < at), default=-1)
    part = mandated_part(page.headings[heading].words) if heading >= 0 else None
    between = [block for block in page.blocks[heading + 1 : at] if isinstance(block, str)]
    caption = _caption_above(between, own) or _caption_within(table, own)
    if heading >= 0 and not caption and not any(_year_of(line) == own for line in between):
        caption = _heading_of_another(page.headings[heading].words, own)
    return _Place(part, caption)


def _caption_above(lines: Sequence[str], year: int | None) -> str | None:
    """The caption of another year that lines end with, short ones aside."""
    for line in reversed(lines):
        if _is_of_another(line, year):
            return line
        if len(line) > _ASIDE or _year_of(line) == year:
            return None
    return None


def _heading_of_another(words: str, year: int | None) -> str | None:
    """The heading of a table's part if it names another year: not that of next year's plans."""
    if not _is_of_another(words, year):
        return None
    part = mandated_part(_NAMED_YEAR.sub("", years_in_digits(squeeze(words))))
    return words if part in PART_OF_TABLE.values() else None


def _caption_within(grid: Grid, year: int | None) -> str | None:
    """The caption of another year in a table of its own, where none in it is of the report's."""
    alone = ["".join(line) for line in grid.lines if len(line) - line.count("") == 1]
    if any(_year_of(text) == year for text in alone):
        return None
    return next((text for text in alone if _is_of_another(text, year)), None)


def _is_of_another(line: str, year: int | None) -> bool:
    if named := _year_of(line):
        return year is not None and named != year
    return names_last_year(line)


def names_last_year(line: str) -> bool:
    """Whether a line is a caption of the year before.

    >>> names_last_year("上年度数据："), names_last_year("上年结转政府信息公开申请数量")
    (True, False)
    """
    return "年" in line and bool(_LAST_YEAR.fullmatch(squeeze(line)))


def _year_of(line: str) -> int | None:
    """The year in a caption, or of the period that a line gives."""
    if "年" not in line and "20" not in line:
        return None
    return caption_year(line) or period_year(squeeze(line))


def caption_year(line: str) -> int | None:
    """The year of a caption: of a line that names one and tells nothing.

    >>> captions = ("附件：2022年度数据", "申请情况（二〇二二年）", "甲局2022年信息公开情况统计表")
    >>> others = ("2022年，我局受理3件", "与2022年相比的情况见下表", "本局公开了2022年部门收支预算表")
    >>> [caption_year(line) for line in (*captions, *others)]
    [2022, 2022, 2022, None, None, None]
    """
    match = _CAPTION.fullmatch(years_in_digits(squeeze(line))) if len(line) < _LONGEST else None
    return int(match[1] or match[2] or match[3]) if match else None
