"""A page says the same however a program has written it, and whatever a site prints above and below it."""

import re
from collections.abc import Callable
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from parsers import extract
from parsers.decode import decode
from schemas.capture import Capture
from schemas.report import Report
from tests.golden import FIXTURES
from tests.reading import report_of

PAGES = sorted((FIXTURES / "reports").glob("*.html"))
TEXTS = sorted((FIXTURES / "reports").glob("*.txt"))
PARTS = ("disclosures", "requests", "disputes", "tables", "form", "status")
HAN = re.compile("[\u4e00-\u9fff]")
PAIR = re.compile("([\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff])")
_MARKUP = re.compile(
    r"(<!--.*?-->|<(script|style|title|textarea|select)\b.*?</\2\s*>|<[^>]*>)",
    re.DOTALL | re.IGNORECASE,
)


def said(rewrite: Callable[[str], str]) -> Callable[[str], str]:
    """The rewriting of a page's texts alone."""

    def page(html: str) -> str:
        pieces = _MARKUP.split(html)
        return "".join(
            piece if at % 3 == 1 else rewrite(piece)
            for at, piece in enumerate(pieces)
            if at % 3 != 2
        )

    return page


def replacing(pattern: str, by: str) -> Callable[[str], str]:
    """The rewriting of all that a pattern finds."""
    return lambda html: re.sub(pattern, by, html, flags=re.IGNORECASE | re.DOTALL)


REWRITTEN: dict[str, Callable[[str], str]] = {
    "letters by their numbers": said(lambda text: HAN.sub(lambda one: f"&#{ord(one[0])};", text)),
    "comments within words": said(lambda text: PAIR.sub(r"\1<!-- x -->", text)),
    "fonts around letters": said(lambda text: PAIR.sub(r'<font face="宋体">\1</font>', text)),
    "capital letters": lambda html: re.sub(r"</?[a-z][a-z0-9]*", lambda tag: tag[0].upper(), html),
    "no ends of cells and paragraphs": replacing(r"</(?:td|tr|p|li|tbody|body|html)>", ""),
    "paragraphs in cells": replacing(r"<td\b([^>]*)>(.*?)</td>", r"<td\1><p><b>\2</b></p></td>"),
    "no blanks between elements": replacing(r">\s+<", "><"),
    "attributes without quotes": replacing(r'(<[^<>]*?\s(?:row|col)span\s*=\s*)"(\d+)"', r"\1\2"),
    "a table around all": lambda html: re.sub(
        r"(?i)(<body[^>]*>)(.*)(</body>)",
        r"\1<table><tr><td>\2</td></tr></table>\3",
        html,
        flags=re.DOTALL,
    ),
    "line ends of Windows": lambda html: re.sub("\r?\n", "\r\n", html),
}


def read(body: bytes) -> dict[str, Any]:
    report: Report = extract(Capture(body=body))
    told = report.metadata.model_dump(exclude={"candidates", "other"})
    return {"metadata": told} | {part: getattr(report, part) for part in PARTS}


@cache
def read_as_it_is(page: Path) -> dict[str, Any]:
    return read(page.read_bytes())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_written_another_way_says_the_same(page):
    html = decode(page.read_bytes(), None).text
    for way, rewrite in REWRITTEN.items():
        assert read(b"\xef\xbb\xbf" + rewrite(html).encode()) == read_as_it_is(page), way


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_in_another_charset_says_the_same(page):
    html = decode(page.read_bytes(), None).text
    for charset in ("gb18030", "utf-16", "big5hkscs"):
        told = re.sub(r"charset\s*=\s*[\"']?[\w-]+", f"charset={charset}", html)
        assert read(told.encode(charset, "xmlcharrefreplace")) == read_as_it_is(page), charset


def links(*names: str, address: str = "/{}/") -> str:
    return "".join(
        f'<li><a href="{address.format(at)}">{name}</a></li>' for at, name in enumerate(names)
    )


