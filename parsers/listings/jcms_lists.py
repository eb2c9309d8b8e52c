"""This module reads where pages of Hanweb jcms have their rows: data stores, and the catalogue module xxgk.

A store is XML, or arrays of strings in a script; the bodies of its records are cut out and parsed one by one, since no
parser reads it as a whole. Of the module there are search.jsp and xxgkAnnualReport.jsp; the first does not filter by
column: rows of other columns are left out here, and a page that has only such rows does not end the listing.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from parsers.depth import parse_html
from parsers.javascript import unescape_literal
from parsers.listings.addresses import base_url, resolve_url, written_urls
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.joined_addresses import resolve_strings
from parsers.listings.listing import (
    Listing,
    Request,
    Response,
    Row,
    distinct,
    query_fields,
    referer_header,
)
from parsers.listings.markup import object_values
from parsers.listings.page_counts import told_pages
from parsers.listings.pagination import page_field, with_field
from parsers.listings.rows import rows_in

_MOST_STORES = 200  # of a page that are read
STORE = re.compile(r"<datastore>(.*?)(?:</datastore>|$)", re.DOTALL | re.IGNORECASE)
_RECORD = re.compile(
    r"<record>\s*(?:<!\[CDATA\[(.*?)\]\]>|(.*?))\s*(?:</record>|$)", re.DOTALL | re.IGNORECASE
)
_NEXT_GROUP = re.compile(r"<nextgroup>.*?href\s*=\s*[\"']([^\"']+)", re.DOTALL | re.IGNORECASE)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)", re.IGNORECASE)
JPAGE = re.compile(r"\.jpage\s*\(\s*\{(.*?)\}\s*\)", re.DOTALL)
_HELD = re.compile(r"\bdataStore\s*:\s*([A-Za-z_]\w*)")
_PIECE = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*([,+]?)""", re.DOTALL)
_SEARCH = re.compile(
    r"""["']([^"'\s<>]*/module/xxgk/(?:search(?:_custom)?|subjectinfo)\.jsp[^"'\s<>]*)["']"""
    r"""\s*(?:,\s*(?:data\s*:\s*)?\{(.*?)\})?""",
    re.DOTALL,
)
_MODULE = re.compile(r"/module/xxgk/s")
_COLUMN = re.compile(r"div(\d+)")
_ARTICLE = re.compile(r"/art_(\d+)_\d+")
_ANNUAL = re.compile(r"/module/xxgk/xxgkAnnualReport\.jsp", re.IGNORECASE)


def rows_of_records(xml: str, base: str) -> tuple[Row, ...]:
    """The rows of a data store: each record's body parsed by itself."""
    bodies = (match[1] or match[2] or "" for match in _RECORD.finditer(xml))
    return distinct(row for body in bodies for row in rows_in(body, base)[:1])


class Store(NamedTuple):
    """A data store: its rows, the address of the next group, and the number of rows that it declares.

    The options of its pager stand in the page after `end`.
    """

    rows: tuple[Row, ...]
    group: str
    total: int | None
    end: int


def stores(response: Response) -> list[Store]:
    """The data stores of a page: those of XML, else the arrays that have rows."""
    return list(_of_xml(response)) or [store for store in _of_arrays(response) if store.rows]


def _of_xml(response: Response) -> Iterator[Store]:
    text, base = response.text, base_url(response)
    for match in islice(STORE.finditer(text), _MOST_STORES):
        group = _NEXT_GROUP.search(match[1])
        address = group[1].replace("&amp;", "&") if group else ""
        yield Store(rows_of_records(match[1], base), address, declared_total(match[1]), match.end())


def _of_arrays(response: Response) -> Iterator[Store]:
    """The arrays of strings that the page's script gives to a pager."""
    text, base = response.text, base_url(response)
    for name in list(dict.fromkeys(_HELD.findall(text)))[:_MOST_STORES]:
        start = re.search(rf"\b{name}\s*=\s*\[", text)
        if start is None:
            continue
        found = [row for piece in _strings(text, start.end()) for row in rows_in(piece, base)[:1]]
        rows = {row.url: row for row in reversed(found)}
        pager = JPAGE.search(text, start.end())
        proxy = re.search(r"proxyUrl\s*:\s*[\"']([^\"']+)", pager[1]) if pager else None
        group = proxy[1].replace("&amp;", "&") if proxy else ""
        yield Store(tuple(reversed(rows.values())), group, None, start.end())


def _strings(text: str, start: int) -> Iterator[str]:
    """The strings of an array; what `+` joins is one."""
    string = ""
    while piece := _PIECE.match(text, start):
        string += unescape_literal(piece[1] or piece[2] or "")
        start = piece.end()
        if piece[3] != "+":
            yield string
            string = ""


def declared_total(xml: str) -> int | None:
    """The number of records that a data store says it has; None where it does not say."""
    match = _TOTAL.search(xml)
    return int(match[1]) if match else None


def is_fragment(response: Response) -> bool:
    """Whether an answer is the module's fragment of rows and not a page."""
    return asks_module(response.request) and "<html" not in response.text[:2000].lower()


def asks_module(request: Request) -> bool:
    """Whether a request is for a list of the module."""
    return _MODULE.search(request.url) is not None


def find_requests(response: Response) -> tuple[Request, ...]:
    """The requests that a column's page makes of the module."""
    found = []
    for match in _SEARCH.finditer(resolve_strings(response.text)):
        form = tuple(object_values(match[2] or "").items())
        urls = written_urls(response, [match[1]])
        found += [Request(url, form or None, referer_header(response.url)) for url in urls]
    bare = any(one.form is None for one in found)  # what it sends may be joined of strings
    return (bare and find_interfaces(response, _MODULE)) or tuple(dict.fromkeys(found))


def read_fragment(response: Response) -> Listing:
    """One fragment: the rows of its column, and the next page by `currpage`."""
    rows = rows_in(response.text, base_url(response))
    fields = dict([*query_fields(response.request.url), *(response.request.form or ())])
    column = _COLUMN.search(fields.get("divid", ""))
    site = urlsplit(response.url).netloc
    own = tuple(row for row in rows if _is_of(row, column[1] if column else None, site))
    key, number = page_field(response.request) or ("currpage", 1)
    more = bool(rows) and number < max(told_pages(response.text), default=0)
    following = (with_field(response.request, key, str(number + 1)),) if more else ()
    return Listing("jcms", own, following, overlaps=len(own) < len(rows))


def _is_of(row: Row, column: str | None, site: str) -> bool:
    """Whether a row may be of a column; addresses on another site belong to its columns."""
    match = _ARTICLE.search(row.url)
    here = match is not None and urlsplit(row.url).netloc == site
    return column is None or not here or (match is not None and match[1] == column)


def annual_report_rows(response: Response) -> tuple[Row, ...]:
    """The reports of the annual-report module: one page per year, named by `fbtime`."""
    if not _ANNUAL.search(response.text) and not _ANNUAL.search(response.url):
        return ()
    base, anchors = base_url(response), parse_html(response.text).css("a[href]")
    links = {resolve_url(base, link.attributes.get("href")) for link in anchors}
    here = {response.url} if _ANNUAL.search(response.url) else set()
    urls = sorted(url for url in {*filter(None, links), *here} if _ANNUAL.search(url))
    years = ((url, dict(query_fields(url)).get("fbtime", "")) for url in urls)
    named = ((url, year) for url, year in years if re.fullmatch(r"(?:19|20)\d\d", year))
    return tuple(Row(url, f"{year}年政府信息公开工作年度报告") for url, year in named)
