"""This module turns printed lines into the title of a report, and says what such a title is.

>>> is_report_title("衢州市应急管理局2024年政府信息公开工作年度报告")
True
>>> is_report_title("【解读】衢州市2024年政府信息公开工作年度报告")
False
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from parsers.dates import years_in_digits

_LONGEST, _SHORTEST_PROSE = 90, 30
_READING = re.compile(r"\([a-zü\u00e0-\u01dc]{1,8}\)")
_ENDING = re.compile(
    r"[^,。:;]{0,70}?"
    r"(?:信息公开|資訊公開|信息公開|政务公开(?=.{0,6}年)).{0,14}?"
    r"(?:报告|報告|年报|年報|告年度报|报告书)"
)
_CLOSING = re.compile(
    r"(?:\([^()]{0,20}\)|[《》\"”|_\-·. ?]|\.(?:docx?|pdf|html?))+$", re.IGNORECASE
)
PART_OF_YEAR = r"[上下]半年|半年度|[一二三四1-4]季度|(?<!\d)1[-—~至](?:[2-9]|1[01])月|季报|月报"
BY_OTHER_RULES = r"[预决]算信息公开|(?:公司|集团|厂)[\u4e00-\u9fff\d]{0,12}环境信息公开"
# Behind a word that the name of an agency may say too: 审计局, 国家新闻出版署, 党校培训中心.
IN_NO_NAME = r"(?![\u4e00-\u9fff]{0,8}?(?:[局署院办委站组队处厅室社所校馆会部司台]|中心))"
_OTHER = re.compile(
    r"如何|怎[么麼样樣]|什[么麼]|解读|解讀|图解|一图|读懂|通知|公告|方案|座谈|要点|指南|目录$|说明|函$|[>?!。;]|编制.*工作$|举行|召开"
    r"|[关關][于於](?:[认認]真)?做好[^的]*$"  # a notice's, cut off
    rf"|{BY_OTHER_RULES}|{PART_OF_YEAR}"
    rf"|(?:培训|会议|调研|评估|考核|督查|审计|检查|新闻|简报){IN_NO_NAME}"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[-—–~至](?=\d)|-|—|(?=(?:政府|政务)信息公开))")
_STARTS_WITH_YEAR = re.compile(
    r"\s*(?:(?:19|20)\d\d|二[零〇○0O][零〇○O一二三四五六七八九0-9]{2})\s*(?:[-—–~至]\s*(?:19|20)\d\d\s*学(?=\s*年))?\s*(?:年\s*度?|(?=政府信息公开|政务公开))"
)
_AGENCY = re.compile(
    r"[\u4e00-\u9fff()()、·]{2,40}?(?:人民政府|政府|办公室|办公厅|办事处|委员会|管委会|局|厅|委|部|院|署|行|台|队|站|所|"
    r"中心|镇|乡|街道|苏木|办|联合会|[残殘妇婦文侨僑][联聯]|工商[联聯]|[科作][协協]|公司|社|科|处|会|馆|区|县|市|旗|州|盟|省|组|大学|中学|小学|学校|幼儿园|海关|银行|机关|"
    r"辦公[室廳]|辦事處|委員會|[廳縣區鎮鄉處會館組臺隊辦]|大學|中學|小學|學校|海關|銀行|機關)(?:\([^()]{1,30}\)|（[^（）]{1,30}）)?"
)
_BARE = re.compile(r"[-/>]*(?:政府|政[务務])?(?:信息|資訊)公[开開]")
_ITS_DAY = re.compile(
    r"(?<=[告报報])\s*[(（]\s*(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|(?P<stamped>(?:19|20)\d\d(?:[-./]\d{1,2}){2}))\s*[)）]$"
)
# A news site parts the day and the hour from its own name by a bar.
_STAMPED = re.compile(
    r"((?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|(?:-\d{1,2}){2})\s*\d{1,2}:\d\d(?::\d\d)?)\s*\|"
)
_FILE = re.compile(r"(?<=[告报報])\.(?:docx?|wps|pdf|html?)$", re.IGNORECASE)
_WIDE = re.compile(r"\s{2,}|\t")
_A_VALUE = re.compile(
    r"[/〔\[;；]|\d[-./]\d|\d\s*日|号$|^(?:有效|主动公开)$"
)  # and no part of a title
_EDGE = " \t|•·●▪■◆#*\u200b\ufeff"
# What a page or a reader's pages print before a title, run into it.
_BEFORE = re.compile(r"(?:\[?大\s*中\s*小(?!学)\]?\s*)+(?=.)|Page \d+ - (?=.)")
_BEGINNINGS = ("大", "[大", "Page ")
_BUTTONS = ("二维码", "打印本页", "打印", "分享", "收藏", "我要纠错", "纠错")
_AFTER = re.compile(rf"(?:\s+(?:{'|'.join(_BUTTONS)}))+$")
_OF_A_NOTICE = re.compile(r"[\u4e00-\u9fff]{0,16}(?:通知|公告|方案|办法|意见|指南|要点|函)")
_SENDING = re.compile(
    r"(?:报送|上报|呈报|报请|印发|公布|发布)[^,。;]{0,50}信息公开[^,。;]{0,12}(?:报告|年报)》?的(?:函|通知|公告|报告|请示)$"
)
_TELLING = r"(?:解读|解讀|图解|圖解|一[图圖][读讀看]懂)"
_NAME = r"[^,。;]{0,60}(?:信息|资讯|資訊|政务)公[开開][^,。;]{0,14}(?:[报報]告|年[报報])"
_ABOUT = re.compile(
    rf"[【\[(《]?[\u4e00-\u9fff]{{0,4}}{_TELLING}{_NAME}[^,。;]{{0,6}}"
    rf"|(?:关于|對|对)?{_NAME}[》\"”)]?的?[\u4e00-\u9fff]{{0,4}}{_TELLING}"
)
_NAMED_YEAR = re.compile(
    r"[\u4e00-\u9fff()（）]{2,40}\s*(?:19|20)\d\d\s*年度?(?P<broken>政府|政[务務])?"
    r"|(?:19|20)\d\d\s*年度?\s*[\u4e00-\u9fff()（）]{3,40}"
)
_DOCUMENT = re.compile(
    r".{6,}(?:通知|意见|办法|公告|规定|方案|报告|函|决定|细则)(?:[(\uff08][^()\uff08\uff09]{0,30}[)\uff09])?"
)


def trimmed(line: str) -> str:
    """A line without the bars, bullets, buttons and spaces around it."""
    line = line.strip(_EDGE)
    if line.endswith(_BUTTONS):
        line = _AFTER.sub("", line)
    buttons = _BEFORE.match(line) if line.startswith(_BEGINNINGS) else None
    return line[buttons.end() :] if buttons else line


@lru_cache(maxsize=4096)
def unbarred(line: str) -> str:
    """A line as a title may stand in it, trimmed; of several cells, none."""
    line = trimmed(line)
    if "|" in line and (stamped := _STAMPED.match(line)):
        return stamped[1]
    return "" if "|" in line or ("公开" in line and _is_row(line)) else line


def _is_row(line: str) -> bool:
    """Whether a line is a row of cells that wide spaces part, some of which hold a box's values."""
    *cells, last = _WIDE.split(line)
    return len(cells) > 1 and is_report_title(last) and any(map(_A_VALUE.search, cells))


