"""This module tells what a page's own style sheets hide or strike out: the names of those classes.

Sheets for print or for small screens (`@media`) are not for the page as it is read.
"""

import re
from collections.abc import Iterator
from itertools import islice

_BEGIN = re.compile(r"<style\b[^<>]{0,300}>", re.IGNORECASE)
_END = re.compile(r"</style", re.IGNORECASE)
_BRACE = re.compile(r"([{}])")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_UNSAID = re.compile(r"line-through|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CLASS = re.compile(r"[a-z]{0,10}\.([a-z][\w-]{0,60})", re.IGNORECASE)
_MOST_SHEETS, _MOST_NAMES = 20, 50


def unsaid_classes(html: str) -> list[str]:
    """The classes whose elements a page's own style sheets hide or strike out.

    >>> unsaid_classes("<style>.a, b.c {color: red} .old{text-decoration:line-through}</style>")
    ['old']
    >>> unsaid_classes("<style>@media print {.a {display: none}} td.b {display:none} .c .d {display:none}</style>")
    ['b']
    """
    if "<style" not in html:
        return []
    sheets = islice(_sheets(html), _MOST_SHEETS)
    names = (name for sheet in sheets if _UNSAID.search(sheet) for name in _names(sheet))
    return list(dict.fromkeys(islice(names, _MOST_NAMES)))


def _sheets(html: str) -> Iterator[str]:
    place = 0
    while (begin := _BEGIN.search(html, place)) and (end := _END.search(html, begin.end())):
        yield html[begin.end() : end.start()]
        place = end.end()


def _names(sheet: str) -> Iterator[str]:
    depth, selectors, text = 0, "", ""
    for piece in _BRACE.split(_COMMENT.sub("", sheet)):
        if piece == "{":
            selectors, depth = (selectors if depth else text), depth + 1
        elif piece == "}":
            if depth == 1 and _UNSAID.search(text):
                found = (_CLASS.fullmatch(one.strip()) for one in selectors.split(","))
                yield from (one[1] for one in found if one)
            depth = max(depth - 1, 0)
        else:
            text = piece
