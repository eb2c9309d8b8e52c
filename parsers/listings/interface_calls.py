"""This module reads the calls by which the script of a page asks an interface of its own host for a list.

$.post("/list.do", {columnId: col, pageNo: n})   axios.get("/api/list", {params: {page}})
$.ajax({url: "/irs/front/list", type: "POST", data: JSON.stringify({tableName: "t_1", pageNo: n})})
Ls.ajax.loadHtml("#list", "/site/label/8888", params)   ajaxPost("/nb/list.do", {dept: 5, page: 1}, draw)

`call_requests` repeats a call as the script would make it for the first page.
"""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from parsers.listings.askable import may_ask, may_list, reads
from parsers.listings.call_requests import MayAsk, request_of
from parsers.listings.joined_addresses import resolve_strings
from parsers.listings.listing import Request, Response, query_fields
from parsers.listings.markup import inline_scripts
from parsers.listings.notes import PAGE_COUNT, ROW_ADDRESS, with_notes
from parsers.listings.page_counts import counted_pages
from parsers.listings.page_values import with_values
from parsers.listings.pagination import counts_pages
from parsers.listings.script_links import row_address
from parsers.listings.script_values import arguments, value

_MOST_CALLS = 40  # calls of a script that are read
_MOST = 2  # interfaces that a page is taken to have its rows from
# The groups that take part in a match make the name of the call together: axiospost, getJSON, render.
_CALL = re.compile(
    r"""
    (?:(?:\$|jQuery|(axios|\$?http|request|uni))\s*\.\s*(ajax|get|post|getJSON|request)
    |\b(axios|fetch|ajax)
    |(?<![\w$])(\$http)                       # AngularJS
    |\)\s*\.\s*(load|datagrid|bootstrapTable)  # $("#list").load(
    |\btable\s*\.\s*(render)                   # layui
    |\b(?:xhr|xml[hH]ttp)\w*\s*\.\s*(open))
    \s*(?=\()
    """,
    re.VERBOSE,
)
# A function of the site's own that takes an address and what to send: its name, and all up to the address.
_OWN_CALL = re.compile(
    r"""(?<![\w$.])([A-Za-z_$][\w$.]{1,60})\s*\((?:\s*["'][^"'\n]{0,60}["']\s*,)?\s*(?=["'](?:\.{0,2}/|https?:)[^"'\s<>]{2,200}["']\s*,\s*[{A-Za-z_$])"""
)
_ADDRESS = re.compile(r"""\s*["'](?:\.{0,2}/|https?:)""")
_POSTS = re.compile(r"post", re.IGNORECASE)
_NUMBER = re.compile(r"(?=.*\d)\w.")  # an article's; one of one digit may count pages
_LAST_NUMBER = re.compile(r"(?<=\D)\d{4,}$")  # of content_50123
# In the path of what a page shows beside its article.
_MORE = re.compile(r"relat|relev|recommend|similar|hot|prev|next|near|neighbou?r", re.IGNORECASE)
_TABLE = re.compile(
    r"""<table\b[^<>]{0,600}?\bdata-url\s*=\s*["']([^"'<>\s]{2,300})["']""", re.IGNORECASE
)
_SEND = re.compile(r"\.\s*send\s*\(")


def find_interfaces(
    response: Response, wanted: re.Pattern[str] | None = None, may: MayAsk = may_list
) -> tuple[Request, ...]:
    """The requests by which the scripts of a page fetch a list from its own host, each for its first page.

    `wanted`: only those whose path it is found in; `may`: what may be asked for.
    """
    page = resolve_strings(with_values(response))
    found: list[Request] = []
    for called in ((*_calls(page), *_widget_calls(response.text)), _own_calls(page)):
        asked = (request_of(response, name, given, page, may) for name, given in called)
        found = found or [
            request
            for request in asked
            if request is not None and (wanted is None or wanted.search(urlsplit(request.url).path))
        ]
    return _noted(found, response.text, page)


