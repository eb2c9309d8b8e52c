"""This module finds where a page's report begins, at its first heading or a table of the form, and detects
whether its opening sentences announce a report, or an interpretation of one.
"""

import re
from collections.abc import Iterator, Sequence

from parsers.headings import is_mandated
from parsers.metadata.opening import SENTENCES, paragraphs, published_title, year_in_opening
from parsers.metadata.sentences import (
    BASED_ON,
    CITED,
    DISCLOSURE,
    INFORMATION,
    REPORT,
    THIS_REPORT,
    WRITES,
    YEAR,
)
from parsers.metadata.titles import is_report_title, lacks_year_and_agency
from parsers.normalize import plain
from parsers.page import Block, Grid, Page
from parsers.patterns import HAN
from parsers.site_lines import line_kind

_MOST_BLOCKS = 400
_PARAGRAPH = 40  # characters of a paragraph, at least
_FORM = re.compile(r"第二十[条條]\s*第|本年新收|自然人")
_ITS_WORDS = ("第二十", "本年新收", "自然人")
# 现将2016年度我办政府信息公开工作总结如下; but not what is told of others' reports: 年度报告公布情况报告如下.
_FOLLOWS = re.compile(
    rf"""
    (?:{YEAR}(?!\d|[上下]|第?[一二三四1-4]季)[^,;:]{{0,30}}|20\d\d年1月1日(?:起)?[至到-](?:20\d\d年)?12月31日[^;:]{{0,60}})
    (?:信息|资讯|政务)公开(?![^,;:]*(?:公布情况|要点|考核|自查|整改|评[估价比议]|调研|[预决]算))
    (?:[^,;:]{{0,24}}|[^;:]{{0,160}}情况等?)(?:报告|汇报|总结|小结)如下
    """,
    re.VERBOSE,
)
# Under a sentence that publishes a body's report: 本报告由概述等部分组成。现将有关情况报告如下
_CONSISTS = re.compile(
    rf"(?:^|。){THIS_REPORT}(?:的?内容)?(?:由|包括|包含|共?分为?)[^。]{{6,}}。"
    r"|现将(?:有关|具体|主要)?(?:工作)?情况(?:报告|汇报)如下[:。]?$"
)
# 我局认真贯彻《条例》,积极开展政府信息公开工作。2008年主要工作情况如下
_YEARS_WORK = re.compile(
    rf"政府{INFORMATION}工作。(?:现将)?{YEAR}(?:主要|具体|有关)?工作情况(?:汇报|报告)?如下(?:。|:|$)"
)
_OF_A_YEAR = f"{YEAR}{DISCLOSURE}(?:工作)?"
_SUES = "申请[^;:]{0,120}(?:复议|诉讼)"
_MADE = re.compile(
    rf"""
    {INFORMATION}.*(?:{WRITES}|撰写|形成|完成)(?:并?(?:公布|发布))?[本此](?:年度)?{REPORT}
    |{WRITES}[^,;:]{{2,40}}{_OF_A_YEAR}(?:年度)?报告,本?报告中?所列      # 编制甲局2021年政府信息公开年度报告,本报告所列
    |特{WRITES}[^,;:]{{2,40}}{_OF_A_YEAR}(?:年度)?报告$
    |{BASED_ON}.*{INFORMATION}.*我[局委办厅镇乡县市区].{{0,4}}{WRITES}了?{_OF_A_YEAR}年度报告$
    """,
    re.VERBOSE,
)
# By which rules this report is made, or what a report of disclosure consists of.
_IS = re.compile(
    rf"""
    ^[本此](?:年度)?{REPORT}(?:是|系)?{BASED_ON}[^;:]{{0,160}}{INFORMATION}[^;:]{{0,160}}{WRITES}
    |^(?:本(?:年度)?报告|报告)?全文(?:由|包括|包含)[^;:]{{0,40}}主动公开[^;:]{{0,40}}{_SUES}  # 全文由概述,主动公开…
    |^{THIS_REPORT}(?:由|包括|包含)[^;:]{{0,40}}主动公开[^;:]{{0,40}}(?:申请公开|公开申请|{_SUES})
    """,
    re.VERBOSE,
)
# News of a report, which quotes it: 甲部日前发布《…》(以下简称《报告》)称; or what is read to a congress: 请予审议.
_QUOTES = re.compile(rf"《(?:年度)?报告》\)?(?:称|显示|指出|披露)|(?<![{HAN}])请予?审议(?:。|$)")
_INTERPRETS = re.compile(
    r"(?:年报|年度报告|公开[^,;:]{0,12}报告)[^,;:]{0,20}(?:解读如下|如下解读)$"
)


