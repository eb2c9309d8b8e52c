"""This module reads and changes the fields of a request, in its query, its form or its JSON, and asks for the next part of a list.

>>> next_page(Request("http://a.gov.cn/list?catId=3&pageIndex=1")).url
'http://a.gov.cn/list?catId=3&pageIndex=2'
>>> with_field(Request("http://a.gov.cn/list", json='{"year": 2024, "page": 1}'), "year", "2023").json
'{"year": 2023, "page": 1}'
"""

import json
import re
from collections.abc import Iterable
from dataclasses import replace

from parsers.listings.addresses import numbered_page, page_number
from parsers.listings.listing import Fields, Request, folder_of, query_fields, with_query
from parsers.listings.notes import NUMBER, PAGE_FIELD, PART_ADDRESS, notes_of, with_notes

# Names of fields with a page's number, and no others: pageIndex, currentPageNum, cur_page, toPage, p, pNo; but not pageSize, perPage.
_PAGE = re.compile(
    r"(?:cur|curr|current|now|this|next|go|to|int)*page(?:no|num|number|index|idx|now|cur|curr|current|d)*|p|pg|pn|pno|pi|curr|current|pages"
)
_NUMBER_OF_PAGE = re.compile(
    r"(?!(?:19|20|0\d)\d\d)\d{1,4}"
)  # and no year or day: ?from=2020, ?start=0101
# Fields with the number of the first row, and with how many rows are asked for.
OFFSETS = ("first", "start", "offset", "begin", "startrecord", "skip", "from", "displaystart")
_SIZES = ("count", "limit", "size", "rows", "pagesize", "perpage", "num")
# Further names of a variable that counts the parts of a list in their addresses: './data_' + n + '.json'
_COUNTERS = ("n", "num", "i")


def is_page_name(name: str) -> bool:
    """Whether a field of this name has the number of a page."""
    return _PAGE.fullmatch(_bare(name)) is not None or name.endswith("_cur")  # Liferay's


def is_page_beside(url: str, here: str) -> bool:
    """Whether an address is that of a page with the number of another page of its list, in its file's name or its query.

    >>> is_page_beside("http://a.gov.cn/nb/index_2.html", "http://a.gov.cn/nb/")
    True
    >>> is_page_beside("http://a.gov.cn/nb?id=5&p=2", "http://a.gov.cn/nb?id=6")
    False
    """
    place = here.partition("?")[0]
    if "?" not in url:
        beside = place == here and url.startswith(folder_of(here)) and url != here
        number = page_number(url) if beside else None
        return number is not None and url == numbered_page(here, number)
    if url.partition("?")[0] != place or url == here:
        return False
    asked, own = query_fields(url), query_fields(here)
    later = any(_counts(*pair) and int(pair[1]) > 1 for pair in asked)
    # A first page may be asked for without what its pager adds.
    return later and all(pair in asked for pair in own if not _counts(*pair))


def _counts(name: str, value: str) -> bool:
    named = is_page_name(name) or _bare(name) in OFFSETS
    return named and _NUMBER_OF_PAGE.fullmatch(value) is not None


def is_counter(name: str) -> bool:
    """Whether a variable of this name counts the parts of a list."""
    return is_page_name(name) or name.lower() in _COUNTERS


def counts_pages(names: Iterable[str]) -> bool:
    """Whether fields of these names choose a part of a list: a page's number, or its first row and size."""
    bare = {_bare(name) for name in names}
    return any(map(_PAGE.fullmatch, bare)) or not (
        bare.isdisjoint(OFFSETS) or bare.isdisjoint(_SIZES)
    )


def _bare(name: str) -> str:
    return name.lower().replace("_", "")


def page_field(request: Request) -> tuple[str, int] | None:
    """The field that counts pages in a request, and its number; None without one. Of several it is the one named most plainly."""
    noted = notes_of(request).get(PAGE_FIELD)
    found = [pair for pair in every_field(request) if pair[0] == noted or is_page_name(pair[0])]
    plain = max(
        found,
        key=lambda pair: (pair[0] == noted, "page" in pair[0].lower(), len(_bare(pair[0]))),
        default=None,
    )
    return (plain[0], int(plain[1])) if plain and re.fullmatch(r"\d{1,6}", plain[1]) else None


