"""This module asks for the next part of a list, by the number of a page or of its first row.

>>> next_page(Request("http://a.gov.cn/list?catId=3&pageIndex=1")).url
'http://a.gov.cn/list?catId=3&pageIndex=2'
"""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from parsers.listings.listing import Fields, Request, query_fields, with_query

# Names of fields with a page's number, and no others: pageIndex, currentPageNum, cur_page, toPage, p, pNo; but not pageSize, perPage.
_PAGE = re.compile(
    r"(?:cur|curr|current|now|this|next|go|to|int)*page(?:no|num|number|index|idx|now|cur|curr|current)*|p|pn|pno|pi|curr|current|pages"
)
# Fields with the number of the first row, and with how many rows are asked for.
OFFSETS = ("first", "start", "offset", "begin", "startrecord", "skip", "from", "displaystart")
SIZES = ("count", "limit", "size", "rows", "pagesize", "perpage", "num")
# Further names of a variable that counts the parts of a list in their addresses: './data_' + n + '.json'
_COUNTERS = ("n", "num", "i")
TURN, HERE = "turn", "{number}"  # the note of such addresses, and the place of the number in it
BY = "by"  # the note of the field that counts pages, where its name does not say so


def is_page_name(name: str) -> bool:
    """Whether a field of this name has the number of a page."""
    return _PAGE.fullmatch(_bare(name)) is not None


def is_counter(name: str) -> bool:
    """Whether a variable of this name counts the parts of a list."""
    return is_page_name(name) or name.lower() in _COUNTERS


def counts_pages(names: Iterable[str]) -> bool:
    """Whether fields of these names choose a part of a list: a page's number, or its first row and size."""
    bare = {_bare(name) for name in names}
    return any(map(_PAGE.fullmatch, bare)) or not (
        bare.isdisjoint(OFFSETS) or bare.isdisjoint(SIZES)
    )


def _bare(name: str) -> str:
    return name.lower().replace("_", "")


def _told(text: str) -> dict[str, object]:
    """The fields of JSON, which a form may have in one of its own; none of any other text."""
    try:
        told = json.loads(text) if text.startswith("{") else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _sent(request: Request) -> Fields:
    """Every field of a request: of its query, of its form and of JSON."""
    fields = [*query_fields(request.url), *(request.form or ())]
    told = [_told(request.json or ""), *(_told(value) for _, value in fields)]
    inner = [pair for each in told for pair in each.items() if isinstance(pair[1], (int, str))]
    return [*fields, *((key, str(value)) for key, value in inner)]


def page_field(request: Request) -> tuple[str, int] | None:
    """The field that counts pages in a request, and its number; None without one. Of several it is the one named most plainly."""
    noted = dict(parse_qsl(urlsplit(request.url).fragment)).get(BY)
    found = [pair for pair in _sent(request) if pair[0] == noted or is_page_name(pair[0])]
    plain = max(
        found,
        key=lambda pair: (pair[0] == noted, "page" in pair[0].lower(), len(_bare(pair[0]))),
        default=None,
    )
    return (plain[0], int(plain[1])) if plain and re.fullmatch(r"\d{1,6}", plain[1]) else None


def following(request: Request) -> Request | None:
    """The request for the next part of a list, by a page's number or by its first row; None where it asks for no part."""
    if page_field(request) is not None:
        return next_page(request)
    number = numbered_part(request, -1)
    if number >= 0:
        pattern = dict(parse_qsl(urlsplit(request.url).fragment))[TURN]
        marked = f"{pattern.replace(HERE, str(number + 1))}#{urlsplit(request.url).fragment}"
        return replace(request, url=marked)
    by_name = {_bare(key): (key, value) for key, value in _sent(request)}
    first = next((by_name[name] for name in OFFSETS if name in by_name), None)
    size = next((by_name[name][1] for name in SIZES if name in by_name), "")
    if first is None or not (first[1].isdecimal() and size.isdecimal()):
        return None
    last = by_name.get("endrecord", ("", ""))
    if last[1].isdecimal():
        request = _with(request, last[0], str(int(last[1]) + int(size)))
    return _with(request, first[0], str(int(first[1]) + int(size)))


def numbered_part(request: Request, default: int) -> int:
    """The number in the address of a part of a list, by the pattern of such addresses that is noted with it."""
    pattern = dict(parse_qsl(urlsplit(request.url).fragment)).get(TURN, "")
    found = re.fullmatch(
        re.escape(pattern).replace(re.escape(HERE), r"(\d{1,6})", 1), request.url.partition("#")[0]
    )
    return int(found[1]) if pattern and found else default


def next_page(request: Request, first: int = 1) -> Request:
    """The request for the next page; one without a page number gets `page`."""
    key, number = page_field(request) or ("page", first)
    return _with(request, key, str(number + 1))


def _with(request: Request, key: str, value: str) -> Request:
    """A request with another value in one of its fields, or with the field in its query."""
    if request.json is not None and key in _told(request.json):
        return replace(request, json=_changed(request.json, key, value))
    if request.form is not None:
        form = tuple(
            (name, value if name == key else _changed(old, key, value))
            for name, old in request.form
        )
        if form != request.form:
            return replace(request, form=form)
    asked = query_fields(request.url)
    fields = [(name, value if name == key else _changed(old, key, value)) for name, old in asked]
    return replace(
        request, url=with_query(request.url, fields if fields != asked else [*asked, (key, value)])
    )


def _changed(text: str, key: str, value: str) -> str:
    """JSON with another value of a key; any other text as it is."""
    told = _told(text)
    if key not in told:
        return text
    return json.dumps(
        {**told, key: int(value) if isinstance(told[key], int) else value}, ensure_ascii=False
    )
