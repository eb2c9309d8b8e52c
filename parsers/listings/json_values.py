"""This module reads JSON and XML of unknown structure: its objects, the HTML in it, and the number of rows it declares.

XML that is no HTML is a feed, or a list that a script draws.

>>> list(xml_items("<r><item><title>甲</title><link><![CDATA[/1.html]]></link></item></r>"))
[{'title': '甲', 'link': '/1.html'}]
"""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from typing import Any

Table = dict[str, Any]

_TOTALS = (
    "totalrecord", "totalcount", "totalelements", "rowcount", "total", "count", "totalnum", "recordcount",
)  # fmt: skip
_NEXT = ("next", "nexturl", "nextlink", "nextpageurl", "nextpagelink")
HTML = ("html", "contenthtml", "listhtml")
# What an answer has for its code that refuses, as one that needs a signature does.
_REFUSALS = frozenset(("401", "403", "500"))
_DEEPEST = 12
_CALLBACK = re.compile(r"[\w$.]*+\s*+\((.*)\)\s*+;?", re.DOTALL)
_LEAF = re.compile(
    r"<([A-Za-z_][\w.:-]{0,40})(?:\s[^<>]{0,200})?>(?:\s{0,40}<!\[CDATA\[(.{0,2000}?)\]\]>\s{0,40}|([^<>]{0,2000}))</\1>",
    re.DOTALL,
)


def parse_json(text: str) -> Any:
    """Parse JSON or JSONP; None for any other text."""
    bare = text.strip().strip("\ufeff \t\r\n").strip()
    if not bare[:1].isascii() or not bare:
        return None
    wrapped = _CALLBACK.fullmatch(bare) if bare[0] not in "[{<" else None
    try:
        return json.loads(wrapped[1] if wrapped else bare, strict=False)
    except (ValueError, RecursionError):
        return None


def objects_of(content: Any, depth: int = 0) -> Iterator[Table]:
    """Every object in a JSON value, in order, its keys in lower case and without underscores."""
    if depth > _DEEPEST:
        return
    if isinstance(content, str):
        content = _held(content)
    if isinstance(content, dict):
        yield _fields(content)
    inner = content.values() if isinstance(content, dict) else content
    if isinstance(content, (dict, list)):
        for value in inner:
            yield from objects_of(value, depth + 1)


def _held(text: str) -> Any:
    """JSON within JSON, plain or in Base64, which begins so where it holds an object or a list of objects."""
    if text.startswith(("eyJ", "W3s")) and len(text) % 4 == 0:
        with suppress(ValueError):
            return parse_json(b64decode(text, validate=True).decode())
    return parse_json(text) if text[:1] in ("{", "[") and text[-1:] in ("}", "]") else text


def lists_of(content: Any, depth: int = 0) -> Iterator[list[Table]]:
    """Every list of objects in a JSON value."""
    content = _held(content) if isinstance(content, str) else content
    if depth > _DEEPEST or not isinstance(content, (dict, list)):
        return
    if isinstance(content, list):
        tables = [one for one in content if isinstance(one, dict)]
        if tables:
            yield tables
    for value in content.values() if isinstance(content, dict) else content:
        yield from lists_of(value, depth + 1)


def flattened(content: Any, depth: int = 0) -> Table:
    """The fields of an object and of the objects in it, as of {doc: {title: …}, links: '{"pc": …}', id: [{no: …}]}; outer ones come first."""
    content = _held(content) if isinstance(content, str) else content
    if isinstance(content, list) and len(content) == 1:
        content = content[0]
    if depth > _DEEPEST or not isinstance(content, dict):
        return {}
    inner: Table = {}
    for value in content.values():
        inner = {**flattened(value, depth + 1), **inner}
    return {**inner, **_fields(content)}


def _fields(content: Table) -> Table:
    return {str(key).lower().replace("_", ""): value for key, value in content.items()}


def says_nothing(content: Any) -> bool:
    """Whether an answer is empty or a refusal, which is no empty list."""
    if not isinstance(content, dict) or not content:
        return content in ({}, "", None)
    return content.get("success") is False or str(content.get("code")) in _REFUSALS


def lists_objects(content: Any) -> bool:
    """Whether a JSON value has a list of objects, which are rows even if they are not understood."""
    return next(lists_of(content), None) is not None


def declared_total(content: Any) -> int | None:
    """The number of rows that a response declares; what each of several rows counts is of that row."""
    fields = flattened(content)
    totals = (str(fields.get(key, "")) for key in _TOTALS)
    return next((int(one) for one in totals if re.fullmatch(r"\d{1,7}", one)), None)


def next_address(content: Any) -> str | None:
    """Where a response says that the list goes on, as an address; None where it does not."""
    fields = flattened(content)
    values = (value for key in _NEXT if isinstance(value := fields.get(key), str))
    return next((value for value in values if re.match(r"https?://|/[^/]", value)), None)


def html_in(content: Any) -> str:
    """The HTML in the values of a response."""
    values = (table.get(key) for table in objects_of(content) for key in HTML)
    return "".join(value for value in values if isinstance(value, str))


def is_xml(text: str) -> bool:
    """Whether an answer is XML and no page."""
    begin = text[:3000].lstrip("\ufeff \t\r\n").lower()
    return begin.startswith(("<?xml", "<rss", "<feed")) and "<html" not in begin


def xml_items(xml: str) -> Iterator[Table]:
    """The text elements of each item, names in lower case; a name that is repeated begins the next item."""
    item: Table = {}
    for name, quoted, plain in _LEAF.findall(xml):
        key = name.lower()
        if key in item:
            yield item
            item = {}
        item[key] = quoted.strip() or unescape(plain).strip()
    if item:
        yield item
