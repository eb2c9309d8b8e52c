"""This module finds the titles of reports among the lines of a page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from parsers.dates import YEAR_IN_WORDS
from parsers.metadata.agencies import has_place, is_agency, is_government
from parsers.metadata.titles import (
    LONGEST,
    SHORTEST_PROSE,
    is_report_title,
    lacks_year_and_agency,
    title_year,
)
from parsers.normalize import normalize
from parsers.patterns import HAN

_STARTS_WITH_YEAR = re.compile(
    rf"""
    \s*+(?:[关關][于於])?
    \s*+(?:(?:19|20)\d\d|{YEAR_IN_WORDS})                           # 2024, 二〇二四
    \s*(?:[-—–~至]\s*(?:19|20)\d\d\s*学(?=\s*年))?                      # 2023-2024学年
    \s*(?:年\s*度?|(?=政府信息公开|政务公开))
    """,
    re.VERBOSE,
)
_OF_A_NOTICE = re.compile(rf"[{HAN}]{{0,16}}(?:通知|公告|方案|办法|意见|指南|要点|函)(?:》.*)?")
_NAMED_YEAR = re.compile(
    rf"[{HAN}()（）]{{2,40}}\s*(?:19|20)\d\d\s*年度?(?P<broken>政府|政[务務])?"
    rf"|(?:19|20)\d\d\s*年度?\s*[{HAN}()（）]{{3,40}}"
)
_ABOUT = re.compile("[关關][于於]$")
# A title's second line, where its first ends within 2023年度 or 政府信息.
_SPLIT = re.compile(
    r"(?:(?<![-./\d])(?:19|20)\d\d年度?|年度)(?=政|信息)|政[府务務](?=信息|公[开開])"
)
_LONGEST_SPLIT = 7  # letters around the break: one before the year's six, of which one is below
_OF_A_YEAR = re.compile(r"(?:19|20)\d\d年度?政[府务務]")  # 2023年政府|信息公开…
# What ends a body's name and begins none: 甲区乙街道|办事处2023年…, 甲县水|利局2023年….
_BODY_ENDING = re.compile(
    rf"(?:人民政府|[办辦]事[处處]|(?:管理)?委[员員][会會]|管委[会會]|(?![省市县縣区區旗州乡鄉镇鎮本我各全该該])[{HAN}]?[局厅廳处處院]"
    r")(?=(?:19|20)\d\d|二)"
)
_OPEN = re.compile("公[开開]")
_PARTED = re.compile(r"(?:\s*[-_|—–·].*)?")  # a site's name after a page's own title
# A cover's last line: (2019年度); its year in a line of its own.
_YEAR_BELOW = re.compile(r"[(（]\s*(?:19|20)\d\d\s*年\s*度?\s*[)）]")
YEAR_ALONE = re.compile(rf"{_YEAR_BELOW.pattern}|(?:19|20)\d\d\s*年\s*度?")
_WORN_YEAR = re.compile(rf"([{HAN}()（）]{{2,40}})\s*(?:19|20)\d\d")


class TitleSpan(NamedTuple):
    """Where a title stands among lines: its first line, the line after its last one, and its text."""

    start: int
    end: int
    title: str


def find_titles(lines: Sequence[str]) -> Iterator[TitleSpan]:
    """The titles among the lines, each on one line or broken over two."""
    for at, (line, after) in enumerate(zip(lines, (*lines[1:], ""), strict=False)):
        if "公" not in line and not after.startswith(("公", "息公")):
            continue
        if is_report_title(line):
            yield TitleSpan(at, at + 1, line)
        elif (
            _is_begun(line, after) and is_report_title(line + after) and not is_report_title(after)
        ):
            yield TitleSpan(at, at + 2, line + after)


def full_titles(lines: Sequence[str], named: Sequence[str]) -> Iterator[str]:
    """The titles among the lines, each once, with what the line before begins: the agency's name, or what `named`, the page's own titles, have.

    The title of a notice about reports may be broken where a report's own title would end; it is
    left out.
    """
    for start, end, title in find_titles(lines):
        above = lines[max(start - 3, 0) : start]
        is_named = bool(above) and _is_in(named, above[-1] + title)
        before = above[-1] if is_named else _body_above(above)
        below = lines[end] if end < len(lines) else ""
        if lines[start] != before and not _OF_A_NOTICE.fullmatch(below):
            is_below = below[:1] in "(（" and _YEAR_BELOW.fullmatch(below) and not title_year(title)
            whole = title + below if is_below else title
            is_cover = not is_named and begins_on_cover(above[-2:], whole, below)
            before = "".join(above[-2:]) if is_cover else before
            is_begun = is_named or is_cover or begins_title(before, whole, below)
            yield before + whole if is_begun else whole


def _is_in(named: Iterable[str], title: str) -> bool:
    """Whether one of a page's own titles is this one, before the name of a site or column."""
    return any(
        one.startswith(title) and _PARTED.fullmatch(one, len(title)) is not None for one in named
    )


