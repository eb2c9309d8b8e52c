"""This module reads the calls by which the script of a page asks an interface of its own host for a list.

$.post("/list.do", {columnId: col, pageNo: n})   axios.get("/api/list", {params: {page}})
$.ajax({url: "/irs/front/list", type: "POST", data: JSON.stringify({tableName: "t_1", pageNo: n})})
Ls.ajax.loadHtml("#list", "/site/label/8888", params)   ajaxPost("/nb/list.do", {dept: 5, page: 1}, draw)

A call is repeated as the script would make it for the first page. One with a value that only the running
script knows, such as a signature, is not made.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from parsers.listings.askable import may_ask, may_list, names_action
from parsers.listings.joined_addresses import resolve_address, resolve_strings
from parsers.listings.listing import Request, Response, query_fields, referer_header, with_query
from parsers.listings.markup import inline_scripts
from parsers.listings.notes import PAGE_COUNT, PAGE_FIELD, PART_ADDRESS, ROW_ADDRESS, with_notes
from parsers.listings.page_values import with_values
from parsers.listings.pagination import OFFSETS, counts_pages, is_page_name
from parsers.listings.row_addresses import row_address
from parsers.listings.script_values import Stringified, Unknown, arguments, first_numbers, value
from parsers.listings.table_widgets import Pairs, widget_calls, widget_data
from parsers.listings.unread_pages import counted_pages

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
MayAsk = Callable[..., bool]
_PLAIN = ("get", "post", "getJSON", "load", "axiospost", "httppost", "$httppost", "requestpost")
_SENDS_JSON = ("axios", "http", "$http", "request", "uni")  # libraries that send an object as JSON
# A number that a script adds to: n++   that.n += 1   and a field that is sent with a name's value: {ym: n}
_ADDED = re.compile(
    r"([A-Za-z_$][\w$]{0,30})\s*(?:\+\+|\+=\s*1\b)|([A-Za-z_$][\w$]{0,30})\s*=\s*\2\s*\+\s*1\b"
)
_FIELD = re.compile(
    r"""["']?(\w{1,30})["']?\s*:\s*(?:[A-Za-z_$][\w$]*\.)?([A-Za-z_$][\w$]{0,30})\s*(?=[,}])"""
)
_SEND = re.compile(r"\.\s*send\s*\(")
_FREE = re.compile(
    r"title|key|word|search|begin|start(?:time|date)|end(?:time|date)|sort|order|_t?|t|time|rand|callback|year"
)


def find_interfaces(
    response: Response, wanted: re.Pattern[str] | None = None
) -> tuple[Request, ...]:
    """The requests by which the scripts of a page fetch a list from its own host, each for its first page.

    `wanted`: only those whose path it is found in.
    """
    page = resolve_strings(with_values(response))
    found: list[Request] = []
    for called in ((*_calls(page), *widget_calls(response.text)), _own_calls(page)):
        asked = (_request(response, name, given, page) for name, given in called)
        found = found or [
            request
            for request in asked
            if request is not None and (wanted is None or wanted.search(urlsplit(request.url).path))
        ]
    notes = _notes(response.text, page) if found else {}
    return tuple(dict.fromkeys(with_notes(request, notes) for request in found))[:_MOST]


def find_article_calls(response: Response) -> tuple[Request, ...]:
    """The requests by which the scripts of a page fetch its article: they ask for the number that the page's own address has.

    >>> page = "<script>$.get('/api/get', {articleId: getQuery('id')}, draw); $.get('/api/next?id=512'); $.get('/api/hot')</script>"
    >>> here = "http://a.example/show.html?id=512"
    >>> [asked.url for asked in find_article_calls(Response(Request(here), here, page))]
    ['http://a.example/api/get?articleId=512']
    >>> here, page = "http://a.example/content_50512.html", "<script>$.get('/api/get', {id: 50512}, draw)</script>"
    >>> [asked.url for asked in find_article_calls(Response(Request(here), here, page))]
    ['http://a.example/api/get?id=50512']
    """
    stem = urlsplit(response.url).path.rpartition("/")[2].partition(".")[0]
    named = (*dict(query_fields(response.url)).values(), stem, *_LAST_NUMBER.findall(stem))
    own = (one for one in named if _NUMBER.search(one))
    asks = [re.compile(rf"(?<![0-9A-Za-z]){re.escape(one)}(?![0-9A-Za-z])") for one in own]
    if not asks or "<script" not in response.text:
        return ()
    page = resolve_strings(with_values(response))
    asked = (_request(response, name, given, page, may_ask) for name, given in _calls(page))
    found = [
        one
        for one in asked
        if one and not one.posts and any(number.search(one.url) for number in asks)
    ]
    found = [one for one in found if not shows_more(one.url)] or found
    notes = _notes(response.text, page) if found else {}
    return tuple(dict.fromkeys(with_notes(one, notes) for one in found))[:_MOST]


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


def _notes(html: str, resolved: str) -> dict[str, str | int]:
    """What the page says of the answer to come: the form of its rows' addresses, and the number of pages."""
    row, pages = row_address(html) or row_address(resolved), counted_pages(html)
    return {name: said for name, said in ((ROW_ADDRESS, row), (PAGE_COUNT, pages)) if said}


