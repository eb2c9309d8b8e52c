"""This module tells the titles of annual reports from other titles, and reads what they say.

>>> is_report_title("衢州市应急管理局2024年政府信息公开工作年度报告")
True
>>> is_report_title("【解读】衢州市2024年政府信息公开工作年度报告")
False
"""

import re
from functools import lru_cache

from parsers.dates import DAY_IN_WORDS
from parsers.metadata.agencies import AGENCY
from parsers.normalize import normalize, plain
from parsers.patterns import DOCUMENT_ENDING, HAN, PAGE_ENDING
from parsers.traditional import without

LONGEST, SHORTEST_PROSE = 90, 30
_ENDING = re.compile(
    r"[^,。:;]{0,70}?"
    r"(?:信息公开|资讯公开|政务公开(?=.{0,6}年)).{0,14}?"
    r"(?:报告|年报|告年度报|报告书)"
)
# What many called their report before 2019, the year with it: 甲局2012年政府信息公开工作总结.
_SUMMARY = re.compile(
    r"(?![一二三四五六七八九十]、)(?=.*(?:19|20)\d\d)[^,。:;]{0,70}?"
    r"(?:信息|资讯)公开(?:年度|工作|情况|的){0,4}(?:总结|小结|汇报)"
)
_CLOSING = re.compile(
    rf"(?:\([^()]{{0,20}}\)|[《》\"”|_\-·. ?]|{DOCUMENT_ENDING}|{PAGE_ENDING}|(?<=报告)[/ ]?(?:全文|正文|表|公示))+$",
    re.IGNORECASE,
)
PART_OF_YEAR = r"[上下]半年|半年度|[一二三四1-4]季度|(?<!\d)1[-—~至](?:[2-9]|1[01])月|年(?:[1-9]|1[0-2])月份?政府信息公开(?:工作)?(?:情况)?统计|季报|月报"
_MATTERS = rf"重点领域|[{HAN}]{{0,6}}(?:招生|抽检)|财政(?:资金)?|扶贫(?:资金|项目)?|政府采购|安全生产|信用|企业|行政执法|行政处罚|重大决策|征地|收费|价格|招投标|项目"
BY_OTHER_RULES = rf"[预决]算信息公开|(?:19|20)\d\d年度?(?:{_MATTERS})信息公开|(?:公司|集团|厂|企业|排污单位)[{HAN}\d]{{0,12}}环境信息公开"
# Behind a word that the name of an agency may say too: 审计局, 国家新闻出版署, 党校培训中心.
IN_NO_NAME = rf"(?![{HAN}]{{0,8}}?(?:[局署院办委站组队处厅室社所校馆会部司台]|中心))"
_OTHER = re.compile(
    rf"""
    ^首页/|[>?!。;]|如何|怎[么样]|什么|解读|图解|一图|读懂             # of a menu, a question, an interpretation
    |通知|公告|方案|座谈|要点|指南|目录$|说明|函$|举行|召开|编制.*工作$
    |关于(?:认真)?做好[^的]*$                                          # a notice's, cut off
    |^[^《》]*》                                                       # what a line above begins to quote
    |{BY_OTHER_RULES}|{PART_OF_YEAR}
    |(?:培训|会议|调研|评[估价议]|考核|督查|审计|检查|新闻|简报|自查|自评|整改|综述){IN_NO_NAME}
    """,
    re.VERBOSE,
)
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:年(?!\d{1,2}月(?:\d{1,2}日)?\)?$)|[-—–~至](?=\d)|-|—|(?=(?:政府|政务)信息公开|政务公开|全年|\.1\.1[-—~至]))"
    rf"|^((?:19|20)\d\d)(?=[{HAN}])(?!.*\d年)"  # 2008上海市甲区…工作年度报告
)
# A report by no other name: 甲部2014年政府信息公开工作情况.
_STATE = re.compile(
    rf"(?:{AGENCY.pattern}(?:19|20)\d\d年度?|(?:19|20)\d\d年度?{AGENCY.pattern})政府信息公开(?:工作)?情况"
)
# Of departments or of towns, which are many: 2025年市直部门政府信息公开年报 is a column as well.
_MANY = r"各?[省市州县区旗]?[直级]?(?:政府)?(?:部门|单位|机构|乡镇|镇街|乡镇街道|区县|县区|县市区)"
_BARE = re.compile(
    rf"[-/>]*(?:(?:(?:19|20)\d\d年度?)?{_MANY}|年度)?(?:政府|政务)?(?:信息|资讯)公开"
)
_ITS_DAY = re.compile(
    rf"(?<=[告报報])\s*[(（]\s*(?:(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日|(?P<noted>{DAY_IN_WORDS})"
    r"|(?P<stamped>(?:19|20)\d\d(?:[-./]\d{1,2}){2}))\s*[)）]$"
)
_FILE = re.compile(rf"(?<=[告报報])(?:{DOCUMENT_ENDING}|{PAGE_ENDING})$", re.IGNORECASE)
_SENDING = re.compile(
    r"(?:报送|上报|呈报|报请|印发|公布|发布)[^,。;]{0,50}信息公开[^,。;]{0,12}(?:报告|年报)》?的(?:函|通知|公告|报告|请示)$"
    r"|关于(?:19|20)\d\d年[^,。;]{0,50}信息公开[^,。;]{0,12}(?:报告|年报)的公告$"
)
_TELLING = r"(?:解读|图解|一图[读看]懂)"
_TOLD_ABOUT = re.compile(rf"{_TELLING}[^()]{{0,4}}\)$")  # 甲局2023年…年度报告(文字解读)
_NAME = r"[^,。;]{0,60}(?:信息|资讯|政务)公开[^,。;]{0,14}(?:报告|年报)"
_ABOUT = re.compile(
    rf"[【\[(《]?[{HAN}]{{0,4}}{_TELLING}{_NAME}[^,。;]{{0,6}}"
    rf"|(?:关于|对)?{_NAME}[》\"”)]?的?[{HAN}]{{0,4}}{_TELLING}"
)
# What a title says beside its agency: verb and year before, or behind with the words for the report.
_PERIOD = r"\(?(?:(?:19|20)\d\d[年.])?1(?:月(?:1日)?起?|\.1)?[至到\-—－–~](?:(?:19|20)\d\d[年.])?12(?:月(?:31日)?|\.31)止?\)?"
_YEAR_AND_AFTER = re.compile(
    rf"""
    {_PERIOD}|(?:19|20)\d\d(?:[-—－–~至](?:19|20)\d\d)?学?年(?:度|全年)?          # 2024年度, 2023-2024学年
      (?:(?:海关|环境|机关|政府信息[与和及]环境|(?:政府)?(?:门户)?网站)(?=(?:政府)?信息公开))?
    |(?:19|20)\d\d(?:年?全年|(?=政府|政务))|^(?:19|20)\d\d(?!年)|(?<!\d)(?:2[O○〇])?\d\d年度?(?=政府|政务)  # 2024政府信息公开, 2008上海市, 23年
    |(?:发布|公布|公开)(?=(?:19|20)\d\d年)|关于(?:报送|上报|呈报)?|年度(?=(?:政府|政务)?信息公开)|\([^()]*年度?\)|全[省市县区州旗盟](?=(?:19|20)\d\d|(?:政府|政务)?信息公开)
    |(?<!政府|总署|总局|海关)(?<!税务局|气象局)\((?:本级|含[^()]{{2,20}})\)  # 甲局(本级)2022年, 甲局(含老龄办)2022年; those report for all under them too
    |(?:政府|政务)?(?:信息|资讯)公开.*|(?:党务、?|政府信息[与和及、])?政务公开.*
    """,
    re.VERBOSE,
)
# What a site or a letter puts before a title: 转发甲县…, 关于公布《甲县…, 附件1 甲县…, 01甲县…, NEW甲县….
_BEFORE = re.compile(
    rf"^(?:附[件表][一二三四五六七八九十\d]{{0,2}}|0\d|\d{{1,2}}[.、]|[A-Za-z]{{2,}}|关于|报送|上报|呈报|报请|印发|转发|转载"
    rf"|(?:权威|最新)?(?:发布|公布)|置顶|(?:欢迎|点击)?(?:查看|下载|阅读))(?:[《|]?(?=[{HAN}]{{2}}))"
)
_AFTER_TITLE = re.compile(r"[_|]| [-—] |[-—](?=[^-—]{2,40}$)")  # a site's name, a column's
_IN_COLUMN = re.compile(
    r"(?P<document>.{8,})[-—](?P<column>(?:政府)?信息公开(?:工作)?(?:年报|年度报告))"
)
_NO_ONE = re.compile(rf"(?:人民)?政府|[我本][{HAN}]|{_MANY}")  # 政府政务公开年报, 我局2023年
# Whose office makes the report known: 甲部办公厅|关于2017年甲部政府信息公开工作年度报告的公告.
_ITS_SENDER = re.compile(
    rf"^[{HAN}]{{2,30}}?关于(?=(?:19|20)\d\d年度?(?!度|(?:政府|政务)?信息公开|政务公开)[{HAN}]{{2,30}}?(?:政府)?信息公开)"
)
# A remark before the name: (图文)甲县…, 【年报】甲县….
_REMARK = re.compile(rf"^[(【\[][^()【】\[\]]{{1,6}}(?<![省市州盟县区旗镇乡])[)】\]](?=[{HAN}])")
_NAMED_BEHIND = re.compile(rf"(?:报告|年报)\(({AGENCY.pattern})\)$")  # 2022年…年度报告(甲县水利局)


