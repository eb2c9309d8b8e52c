"""This module finds links on the page of a report, or of its announcement, that lead to reports.

<iframe src="body.html">   <a href="/2024/">点击查看：甲县2024年政府信息公开工作年度报告</a>   下一篇：<a href="3.html">…
"""

import re
from itertools import starmap

from selectolax.lexbor import LexborNode

from parsers.listings.frames import frame_requests, scripted_frames
from parsers.listings.html_page import open_page
from parsers.listings.links import base_url, link_title, resolve_url
from parsers.listings.listing import Response, Row
from parsers.listings.markup import is_hidden
from parsers.listings.report_titles import may_be_report
from parsers.metadata.titles import title_year
from parsers.patterns import TAGS

_BESIDE = re.compile(
    r"""[上前下后]一[篇条](?:[:：\s]|&nbsp;|</?\w[^<>]{0,200}>|<!--(?:(?!-->).){0,200}-->){0,8}?<a\b[^<>]*?href\s*=\s*["']?\s*([^"'<>\s]+)[^<>]*>(.{2,300}?)</a""",
    re.DOTALL | re.IGNORECASE,
)
_NO_WIDTH = ("0", "1", "0px", "1px")
_CALLS = re.compile(r"^\W*(?:请?点击|点此)?(?:查看|阅读|下载|浏览)?\W*")


def find_framed(response: Response, title: str = "") -> tuple[Row, ...]:
    """What a page shows in frames of its own host; a frame that is not shown counts visitors, or prints."""
    page = open_page(response)
    shown = page.tree.css_first("iframe") is not None
    for frame in filter(_is_unseen, page.css("iframe")):
        frame.decompose()
    framed = [request.url for request in frame_requests(page)]
    framed += scripted_frames(page) if shown else []
    return tuple(Row(url, title) for url in framed if page.is_own(url))


def find_same_report(response: Response, title: str) -> tuple[Row, ...]:
    """Where a page has the report that it announces: in a frame of its host, or behind a link with the title of one of its year."""
    if own := find_framed(response, title):
        return own
    page, year = open_page(response), title_year(title)
    named = ((page.target(link), _CALLS.sub("", link_title(link))) for link in page.css("a"))
    of_year = ((url, name) for url, name in named if url and year and title_year(name) == year)
    found = {url: name for url, name in of_year if may_be_report(name)}
    return tuple(starmap(Row, found.items()))


def find_neighbours(response: Response) -> tuple[Row, ...]:
    """The pages that a page names as the ones before and after it."""
    base = base_url(response)
    beside = _BESIDE.findall(response.text)
    found = ((resolve_url(base, href), TAGS.sub("", said).split()) for href, said in beside)
    return tuple(Row(url, " ".join(words)) for url, words in found if url)


def _is_unseen(frame: LexborNode) -> bool:
    """Whether a frame is not shown; one without a height may get it once it is loaded."""
    return is_hidden(frame) or frame.attributes.get("width") in _NO_WIDTH