def _request(
    response: Response, name: str, given: list[str], page: str, may: MayAsk = may_list
) -> Request | None:
    """The request of a call of a function, if it asks for a list, or for what else it `may`."""
    if not given:
        return None
    first = value(given[0], page)
    told = first if isinstance(first, dict) else value(given[1], page) if len(given) > 1 else {}
    address = first.get("url") if isinstance(first, dict) else first
    numbers = first_numbers(page)
    url, pattern = resolve_address(response, address, given[0], page, numbers)
    plain = told is not first and name in _PLAIN
    data, posts = (told, name.endswith("post")) if plain else _sent(name, told)
    if isinstance(data, str):
        data = dict(parse_qsl(data, keep_blank_values=True))
    if name.startswith(_SENDS_JSON) and isinstance(data, dict):
        data = Stringified(data)
    counting = _counting(data, {} if pattern else numbers)
    if isinstance(data, Stringified) and isinstance(data.value, Unknown):
        return None
    pairs = [(key, numbers.get(counting.get(key, ""), each)) for key, each in _pairs(data)]
    counters = counting or _counters(given, pairs, page)
    names = [*(key for key, _ in pairs), *["page"] * bool(pattern or counters)]
    if any(isinstance(each, Unknown) for _, each in pairs) or names_action(pairs):
        return None
    blank = posts and bool(pairs) and not any(_text(each) for _, each in pairs)
    if url is None or not may(url, names, response.url, blank=blank):
        return None
    asked = _asked(url, data, pairs, referer_header(response.url), posts=posts)
    return with_notes(asked, _part_notes(pattern, counters)) if asked else None


def _counters(given: list[str], pairs: Pairs, page: str) -> list[str]:
    """The field in which a call sends a number that the script adds to: {nd: year, ym: n} where n++ is done for more rows."""
    if any(is_page_name(key) or key.lower() in OFFSETS for key, _ in pairs):
        return []
    added = {one or other for one, other in _ADDED.findall(page)}
    named = {key for raw in given for key, name in _FIELD.findall(raw) if name in added}
    return [key for key, each in pairs if key in named and isinstance(each, int)]


def _part_notes(pattern: str, counting: Iterable[str]) -> dict[str, str]:
    """How the parts of a list are counted: in their addresses, or by a field whose name does not say so."""
    if pattern:
        return {PART_ADDRESS: pattern}
    unnamed = next((key for key in counting if not is_page_name(key)), None)
    return {} if unnamed is None else {PAGE_FIELD: unnamed}


def _counting(data: Any, numbers: dict[str, int]) -> dict[str, str]:
    """The field that counts pages, with the name of what the script puts there: {lmid: 12, dqy: n} where the first call is show(1)."""
    told = data.value if isinstance(data, Stringified) else data
    fields = told.items() if isinstance(told, dict) else ()
    passed = {
        key: one.name for key, one in fields if isinstance(one, Unknown) and one.name in numbers
    }
    named = [key for key, _ in fields if is_page_name(key) or key.lower() in OFFSETS]
    if named:
        return {key: passed[key] for key in named if key in passed}
    return passed if len(passed) == 1 else {}


def _sent(name: str, told: Any) -> tuple[Any, bool]:
    """What a call with options sends, and whether by POST."""
    options = told if isinstance(told, dict) else {}
    method = str(options.get("type") or options.get("method") or "").lower()
    data = options.get("params", options.get("data", options.get("body")))
    by_itself = name == "datagrid" and not method
    added = widget_data(name, options)
    return data if added is None else added, name.endswith("post") or "post" in method or by_itself


def _pairs(data: Any) -> Iterator[tuple[str, Any]]:
    """The fields of what a call sends, a page's number being that of the first; what may be left out is."""
    told = data.value if isinstance(data, Stringified) else data
    for key, each in told.items() if isinstance(told, dict) else ():
        if isinstance(each, Stringified):
            inner = dict(_pairs(each))
            yield key, Unknown(key) if _is_open(inner) else json.dumps(inner, ensure_ascii=False)
        elif isinstance(each, (Unknown, str, type(None))) and is_page_name(key):
            yield key, 1
        elif not isinstance(each, Unknown):
            yield key, Unknown(key) if _is_open(each) else each
        elif key.lower() in OFFSETS:
            yield key, 0
        else:
            yield key, "" if _FREE.fullmatch(key.lower()) else each


def _is_open(each: Any) -> bool:
    """Whether a value has a part that only the running script knows, or that it puts into JSON within JSON."""
    if isinstance(each, dict):
        return any(map(_is_open, each.values()))
    if isinstance(each, list):
        return any(map(_is_open, each))
    return isinstance(each, (Unknown, Stringified))


def _asked(
    url: str, data: Any, pairs: Pairs, headers: tuple[tuple[str, str], ...], *, posts: bool
) -> Request | None:
    """The request of a call: its fields in the address, or as a form or JSON where it posts."""
    if posts and isinstance(data, Stringified):
        return Request(url, None, headers, json.dumps(dict(pairs), ensure_ascii=False))
    fields = [field for key, each in pairs for field in _fields(key, each)]
    if posts:
        return Request(url, tuple(fields), headers) if fields else None
    return Request(
        with_query(url, [*query_fields(url), *fields]) if fields else url, headers=headers
    )


def _fields(key: str, each: Any) -> Iterator[tuple[str, str]]:
    """A value as fields: a list's parts one by one under its name with brackets, as jQuery and axios send them."""
    if isinstance(each, list) and not any(isinstance(one, (dict, list)) for one in each):
        yield from ((key if key.endswith("[]") else f"{key}[]", _text(one)) for one in each)
    else:
        yield key, _text(each)


def _text(each: Any) -> str:
    if each is None:
        return ""
    return each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)