def next_part(request: Request) -> Request | None:
    """The request for the next part of a list, by a page's number or by its first row; None where it asks for no part."""
    if page_field(request) is not None:
        return next_page(request)
    number = numbered_part(request, -1)
    if number >= 0:
        notes = notes_of(request)
        address = notes[PART_ADDRESS].replace(NUMBER, str(number + 1))
        return with_notes(replace(request, url=address), notes)
    by_name = {_bare(key): (key, value) for key, value in every_field(request)}
    first = next((by_name[name] for name in OFFSETS if name in by_name), None)
    size = next((by_name[name][1] for name in _SIZES if name in by_name), "")
    if first is None or not (first[1].isdecimal() and size.isdecimal()):
        return None
    last = by_name.get("endrecord", ("", ""))
    if last[1].isdecimal():
        request = with_field(request, last[0], str(int(last[1]) + int(size)))
    return with_field(request, first[0], str(int(first[1]) + int(size)))


def asked_rows(request: Request) -> int:
    """How many rows a request asks for; 0 where it does not say."""
    sizes = (value for key, value in every_field(request) if _bare(key) in _SIZES)
    return next((int(value) for value in sizes if re.fullmatch(r"\d{1,6}", value)), 0)


def numbered_part(request: Request, default: int) -> int:
    """The number in the address of a part of a list, by the pattern of such addresses that is noted with it."""
    pattern = notes_of(request).get(PART_ADDRESS, "")
    numbered = re.escape(pattern).replace(re.escape(NUMBER), r"(\d{1,6})", 1)
    found = re.fullmatch(numbered, request.url.partition("#")[0]) if pattern else None
    return int(found[1]) if found else default


def next_page(request: Request) -> Request:
    """The request for the next page; one without a page number gets `page`."""
    key, number = page_field(request) or ("page", 1)
    return with_field(request, key, str(number + 1))


def own_fields(request: Request) -> Fields:
    """The fields of what a request sends: of its JSON, else of its form, else of its query."""
    if request.json is not None:
        return _fields_of(_object_in(request.json))
    return list(request.form) if request.form is not None else query_fields(request.url)


def every_field(request: Request) -> Fields:
    """Every field of a request: of its query, of its form, of its JSON, and of JSON in one of these."""
    fields = [*query_fields(request.url), *(request.form or ())]
    objects = map(_object_in, (request.json or "", *(value for _, value in fields)))
    return [*fields, *(field for one in objects for field in _fields_of(one))]


def with_field(request: Request, key: str, value: str) -> Request:
    """A request with another value in a field, wherever that is; one without it gets it in its query."""
    if request.json is not None and _holder(_object_in(request.json), key):
        return replace(request, json=_changed(request.json, key, value))
    if request.form is not None and _has(request.form, key):
        return replace(request, form=tuple(_with_value(request.form, key, value)))
    asked = query_fields(request.url)
    fields = _with_value(asked, key, value) if _has(asked, key) else [*asked, (key, value)]
    return replace(request, url=with_query(request.url, fields))


def _has(fields: Iterable[tuple[str, str]], key: str) -> bool:
    """Whether one of some fields is that of a key, or is JSON with it."""
    return any(name == key or _holder(_object_in(value), key) for name, value in fields)


def _with_value(fields: Iterable[tuple[str, str]], key: str, value: str) -> Fields:
    """Fields with another value of one of them, which may also be a key of JSON in another."""
    return [(name, value if name == key else _changed(old, key, value)) for name, old in fields]


def _changed(text: str, key: str, value: str) -> str:
    """JSON with another value of a key, a number if it was one; any other text as it is."""
    told = _object_in(text)
    holder = _holder(told, key)
    if holder is None:
        return text
    is_number = isinstance(holder[key], int) and value.isdecimal()
    holder[key] = int(value) if is_number else value
    return json.dumps(told, ensure_ascii=False)


def _holder(told: dict[str, object], key: str) -> dict[str, object] | None:
    """The object that has a key: the whole, or one in it, {"page": {"no": 1}}."""
    if key in told:
        return told
    inner = (_holder(each, key) for each in told.values() if isinstance(each, dict))
    return next((one for one in inner if one is not None), None)


def _object_in(text: str) -> dict[str, object]:
    """The object that a text is in JSON; an empty one for any other text."""
    try:
        told = json.loads(text) if text.startswith("{") else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _fields_of(content: dict[str, object]) -> Fields:
    """The texts and numbers among the values of an object, and of the objects in it."""
    found = [(key, str(value)) for key, value in content.items() if isinstance(value, (int, str))]
    inner = (_fields_of(value) for value in content.values() if isinstance(value, dict))
    return found + [field for one in inner for field in one]
