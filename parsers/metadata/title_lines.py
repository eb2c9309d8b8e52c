"""This module brings a line of a page to the title of a report that it may hold: without what a site or a copy puts beside it."""

import re
from functools import lru_cache

from parsers.dates import CLOCK, DAY
from parsers.metadata.titles import LONGEST, is_report_title, title_year
from parsers.patterns import HAN

# A news site parts the day and the hour from its own name by a bar.
_STAMPED = re.compile(
    r"((?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|(?:-\d{1,2}){2})\s*\d{1,2}:\d\d(?::\d\d)?)\s*\|"
)
_WIDE = re.compile(r"\s{2,}|\t")
# The value of a box, and no part of a title.
_A_VALUE = re.compile(r"[/〔\[;；]|\d[-./]\d|\d\s*日|号$|^(?:有效|主动公开)$")
_EDGE = " \t|•·●▪■◆#*-\u200b\ufeff"
# What a page or a reader's pages print before a title, run into it: a shared document's are 1、1甲县水利局.
_BEFORE = re.compile(
    rf"(?:\[?大\s*中\s*小(?!学)\]?\s*)+(?=.)|Page \d+ - (?=.)|\d{{1,2}}、(?:\d{{1,2}}(?=(?!年)[{HAN}]))?(?=.)"
)
_BEGINNINGS = ("大", "[大", "Page ")
_BUTTONS = ("二维码", "打印本页", "打印", "分享", "收藏", "我要纠错", "纠错")
_AFTER = re.compile(rf"(?:\s++(?:{'|'.join(_BUTTONS)}))+$")
# The report's first words: 本年度报告根据《….
_OWN = r"本(?:年度?|次)?(?:(?:政府|政[务務])?信息公[开開])?(?:工作)?(?:年度)?(?:[报報]告|年[报報])"
_DATED = rf"(?:(?:发布|公开)?(?:时间|日期)\s*+:?\s*+)?[(（]?{DAY}(?:\s*{CLOCK})?[)）]?\s*"
# A title, once or twice, with the whole report run on after it in its line.
_RUN_ON = re.compile(
    rf"(?!现|根据|按照|本(?:年度?|次)(?:政府|政务|信息))(?:{_DATED})?"
    rf"((?:(?!{_OWN}).){{5,79}}?[告报])(?:\s*\1)?"
    rf"(?=\s*(?:{_DATED})?(?:一、|根据|依据|按照|{_OWN}|本年度|目录|20\d\d年,)|\s+为)"
)
# A page's own title, its menu and the report's title, which a copy has run together.
_TWICE = re.compile(r"(.{12,80}[告报]).*\1")
_LEAST_TWICE = 12  # characters


def trim(line: str) -> str:
    """A line without pipes, bullets, buttons and spaces at its ends."""
    line = line.strip(_EDGE)
    if line.startswith("?"):  # what a copy made of a blank; at its end it asks
        line = line.lstrip(f"?{_EDGE}")
    if line.endswith(_BUTTONS):
        line = _AFTER.sub("", line)
    is_run_on = line.startswith(_BEGINNINGS) or "、" in line[1:3]
    buttons = _BEFORE.match(line) if is_run_on else None
    return line[buttons.end() :] if buttons else line


@lru_cache(maxsize=4096)
def title_line(line: str) -> str:
    """A line trimmed to the title that it may hold; empty for a line of several cells."""
    line = trim(line)
    line = once(line)
    if "|" in line and (stamped := _STAMPED.match(line)):
        return stamped[1]
    return "" if "|" in line or ("公开" in line and _is_row(line)) else line


def once(title: str) -> str:
    """A title without the report, or the same title again, that a copy has run into its line.

    >>> once("甲县财政局2023年政府信息公开年报首页政务公开甲县财政局2023年政府信息公开年报")
    '甲县财政局2023年政府信息公开年报'
    """
    if len(title) > LONGEST and (whole := _RUN_ON.match(title)):
        apart = title[whole.end()].isspace()
        return whole[1] if apart or title_year(whole[1]) else title
    end = title[-_LEAST_TWICE:]
    if not title.endswith(("告", "报")) or title.find(end) == len(title) - len(end):
        return title
    twice = _TWICE.fullmatch(title)
    return twice[1] if twice else title


def _is_row(line: str) -> bool:
    """Whether a line is a row of cells, parted by wide spaces, that holds values of a box."""
    *cells, last = _WIDE.split(line)
    return len(cells) > 1 and is_report_title(last) and any(map(_A_VALUE.search, cells))