def before_report(page: Page) -> tuple[Block, ...]:
    """The blocks before the first numbered heading or table of the form, the last 400 at most.

    Menus may print hundreds of lines before a report. Where none begins, these are the page's first
    blocks, up to what the site prints under the prose: links to other reports among them.
    """
    heading = min(page.headings, default=None)
    maybe = (
        at
        for at, block in enumerate(page.blocks[:heading])
        if isinstance(block, Grid) or block.startswith(_ITS_WORDS)
    )
    end = next((at for at in maybe if _begins_form(page.blocks[at])), heading)
    blocks = [block for block in page.blocks[:end] if block]
    return tuple(_to_footer(blocks[:_MOST_BLOCKS]) if end is None else blocks[-_MOST_BLOCKS:])


def _to_footer(blocks: list[Block]) -> list[Block]:
    """The blocks up to the first line of a footer that stands under a paragraph."""
    under = False
    for at, block in enumerate(blocks):
        if isinstance(block, str):
            if under and line_kind(block) == "footer":
                return blocks[:at]
            under = under or (len(block) > _PARAGRAPH and "。" in block)
    return blocks


def lines_under_column(page: Page) -> list[str]:
    """The lines between the last name of a column of reports and the report: what follows the menu of a site."""
    lines = [line for line in before_report(page) if isinstance(line, str)]
    names = (
        at for at, line in enumerate(lines)
        if "公" in line and is_report_title(line) and lacks_year_and_agency(line)
    )  # fmt: skip
    return lines[max(names, default=-1) + 1 :]


def has_form(page: Page) -> bool:
    """Whether a page has a table of the form."""
    return any(_is_form(grid) for grid in page.grids)


def has_mandated_heading(page: Page) -> bool:
    """Whether a line of the page is one of the form's six headings."""
    return any(is_mandated(heading.words) for heading in page.headings.values())


def _begins_form(block: Block) -> bool:
    if isinstance(block, Grid):
        return _is_form(block)
    return _FORM.match(block) is not None


def _is_form(grid: Grid) -> bool:
    return any(_FORM.search(cell) for line in grid.lines[:4] for cell in line)


def announces_report(page: Page) -> bool:
    """Whether an opening sentence says that the report on a year's disclosure follows, or that this is it."""
    prose = [plain(one) for one in paragraphs(page)]
    if any(map(_YEARS_WORK.search, prose)):
        return True
    if year_in_opening(page) is not None and any(map(_CONSISTS.search, prose)):
        return True
    return any(
        published_title(sentence)
        or _FOLLOWS.search(CITED.sub("", sentence))
        or _MADE.search(sentence)
        or _IS.match(sentence)
        for paragraph in prose
        for sentence in _ends(paragraph.rstrip("。").split("。"))
    )


def _ends(sentences: Sequence[str]) -> Iterator[str]:
    """The first sentences of a paragraph, and its last, which leads over to what follows."""
    yield from sentences[:SENTENCES]
    yield from sentences[SENTENCES:][-1:]


def interprets_report(page: Page) -> bool:
    """Whether an opening sentence announces an interpretation of a report, or quotes it as news: 现就年报内容解读如下.

    Interpretations of anything else, such as terms or policies, belong to reports. What a congress is asked to deliberate
    on is no report either: it hears of disclosure in any month.
    """
    prose = map(plain, paragraphs(page))
    if any(_QUOTES.search(paragraph) for paragraph in prose if "报告" in paragraph):
        return True
    telling = (plain(paragraph) for paragraph in paragraphs(page) if "解" in paragraph)
    sentences = (one for paragraph in telling for one in paragraph.split("。")[:SENTENCES])
    return any(_INTERPRETS.search(one.rstrip(":")) for one in sentences)
