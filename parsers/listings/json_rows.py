"""This module reads rows out of JSON of unknown structure: from an interface, JSONP, or a script.

>>> rows_of({"list": [{"infourl": "/a.html", "realtitle": "甲"}]}, "http://b.gov.cn/")[0].url
'http://b.gov.cn/a.html'
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any

from parsers.javascript import NAME, unescape_literal
from parsers.listings.addresses import resolve_url
from parsers.listings.json_fields import TITLES, URLS, date_of, first_of, learn_names, title_of
from parsers.listings.json_values import HTML, Table, flattened, lists_of, objects_of
from parsers.listings.listing import Row, distinct
from parsers.listings.report_titles import full_title, may_be_of_a_year
from parsers.listings.rows import rows_in
from parsers.patterns import TAGS

_FIELD = re.compile(r"\{(\w+)\}")
_PARSED = re.compile(
    r"""JSON\s*\.\s*parse\s*\(\s*(["'])((?:\\.|(?!\1)[^\\]){2,200000})\1\s*\)""", re.DOTALL
)
_ASSIGNED = re.compile(r"(?:[=:(]|,)\s*(?=[\[{]\s*[\[{\"'])")
_ARRAY = re.compile(
    r"""(?:\[|\bArray\()\s*((?:(?:"[^"\n]{0,300}"|'[^'\n]{0,300}')\s*,\s*){1,8}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))\s*[\])]"""
)
_TEXT = re.compile(r""""([^"\n]*)"|'([^'\n]*)'""")
_MOST = 2000  # objects of a script that are read
_OBJECT = re.compile(r"\{([^{}]{8,2000})\}")
_PAIR = re.compile(
    rf"""["']?({NAME})["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\d{{1,13}})\b)"""
)


def rows_of(content: Any, base: str, joined: str = "") -> tuple[Row, ...]:
    """A row for every object with an address and a title, and for every link in values that are HTML.

    `joined` is how the page's script makes an address of a field: `/art/{id}.html`. Where the names of
    the two are unknown, they are learned from the objects of each list.
    """
    listed = [addressed(table, joined) for table in objects_of(content)]
    known = distinct(row for table in listed for row in _rows(table, base))
    if known:
        return known
    lists = ([addressed(flattened(one), joined) for one in each] for each in lists_of(content))
    learned = distinct(row for each in lists for row in _learned(each, base))
    return learned or rows_in("".join(_written(listed)), base)


def _written(tables: list[Table]) -> Iterator[str]:
    """The values of some objects that are HTML with links, alone or in a list."""
    for value in (value for table in tables for value in table.values()):
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, str) and "<a" in one.lower():
                yield one


def addressed(table: Table, joined: str) -> Table:
    """An object with the address that the page's script makes of its fields, where it has none itself."""
    values = {name: table.get(name) for name in _FIELD.findall(joined)}
    given = all(isinstance(value, (str, int)) for value in values.values())
    if not values or not given or first_of(table, URLS):
        return table
    return {**table, URLS[0]: _FIELD.sub(lambda field: str(values[field[1]]), joined)}


def _learned(tables: list[Table], base: str) -> Iterator[Row]:
    """The rows of one list's objects, whose fields are found by what their values look like."""
    names = learn_names(tables)
    if names is None:
        yield from (row for table in tables for row in _rows(table, base))
        return
    for table in tables:
        if names[0] in table and names[1] in table:
            known = {URLS[0]: table[names[0]], TITLES[0]: table[names[1]]}
            yield from _rows({**table, **known}, base)


def _string(match: re.Match[str]) -> str:
    """The value of a string that a script parses as JSON, so that it can be read as if it stood there."""
    literal = match[2].replace('"', '\\"') if match[1] == "'" else match[2]
    try:
        return f"= {json.loads(f'{chr(34)}{literal}{chr(34)}', strict=False)}"
    except ValueError:
        return match[0]


def rows_in_script(script: str, base: str, joined: str = "") -> tuple[Row, ...]:
    """The rows of the JSON values that a script assigns or passes on; `joined` is as for `rows_of`."""
    found: dict[str, Row] = {}
    decoder = json.JSONDecoder(strict=False)
    script = _PARSED.sub(_string, script)
    for match in list(_ASSIGNED.finditer(script))[:50]:
        try:
            value, _ = decoder.raw_decode(script, match.end())
        except (ValueError, RecursionError):
            continue
        found |= {row.url: row for row in rows_of(value, base, joined)}
    held = (list(script_objects(script)), list(_arrays(script)))
    return tuple(found.values()) or rows_of(held[0], base, joined) or tuple(_learned(held[1], base))


def _arrays(script: str) -> Iterator[Table]:
    """The arrays of texts that a script writes out, by the places of these: ['甲局2024年年报', '/1.html']."""
    for array in islice(_ARRAY.findall(script), _MOST):
        texts = (unescape_literal(one or two) for one, two in _TEXT.findall(array))
        yield {str(place): text for place, text in enumerate(texts)}


def _rows(table: Table, base: str) -> Iterator[Row]:
    """The rows of one object: itself, if it has an address and a title, else those in its HTML."""
    url, title = first_of(table, URLS), title_of(table)
    where = resolve_url(base, unescape(url)) if url else None
    if where and title:
        yield Row(where, _words(title), date_of(table))
        return
    html = "".join(value for key in HTML if isinstance(value := table.get(key), str))
    if html:
        yield from rows_in(html, base)


def _words(title: str) -> str:
    return full_title(" ".join(unescape(TAGS.sub("", title)).split()))


def count_unaddressed(content: Any, rows: tuple[Row, ...]) -> int:
    """How many reports the objects of an answer with rows name, which are none of these since they have no address."""
    titles = filter(None, map(title_of, objects_of(content))) if rows else ()
    named = {words for words in map(_words, titles) if may_be_of_a_year(words)}
    return len(named - {row.title for row in rows})


def script_objects(script: str) -> Iterator[Table]:
    """The innermost objects that a script writes out, as JSON or JavaScript, with keys in lower case and without underscores."""
    for count, match in enumerate(_OBJECT.finditer(script)):
        if count >= _MOST:
            return
        pairs = _PAIR.findall(match[1])
        if pairs:
            values = (
                (key, unescape_literal(one or two) or number) for key, one, two, number in pairs
            )
            yield {key.lower().replace("_", ""): value for key, value in values}
