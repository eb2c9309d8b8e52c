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
from itertools import islice

from parsers.metadata.agencies import has_place, is_central_body, is_full_name
from parsers.metadata.titles import is_report_title
from parsers.normalize import normalize
from parsers.page import Page

_PARAGRAPHS, _SENTENCES = 2, 3  # a report says whose it is at once, or under its first heading
_SHORTEST, _LONGEST = 20, 800
_MARK = re.compile("[,，。]")
_CITED = re.compile(r"《([^《》]{0,120})》")
_SHORT = re.compile(r"\((?:以下|下面|下)?[简簡]?[称稱][^()]{0,40}\)")
_YEAR = r"(?:19|20)\d\d(?:[-—–~至](?:19|20)\d\d[学學])?年度?的?"
_DIGITS = re.compile(r"(?:19|20)\d\d")
_DISCLOSURE = r"(?:(?:政府|政务|政務)?(?:信息|資訊)公[开開]|政[务務]公[开開])"
_END = r"(?:[报報]告|年[报報])(?![^,。;根依]{0,8}(?:通知|要求|工作|方案|格式|的))"
_STATE = r"情[况況](?=$|,|如下|予以|公布|[报報]告|[汇匯][报報])"
_REPORT = rf"{_DISCLOSURE}(?:工作)?(?:年度)?(?:工作)?{_END}"
_TOLD = r"(?:公布|制定|公佈|公[开開]|[发發]布|[编編]制|[编編]写|形成|撰写|[现現][将將])"
_BODY = rf"由?((?:(?!{_TOLD})[\u4e00-\u9fff()]){{3,40}}?)"
_OWN = r"(?:本(?:单位|机关|级|局|部门|级行政机关|行政机关))?"
_NAMED = re.compile(
    rf"{_TOLD}了?{_BODY}{_YEAR}(?:{_REPORT}|{_DISCLOSURE}(?:工作)?(?:总体)?{_STATE})"
    rf"|{_TOLD}了?{_YEAR}{_BODY}{_REPORT}"
    rf"|(?:^|[,;]){_BODY}[现現特]?(?:向社[会會])?{_TOLD}[了的]?{_OWN}{_YEAR}{_REPORT}"
    rf"|^{_BODY}{_YEAR}{_REPORT}"
    rf"|^{_YEAR}{_BODY}{_REPORT}"
    rf"|{_TOLD}了?{_BODY}{_DISCLOSURE}(?:工作)?{_YEAR}{_END}"
)
# Who wrote it; of a government's report that may be the office that all others report to.
_WRITTEN = re.compile(
    rf"由{_BODY.removeprefix('由?')}(?:负责|组织|組織|会同)?(?:[根依][据據]|按照|(?:[结結]合[^,;由]{{2,16}}?)?[编編][制写製])"
    rf"|在(?:{_YEAR})?{_BODY}(?:{_YEAR})?{_DISCLOSURE}(?:工作)?的?基[础礎]上[编編][制写製]"
    rf"|(?:[结結]合|按照)(?:{_YEAR})?{_BODY}(?:{_YEAR})?{_DISCLOSURE}(?:工作)?(?:[实實][际際]|有[关關][统統][计計]|(?:情[况況])?[编編][制写製])"
    rf"|(?:[根依][据據]|[和及])(?:{_YEAR})?{_BODY}(?:{_YEAR})?{_DISCLOSURE}(?:工作)?(?:[开開]展|[执執]行|[进進]展|落[实實])?情[况況](?:[编編][制写製]|完成)"
    rf"|(?:^|[,;])(?!本){_BODY}[根依][据據][^,;]{{2,30}}{_DISCLOSURE}(?:工作)?情[况況](?:[编編][制写製]|完成)"
    rf"|^(?!本){_BODY}(?:[根依][据據]|按照)[^,;]{{0,40}},?[编編][制写製]了?本(?:年度)?(?:[报報]告|年[报報])"
    rf"|(?:^|[,;]|要求|[规規]定)(?![根依]|要求){_BODY}(?:[编編][制写製]|形成)了本(?:年度)?(?:[报報]告|年[报報])"
)
_COLLECTS = re.compile(r"公[开開]|政[务務]|[审審]批|[数數]据|[领領][导導]小[组組]|党政")
# Written by the office that a body has for its disclosure, whose name says whose it is.
_BY_OFFICE = re.compile(
    r"由([\u4e00-\u9fff]{3,30}?)(?:(?<!人民)政府|政[务務])?(?:信息|資訊)?公[开開](?:工作)?(?:[领領][导導]小[组組]|[联聯]席[会會][议議])?"
    r"(?:[办辦]公室|[办辦])?(?:负责|組織|组织)?(?:[根依][据據]|按照|[编編][制写製])"
)
_COLLECTED = re.compile(
    rf"(?:{_YEAR}((?![各全本我省市县縣区區])[\u4e00-\u9fff]{{1,12}}?(?:市|[县縣]|[区區]|州|盟|旗))人民政府[和及与與]各[^,;]*(?:[报報]告|情[况況])[编編]制)|"
    rf"(?:[汇匯][总總]|[综綜]合)(?:{_YEAR})?((?![各全本我省市县縣区區])[\u4e00-\u9fff]{{1,12}}?(?:省|市|[县縣]|[区區]|自治[州区區县縣]|盟|旗))(?:人民政府)?"
    r"(?:所[属屬]|下[辖轄])?各?(?:[县縣](?!委)|[区區]|市|部[门門]|[乡鄉]|[镇鎮])[^,;]*(?:[报報]告|情[况況]|[数數][据據])"
)
_PLACE = re.compile(r"(?:[省市县縣区區州旗盟]|(?<!人民)政府)$")  # 结合甲县政府信息公开工作实际
_INNER = re.compile(r"(?:党政|综合|行政|党政综合)办公室$|(?<=[局厅委院校])办公室$")
_OF_ALL = re.compile(r"[汇匯][总總]|[综綜]合[各全]|各[区區县縣部级級乡鄉]")
_WORD = re.compile("[报報]告|年[报報]|情[况況]")
_FOLLOWS = re.compile(
    rf"(?:[现現][将將]|公布|[发發]布)[^,;:]{{0,30}}{_YEAR}{_DISCLOSURE}(?:工作)?(?:的)?(?:年度|有关|总体|主要)?"
    r"(?:情[况況])?(?:[报報]告|[汇匯][报報])如下"
)
# 我局认真贯彻《条例》,积极开展政府信息公开工作。2008年主要工作情况如下
_YEARS_WORK = re.compile(
    rf"政府(?:信息|資訊)公[开開]工作。(?:[现現][将將])?{_YEAR}(?:主要|具体|有关)?工作情[况況](?:[汇匯][报報]|[报報]告)?如下(?:。|:|$)"
)
_MADE = re.compile(
    r"(?:信息|資訊)公[开開].*(?:[编編][制写寫]|撰[写寫]|形成|完成)(?:[并並]?(?:公布|公佈|[发發]布))?[本此](?:年度)?(?:[报報]告|年[报報])"
)
# 本年报是根据《政府信息公开条例》编制的, or what a report of disclosure consists of: 全文由概述,主动公开…
_IS = re.compile(
    r"^[本此](?:年度)?(?:[报報]告|年[报報])(?:是|系)?(?:[根依][据據]|按照)[^;:]{0,160}(?:信息|資訊)公[开開][^;:]{0,160}[编編][制写製]"
    r"|^(?:本(?:年度)?[报報]告|[报報]告)?全文(?:由|包括|包含)[^;:]{0,40}主[动動]公[开開][^;:]{0,40}申[请請][^;:]{0,120}(?:[复復複][议議]|[诉訴][讼訟])"
)
_INTERPRETS = re.compile(
    r"(?:年[报報]|年度[报報]告|公[开開][^,;:]{0,12}[报報]告)[^,;:]{0,20}(?:解[读讀]如下|如下解[读讀])$"
)
_UNIVERSITIES = ("大学", "大學", "学院", "學院")
_NO_BODY = re.compile(
    r"关于|關於|做好|条例|根据|依据|按照|为了|要求|通知|结合|社会(?!保[障险険]|事[务務]|[组組][织織])|报告|[我本]|^[度年]"
)


