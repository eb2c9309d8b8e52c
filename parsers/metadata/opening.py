"""This module finds the agency that the opening sentences of a report name as its author.

Many pages have neither a title nor a publisher, but say at once whose report they are. Notices that
a sentence cites name the reports of others, so they are removed before it is read.

>>> body_in_paragraph("根据《条例》规定,现公布甲县教育局2021年政府信息公开工作年度报告。")
'甲县教育局'
>>> body_in_paragraph("按照《甲县人民政府办公室关于做好2021年政府信息公开工作年度报告的通知》,编制本报告。") is None
True
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from parsers.dates import YEAR_IN_DIGITS
from parsers.metadata.agencies import has_place, is_government, is_named_without
from parsers.metadata.offices import strip_author_office
from parsers.metadata.sentences import BY_OFFICE, CITED, COLLECTED, NAMED, SHORT_NAME, WRITTEN
from parsers.metadata.titles import agency_in_title, is_report_title, title_year
from parsers.normalize import normalize, plain
from parsers.page import Page
from parsers.patterns import HAN, late
from parsers.traditional import printed, simplified, without

_PARAGRAPHS, SENTENCES = 2, 3  # a report says whose it is at once, or under its first heading
_SHORTEST, _LONGEST, _LONGEST_HEAD = 20, 800, 60
_MARK = late("[,，。]|如下[:：]?$")
_PUBLISHED = late(
    r"(?:(?:(?:现|要求,|规定,)(?:发布|公布|公开)|特编制)|现将(?=[^》]{6,90}》(?:予以|进行|面?向社会)*(?:公布|公开|发布))|编[制写]了?(?=[^》]{6,90}》,+现(?:予以?|向社会)(?:公布|公开|发布)))《([^《》]{6,90})》"
)
_QUOTED = late("“([^“”]{6,90})”")
_COLLECTS = late(r"公开|政务|审批|数据|领导小组|党政")
_PLACE = late(r"(?:[省市县区州旗盟]|(?<!人民)政府)$")  # 结合甲县政府信息公开工作实际
_TWICE = late(r"^(.{3,12})(?=\1)")
_ITS_PARTS = late(r"(?<=.[省市县区旗州盟])各(?:级|部门)[^各]{0,8}$")  # 甲市各级行政机关
_OF_ALL = late(r"汇总|综合[各全]|各[区县部级乡]")
_OF_DISCLOSURE = late(r"公|[编編][制製].*[统統][计計][期时時]限")
_SAYS_REPORT = late("报告|年报|情况|编[制写]$|公开工作,我")
# What the statistics are headed with, and the year in it or under it: 2017年度政府信息公开情况统计表, (2017年度).
_STATISTICS = late(r"^[^。;]{0,40}公开(?:工作)?(?:情况)?统计(?:报表|表)")
_ITS_YEAR = late(r"(?<!\d)((?:19|20)\d\d)年度?(?!\d)")
_YEAR_BELOW = late(r"^((?:19|20)\d\d)年度?$|\(((?:19|20)\d\d)年度?\)")
_NO_BODY = late(
    r"关于|做好|条例|根据|依据|按照|为了|要求|通知|结合|社会(?!保[障险]|事务|组织|工作部|科学)|报告|[我本]|^[度年]|^全[省市县区旗盟]"
)


def body_in_opening(page: Page) -> str | None:
    """The agency that a page's opening sentences name as the report's author; None if they name none."""
    return next(filter(None, map(body_in_paragraph, paragraphs(page))), None)


def paragraphs(page: Page) -> Iterator[str]:
    """The first paragraphs of prose, in which a report says whose it is and by which rules it was made."""
    long = (line for line in page.lines if len(line) > _SHORTEST and "|" not in line)
    prose = (line[:_LONGEST] for line in long if _MARK.search(line))
    return islice(prose, _PARAGRAPHS)


def body_in_paragraph(paragraph: str) -> str | None:
    """The agency whose report on a year the first sentences of a paragraph publish, with its place."""
    of_disclosure = bool(_OF_DISCLOSURE.search(paragraph))
    named = (
        name for one in _sentences(paragraph) for name in _authors(one, of_disclosure=of_disclosure)
    )
    found = next(named, None) or _in_cited(normalize(paragraph))
    return _branch_of(found, normalize(paragraph)) if found and "分局" in paragraph else found


def _branch_of(name: str, text: str) -> str:
    """The one branch that a text names of a body, whose report has kept its superior's sentence: 甲市公安局乙区分局."""
    branches = set(re.findall(rf"{re.escape(name)}[{HAN}]{{2,8}}?分局", text))
    return branches.pop() if len(branches) == 1 else name


