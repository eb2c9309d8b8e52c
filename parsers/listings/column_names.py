"""This module recognises the names of the report column, and of the menus that lead to it.

>>> rank_of_column("政府信息公开年报"), rank_of_column("年报"), rank_of_column("政府网站工作年度报表")
(0, 4, None)
"""

import re
from functools import lru_cache

from parsers.normalize import normalize

_REPORT = r"(?:年报|年報|年度报告|年度报告书|年度工作报告|工作年报|工作年度报告|工作报告|年度年报)"
_AFTER = (
    r"(?:列表|专栏|专区|栏目|汇总|查询|公示|公开|情况|[及和与](?:统计表?|报表|数据|情况统计表|统计数据)|\(年报\)"
    r"|\((?:19|20)\d\d年?(?:度)?(?:(?:及)?(?:以前|之前|以来|以后|起)|[-~至](?:(?:19|20)\d\d年?(?:度)?|今))\))?"
)
_COLUMNS = tuple(
    re.compile(f"(?:{pattern}){_AFTER}")
    for pattern in (
        rf"(?:本(?:级|局|单位|部门|机关|厅|委))?(?:政府|政务)信息公开{_REPORT}",
        rf"信息公开{_REPORT}"
        r"|(?:政府)?信息公开(?:年度)?(?:工作)?(?:情况)?(?:报告|年报)"
        r"|年度(?:政府)?信息公开(?:工作)?(?:报告|年报)",
        rf"(?:政务|政府)?公开{_REPORT}",
        rf"[^\d《》,。:]{{1,16}}?(?:信息|政务)公开{_REPORT}",
        r"(?:历年|本级|部门)?(?:年报|年度报告)(?:\((?:政府)?信息公开\))?",
    )
)
_PLATFORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"政府信息公开(?:专栏|平台|专题|网|栏目)?",
        r".{1,6}政府信息公开(?:专栏|平台)?",
        r"信息公开(?:专栏|平台|专题|网|栏|园地|窗口|专区|频道|之窗|工作)?",
        r"政务公开(?:专栏|平台|专题|栏|园地|窗口|专区|频道|之窗)?",
        r"(?:法定)?主动公开(?:内容|信息|目录)?",
        r"(?:政府)?信息公开目录|公开目录|信息公开部门目录",
        r"[院校警检税局所馆站]务公开(?:专栏|平台|专题|栏)?",
        r"(?:汉文|中文|简体|简体中文|汉语)(?:版|网站|站)?",
        r"(?:点击)?进入(?:网站|首页|主页|主站|本站)",
    )
)
_DECORATION = re.compile(
    r"^[\s|·•●▪■◆>»*+\-—_\d.、【\[]+|[\s|·•>»*+\-—_】\]]+$|[(\[【]\d+[)\]】]$|\(?更多\)?[>»]*$|^当前位置:?|NEW!?$|new!?$"
)
_OTHER = re.compile(
    # A bureau of statistics or of finance has such a report too: 财政局政府信息公开年报
    r"(?<!进入)网站|法治|(?<!及)统计(?!表$|数据$|报表$|.{0,6}[局队站])|财政(?!.{0,6}[局厅所])|预算|决算|党务|厂务|村务|下载|解读|[读看]懂|图[解说]|指南|制度"
)
_OF_A_YEAR = re.compile(r"\W*(?:19|20)\d\d\s*年")  # a report's name, or that of a year's column
_SIMPLE = str.maketrans("開報務專欄錄動門區級縣歷", "开报务专栏录动门区级县历", "·•")
_PART = re.compile(r"部门|单位|乡|镇|街道|区县|县区|机构|以前|之前|历年|往年|(?:19|20)\d\d")
_SITEMAP = re.compile(r"(?:网站|站点|本站)(?:地图|导航)")
_LONGEST = 40


def bare_name(name: str) -> str:
    """A menu entry without bullets, counts and arrows."""
    text = normalize(name[: _LONGEST * 2])
    while (less := _DECORATION.sub("", text)) != text:
        text = less
    return text


@lru_cache(maxsize=4096)
def rank_of_column(name: str) -> int | None:
    """How well a name names the report column, 0 the best; None where it does not."""
    return _rank(name, _COLUMNS)


@lru_cache(maxsize=4096)
def rank_of_platform(name: str) -> int | None:
    """How well a name names the platform under which the column stands; None where it does not."""
    return _rank(name, _PLATFORMS)


def _rank(name: str, patterns: tuple[re.Pattern[str], ...]) -> int | None:
    text = bare_name(name).translate(_SIMPLE)
    if _OF_A_YEAR.match(name):
        return None
    if not 2 <= len(text) <= _LONGEST or _OTHER.search(text):
        return None
    return next((rank for rank, each in enumerate(patterns) if each.fullmatch(text)), None)


def is_of_other_reports(name: str) -> bool:
    """Whether a name is that of other yearly reports: 法治政府建设年度报告, 政府网站年报."""
    return _OTHER.search(name) is not None


def is_column_name(name: str) -> bool:
    """Whether a name is the report column's."""
    return rank_of_column(name) is not None


def names_no_subject(name: str) -> bool:
    """Whether a column is named as one of yearly reports, and not of which: 年度报告."""
    return rank_of_column(name) == len(_COLUMNS) - 1


def is_of_a_part(name: str) -> bool:
    """Whether a column's name limits it to the reports of some bodies, or of earlier years: 信息公开年报（2008-2020年）."""
    return is_column_name(name) and _PART.search(name) is not None


def is_sitemap_name(name: str) -> bool:
    """Whether a name is that of the page with all columns of a site."""
    return _SITEMAP.fullmatch(bare_name(name)) is not None