def body_in_opening(page: Page) -> str | None:
    """The agency that a page's opening sentences name as the report's; None where they name none."""
    return next(filter(None, map(body_in_paragraph, paragraphs(page))), None)


def paragraphs(page: Page) -> Iterator[str]:
    """The first paragraphs of prose, in which a report says whose it is and by which rules it was made."""
    prose = (
        line[:_LONGEST]
        for line in page.lines
        if len(line) > _SHORTEST and "|" not in line and _MARK.search(line)
    )
    return islice(prose, _PARAGRAPHS)


def announces_report(page: Page) -> bool:
    """Whether an opening sentence says that the report on a year's disclosure follows, or that this is it."""
    return any(_YEARS_WORK.search(normalize(one)) for one in paragraphs(page)) or any(
        _FOLLOWS.search(_CITED.sub("", sentence)) or _MADE.search(sentence) or _IS.match(sentence)
        for paragraph in paragraphs(page)
        for sentence in _ends(normalize(paragraph).rstrip("。").split("。"))
    )


def _ends(sentences: Sequence[str]) -> Iterator[str]:
    """The first sentences of a paragraph, and its last, which leads over to what follows."""
    yield from sentences[:_SENTENCES]
    yield from sentences[_SENTENCES:][-1:]


def interprets_report(page: Page) -> bool:
    """Whether an opening sentence announces an interpretation of a report: 现就年报内容解读如下.

    Interpretations of anything else, such as terms or policies, belong to reports.
    """
    return any(
        _INTERPRETS.search(sentence.rstrip(":"))
        for paragraph in paragraphs(page)
        if "解" in paragraph
        for sentence in normalize(paragraph).split("。")[:_SENTENCES]
    )