def strip_day(title: str) -> str:
    """A title without the bracketed day or the file's ending after it."""
    return _FILE.sub("", _ITS_DAY.sub("", title))


def day_in_title(title: str) -> tuple[str, str] | None:
    """The bracketed day after a title, and its field: a site stamps it with dashes, a document is dated in Chinese numerals.

    One in digits with 年 may be either.

    >>> day_in_title("甲局2025年政府信息公开工作年度报告 ( 2026-01-30 )")
    ('published_on', '2026-01-30')
    >>> day_in_title("甲局2010年政府信息公开工作年度报告(二〇一一年一月三十日)")
    ('written_on', '二〇一一年一月三十日')
    """
    title = title.rstrip()
    found = _ITS_DAY.search(title) if title.endswith((")", "）")) else None
    if found and found["noted"]:
        return "written_on", found["noted"]
    return ("published_on", found["stamped"]) if found and found["stamped"] else None


@lru_cache(maxsize=4096)
def is_report_title(line: str) -> bool:
    """Whether a line is the title of an annual report, and not of a notice or an interpretation of one."""
    if not 6 <= len(line) <= LONGEST * 3:
        return False
    whole = plain(line)
    text = _CLOSING.sub("", whole)
    if len(text) > LONGEST or "公" not in text or "," in text:
        return False
    named = bool(_ENDING.fullmatch(text) or _SUMMARY.fullmatch(text))
    named = named or bool(text.endswith("情况") and _STATE.fullmatch(text))
    return named and not _OTHER.search(text) and not _TOLD_ABOUT.search(whole)