OTHERS = links(
    *(
        f"海宁市{body}2018年政府信息公开工作年度报告"
        for body in ("教育局", "民政局", "财政局", "水利局")
    )
)
OPENNESS = links(
    "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"
)
ABOVE = {
    "a menu": f"<ul>{links('首页', '要闻动态', '政务公开', '办事服务', '互动交流')}</ul>",
    "a menu of the columns of openness": f"<ul>{OPENNESS}</ul>",
    "the path to the page": "<p>当前位置：<a href='/'>首页</a> &gt; <a href='/gk/'>政务公开</a> &gt; <a>政府信息公开年报</a></p>",
    "a path in pieces": "<p><span>您所在的位置：</span><a>首页</a><span>-</span><a>政府信息公开工作年度报告</a><span>-</span><span>正文</span></p>",
    "a menu of years": f"<ul>{links(*(f'{year}年' for year in range(2025, 2016, -1)))}</ul>",
    "the day": "<p>今天是2026年11月29日 星期日 欢迎访问海宁市人民政府门户网站</p>",
    "a search": "<form><input name=q value=请输入关键字><input type=submit value=搜索></form>",
    "a menu of bodies": f"<h3>部门</h3>{links('市教育局', '市民政局', '市财政局', '市水利局', '市人社局')}",
    "the site's name": "<div><img alt='海宁市人民政府'><h1>海宁市人民政府</h1></div>",
    "the name of the column": "<h2>政府信息公开年报</h2>",
    "news": f"<h3>最新发布</h3><ul>{links(*('关于印发《海宁市防汛工作方案》的通知',) * 5)}</ul>",
}
BELOW = {
    "the reports beside": "<p>上一篇：<a>海宁市教育局2018年政府信息公开工作年度报告</a><br>下一篇：<a>海宁市民政局2020年政府信息公开工作年度报告</a></p>",
    "others' reports": f"<h3>相关文章</h3><ul>{OTHERS}</ul>",
    "buttons": "<p>分享到：<a>微信</a><a>微博</a> 【<a>打印本页</a>】【<a>关闭窗口</a>】</p>",
    "a footer": "<p>主办单位：市大数据局</p><p>浙ICP备05000001号</p><p>版权所有：市大数据局</p>",
    **{
        name: ABOVE[name]
        for name in ("a menu of the columns of openness", "a menu of years", "news")
    },
}


def within(html: str, above: str, below: str) -> str:
    """The page with more at the beginning and the end of its body."""
    before, begins, body, ends, after = re.split("(?i)(<body[^>]*>|</body>)", html)
    return "".join((before, begins, above, body, below, ends, after))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_site_prints_around_a_report_is_no_part_of_it(page):
    html = decode(page.read_bytes(), None).text
    for above, below in zip(ABOVE, cycle(BELOW)):
        framed = within(html, ABOVE[above], BELOW[below])
        assert read(b"\xef\xbb\xbf" + framed.encode()) == read_as_it_is(page), (above, below)


ABOVE_TEXT = {
    "a menu": "首页\n要闻动态\n政务公开\n办事服务\n",
    "a menu of links": "[首页](/) [政务公开](/gk/) [政府信息公开年报](/nb/)\n\n",
    "a list of links": "* [首页](/)\n* [政务公开](/gk/)\n* [政府信息公开年报](/nb/)\n\n",
    "the path to the page": "当前位置：首页 > 政务公开 > 政府信息公开年报\n",
    "a menu of years": "".join(f"{year}年\n" for year in range(2025, 2016, -1)),
    "buttons": "登录 | 注册 | 无障碍 | 长者模式\n",
}
BELOW_TEXT = {
    "the reports beside": "\n上一篇：海宁市教育局2018年政府信息公开工作年度报告\n下一篇：没有了\n",
    "others' reports": "\n相关文章\n海宁市教育局2018年政府信息公开工作年度报告 2019-01-11\n",
    "buttons": "\n分享到：微信 微博 QQ空间 【打印本页】【关闭窗口】\n",
    "a number of a page": "\n- 6 -\n",
}


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: page.stem)
def test_what_a_copy_has_around_a_report_is_no_part_of_it(page):
    text, own = page.read_bytes(), read_as_it_is(page)
    for above, below in zip(ABOVE_TEXT, cycle(BELOW_TEXT)):
        found = read(ABOVE_TEXT[above].encode() + text + BELOW_TEXT[below].encode())
        if own["metadata"]["title"] is None:  # the name of a column stands for it
            found["metadata"]["title"] = None
        assert found == own, (above, below)


def test_a_page_without_its_title_is_not_the_report_of_another_body_and_year_above_it():
    title = "甲县水务局2023年政府信息公开工作年度报告"
    said = "<p>本报告所列数据的统计期限自2023年1月1日至12月31日。</p><p>一、总体情况</p>"
    others = OTHERS.replace("</li>", "<br>2019-01-10</li>")
    html = f"<title>{title}</title><ul>{others}</ul>{said}"
    found = report_of(html).metadata
    assert (found.title, found.agency, found.published_on) == (title, "甲县水务局", None)
