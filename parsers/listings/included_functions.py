"""This module reads rows that call a function of a script which the page includes.

<script src="/js/common.js"></script> … <a onclick="openInfo('5','81')">甲县水利局2024年政府信息公开工作年度报告</a>

The script is asked for, and the calls are noted in the fragment of its address.
"""

import json
import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from selectolax.lexbor import LexborHTMLParser

from parsers.listings.links import base_url, resolve_url
from parsers.listings.listing import Request, Response, Row, referer_header
from parsers.listings.report_titles import full_title, may_be_report
from parsers.listings.script_links import opened_address, unresolved_calls

MOST, MOST_CALLS = 3, 60
_NOTE = "calls"
_LIBRARY = re.compile(
    r"jquery|bootstrap|layui|layer|vue|swiper|echarts|polyfill|zepto|html5|respond|slide|share|calendar|\.min\.js|pager?\.js",
    re.IGNORECASE,
)


def function_requests(tree: LexborHTMLParser, response: Response, base: str) -> tuple[Request, ...]:
    """The scripts in which the function may stand that a page's rows call, where reports are among them."""
    calls = [
        call for call in unresolved_calls(response.text) if may_be_report(full_title(call[2]))
    ][:MOST_CALLS]
    if not calls:
        return ()
    sources = (resolve_url(base, one.attributes.get("src")) for one in tree.css("script[src]"))
    host = urlsplit(response.url).netloc
    own = [
        url for url in sources if url and urlsplit(url).netloc == host and not _LIBRARY.search(url)
    ]
    note = urlencode({_NOTE: json.dumps(calls, ensure_ascii=False)}, quote_via=quote)
    headers = referer_header(response.url)
    return tuple(Request(f"{url}#{note}", headers=headers) for url in dict.fromkeys(own[-MOST:]))


def called_rows(response: Response) -> tuple[Row, ...]:
    """The rows that the calls noted with a script's address open by its functions."""
    noted = dict(parse_qsl(urlsplit(response.request.url).fragment)).get(_NOTE, "[]")
    found: dict[str, Row] = {}
    for name, given, said in json.loads(noted):
        url = resolve_url(base_url(response), opened_address(response.text, name, given))
        if url is not None:
            found.setdefault(url, Row(url, full_title(said)))
    return tuple(found.values())