def is_interpretation_title(line: str) -> bool:
    """Whether a line is the title of an interpretation of a report: 文字解读:…2022年…年度报告.

    >>> is_interpretation_title("文字解读:甲县2022年政府信息公开工作年度报告"), is_interpretation_title("甲县2022年政府信息公开工作年度报告")
    (True, False)
    """
    return len(line) <= LONGEST and bool(_ABOUT.fullmatch(plain(line)))


def is_cover_letter_title(title: str) -> bool:
    """Whether a title is that of a letter or notice that a report follows: 关于报送2021年…年度报告的函."""
    return bool(_SENDING.search(plain(title)))


@lru_cache(maxsize=1024)
def lacks_year_and_agency(title: str) -> bool:
    """Whether a title begins with the words for the report, as the name of a column does.

    >>> lacks_year_and_agency("年度信息公开报告"), lacks_year_and_agency("甲局信息公开报告")
    (True, False)
    """
    return bool(_BARE.match(plain(title)))


@lru_cache(maxsize=256)
def agency_in_title(title: str) -> str | None:
    """The agency that a report's title names: the title without the year and the words for the report.

    >>> agency_in_title("2024年上海市科委政府信息公开工作年度报告")
    '上海市科委'
    >>> agency_in_title("甲局发布2011年政府信息公开工作年度报告"), agency_in_title("关于公布《甲局2011年政府信息公开工作年度报告》的公告")
    ('甲局', '甲局')
    >>> agency_in_title("2024年市直部门政府信息公开工作年度报告") is None  # which are many
    True
    """
    begun = without(_BEFORE, without(_BEFORE, without(_ITS_SENDER, normalize(title))))
    name = without(_YEAR_AND_AFTER, begun).strip("-—_|·: 的、《》")
    name = _REMARK.sub("", name).strip("【】[]")
    name = name.strip("()") if name.count("(") != name.count(")") or name[:1] == "(" else name
    name += "政府" if name.endswith("人民") else ""  # 丁镇人民政府信息公开…
    if not name and (behind := _NAMED_BEHIND.search(plain(title))):
        name = normalize(title)[slice(*behind.span(1))]
    named = 2 <= len(name) <= 40 and re.search(rf"[{HAN}]{{2}}", name)
    return name if named and not _NO_ONE.fullmatch(plain(name)) else None


def title_year(title: str) -> int | None:
    """The year in a report's title; of two, the first."""
    match = _YEAR.search(normalize(title))
    return int(match[1] or match[2]) if match else None


@lru_cache(maxsize=256)
def report_title_in(title: str) -> str | None:
    """The report's title in a page's own title, without the names of site and column after it.

    >>> [report_title_in(f"{one}-政府信息公开年报-甲县政府") for one in ("外交部2014年政府信息公开情况", "甲县2024年执法数据")]
    ['外交部2014年政府信息公开情况', '政府信息公开年报']
    """
    short = title[: LONGEST * 3]
    parts = [part.strip() for part in _AFTER_TITLE.split(short)]
    named = [match for part in parts if (match := _IN_COLUMN.fullmatch(part))]
    if named and not AGENCY.fullmatch(named[0]["document"]):
        parts, short = [*named[0].groups(), *parts], ""
    return next((part for part in (short, *parts) if is_report_title(part)), None)
