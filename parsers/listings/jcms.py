"""This module reads Hanweb jcms: lists whose first rows are in a data store in the page, the rest
from dataproxy.jsp.

The interface has three dialects: it heeds `startrecord`, or only `page`, or answers nothing. A
request that states the range in both ways, from the first row on, is right for the first two.
"""

import re
from dataclasses import replace
from urllib.parse import quote, urljoin

from parsers.listings import generic, html_page, jcms_lists, json_values, pages
from parsers.listings.addresses import base_url, resolve_url
from parsers.listings.listing import (
    Fields,
    Listing,
    Request,
    Response,
    query_fields,
    referer_header,
    with_query,
)
from parsers.listings.markup import object_values
from parsers.listings.report_titles import may_be_report

MARKS = re.compile(
    r"<datastore|dataproxy\.jsp|\.jpage\s*\(|/module/(?:web/)?jpage/|/module/xxgk/|xxgk_col_iframe"
    r"|/module/visitcount/|/jcms_files/",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"/art/(?:19|20)\d\d/\d{1,2}/\d{1,2}/art_\d+_\d+")
_MOST_AT_ONCE = 100  # an answer is capped near 300 rows; real sites are asked for up to a hundred
_UNIT = re.compile(r"""["']#([\w-]+)["']\s*\)\s*$""")
_PARAMS = r"param_{unit}\s*=\s*\{{(.*?)\}}"
_STATIC = (("col", "1"), ("appid", "1"), ("webid", ""), ("path", "/"), ("columnid", ""),
           ("sourceContentType", "1"), ("unitid", ""), ("webname", ""), ("permissiontype", "0"))  # fmt: skip


def read(response: Response, previous: Listing | None = None) -> Listing:
    """Read a column's page with its data stores, a response of dataproxy.jsp, or one of the xxgk module."""
    if jcms_lists.is_fragment(response):
        return jcms_lists.read_fragment(response)
    if json_values.parse_json(response.text) is not None:
        return generic.read(response, previous)
    if "<html" not in response.text[:3000].lower() and (
        "dataproxy" in response.request.url or jcms_lists.STORE.search(response.text)
    ):
        return _answered(response)
    return _stored(response, previous) or _page(response, previous)


def _messages(
    response: Response, previous: Listing | None, rows: int
) -> tuple[Request, ...] | None:
    """Truecms's interface, from the first row on, where its pager counts more rows than the page has."""
    _, counted = _options(response.text, None)
    more = previous is None and int(counted.get("totalRecord") or 0) > rows
    return (generic.message_requests(response) or None) if more else None


def _page(response: Response, previous: Listing | None) -> Listing:
    """Read a page without a data store: plain rows, the xxgk module, or a frame."""
    shell = html_page.named_frame_requests(response)
    requests = jcms_lists.find_requests(response)
    if shell:
        return Listing("jcms", (), inner=shell)
    found = pages.read(response, "jcms", previous, _messages)
    own = jcms_lists.annual_report_rows(response)
    if own:
        rows = {row.url: row for row in (*found.rows, *own)}
        return replace(found, rows=tuple(rows.values()), declared_rows=None)
    if requests and not any(may_be_report(row.title) for row in found.rows):
        beside = (one for one in found.inner if not jcms_lists.asks_module(one))
        return Listing("jcms", (), inner=(*requests, *beside), bodies=found.bodies)
    return found


def _stored(response: Response, previous: Listing | None) -> Listing | None:
    """The rows in the page's data stores, and the requests for the rest; None without a data store."""
    found = [_read_store(response, store) for store in jcms_lists.stores(response)]
    if not found:
        return None
    reporting = [unit for unit in found if any(may_be_report(row.title) for row in unit.rows)]
    chosen = reporting or [max(found, key=lambda unit: (unit.declared_rows or 0, len(unit.rows)))]
    rows = {row.url: row for unit in chosen for row in unit.rows}
    declared = sum(unit.declared_rows or 0 for unit in chosen)
    requests = tuple(request for unit in chosen for request in unit.next)
    if rows:
        return Listing("jcms", tuple(rows.values()), requests, declared or None)
    plain = pages.read(response, "jcms", previous, lambda *_: None)
    if plain.rows and not declared:
        return plain
    return Listing("jcms", plain.rows, requests if plain.rows else (), declared or None, requests)


def _read_store(response: Response, store: jcms_lists.Store) -> Listing:
    """The rows of a data store, and the request for the rest of them."""
    base, rows, group = base_url(response), store.rows, store.group
    fields = query_fields(resolve_url(base, group) or "")
    unit, options = _options(response.text[store.end :], dict(fields).get("unitid"))
    total = int(options.get("totalRecord") or 0) or store.total
    if total <= len(rows) if total is not None else bool(rows):
        return Listing("jcms", rows, (), total)
    size = min(_MOST_AT_ONCE, max(len(rows), int(options.get("perPage") or 0)) or 15)
    path = options.get("proxyUrl") or group.partition("?")[0]
    params = {**_params(response.text, unit), **dict(fields)}
    form = tuple((key, params.get(key) or usual) for key, usual in _STATIC)
    url = resolve_url(base, path) or urljoin(base, "/module/web/jpage/dataproxy.jsp")
    request = Request(url, form, referer_header(response.url))
    return Listing("jcms", rows, (_page_request(request, 1, size),), total)


def _options(after: str, unit: str | None) -> tuple[str | None, dict[str, str]]:
    """The options of the pager of a data store, which stands after it: by unit, else the first."""
    first: tuple[str | None, dict[str, str]] | None = None
    for match in jcms_lists.JPAGE.finditer(after):
        named = _UNIT.search(after[: match.start()])
        pairs = object_values(match[1])
        if named and named[1] == unit:
            return unit, pairs
        first = first or (named[1] if named else unit, pairs)
    return first or (unit, {})


def _params(page: str, unit: str | None) -> dict[str, str]:
    """The fields that the page's script sends; Chinese is encoded twice, here and when the request is sent."""
    match = re.search(_PARAMS.format(unit=re.escape(unit or r"\w+")), page, re.DOTALL)
    pairs = object_values(match[1]) if match else {}
    if "webname" in pairs and "%" not in pairs["webname"]:
        pairs["webname"] = quote(pairs["webname"])
    elif "webname" in pairs and "%25" in pairs["webname"]:
        pairs["webname"] = pairs["webname"].replace("%25", "%")
    return pairs


def _page_request(request: Request, page: int, size: int) -> Request:
    """The request for a page's rows in both dialects: by record and by page."""
    asked: Fields = [("startrecord", str((page - 1) * size + 1)), ("endrecord", str(page * size)),
                     ("perpage", str(size)), ("page", str(page))]  # fmt: skip
    form = (*(pair for pair in request.form or () if pair[0] != "page"), ("page", str(page)))
    return Request(with_query(request.url.partition("?")[0], asked), form, request.headers)


def _answered(response: Response) -> Listing:
    """Read a response of dataproxy.jsp; the first may repeat the rows of the page itself."""
    rows = jcms_lists.rows_of_records(response.text, base_url(response))
    asked = dict(query_fields(response.request.url))
    page, size = int(asked.get("page") or 1), int(asked.get("perpage") or _MOST_AT_ONCE)
    total = jcms_lists.declared_total(response.text)
    more = page * size < total if total else bool(rows)
    following = (_page_request(response.request, page + 1, size),) if more else ()
    return Listing("jcms", rows, following, total, overlaps=page == 1)
