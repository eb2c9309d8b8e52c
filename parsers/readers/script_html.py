r"""This module finds HTML that a page holds in a script, a template or a hidden field.

>>> list(held_html('<script>var a = {"b": "\\u003ctable>本年新收\\u003c\\/table>"}</script>', has_table_words))
['<table>本年新收</table>']
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from urllib.parse import quote, unquote

from parsers.javascript import literals, unescape_literal

_OF_REQUESTS = "本年新收"
_HOLDER = re.compile(r"<!--|<(script|textarea|template|noscript)\b([^<>]{0,2000})>", re.IGNORECASE)
_COMMENT_END = re.compile("--!?>")
_EMPTY = re.compile("-?>")  # <!--> and <!---> hold nothing
_CLOSED = {
    tag: re.compile(rf"</{tag}\s{{0,20}}>", re.IGNORECASE)
    for tag in ("script", "textarea", "template", "noscript")
}
_OF_HTML = re.compile(
    r"type\s*=\s*[\"']?text/(?:html|plain|(?:x-)?template|x-[\w-]*)", re.IGNORECASE
)
_OF_JSON = re.compile(r"type\s*=\s*[\"']?application/(?:ld\+)?json", re.IGNORECASE)
_PERCENTS = re.compile("%3ctable", re.IGNORECASE)
_PERCENT_LETTER = re.compile("%u([0-9a-f]{4})", re.IGNORECASE)
_DEPTH = 4  # a text of JSON within a text of JSON

Wanted = Callable[[str], bool]


def has_table_words(text: str) -> bool:
    """Whether a text has the words of table 三, plain or in escapes; a cheap test before any other."""
    return says(_OF_REQUESTS, text)


def says(words: str, text: str) -> bool:
    """Whether a text has words, plain or in the escapes of a script or of an address."""
    return words in text or bool(_escaped(words).search(text)) or _quoted(words) in text


@cache
def _escaped(words: str) -> re.Pattern[str]:
    numbers = (f"u{ord(letter):04x}" for letter in words)
    return re.compile(r"(?:%|\\+)".join(numbers), re.IGNORECASE)


_quoted = cache(quote)


def held_html(html: str, wanted: Wanted) -> Iterator[str]:
    """The texts with tables in a page's scripts, templates and fields, as HTML."""
    for tag, attributes, body in _holders(html) if wanted(html) else ():
        for text in _texts(tag, attributes, body, wanted) if wanted(body) else ():
            plain = text if "<table" in text.lower() else unescape(text)
            if "<table" in plain.lower():
                yield plain


def holds(html: str, wanted: Wanted) -> bool:
    """Whether a script, a template or a field of a page has wanted words in any form."""
    return any(wanted(body) for _, _, body in _holders(html))


def _holders(html: str) -> Iterator[tuple[str, str, str]]:
    """The name, attributes and content of each such element; one that is never closed has no content."""
    place, open_ended = 0, set[str]()
    while begin := _HOLDER.search(html, place):
        if not begin[1]:
            place = _end_of_comment(html, begin.end())
            continue
        tag, place = begin[1].lower(), begin.end()
        end = None if tag in open_ended else _CLOSED[tag].search(html, place)
        if end is None:
            open_ended.add(tag)  # nor does any after it
            continue
        yield tag, begin[2], html[place : end.start()]
        place = end.end()


def _end_of_comment(html: str, place: int) -> int:
    """Where a comment that begins before a place ends, as browsers see it."""
    if empty := _EMPTY.match(html, place):
        return empty.end()
    end = _COMMENT_END.search(html, place)
    return end.end() if end else len(html)


def _texts(tag: str, attributes: str, body: str, wanted: Wanted) -> Iterator[str]:
    """The texts of one element that may be HTML."""
    if tag == "textarea":
        yield unescape(body)
    elif tag != "script" or _OF_HTML.search(attributes):
        yield body
    elif _OF_JSON.search(attributes):
        yield from _in_json(body, wanted, _DEPTH)
    else:
        yield from _in_script(body, wanted)


def _in_script(body: str, wanted: Wanted) -> Iterator[str]:
    for pieces in literals(body):
        if wanted("".join(pieces)):
            text = without_percents("".join(map(unescape_literal, pieces)))
            yield from _in_json(text, wanted, _DEPTH)


def without_percents(text: str) -> str:
    """What `decodeURIComponent` or `unescape` makes of a text whose tags are escaped as in an address."""
    if _PERCENTS.search(text) is None:
        return text
    return unquote(_PERCENT_LETTER.sub(lambda one: chr(int(one[1], 16)), text))


def _in_json(text: str, wanted: Wanted, depth: int) -> Iterator[str]:
    """The texts in JSON; of a text that is not JSON, the text itself."""
    if not text.lstrip().startswith(("{", "[", '"')) or not depth:
        yield text
        return
    try:
        content: object = json.loads(text)
    except (ValueError, RecursionError):
        yield text
        return
    for one in _strings(content):
        if wanted(one):
            yield from _in_json(one, wanted, depth - 1)


def _strings(content: object) -> Iterator[str]:
    """Every string in a JSON value, without recursion, since it may nest to any depth."""
    left = [content]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            left += reversed(one.values())
        elif isinstance(one, list):
            left += reversed(one)
