"""This module recognises documents of other kinds than annual reports, by their titles, and the reports that
schools, hospitals and enterprises make by other rules.

Article 55 of the Regulations exempts them, so these reports are not about 政府信息公开 and have neither its form
nor its year: a school's year runs from September to August.

>>> is_another_kind("甲县信访局2023年信访工作年度报告"), is_another_kind("甲县2023年政务公开工作要点")
(True, True)
"""

import re
from collections.abc import Callable, Iterable, Iterator

from parsers.dates import YEAR_IN_DIGITS
from parsers.metadata.announcement import lines_under_column
from parsers.metadata.opening import without_cited
from parsers.metadata.sentences import BASED_ON, INFORMATION, REPORT, THIS_REPORT, WRITES
from parsers.metadata.titles import (
    BY_OTHER_RULES,
    IN_NO_NAME,
    PART_OF_YEAR,
    is_cover_letter_title,
    is_report_title,
    lacks_year_and_agency,
)
from parsers.normalize import plain
from parsers.page import Page
from parsers.patterns import HAN
from parsers.traditional import simplified
from schemas.vocabulary import vocabulary

_LONGEST = 90
_PIECES = re.compile(r"[_|]| [-—] ")
_CLOSING = re.compile(r"(?:\([^()]{0,20}\)|[》\"”.])+$")
# Each of these ends the title of a document of its own, whatever it is about.
_ENDS = re.compile(
    r"(?:通知|通报|公报|方案|要点|指南|计划|简报|[预决]算(?:公开)?(?:情况)?(?:说明)?|述职报告|政府工作报告|报表|制度|安排|打算|清单"
    r"|(?<!报告)(?<!年度报告的)公示|(?<!年度报告)(?<!年度报告的)公告)$"
)
_LISTED = re.compile(r"(?:目录|统计(?:分析|表)?)$")
# What the head of a page that has no year calls a text about disclosure, none of a year's.
_ABOUT = re.compile(
    r"公开.*(?:指南|讲话|问答|解读|自查报告|须知|研究|制度|规定|办法|概述|细则|条例|规范|手册|会议|[进谈训作署]会)$"
)
_OTHER_AFFAIRS = re.compile(r"^(?!.*(?:信息|政务)公开).*(?:[党村厂校居警检审]务|司法)公开")
# Other yearly reports that the law or a custom asks of the same bodies, and other things made public.
_OTHER_MATTER = re.compile(
    r"(?:信访|法治政府|法治|依法行政|行政执法|行政复议|行政应诉|[党村厂校]务公开|培训|网站|自查|考核|考评|评[估价议]|绩效|内部控制|决算|社会责任|质量)"
    rf"{IN_NO_NAME}(?:(?!信息公开|政务公开)[{HAN}]){{0,14}}(?:报告|年报)$"
    rf"|{BY_OTHER_RULES}"
)
# What sites of model texts sell: 政府信息公开工作报告范文, with how many there are; or what is annexed to a rule.
_MODEL = re.compile(
    r"(?:附件?\d?:\d?\.?)?[^,。:;]{0,40}(?:信息|政务)公开[^,。:;]{0,16}?(?:报告|年报|总结|汇报)[^,。:;]{0,4}(?:范文|范本|模板|样本|样文|汇编)[^,。:;]{0,12}"
)
# What stands in such a text and in a blank form for the body, or the year, to write: ××县水利局, 20XX年.
_BLANK = r"(?:(?<![A-Za-z])[Xx×]{2,}+(?![A-Za-z])|某某|[○〇*_]{2,}+|某(?=[省市县区镇乡局单])|\(?(?:单位|部门|机关)名称\)?)"
_BLANK_TITLE = re.compile(
    rf"[^,。:;]{{0,16}}{_BLANK}[^,。:;]{{0,24}}信息公开[^,。:;]{{0,8}}(?:报告|年报)[^,。:;]{{0,8}}"
)
_BLANK_BODY = re.compile(_BLANK)
_BLANK_PLACE = re.compile(rf"{_BLANK}(?=[省市县区镇乡街局])")  # 2025年,xx街道严格落实
_BLANK_AUTHOR = re.compile(
    rf"(?:由|特编制|现(?:将|公布|发布))(?=[^,。]{{0,24}}(?:公开|{WRITES})){_BLANK}"
)
_SUMMARY = ("总结", "小结")
_PART = re.compile(PART_OF_YEAR)
_GOVERNMENT = re.compile(rf"(?:政府|政务){INFORMATION}|政务公开(?=.{{0,6}}{REPORT})")
_REPORT = re.compile(rf"政府{INFORMATION}(?:工作)?(?:年度)?(?:工作)?{REPORT}")

# 本报告根据《政府信息公开条例》要求,由甲市医院编制: by no other rules, if it names no others.
_BY_REGULATIONS = re.compile(
    rf"(?:^|[:。])(?:{THIS_REPORT}(?:是|系)?)?{BASED_ON}+《(?:中华人民共和国)?政府信息公开条例》"
    rf"[^。]{{0,200}},[^,。《]{{0,30}}{WRITES}"
)


