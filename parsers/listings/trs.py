"""This module reads TRS WCM, whose lists are plain pages, or what its search interface answers.

On Fujian's sites the first rows are in the page, and the rest come from a search. The page's script names
the search's channel, the column and the number of rows; the search's address is in a library that all
these sites share, and is a constant here.
"""

import re
from dataclasses import replace
from urllib.parse import urljoin

from parsers.listings import json_rows, json_values, pages
from parsers.listings.addresses import written_urls
from parsers.listings.joined_addresses import resolve_strings
from parsers.listings.listing import Listing, Request, Response, referer_header
from parsers.listings.markup import named_number
from parsers.listings.pagination import next_page, page_field
from parsers.listings.trs_pagers import pager

MARKS = re.compile(
    r"createPageHTML|createPage\s*\(|\bcountPage\s*=|pager_options|TRS_(?:Editor|UEDITOR)|CurrChnlCls"
    r"|trsapi|was5/web/search\?[^\"'\s]*channelid=\d|igs/front/search|index_PAGEID_"
)
ARTICLE = re.compile(r"/t(?:19|20)\d{6}_\d+\.s?html?")
_SEARCH = re.compile(
    r"""["'(]([^"'()\s<>]*(?:was5/web/search\?[^"'()\s<>]*channelid=\d|igs/front/search/list\.html|list\d*\.trsapi)[^"'()\s<>]*)["')]"""
)
_PATH = "/fjdzapp/search"
_MOST_AT_ONCE = 75  # what the sites' own script asks for
_LIBRARY = re.compile(r"\blist\d?\.trsapi\b")
_MODEL = re.compile(r"listArgs\s*:\s*\{(.{0,1500}?)\}(.{0,1500})", re.DOTALL)
_VALUE = r"""\b{name}\s*:((?:"[^"\n]{{0,300}}"|'[^'\n]{{0,300}}'|[^,}}"'\n]){{1,100}})"""
_LITERAL = re.compile(r""""([^"]*)"|'([^']*)'|\b(\d+)\b""")


def read(response: Response, previous: Listing | None = None) -> Listing:
    """One page of a TRS listing, or what its search interface answers."""
    content = json_values.parse_json(response.text)
    if content is not None:
        return _read_answer(response, content)
    found = _with_rest(response, pages.read(response, "trs", previous, pager))
    if found.inner and found.engine == "trs":
        return found
    return pages.unless_shown(found, "trs", _searches, response)


def _searches(response: Response) -> tuple[Request, ...]:
    """The search interfaces that the page names."""
    urls = written_urls(response, _SEARCH.findall(resolve_strings(response.text)))
    return tuple(Request(url, headers=referer_header(response.url)) for url in urls[:3])


def _with_rest(response: Response, found: Listing) -> Listing:
    """The page's listing with the request for the rest of its rows; unchanged for other pages."""
    model = _MODEL.search(response.text) if _LIBRARY.search(response.text) else None
    request = _ask(response, model[1]) if model else None
    if model is None or request is None:
        return found
    declared = named_number("recordCount", model[2])
    if not found.rows:
        return Listing("trs", (), (), declared, (request,))
    more = declared is None or declared > len(found.rows)
    return replace(found, next=(*found.next, request) if more else (), declared_rows=declared)


def _read_answer(response: Response, content: object) -> Listing:
    """One page of what the search answers; the first repeats what the page has shown."""
    rows = json_rows.rows_of(content, response.url)
    last = next((t["pagecount"] for t in json_values.objects_of(content) if "pagecount" in t), None)
    _, page = page_field(response.request) or ("page", 1)
    more = bool(rows) and (not isinstance(last, int) or page < last)
    following = (next_page(response.request),) if more else ()
    return Listing("trs", rows, following, overlaps=_PATH in response.request.url and page == 1)


def _ask(response: Response, arguments: str) -> Request | None:
    """The request for the first rows, from the arguments that the page's script passes."""
    values = {name: _literal(name, arguments) for name in ("classsql", "sortfield")}
    channel = _literal("channelid", arguments) or named_number("searchId", response.text)
    if not (channel and values["classsql"]):
        return None
    fields = {"channelid": str(channel), **values, "page": "1", "prepage": str(_MOST_AT_ONCE)}
    form = tuple((name, value) for name, value in fields.items() if value)
    return Request(urljoin(response.url, _PATH), form, referer_header(response.url))


def _literal(name: str, script: str) -> str | None:
    """The first value that a script's expression spells out: chnlid=18 of `"" || "chnlid=18"`."""
    match = re.search(_VALUE.format(name=name), script)
    spelled = _LITERAL.findall(match[1]) if match else []
    return next((value for values in spelled for value in values if value), None)