def _body_above(above: Sequence[str]) -> str:
    """The body that the lines above a title name, or two that report together; empty under a menu of agencies."""
    bodies = [line for line in above if is_agency(line)]
    if len(bodies) > 2 and len(bodies) == len(above):
        return ""
    return "、".join(bodies) if report_together(*above[-2:]) else "".join(above[-1:])


def report_together(*lines: str) -> bool:
    """Whether two lines are two bodies that both sign: each names its place, and neither is part of the other.

    A government above a body's name only has it on its site.
    """
    if len(lines) != 2 or not all(is_agency(line) and has_place(line) for line in lines):
        return False
    if any(map(is_government, lines)):
        return False
    one, other = lines
    return not (other.startswith(one) or one in other or other in one)


def begins_on_cover(above: Sequence[str], title: str, below: str) -> bool:
    """Whether a body and a year, each in a line of its own, stand above a title that has neither, and prose below it.

    >>> begins_on_cover(["甲县民政局", "2023年度"], "政府信息公开工作年度报告", "根据" * 16 + "。")
    True
    """
    if not lacks_year_and_agency(title) or len(below) <= SHORTEST_PROSE or "。" not in below:
        return False
    years = [bool(YEAR_ALONE.fullmatch(line)) for line in above]
    return sorted(years) == [False, True] and is_agency(above[years.index(False)])


def begins_title(before: str, title: str, below: str) -> bool:
    """Whether a title is begun by the line before it: by the agency's name, or that and the year.

    A site prints its owner's name above the name of a column too, but then no prose follows.
    """
    ending = _BODY_ENDING.match(title)
    is_split = len(before) <= LONGEST and (
        has_place(before) and is_agency(before + ending[0]) if ending else _is_split(before, title)
    )
    if is_split or (title.startswith("信息") and _OF_A_YEAR.fullmatch(before)):
        return True
    if (year := _STARTS_WITH_YEAR.match(title)) and lacks_year_and_agency(title[year.end() :]):
        return is_agency(_ABOUT.sub("", before))
    if not lacks_year_and_agency(title) or len(before) > LONGEST or is_report_title(before):
        return False
    if dated := _NAMED_YEAR.fullmatch(normalize(before)):  # 甲县2023年政府|信息公开工作年度报告
        return not (dated["broken"] and title.startswith("政"))
    if (worn := _WORN_YEAR.fullmatch(before)) and is_agency(worn[1]):
        return True  # 甲县水利局2022|政府信息公开工作年度报告
    is_one = title_year(title) is not None or (len(below) > SHORTEST_PROSE and "。" in below)
    return is_one and is_agency(before)


def _is_split(before: str, title: str) -> bool:
    """Whether the end of one line and the beginning of the next make a year, or 政府, that stands in both."""
    end = before[-_LONGEST_SPLIT:]
    found = _SPLIT.finditer(end + title[: 2 * _LONGEST_SPLIT])
    return any(one.start() < len(end) < one.end() for one in found)


def _is_begun(line: str, after: str) -> bool:
    if not 6 <= len(line) <= LONGEST or "。" in line:
        return False
    return bool(_OPEN.search(line) or _OPEN.search(line[-2:] + after[:3]))  # 信|息公开, 信息公|开
