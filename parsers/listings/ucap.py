"""This module reads UCAP: gov.cn's feed, Heilongjiang's search in JSON, and the 32-digit family."""

import re
from dataclasses import replace

from parsers.listings import generic, json_rows, json_values, pages, trs_pagers
from parsers.listings.addresses import base_url, numbered_page, written_urls
from parsers.listings.listing import (
    Listing,
    Request,
    Response,
    query_fields,
    referer_header,
    with_query,
)
from parsers.listings.pagination import next_page

MARKS = re.compile(
    r"UCAP|ucap(?:title|content)|/common/search/|ZUIXINZHENGCE|pages_content|zfxxgk_gknrz|common_list"
    r"|gknr_list|gknbxq"
)
ARTICLE = re.compile(r"/(?:19|20)\d{4}/[0-9a-f]{32}\.shtml")
_SEARCH = re.compile(r"""["']([^"'\s<>]*/common/search/[0-9a-zA-Z]+[^"'\s<>]*)["']""")
_FEED = re.compile(r"""["']([^"'\s<>()]+\.json)["']""")
_HOME = re.compile(r"/home(?:_(\d+))?\.(htm)$")
# In this order: what the page's own address asks for takes the place of each.
_JSON = {"page": "1", "_pageSize": "15", "_isAgg": "true", "_isJson": "true", "_template": "index"}


def read(response: Response, previous: Listing | None = None) -> Listing:
    """A page, its feed, or one page of its search."""
    content = json_values.parse_json(response.text)
    if content is not None and "/common/search/" in response.request.url:
        rows = json_rows.rows_of(content, base_url(response))
        declared = json_values.declared_total(content) if rows else None
        return Listing("ucap", rows, (next_page(response.request),) if rows else (), declared)
    if content is not None:
        feed = generic.read(response, previous)
        return feed if feed.problem else replace(feed, engine="ucap")
    found = pages.read(response, "ucap", previous, _pager)
    return pages.unless_shown(found, "ucap", _interfaces, response)


def _interfaces(response: Response) -> tuple[Request, ...]:
    """The search of the page's channel, asked for as JSON; else its feeds."""
    found = []
    for url in written_urls(response, _SEARCH.findall(response.text)):
        given = {key: value for key, value in query_fields(url) if value}
        fields = [*{**_JSON, **given, "_isJson": "true", "page": "1"}.items()]
        found.append(Request(with_query(url, fields), headers=referer_header(response.url)))
    feeds = written_urls(response, _FEED.findall(response.text))
    asked = found or [Request(url, headers=referer_header(response.url)) for url in feeds]
    return tuple(dict.fromkeys(asked))[:2]


def _pager(response: Response, previous: Listing | None, rows: int) -> tuple[Request, ...] | None:
    """gov.cn's `home_1.htm` after `home.htm`; else as TRS has it, else the links."""
    home = _HOME.search(response.url)
    if home and "home_" in response.text:
        return (Request(numbered_page(response.url, int(home[1] or 0) + 1)),)
    return trs_pagers.pager(response, previous, rows)
