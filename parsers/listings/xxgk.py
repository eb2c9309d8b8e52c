"""This module reads the catalogue module of Hanweb jcms: search.jsp and xxgkAnnualReport.jsp.

search.jsp does not filter by column: rows of other columns are left out here, and a page that has only such
rows does not end the listing.
"""

import re
from urllib.parse import urlsplit

from parsers.depth import parse_html
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.joined_addresses import resolve_strings
from parsers.listings.links import base_url, resolve_url, written_urls
from parsers.listings.listing import (
    Fields,
    Listing,
    Request,
    Response,
    Row,
    query_fields,
    referer_header,
    with_query,
)
from parsers.listings.pagination import next_page, page_field
from parsers.listings.rows import rows_in
from parsers.listings.script_pagers import told_pages

_SEARCH = re.compile(
    r"""["']([^"'\s<>]*/module/xxgk/(?:search(?:_custom)?|subjectinfo)\.jsp[^"'\s<>]*)["']"""
    r"""\s*(?:,\s*(?:data\s*:\s*)?\{(.*?)\})?""",
    re.DOTALL,
)
_MODULE = re.compile(r"/module/xxgk/s")
_PAIR = re.compile(r"""["']?(\w+)["']?\s*:\s*(?:["']([^"']*)["']|(\d+))""")
_COLUMN = re.compile(r"div(\d+)")
_ARTICLE = re.compile(r"/art_(\d+)_\d+")
_ANNUAL = re.compile(r"/module/xxgk/xxgkAnnualReport\.jsp", re.IGNORECASE)


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


def object_values(text: str) -> dict[str, str]:
    """The strings and numbers of an object in a script, by name."""
    return {key: value or number for key, value, number in _PAIR.findall(text)}


def read(response: Response) -> Listing:
    """One fragment: the rows of its column, and the next page by `currpage`."""
    rows = rows_in(response.text, base_url(response))
    fields = dict([*query_fields(response.request.url), *(response.request.form or ())])
    column = _COLUMN.search(fields.get("divid", ""))
    site = urlsplit(response.url).netloc
    own = tuple(row for row in rows if _is_of(row, column[1] if column else None, site))
    _, number = page_field(response.request) or ("currpage", 1)
    more = bool(rows) and number < max(told_pages(response.text), default=0)
    following = (_next_page(response.request),) if more else ()
    return Listing("jcms", own, following, overlaps=len(own) < len(rows))


def _is_of(row: Row, column: str | None, site: str) -> bool:
    """Whether a row may be of a column; addresses on another site belong to its columns."""
    match = _ARTICLE.search(row.url)
    here = match is not None and urlsplit(row.url).netloc == site
    return column is None or not here or (match is not None and match[1] == column)


def _next_page(request: Request) -> Request:
    if page_field(request) is not None:
        return next_page(request)
    fields: Fields = [*query_fields(request.url), ("currpage", "2")]
    return Request(with_query(request.url, fields), request.form, request.headers)


def annual_report_rows(response: Response) -> tuple[Row, ...]:
    """The reports of the annual-report module: one page per year, named by `fbtime`."""
    if not _ANNUAL.search(response.text) and not _ANNUAL.search(response.url):
        return ()
    base, anchors = base_url(response), parse_html(response.text).css("a[href]")
    links = {resolve_url(base, link.attributes.get("href")) for link in anchors}
    here = {response.url} if _ANNUAL.search(response.url) else set()
    rows = (_annual(url) for url in sorted({*filter(None, links), *here}))
    return tuple(row for row in rows if row is not None)


def _annual(url: str) -> Row | None:
    fields = dict(query_fields(url))
    year = fields.get("fbtime", "")
    if not _ANNUAL.search(url) or not re.fullmatch(r"(?:19|20)\d\d", year):
        return None
    return Row(url, f"{year}年政府信息公开工作年度报告")
