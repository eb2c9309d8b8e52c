"""This module tells a report by its headings alone, where neither its title nor its metadata say that it is one."""

import re
from collections.abc import Sequence

from parsers.headings import mandated_part
from parsers.metadata.classification import is_interpretation
from parsers.metadata.kinds import calls_itself, is_another_kind, is_headed_otherwise, is_summary
from parsers.normalize import plain
from parsers.page import Page
from schemas.report import Metadata, Section

_HEADINGS = 2  # so many of the six mandated parts make a report where nothing else says so
_OWN_PARTS = frozenset((2, 3, 4, 6))  # of the six, those of which only such a report has one
_PARTS_OF_TABLES = frozenset((2, 3, 4))
_OLD_PARTS = {
    1: re.compile(
        "信息公开(?:工作)?的?(?:基本|总体|年度)?(?:情况|概述|概况)|(?:工作|基本|总体)(?:概述|概况|情况)$"
    ),
    2: re.compile("主动公开.*情况"),
    3: re.compile("申请公开.*情况"),
    4: re.compile("(?:复议|诉讼).*(?:情况|诉讼)"),
}
# What the first part tells first: (一)主动公开情况.
_WITHIN = re.compile(r"\s*[(（][一二三]?[)）]\s*(?:政府信息)?主[动動]公[开開]")


def has_report_headings(page: Page, described: Metadata, prose: Sequence[Section]) -> bool:
    """Whether a page's headings alone make it a report: two of the form's, one of them in no other document.

    Others have 总体情况 and 存在的主要问题 too. A summary of a year needs two of the parts that
    have tables.
    """
    parts = {_part(section.heading) for section in prose} - {None}
    if 1 in parts:
        parts |= {2 for line in page.lines if _WITHIN.match(line)}
    if len(parts) < _HEADINGS or parts.isdisjoint(_OWN_PARTS):
        return False
    of_tables = len(parts & _PARTS_OF_TABLES) >= _HEADINGS
    if not of_tables and calls_itself(page, described.title, is_summary):
        return False
    is_another = calls_itself(page, described.title, is_another_kind)
    return not (is_another or is_headed_otherwise(page) or is_interpretation(page, described))


def _part(heading: str) -> int | None:
    """Which of the form's parts a heading names, by its words or by those of reports before 2019."""
    if part := mandated_part(heading):
        return part
    words = plain(heading)
    return next((part for part, named in _OLD_PARTS.items() if named.search(words)), None)
