"""This module reads gkmlpt, Guangdong's catalogue platform: a tree of columns in a script, and a JSON interface.

The column's number stands behind `#` in its address, which no server sees, so it is found in the
tree by name. Page 0 is page 1, a page after the last is a 404, and neither total can be relied on.
"""

import re
from urllib.parse import urlsplit

from parsers.dates import json_day
from parsers.javascript import unescape_literal
from parsers.listings import json_values, pages
from parsers.listings.addresses import base_url, resolve_url
from parsers.listings.column_names import rank_of_column
from parsers.listings.listing import (
    ColumnLink,
    Listing,
    Request,
    Response,
    Row,
    is_same_host,
    referer_header,
)
from parsers.listings.markup import object_values
from parsers.listings.pagination import next_page

MARKS = re.compile(
    r"_CONFIG\s*=.{0,20000}?gkmlpt|/gkmlpt/(?:api|annualreport|index|content)", re.DOTALL
)
_SITE = re.compile(r"""["']?\bSID["']?\s*:\s*["']?(\d+)""")
_ROOT = re.compile(r"""["']?\bAPP_URL["']?\s*:\s*["']([^"']*)["']""")
_NODE = re.compile(r"\{[^{}\[\]]*")
_ROOT_IN_PATH = re.compile(r"^(.*?/gkmlpt)\b")


def read(response: Response, previous: Listing | None = None) -> Listing:
    """Read a page of the platform, which leads to the interface, or a response of the interface."""
    content = json_values.parse_json(response.text)
    if isinstance(content, dict) and "articles" in content:
        rows = _rows(content, response)
        full = len(content["articles"] or ()) > 0
        return Listing("gkmlpt", rows, (next_page(response.request),) if full else ())
    requests = tuple(link.request for link in find_column_links(response)) or _numbered(response)
    if requests:
        return Listing("gkmlpt", (), inner=requests)
    return pages.read(response, "gkmlpt", previous, lambda *_: None)


def find_column_links(response: Response) -> tuple[ColumnLink, ...]:
    """The report columns in the platform's tree, each with the request to its interface or its own address."""
    if "_CONFIG" not in response.text:
        return ()
    found: list[tuple[int, ColumnLink]] = []
    for node in _NODE.findall(response.text.partition("_CONFIG")[2]):
        said = object_values(node)
        name = unescape_literal(said.get("name", ""))
        rank, ident = rank_of_column(name), said.get("id")
        if rank is None or not ident:
            continue
        leads = unescape_literal(said.get("jump_url", ""))
        jump = resolve_url(base_url(response), leads) if leads else None
        request = Request(jump) if jump else _api(response, ident)
        found.append((rank, ColumnLink("column", request, name)))
    return tuple(link for _, link in sorted(found, key=lambda pair: pair[0]))


def _numbered(response: Response) -> tuple[Request, ...]:
    """The column whose number stands behind `#` in the portal's start address."""
    number = re.fullmatch(r"/?(\d+)", urlsplit(response.request.url).fragment)
    return (_api(response, number[1]),) if number else ()


def _api(response: Response, ident: str) -> Request:
    """The request for the first rows of a column, by its number."""
    site, root = _SITE.search(response.text), _ROOT.search(response.text)
    path = _ROOT_IN_PATH.match(urlsplit(response.url).path)
    where = path[1] if path else (root[1].rstrip("/") if root and root[1] else "/gkmlpt")
    query = f"page=1&sid={site[1]}" if site else "page=1"
    url = resolve_url(response.url, f"{where}/api/all/{ident}?{query}")
    return Request(url or response.url, headers=referer_header(response.url))


def _rows(content: dict[str, object], response: Response) -> tuple[Row, ...]:
    """The articles; addresses on the site itself get the site's scheme."""
    found: dict[str, Row] = {}
    for table in json_values.objects_of(content.get("articles")):
        url = next((table[key] for key in ("url", "posturl") if table.get(key)), None)
        where = resolve_url(response.url, url) if isinstance(url, str) else None
        if where is None or not isinstance(table.get("title"), str) or "id" not in table:
            continue
        days = map(json_day, (table.get("createtime"), table.get("date")))
        title, when = " ".join(table["title"].split()), next(filter(None, days), None)
        found.setdefault(where, Row(_same_scheme(where, response.url), title, when))
    return tuple(found.values())


def _same_scheme(url: str, site: str) -> str:
    scheme = urlsplit(site).scheme
    return urlsplit(url)._replace(scheme=scheme).geturl() if is_same_host(url, site) else url