def body_in_paragraph(paragraph: str) -> str | None:
    """The agency whose report on a year the first sentences of a paragraph publish, with its place."""
    text = without_cited(_SHORT.sub("", normalize(paragraph)))
    for sentence in text.split("。")[:_SENTENCES]:
        if _WORD.search(sentence) and (name := _told(sentence, "公" in paragraph)):
            return name
    return None


def year_in_opening(page: Page) -> int | None:
    """The year of the report that the opening sentences publish: 现公布甲县教育局2021年…年度报告."""
    for paragraph in paragraphs(page):
        text = without_cited(_SHORT.sub("", normalize(paragraph)))
        for sentence in text.split("。")[:_SENTENCES]:
            for match in _NAMED.finditer(sentence) if "公" in sentence else ():
                return int(_DIGITS.findall(match[0])[-1])
    return None


def _told(sentence: str, of_disclosure: bool) -> str | None:
    """The agency that a sentence about a report names as its author."""
    for match in _NAMED.finditer(sentence) if "公" in sentence else ():
        if _is_body(name := _group(match)):
            return name
    of_one = of_disclosure and not _OF_ALL.search(sentence)
    for match in _WRITTEN.finditer(sentence) if of_one else ():
        name = _INNER.sub("", _group(match))
        if _is_body(name) and not _COLLECTS.search(name) and not _PLACE.search(name):
            return name
    return _collector(sentence, of_one) if of_disclosure else None


def _collector(sentence: str, of_one: bool) -> str | None:
    """The agency whose office wrote the report, or the place whose parts' reports it collects."""
    office = _BY_OFFICE.search(sentence)
    if office and _is_body(office[1]) and not _PLACE.search(office[1]):
        return office[1] if of_one or office[1].endswith("人民政府") else None
    collected = _COLLECTED.search(sentence)
    place = _group(collected) if collected else ""
    return place if has_place(place) and not _NO_BODY.search(place) else None


def _group(match: re.Match[str]) -> str:
    name = next(group for group in match.groups() if group)
    return f"{name}政府" if name.endswith("人民") else name  # 甲镇人民|政府信息公开工作年度报告


def _is_body(name: str) -> bool:
    return is_full_name(name) and _is_whole(name) and not _NO_BODY.search(name)


def _is_whole(name: str) -> bool:
    """Whether a name identifies an agency: it has a place, or is that of a central authority or a university."""
    return has_place(name) or is_central_body(name) or name.endswith(_UNIVERSITIES)


def without_cited(text: str) -> str:
    """A normalized text without the titles that it cites, but for a report's own, which stays.

    >>> without_cited("按照《甲县关于做好年报的通知》,发布《甲县2022年政府信息公开工作年度报告》")
    '按照,发布甲县2022年政府信息公开工作年度报告'
    """
    return _CITED.sub(_report_alone, text)


def _report_alone(cited: re.Match[str]) -> str:
    return cited.group(1) if is_report_title(cited.group(1)) else ""