def undated(title: str) -> str:
    """A title without the day that a page prints in brackets after it, or a file's ending."""
    return _FILE.sub("", _ITS_DAY.sub("", title))


def day_of(title: str) -> str | None:
    """The day that a site stamps in brackets after a title; one in words may be when it was written.

    >>> day_of("甲局2025年政府信息公开工作年度报告 ( 2026-01-30 )")
    '2026-01-30'
    >>> day_of("甲局2025年政府信息公开工作年度报告(2026年1月30日)") is None
    True
    """
    title = title.rstrip()
    found = _ITS_DAY.search(title) if title.endswith((")", "）")) else None
    return found["stamped"] if found else None


@lru_cache(maxsize=256)  # a page's titles are compared with one another
def squeezed(text: str) -> str:
    """A title for comparing: NFKC, years in digits, without spaces and a converter's readings."""
    plain = _READING.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
    return years_in_digits(plain)


@lru_cache(maxsize=4096)
def is_report_title(line: str) -> bool:
    """Whether a line is the title of an annual report, and not of a notice or a word about one."""
    if not 6 <= len(line) <= _LONGEST * 3:
        return False
    text = _CLOSING.sub("", squeezed(line))
    if len(text) > _LONGEST or "公" not in text:
        return False
    return bool(_ENDING.fullmatch(text)) and not _OTHER.search(text) and "," not in text


