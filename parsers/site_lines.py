"""This module tells a report's lines from what a site prints around them: footers, counters, clocks.

>>> line_kind("浏览次数：33"), line_kind("版权所有：甲县人民政府"), line_kind("本机关无其他需要报告的事项。")
('boilerplate', 'footer', 'prose')
"""

import re
from functools import lru_cache
from typing import Literal

from parsers.patterns import HAN
from parsers.traditional import simplified

Kind = Literal["prose", "footer", "boilerplate"]
_FOOTER = re.compile(
    rf"""
    版权所有|网站标识码|ICP备|公网安备|政府网站找错|扫一扫|打印本[页稿]|关闭(?:窗口|[本此]页)|分享到
    |[主承协]办(?:单位)?[:：]|技术支持[:：]|(?i:copyright)|(?:责任)?编辑[:：]
    |[上下]一[篇条]|友情链接|网站地图|[主承]办单位|关于我们|网站声明|隐私声明
    |^[^{HAN}]*(?:相关|关联|延伸|推荐)(?:链接|文章|信息|阅读|新闻|文档|文件|附件|解读|稿件)(?![{HAN}])
    """,
    re.VERBOSE,
)
# A paragraph or a heading within a part has a number, as no line of a footer has: (二)公开相关信息.
_NUMBERED = re.compile(
    r"\s*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、是]|\d{1,2}[.、．](?!\d))"
)
# Never part of a report's own text.
_OF_THE_SITE = re.compile("版权所有|网站标识码|ICP备|公网安备")
_SENTENCE_ENDS = ("。", "；", ";")
_TEMPLATE = re.compile(
    r"\s*该部分以表格形式报告。?\s*(?:表格如下[:：]?)?\s*|\s*[(（]?本列数据的勾稽关系为.*"
)
_LONGEST_FOOTER, _LONGEST_TEMPLATE = 80, 300
_COUNTS = (
    r"(?:本文|此文|信息|文章)?(?:已被|被)?(?:浏览|点击|阅读|访问)(?:次数|量|数|率|人次)?"
    r"(?:\s*+[:：])?(?:\s*+[\d,]++)?(?:\s*+(?:次|人次|人))?"
)
_TOLD = (
    r"(?:(?:信息|文章|稿件)?来源|作者|(?:责任)?编辑|字体|字号|(?:发布|更新)?(?:时间|日期))\s*[:：]\s*"
    r"[^\s:：]{1,30}+(?:\s\d\d?:\d\d(?::\d\d)?)?"
)
_BUTTON = (
    r"(?:我要|点击)?(?:打\s?印|关\s?闭|返\s?回|回到|收\s?藏|分\s?享|保存|复制|朗读|下载|纠\s?错)"
    r"(?:[本此](?:页|文)|文章|文本|窗口|页面|顶部|列表|首页|上一页|链接|至|到)?"
    r"|微信(?:好友)?|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|TOP|二维码|语音播报|[附文]件下载|字[体号]|[大中小]"
)
# 【打印】【关闭】
_BUTTONS = re.compile(rf"[\s\[【(（|/]*(?:(?:{_BUTTON})[\s\[\]【】()（）|/:：]*+){{1,8}}")
# A line that is only a counter, a clock or the like, and differs at every fetch.
_OPENS, _CLOSES = r"[\s\[【(（]*+", r"[\s\]】)）]*+"
_CHANGING = re.compile(
    rf"""
    {_OPENS}{_COUNTS}{_CLOSES}                                          # 浏览次数：33
    |{_OPENS}(?:更新|打印|当前|编辑)(?:时间|日期)\s*[:：][\d\s:：年月日时分秒/.-]*{_CLOSES}
    |\s*(?:今天|今日|现在)是\s*[:：]?[\d\s年月日:：/.,，-]*(?:(?:星期|周)[一二三四五六日天])?\s*
    |\s*(?:欢迎您?[,，]?)?您?是?(?:本站|本页|本网站?)?(?:的)?            # 您是本站的第3位访客
     第\s*[\d,]+\s*(?:位|个|名)(?:访客|访问者|浏览者|读者|来访者)[。!！]?\s*
    |\s*+(?:{_TOLD}\s++){{1,6}}{_COUNTS}(?:\s++{_TOLD}){{0,3}}\s*          # 来源：甲局 浏览次数：33
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=4096)  # a site prints the same lines on every page
def line_kind(line: str) -> Kind:
    """Whether a line is prose, begins the site's footer, or is other boilerplate of the site.

    A full sentence is prose even where it mentions what footers do.

    >>> line_kind("一是作为主办单位答复建议提案12件，已全部公开。"), line_kind("主办单位：甲县人民政府办公室")
    ('prose', 'footer')
    """
    if len(line) <= _LONGEST_TEMPLATE:
        line = simplified(line)
    if not line.strip(" |\t") or _TEMPLATE.fullmatch(line[:_LONGEST_TEMPLATE]):
        return "boilerplate"
    if len(line) > _LONGEST_FOOTER:
        return "prose"
    if _CHANGING.fullmatch(line):
        return "boilerplate"
    if not _OF_THE_SITE.search(line) and (
        line.rstrip().endswith(_SENTENCE_ENDS) or _NUMBERED.match(line)
    ):
        return "prose"
    if _FOOTER.search(line):
        return "footer"
    return "boilerplate" if _BUTTONS.fullmatch(line) else "prose"
