r"""This module finds title and day of an article where a page's head does not name them: in what the page
tells search engines (JSON-LD), or in its script, as on WeChat and on gkmlpt.

The names are those of the standard for the heads of government pages, whose own values come first.

>>> wechat = (("og:site_name", "微信公众平台"), ("og:title", "甲县2023年政府信息公开工作年度报告"))
>>> script_dates('<script>var ct = "1706492400";</script>', wechat)
(('ArticleTitle', '甲县2023年政府信息公开工作年度报告'), ('PubDate', '2024-01-29'))
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from parsers.dates import json_day
from parsers.javascript import unescape_literal, whole_letters
from parsers.page import Metas

_SCRIPT = re.compile(
    r"<script\b[^<>]{0,200}application/ld\+json[^<>]{0,200}>(.{0,20000}?)</script",
    re.IGNORECASE | re.DOTALL,
)
# Sought first, as hardly any page has it, and whole, which is quicker.
_HINT = "application/ld+json"
# schema.org, and what Baidu asks for
_NAMES = {"ArticleTitle": ("headline", "title"), "PubDate": ("datePublished", "pubDate")}
LINKED_NAMES = _NAMES.keys()  # a page whose own head gives them needs no linked data

_WECHAT = "微信公众平台"
_GKMLPT, _HEAD = "gkmlpt", 4000  # its styles are linked so near to the beginning
# The time in seconds, or as a day, by the names that the two give it.
_TIME = r"[\"']?(?P<time>1\d{9}|20\d\d-\d\d-\d\d)(?!\d)"
_OF_WECHAT = re.compile(
    rf"\b(?:var\s+|window\.)(?:ct|oriCreateTime|createTime|publish_time)\s*=\s*{_TIME}"
)
_OF_GKMLPT = re.compile(rf"[\"']?create_time[\"']?\s*:\s*{_TIME}")
_TITLE = re.compile(r"[\"']?title[\"']?\s*:\s*\"((?:[^\"\\\n]|\\.){2,400})\"")
_DETAIL = re.compile(r"[\"']?DETAIL[\"']?\s*:\s*\{")


def linked_data(html: str) -> Metas:
    """The title and the day of the first article that a page's linked data describe with both.

    >>> linked_data('<script type="application/ld+json">{"title": "甲", "pubDate": "2024-01-29T09:30:00"}</script>')
    (('ArticleTitle', '甲'), ('PubDate', '2024-01-29T09:30:00'))
    """
    if _HINT not in html:
        return ()
    for script in _SCRIPT.findall(html):
        for article in _objects(script):
            values = [next(filter(None, map(article.get, keys)), None) for keys in _NAMES.values()]
            texts = [value for value in values if isinstance(value, str) and value.strip()]
            if len(texts) == len(_NAMES):
                return tuple(zip(_NAMES, map(whole_letters, texts), strict=True))
    return ()


def _objects(script: str) -> Iterator[dict[str, Any]]:
    """The objects of a script, one or a list of them; none where it is no JSON."""
    try:
        content = json.loads(script)
    except (ValueError, RecursionError):
        return
    graph = content.get("@graph", content) if isinstance(content, dict) else content
    listed = graph if isinstance(graph, list) else [graph]
    yield from (one for one in listed if isinstance(one, dict))


def script_dates(html: str, metas: Iterable[tuple[str, str]]) -> Metas:
    """The title and the day of an article, by the script of its page; empty for any other page."""
    named = dict(metas)
    if named.get("og:site_name") == _WECHAT:
        found = _OF_WECHAT.search(html)
        return _title_and_day(named.get("og:title"), found)
    if html.find(_GKMLPT, 0, _HEAD) < 0:
        return ()
    detail = _DETAIL.search(html)
    if detail is None:
        return ()
    title = _TITLE.search(html, detail.end())
    return _title_and_day(
        title and unescape_literal(title[1]), _OF_GKMLPT.search(html, detail.end())
    )


def _title_and_day(title: str | None, found: re.Match[str] | None) -> Metas:
    if not title or found is None:
        return ()
    return (("ArticleTitle", title), ("PubDate", str(json_day(found["time"]) or found["time"])))