def _sentences(paragraph: str) -> list[str]:
    """The first sentences of a paragraph, without what they cite and the short names that they define."""
    return without_cited(without(SHORT_NAME, normalize(paragraph))).split("。")[:SENTENCES]


def _in_cited(text: str) -> str | None:
    """The agency in a report's own title that the first sentences quote: 《2020年甲县水务局…报告》已经同意."""
    begun = "。".join(text.split("。")[:SENTENCES])
    titles = (title for title in CITED.findall(begun) if is_report_title(title))
    names = filter(None, map(agency_in_title, titles))
    return next((name for name in names if _is_body(name) and not _is_place(name)), None)


def published_title(text: str) -> str | None:
    """The report that a text publishes under its own title: 现发布《甲县2021年…年度报告》."""
    found = _PUBLISHED.search(text) if "《" in text else None
    return found[1] if found and is_report_title(found[1]) else None


def year_in_opening(page: Page, ways: Sequence[re.Pattern[str]] = (NAMED,)) -> int | None:
    """The year of the report that the opening sentences publish: 现公布甲县教育局2021年…年度报告."""
    for paragraph in paragraphs(page):
        if title := published_title(plain(paragraph)):
            return title_year(title)
        for sentence in map(simplified, _sentences(paragraph)):
            found = chain(*(one.finditer(sentence) for one in ways))
            for match in found if "公" in sentence else ():
                if digits := YEAR_IN_DIGITS.findall(match[0]):
                    return int(digits[-1])
    return None


def year_of_statistics(page: Page) -> int | None:
    """The one year in the headings of the statistics, or on the lines under them."""
    lines = [*page.lines, *("".join(line) for grid in page.grids for line in grid.lines[:2])]
    known = [simplified(normalize(line)) if "公" in line else "" for line in lines]
    heads = [at for at, line in enumerate(known) if _STATISTICS.search(line)]
    years = {
        year
        for at in heads
        if len(known[at]) < _LONGEST_HEAD
        for year in _ITS_YEAR.findall(known[at])
    }
    below = (normalize(line) for at in heads for line in lines[at + 1 : at + 2])
    years |= {year for line in below for pair in _YEAR_BELOW.findall(line) for year in pair if year}
    return int(years.pop()) if len(years) == 1 else None


def _authors(sentence: str, *, of_disclosure: bool) -> Iterator[str]:
    """The agencies that a sentence about a report names as its author, the surest first."""
    known = simplified(sentence)
    if not _SAYS_REPORT.search(known):
        return
    if "公" in known:
        yield from filter(_is_body, _bodies(NAMED, sentence))
    of_one = of_disclosure and not _OF_ALL.search(known)
    for name in _bodies(WRITTEN, sentence) if of_one else ():
        if _is_body(name) and not _COLLECTS.search(simplified(name)) and not _is_place(name):
            yield name
    if of_disclosure:
        yield from _collectors(sentence, of_one=of_one)


def _collectors(sentence: str, *, of_one: bool) -> Iterator[str]:
    """The agency whose office wrote the report, or the place whose parts' reports it collects."""
    office = next(printed(BY_OFFICE, sentence), "")
    if _is_body(office):
        if of_one or is_government(office):
            yield office
        return
    for place in islice(printed(COLLECTED, sentence), 1):
        if has_place(place) and not _NO_BODY.search(simplified(place)):
            yield place


def _bodies(pattern: re.Pattern[str], sentence: str) -> Iterator[str]:
    """What a pattern names in a sentence, without inner offices; a copy may break 人民政府 in two.

    Who fills in a form may write the place that it has before the name again: 甲县甲县水利局.
    """
    for name in (without(_ITS_PARTS, _TWICE.sub("", one)) for one in printed(pattern, sentence)):
        yield strip_author_office(f"{name}政府" if name.endswith("人民") else name)


def _is_place(name: str) -> bool:
    return bool(_PLACE.search(simplified(name)))


def _is_body(name: str) -> bool:
    return is_named_without(name, _NO_BODY)


def without_cited(text: str) -> str:
    """A normalized text without the titles that it cites; only a report's own title stays.

    >>> without_cited("按照《甲县关于做好年报的通知》,发布《甲县2022年政府信息公开工作年度报告》")
    '按照,发布甲县2022年政府信息公开工作年度报告'
    >>> without_cited("编制了“甲县水利局2022年政府信息公开工作年度报告”")
    '编制了甲县水利局2022年政府信息公开工作年度报告'
    """
    text = CITED.sub(lambda cited: cited[1] if is_report_title(cited[1]) else "", text)
    if "“" not in text:
        return text
    return _QUOTED.sub(lambda quoted: quoted[1 if is_report_title(quoted[1]) else 0], text)
