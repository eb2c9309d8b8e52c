"""This module reads UCAP: gov.cn's feed, Heilongjiang's search in JSON, and the 32-digit family."""

import re
from urllib.parse import urljoin

from parsers.listings import data, pages, trs
from parsers.listings.links import base_of
from parsers.listings.listing import Answer, Ask, Listing
from parsers.listings.pagers import numbered
from parsers.listings.queries import asked_by, query, turned, with_query

MARKS = re.compile(
    r"UCAP|ucap(?:title|content)|/common/search/|ZUIXINZHENGCE|pages_content|zfxxgk_gknrz|common_list"
    r"|gknr_list|gknbxq"
)
ARTICLE = re.compile(r"/(?:19|20)\d{4}/[0-9a-f]{32}\.shtml")
_SEARCH = re.compile(r"""["']([^"'\s<>]*/common/search/[0-9a-zA-Z]+[^"'\s<>]*)["']""")
_FEED = re.compile(r"""["']([^"'\s<>()]+\.json)["']""")
_HOME = re.compile(r"/home(?:_(\d+))?\.(htm)$")
_JSON = (
    ("page", "1"),
    ("_pageSize", "15"),
    ("_isAgg", "true"),
    ("_isJson", "true"),
    ("_template", "index"),
)


def read(answer: Answer, previous: Listing | None = None) -> Listing:
    """A page, its feed, or one page of its search."""
    content = data.parsed(answer.text)
    if content is not None:
        rows = data.rows_of(content, base_of(answer))
        pages_on = bool(rows) and "/common/search/" in answer.ask.url
        declared = data.total(content) if pages_on else None
        return Listing("ucap", rows, (turned(answer.ask),) if pages_on else (), declared)
    found = pages.read(answer, "ucap", previous, _pager)
    if found.rows:
        return found
    asks = _searches(answer) or _feeds(answer)
    return Listing("ucap", (), (), found.declared_rows, asks) if asks else found


def _searches(answer: Answer) -> tuple[Ask, ...]:
    """The search of the page's channel, asked for as JSON."""
    found = []
    for match in _SEARCH.finditer(answer.text):
        url = urljoin(base_of(answer), match[1].replace("&amp;", "&"))
        told = {key: value for key, value in query(url) if value}
        fields = [*{**dict(_JSON), **told, "_isJson": "true", "page": "1"}.items()]
        found.append(Ask(with_query(url, fields), headers=asked_by(answer.url)))
    return tuple(dict.fromkeys(found))[:2]


def _feeds(answer: Answer) -> tuple[Ask, ...]:
    urls = (urljoin(base_of(answer), path) for path in _FEED.findall(answer.text))
    return tuple(Ask(url, headers=asked_by(answer.url)) for url in dict.fromkeys(urls))[:2]


def _pager(answer: Answer, previous: Listing | None, rows: int) -> tuple[Ask, ...] | None:
    """gov.cn's `home_1.htm` after `home.htm`; else as TRS has it, else the links."""
    home = _HOME.search(answer.url)
    if home and "home_" in answer.text:
        return (Ask(numbered(answer.url, int(home[1] or 0) + 1)),)
    return trs.pager(answer, previous, rows)