def interprets(line: str) -> bool:
    """Whether a line is the title of a word about a report: 文字解读:…2022年…年度报告.

    >>> interprets("文字解读:甲县2022年政府信息公开工作年度报告"), interprets("甲县2022年政府信息公开工作年度报告")
    (True, False)
    """
    return len(line) <= _LONGEST and bool(_ABOUT.fullmatch(squeezed(line)))


def sends_report(title: str) -> bool:
    """Whether a title is of the letter or notice that a report follows: 关于报送2021年…年度报告的函."""
    return bool(_SENDING.search(squeezed(title)))


@lru_cache(maxsize=1024)
def is_bare(title: str) -> bool:
    """Whether a title has neither a year nor a body before it, as the name of a column has not."""
    return bool(_BARE.match(squeezed(title)))


@lru_cache(maxsize=256)
def is_agency(line: str) -> bool:
    """Whether a line is nothing but the name of a body."""
    return len(line) <= 60 and bool(_AGENCY.fullmatch(squeezed(line)))


def title_year(title: str) -> int | None:
    """The year that a report's title names; of two, the first."""
    match = _YEAR.search(squeezed(title))
    return int(match.group(1)) if match else None


class Span(NamedTuple):
    """Where a title stands among lines: its first line, the line after its last, and its text."""

    start: int
    end: int
    title: str


def spans(lines: Sequence[str]) -> Iterator[Span]:
    """Every title among the lines: on one line, or begun on one and ended on the next."""
    for at, (line, after) in enumerate(zip(lines, (*lines[1:], ""), strict=False)):
        if "公" not in line and not after.startswith("公"):
            continue
        if is_report_title(line):
            yield Span(at, at + 1, line)
        elif (
            _is_begun(line, after) and is_report_title(line + after) and not is_report_title(after)
        ):
            yield Span(at, at + 2, line + after)


def headings(lines: Sequence[str]) -> Iterator[str]:
    """Every title among the lines, once where it stands twice, with the name of its body before it.

    The title of a notice about the reports may be broken where a report's own would end.
    """
    for start, end, title in spans(lines):
        before = lines[start - 1] if start else ""
        below = lines[end] if end < len(lines) else ""
        if lines[start] != before and not _OF_A_NOTICE.fullmatch(below):
            yield _with_agency(before, title, below)


def are_links(titles: Iterable[str], year: int | None) -> bool:
    """Whether titles are of several years, and none of the one that the report is on.

    >>> are_links(["甲局2021年政府信息公开年报", "甲局2022年政府信息公开年报"], 2023)
    True
    """
    named = {title_year(title) for title in titles} - {None}
    return year is not None and len(named) > 1 and year not in named


def document_titles(lines: Sequence[str]) -> Iterator[str]:
    """Every line that is the title of a document of another kind: a notice, an opinion, rules."""
    return (
        line
        for line in lines
        if 12 <= len(line) <= _LONGEST
        and _DOCUMENT.fullmatch(line)
        and not re.search("[>。:：]", line)
        and not is_report_title(line)
    )


def of_document(title: str) -> str | None:
    """What a page's own title says of the report, without the names of site and column after it."""
    short = title[: _LONGEST * 3]
    parts = (part.strip() for part in re.split(r"[_|]| [-—] |[-—](?=[^-—]{2,40}$)", short))
    return next((part for part in (short, *parts) if is_report_title(part)), None)


def _is_begun(line: str, after: str) -> bool:
    if not 6 <= len(line) <= _LONGEST or "。" in line:
        return False
    return "公开" in line or "公開" in line or after.startswith(("公开", "公開"))


def _with_agency(before: str, title: str, below: str) -> str:
    """The title with the body's name, or its name and the year, from the line before it.

    A site prints its owner's name above the name of a column, but no prose under that.
    """
    if (year := _STARTS_WITH_YEAR.match(title)) and is_bare(title[year.end() :]):
        if not is_agency(before):
            return title
        return before if before.endswith(title) else before + title
    if not is_bare(title):
        return title
    dated = _NAMED_YEAR.fullmatch(squeezed(before)) if len(before) <= _LONGEST else None
    if dated and dated["broken"]:  # 甲县2023年政府|信息公开工作年度报告
        return title if title.startswith("政") else before + title
    is_one = title_year(title) is not None or _is_prose(below)  # and no column's name
    return before + title if dated or (is_one and is_agency(before)) else title


def _is_prose(line: str) -> bool:
    return len(line) > _SHORTEST_PROSE and "。" in line
