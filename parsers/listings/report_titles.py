"""This module tells from the title alone whether a listed item may be an annual report.

>>> may_be_report("衢州市审计局2024年政府信息公开工作年度报告")
True
"""

import re
from functools import lru_cache

from parsers.dates import YEAR_IN_DIGITS
from parsers.metadata.titles import IN_NO_NAME
from parsers.normalize import normalize
from parsers.patterns import HAN

_LONGEST = 300
CUT = re.compile(r"\s*(?:\.{2,}|…+|‥+)\s*$")  # the end of a title that is cut short
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_REPORT = re.compile(
    r"(?:信息|資訊)?公[开開].{0,24}?(?:报告|報告|年报|年報|告年度报)"
    r"|年(?:度)?(?:报告|报)?.{0,6}(?:信息|政务)公[开開](?:报告|年报)"
)
_BEGUN = re.compile(r"(?:信息|政务)公[开開](?:工?|工作.{0,6}|年.{0,5})$")
# Cut before it says what it is about: 甲县农业农村局2021年…, 甲县水务局2021年政府信…
_UNSAID = re.compile(
    rf"[{HAN}]{{2,30}}(?:[局厅委府办院会处镇乡]|街道|中心)(?:关于)?(?:19|20)\d\d年?(?:度)?(?:政|政府|政府信|政府信息|政府信息公)?"
)
_BARE = re.compile(
    r"[^,。:;]{0,24}?(?:19|20)\d\d年?(?:度)?(?:年报|年度报告|年度工作报告|信息公开)(?:\.\w{2,5})?"
    r"|[^,。:;]{0,24}?(?:19|20)\d\d年?(?:度)?政府信(?:息(?:公(?:开工?作?年?度?报?)?)?)?"  # cut short, without dots
    r"|(?:年报|年度报告)\(?(?:19|20)\d\d年?(?:度)?\)?(?:\.\w{2,5})?"
    rf"|[{HAN}]{{0,24}}?年报\(?(?:19|20)\d\d年?(?:度)?\)?"
)
_COMPLETED = "年政府信息公开年度报告"
_YEAR_ALONE = re.compile(r"[\[(]?((?:19|20)\d\d)[\])]?年?(?:度)?[\])]?")

# What a title about a report says, and no agency's name does.
_ABOUT = re.compile(
    r"""
    解读|解讀|图解|圖解|图说|一图|一张图|读懂|图片版|图文版|图示|图表|漫画|视频|动漫|H5|海报|长图    # interpretations
    |满意度|问卷|通知|通报|方案|座谈|部署|启动|召开|举行|举办|完成|做好|编制.{0,30}工作$|填报|报送工作           # notices and news
    |公布.*公告|发布.*公告|关于(?:公布|发布|公开|报送|编制|印发)|已(?:经)?(?:发布|公布|公开)
    |(?:发布(?!中心|.{0,4}[办处站台])|公布)了?\S{0,30}(?:报告|年报)$
    |指南|模板|格式|范本|填写说明|要点|测评|排名|目录$|函$|[>?!。;]                                 # other documents
    |网站(?:工作)?年度|网站.{0,6}年报|工作报表|报表$|自行监测|法治政府|决算|预算|财务|统计年鉴         # other reports
    |(?:环境信息|有限(?:责任)?公司)(?!.{0,16}政府信息公开)|院务公开|党务公开|厂务公开|村务公开|校务公开
    """,
    re.VERBOSE,
)
# What a title about a report may say, but so may the name of an agency (审计局, 新闻出版局).
_IN_NAMES = re.compile(rf"(?:审计|新闻|检查|培训|考核|督查|评估|调研|会议|简报){IN_NO_NAME}")


# What publishes a report, or is called otherwise as many were before 2019, and may be its page: 关于公布《甲县水利局2024年政府信息公开工作年度报告》的公告
_PUBLISHES = re.compile(
    r"(?:公布|发布|公开).{0,40}公[开開].{0,16}(?:报告|年报).{0,4}的?(?:公告|通告|公示)$"
    r"|(?<![科股])(?:200\d|201[0-8])年?(?:度)?(?:政府)?信息公[开開](?:工作|情况|的){0,3}(?:总结|小结)$"
)


def publishes_report(title: str) -> bool:
    """Whether a title is that of a notice under which a report may stand, or of a summary in its place, where no row has the report itself."""
    return _PUBLISHES.search(normalize(title[:_LONGEST])) is not None


@lru_cache(maxsize=4096)
def may_be_report(title: str, pattern: str | None = None) -> bool:
    """Whether a row may be an annual report: by the portal's own pattern, else by the words of its title.

    A title that is cut short gets the benefit of the doubt, since the page itself decides.
    """
    if pattern is not None:
        return re.search(pattern, title) is not None
    text = normalize(title[:_LONGEST]).strip("|_-·•>. ") if not CUT.search(title.strip()) else ""
    if not text:
        return _may_go_on(CUT.sub("", normalize(title.strip()[:_LONGEST])))
    if _is_about(text):
        return False
    return bool(_REPORT.search(text) or _BARE.fullmatch(text))


def may_be_of_a_year(title: str) -> bool:
    """Whether a title may be that of the report of a year, which it names."""
    return YEAR_IN_DIGITS.search(title) is not None and may_be_report(title)


def _may_go_on(begun: str) -> bool:
    """Whether a title that is cut short may go on as a report's."""
    if not begun or _is_about(begun):
        return False
    whole = _REPORT.search(begun) or _BEGUN.search(begun) or _UNSAID.fullmatch(begun)
    return bool(whole or ("公开" in begun and _YEAR.search(begun)))


def _is_about(text: str) -> bool:
    return bool(_ABOUT.search(text) or _IN_NAMES.search(text))


def full_title(title: str) -> str:
    """The title of a row; a mere year is completed as the report column means it.

    >>> full_title("2024年度")
    '2024年政府信息公开年度报告'
    """
    match = _YEAR_ALONE.fullmatch(normalize(title[:_LONGEST]))
    return f"{match[1]}{_COMPLETED}" if match else title


def is_bare_year(title: str) -> bool:
    """Whether a title is one that `full_title` has completed."""
    return title[4:] == _COMPLETED and title[:4].isdecimal()