def is_another_kind(title: str) -> bool:
    """Whether a title is that of a model text or, with a year, of another kind of document; a cover letter's is not."""
    whole = plain(title)
    text = _CLOSING.sub("", whole)
    if _MODEL.fullmatch(text):
        return True
    if len(text) > _LONGEST or not YEAR_IN_DIGITS.search(whole) or is_cover_letter_title(title):
        return False
    return bool(_ENDS.search(text) or _OTHER_MATTER.search(text))


def is_on_another_matter(title: str) -> bool:
    """Whether a title is that of another kind of document and does not speak of 信息公开."""
    text = _CLOSING.sub("", plain(title))
    return "信息公开" not in title and bool(is_another_kind(title) or _LISTED.search(text))


def is_headed_otherwise(page: Page) -> bool:
    """Whether a page's head calls it a guide, a rule or a speech about disclosure, or tells of other affairs.

    A menu has lines that say so beside any report; a head has one.
    """
    head = plain(_PIECES.split(page.title or "")[0])
    about = not YEAR_IN_DIGITS.search(head) and _ABOUT.search(_CLOSING.sub("", head))
    return bool(about or _OTHER_AFFAIRS.search(head))


def is_to_fill_in(title: str | None, agency: str | None, lines: Iterable[str]) -> bool:
    """Whether signs stand in a title or its author's sentence for the body to write there, as in a model text.

    A title that says so may be left standing by a body that filled the form in.
    """
    named, told = plain(title or ""), list(map(plain, lines))
    if not agency or _BLANK_BODY.search(plain(agency)):
        is_model = _CLOSING.search(named) and _MODEL.fullmatch(named)
        if is_model or _BLANK_TITLE.fullmatch(named) or (not agency and _names_model(told)):
            return True
    return any(map(_BLANK_AUTHOR.search, told))


def _names_model(lines: Iterable[str]) -> bool:
    """Whether a line is the title of a model text, as below the path of the site that sells it, or tells of no place.

    A collection, 年报汇编, is also a column of reports.
    """
    told = [line for line in lines if "公开" in line]
    return any("汇编" not in one and _MODEL.fullmatch(one) for one in told) or any(
        map(_BLANK_PLACE.search, told)
    )


def is_summary(title: str) -> bool:
    """Whether a title is that of a summary of a year's work other than disclosure."""
    text = _CLOSING.sub("", plain(title))
    if len(text) > _LONGEST or not YEAR_IN_DIGITS.search(text) or "信息公开" in text:
        return False
    return text.endswith(_SUMMARY)


def is_part_of_year(title: str) -> bool:
    """Whether a title is that of a report on disclosure in a part of a year."""
    text = plain(title)
    return len(text) <= _LONGEST and "公开" in text and bool(_PART.search(text))


def _own_titles(page: Page, title: str | None) -> Iterator[str]:
    """What a page calls itself: its chosen title, its head, and its first lines where it has no title.

    A title that is a column's name may be a menu's, so the lines under it count instead.
    """
    heads = [part.strip() for part in _PIECES.split(page.title or "") if part.strip()]
    bare = title is not None and lacks_year_and_agency(title)
    yield from filter(None, (None if bare else title, page.named.get("articletitle"), *heads))
    if bare:
        yield from lines_under_column(page)
    elif not page.title:
        yield from (line for line in page.lines[:3] if line.strip())


def calls_itself(page: Page, title: str | None, kind: Callable[[str], bool]) -> bool:
    """Whether a page calls itself a document of a kind, and a report only within that title or by a column's name."""
    titles = list(_own_titles(page, title))
    named = [one for one in titles if kind(one)]
    reports = (one for one in titles if is_report_title(one) and not lacks_year_and_agency(one))
    return bool(named) and all(any(one in whole for whole in named) for one in reports)


def is_by_other_rules(title: str | None, agency: str | None, opening: Iterable[str]) -> bool:
    """Whether title, body or opening paragraphs say that other rules ask for a report.

    A title with 政府信息公开 says that they do not, whoever made it; the name of a column says nothing.
    """
    is_own = title and is_report_title(title) and not lacks_year_and_agency(title)
    title = plain(title) if title and is_own else ""
    paragraphs = [plain(paragraph) for paragraph in opening]
    if _GOVERNMENT.search(title):
        return False
    rules = vocabulary().other_rules
    grounds = [[ground in one for ground in rules.grounds] for one in paragraphs]
    if not title and any(
        _REPORT.search(without_cited(one)) or (not any(named) and _BY_REGULATIONS.search(one))
        for one, named in zip(paragraphs, grounds, strict=True)
    ):
        return False
    if agency:
        name = simplified(agency)
        is_school = name.endswith(rules.bodies) and not name.endswith(rules.others)
        return "学年" in title or is_school
    return "学年" in title or any(map(any, grounds[:1]))
