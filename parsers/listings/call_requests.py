"""This module makes the request of a call by which a script asks an interface, as the script would for the first page.

$.post("/list.do", {columnId: 5, pageNo: n}) sends columnId=5&pageNo=1   axios.get("/api/list", {params: {page}})
data: JSON.stringify({tableName: "t_1", pageNo: n}) sends that as JSON   {lmid: 12, dqy: n} counts by dqy

One with a value that only the running script knows, such as a signature, is not made. The tables of layui, EasyUI and
Bootstrap ask for their rows themselves: table.render({url: '/page', where: {id: 2}})   <table data-url="/api/list">
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from parsers.listings.askable import may_list, names_action
from parsers.listings.joined_addresses import resolve_address
from parsers.listings.listing import Request, Response, query_fields, referer_header, with_query
from parsers.listings.named_values import first_numbers
from parsers.listings.notes import PAGE_FIELD, PART_ADDRESS, with_notes
from parsers.listings.pagination import OFFSETS, is_page_name
from parsers.listings.script_values import Stringified, Unknown, value

_SIGNATURE = re.compile(r"sign|nonce|secret", re.IGNORECASE)
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
_FREE = re.compile(
    r"title|key|word|search|begin|start(?:time|date)|end(?:time|date)|sort|order|_t?|t|time|rand|callback|year"
)
Pairs = list[tuple[str, Any]]

# What each table adds to its requests: the part of the list that it shows, and how many rows.
_WIDGETS = {
    "render": ("page", 1, "limit"),
    "datagrid": ("page", 1, "rows"),
    "bootstrapTable": ("offset", 0, "limit"),
}
_SIZE = 10  # rows that each shows where its options do not say how many


def request_of(
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
    unknown = any(isinstance(each, Unknown) for _, each in pairs)
    signed = map(_is_signed, (first, told, *(value(each, page) for each in given[2:3])))
    if unknown or names_action(pairs) or any(signed):
        return None
    blank = posts and bool(pairs) and not any(_text(each) for _, each in pairs)
    if url is None or not may(url, names, response.url, blank=blank):
        return None
    asked = _asked(url, data, pairs, referer_header(response.url), posts=posts)
    return with_notes(asked, _part_notes(pattern, counters)) if asked else None


def _is_signed(options: Any) -> bool:
    """Whether a call sends a signature in a head of its own: headers: {"X-Sign": sign(t)}."""
    heads = options.get("headers") if isinstance(options, dict) else None
    return isinstance(heads, dict) and any(map(_SIGNATURE.search, heads))


def _counters(given: list[str], pairs: Pairs, page: str) -> list[str]:
    """The field in which a call sends a number that the script adds to: {nd: year, ym: n} where n++ is done for more rows."""
    if any(is_page_name(key) or key.lower() in OFFSETS for key, _ in pairs):
        return []
    added = _added(page)
    named = {key for raw in given for key, name in _FIELD.findall(raw) if name in added}
    return [key for key, each in pairs if key in named and isinstance(each, int)]


@lru_cache(maxsize=8)
def _added(page: str) -> frozenset[str]:
    """The names of the numbers that the scripts of a page add to."""
    return frozenset(one or other for one, other in _ADDED.findall(page))


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
        return Request(url, tuple(fields), headers) if fields or query_fields(url) else None
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


def widget_data(name: str, options: dict[str, Any]) -> dict[str, Any] | None:
    """What the widget of this name sends for its first rows; None where no widget has the name."""
    if name not in _WIDGETS:
        return None
    wanted = options.get("where", options.get("queryParams"))
    sizes = (options.get(key) for key in ("limit", "pageSize"))
    size = next((each for each in sizes if isinstance(each, int)), _SIZE)
    part, first, rows = _WIDGETS[name]
    return {**(wanted if isinstance(wanted, dict) else {}), part: first, rows: size}
