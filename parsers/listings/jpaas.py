"""This module reads Hanweb jpaas, whose lists come from a unit interface that the page names.

Later pages need `paramJson`; with only `pageNo` the first page comes again.
"""

import html
import json
import re
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.depth import parse_html
from parsers.listings import json_rows, json_values, pages
from parsers.listings.addresses import base_url, resolve_url
from parsers.listings.html_page import open_page
from parsers.listings.listing import Listing, Request, Response, query_fields, referer_header
from parsers.listings.pagers import linked_pages
from parsers.listings.rows import rows_in
from parsers.listings.subcolumns import subcolumn_requests

MARKS = re.compile(r"jpaas-publish-server|front/page/build/unit|jpaas", re.IGNORECASE)
_PATH = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_USUAL = 10
_PAIR = re.compile(r"""["'](\w+)["']\s*:\s*(?:["']([^"']*)["']|([\w.-]+))""")
_LAST = re.compile(r"""data-page\s*=\s*["']?(\d+)""")
_LISTS = re.compile(r"list|列表|分页|信息|栏目|组配", re.IGNORECASE)
_NO_LISTS = re.compile(r"导航|位置|面包屑|头部|尾部|底部|菜单|轮播|友情", re.IGNORECASE)

_NUMBERS = ("count", "rows", "pageno")

Unit = tuple[str, tuple[tuple[str, str], ...]]


class _Counts(NamedTuple):
    """What a pager says: the number of rows (0 if unsaid), rows a page, the page's number, whether it is full."""

    total: int
    size: int
    page: int
    is_full: bool


def read(response: Response, previous: Listing | None = None) -> Listing:
    """A column's page, or one page of what its unit interface answers."""
    content = json_values.parse_json(response.text)
    if isinstance(content, dict):
        return _answered(response, content)
    found = pages.read(response, "jpaas", previous, _pager, believes_links=False)
    return pages.unless_shown(found, "jpaas", _first_pages, response)


def units(page: str, here: str) -> list[Unit]:
    """The units of the interface that may be lists, with address and fields; if any are named as
    lists, only those.
    """
    tree = parse_html(page)
    found = [unit for node in tree.css("[querydata]") if (unit := _unit(node, here)) is not None]
    wanted = [unit for unit in found if not _NO_LISTS.search(dict(unit[1]).get("tagId", ""))]
    named = [unit for unit in wanted if _LISTS.search(dict(unit[1]).get("tagId", ""))]
    return named or wanted or found


def _unit(node: LexborNode, here: str) -> Unit | None:
    text = html.unescape(node.attrs.sget("querydata"))
    fields = tuple((key, value or bare) for key, value, bare in _PAIR.findall(text))
    attributes = node.attributes
    path = attributes.get("url") or attributes.get("uniturl") or attributes.get("src") or _PATH
    where = resolve_url(here, path)
    return (where, fields) if fields and where else None


def _first_pages(response: Response) -> tuple[Request, ...]:
    """The requests for the first page of each unit."""
    asked = ("editType", "null")
    return tuple(_asked(unit, asked, response) for unit in units(response.text, response.url))


def _later(unit: Unit, page: int, size: int, response: Response) -> Request:
    parameters = json.dumps({"pageNo": page, "pageSize": size}, separators=(",", ":"))
    return _asked(unit, ("paramJson", parameters), response)


def _asked(unit: Unit, more: tuple[str, str], response: Response) -> Request:
    url, fields = unit
    kept = [(key, value) for key, value in fields if key not in ("paramJson", "editType")]
    query = "&".join(f"{quote(key)}={quote(value, safe='')}" for key, value in (*kept, more))
    referer = response.request.asker or response.url
    return Request(f"{url.partition('?')[0]}?{query}", headers=referer_header(referer))


def _pager(response: Response, _: Listing | None, rows: int) -> tuple[Request, ...] | None:
    """The requests after the rows in the page: by its pager, or to the interface."""
    page = open_page(response)
    pager = _pagination(page.tree)
    if pager is not None and (unit := _unit(pager, response.url)):
        counts = _counts(pager, rows)
        more = _goes_on(response.text, counts)
        return (_later(unit, counts.page + 1, counts.size, response),) if more else ()
    return (*linked_pages(page), *_first_pages(response))


def _answered(response: Response, content: dict[str, object]) -> Listing:
    """What the interface answers: HTML in JSON, its pager's attributes with the count of rows."""
    fragment = json_values.html_in(content)
    base = base_url(response)
    rows = rows_in(fragment, base) or json_rows.rows_of(content, base)
    asked = dict(query_fields(response.request.url))
    page, size = _asked_for(asked.get("paramJson"))
    pager = _pagination(parse_html(fragment)) if fragment else None
    counts = _counts(pager, len(rows), size)
    fields = tuple((key, value) for key, value in asked.items() if key != "paramJson")
    unit = (response.request.url.partition("?")[0], fields)
    more = _goes_on(fragment, counts._replace(page=page))
    following = (_later(unit, page + 1, counts.size, response),) if more else ()
    shown = open_page(replace(response, url=base, text=fragment))
    below = subcolumn_requests(shown) if page == 1 else ()
    total = counts.total or None
    return Listing("jpaas", rows, following, total, overlaps=page == 1, sublists=below)


def _goes_on(html: str, counts: _Counts) -> bool:
    """Whether pages follow: by the number of rows, by layui's last page, or else if this page is full."""
    if counts.total:
        return counts.page * counts.size < counts.total
    last = [int(number) for number in _LAST.findall(html)]
    return counts.page < max(last) if last else counts.is_full


def _pagination(tree: LexborHTMLParser) -> LexborNode | None:
    """The pager that carries numbers; layui's carries the last page's instead."""
    return tree.css_first("[count][rows], .pagination[querydata], .pagination[count]")


def _counts(pager: LexborNode | None, rows: int, asked: int = 0) -> _Counts:
    """What a pager says; a missing page size is the requested one, or the number of rows that came."""
    numbers = [pager.attrs.sget(name) for name in _NUMBERS] if pager is not None else []
    said = (int(value) if value.isdecimal() else 0 for value in numbers)
    count, size, page = said if numbers else (0, 0, 0)
    size = size or asked
    return _Counts(count, size or rows or _USUAL, page or 1, rows >= (size or _USUAL))


def _asked_for(parameters: str | None) -> tuple[int, int]:
    """The number and the size of the page that was asked for; no size where none was named."""
    said = dict(re.findall(r"(pageNo|pageSize)\D{1,4}(\d+)", parameters or ""))
    return int(said.get("pageNo", 1)), int(said.get("pageSize", 0))
