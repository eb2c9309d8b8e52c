"""This module reads and changes the fields of a request, which are in its query, its form or its JSON.

>>> with_field(Request("http://a.gov.cn/list", json='{"year": 2024, "page": 1}'), "year", "2023").json
'{"year": 2023, "page": 1}'
"""

import json
from collections.abc import Iterable
from dataclasses import replace

from parsers.listings.listing import Fields, Request, query_fields, with_query


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