def find_article_calls(response: Response) -> tuple[Request, ...]:
    """The requests by which the scripts of a page fetch its article: they ask for the number that the page's own address has.

    >>> page = "<script>$.get('/api/get', {articleId: getQuery('id')}, draw); $.get('/api/next?id=512'); $.get('/api/hot')</script>"
    >>> here = "http://a.example/show.html?id=512"
    >>> [asked.url for asked in find_article_calls(Response(Request(here), here, page))]
    ['http://a.example/api/get?articleId=512']
    """
    stem = urlsplit(response.url).path.rpartition("/")[2].partition(".")[0]
    named = (*dict(query_fields(response.url)).values(), stem, *_LAST_NUMBER.findall(stem))
    own = (one for one in named if _NUMBER.search(one))
    asks = [re.compile(rf"(?<![0-9A-Za-z]){re.escape(one)}(?![0-9A-Za-z])") for one in own]
    if not asks or "<script" not in response.text:
        return ()
    page = resolve_strings(with_values(response))
    asked = (request_of(response, name, given, page, may_ask) for name, given in _calls(page))
    found = [one for one in asked if one and any(number.search(_sent(one)) for number in asks)]
    found = [one for one in found if not shows_more(one.url)] or found
    return _noted(found, response.text, page)


def _sent(request: Request) -> str:
    """All that a request sends; what it posts, only to an interface that is one for articles by its name."""
    if not request.posts:
        return request.url
    fields = request.form or ()
    return (
        " ".join((request.json or "", *(value for _, value in fields)))
        if reads(request.url)
        else ""
    )


def shows_more(url: str) -> bool:
    """Whether an interface is one for what a page shows beside its article, by its name."""
    return _MORE.search(urlsplit(url).path) is not None


def _calls(page: str) -> Iterator[tuple[str, list[str]]]:
    """The calls that may ask for something: the function's name, and its arguments."""
    for script in list(inline_scripts(page)) or [page]:
        for match in islice(_CALL.finditer(script), _MOST_CALLS):
            name = "".join(filter(None, match.groups()))
            given = arguments(script, match.end())
            if name != "open":
                yield name, given
            elif len(given) > 1 and value(given[0], page) == "GET":
                yield "get", given[1:2]
            elif len(given) > 1 and (sent := _SEND.search(script, match.end())):
                yield "post", [given[1], *arguments(script, sent.end() - 1)[:1]]


def _own_calls(page: str) -> Iterator[tuple[str, list[str]]]:
    """The calls of functions of the site's own that are told an address and the fields of a part of a list."""
    for script in inline_scripts(page):
        for match in islice(_OWN_CALL.finditer(script), _MOST_CALLS):
            begins = match.start(1) + len(match[1])
            given = arguments(script, script.index("(", begins))
            at = next((place for place, each in enumerate(given) if _ADDRESS.match(each)), None)
            told = value(given[at + 1], page) if at is not None and len(given) > at + 1 else None
            if isinstance(told, dict) and counts_pages(told):
                yield "post" if _POSTS.search(match[1]) else "get", given[at:]


def _noted(found: list[Request], html: str, resolved: str) -> tuple[Request, ...]:
    """The requests with what the page says of the answer to come: the form of its rows' addresses, and the number of pages."""
    if not found:
        return ()
    row, pages = row_address(html) or row_address(resolved), counted_pages(html)
    notes = {name: said for name, said in ((ROW_ADDRESS, row), (PAGE_COUNT, pages)) if said}
    return tuple(dict.fromkeys(with_notes(request, notes) for request in found))[:_MOST]


def _widget_calls(html: str) -> list[tuple[str, list[str]]]:
    """The tables that are set up by markup alone, written as the calls of a script that would do the same."""
    return [("bootstrapTable", [f"{{url: '{address}'}}"]) for address in _TABLE.findall(html)]
