"""This module finds the selectors whose elements a page's own style sheets hide or strike out.

Sheets for print or for small screens (`@media`) are not for the page as it is read.
"""

import re
from collections.abc import Iterator
from itertools import islice

_BRACE = re.compile(r"([{}])")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_UNSAID = re.compile(r"line-through|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Of names, classes and ids alone; its last part is what an element itself must be.
_SELECTOR = re.compile(
    r"(?:[\w.#*-]+[\s>+~]+){0,8}[\w.#-]{0,80}?([.#][a-z][\w-]{0,60})", re.IGNORECASE
)
_MOST_SHEETS, _MOST_NAMES = 20, 50


def unsaid_selectors(html: str) -> dict[str, str]:
    """The selectors whose elements a page's own style sheets hide or strike out, each with its last part.

    >>> unsaid_selectors("<style>.a, b.c {color: red} .old{text-decoration:line-through}</style>")
    {'.old': '.old'}
    >>> unsaid_selectors("<style>@media print {.a {display: none}} td.b {display:none} .c #d {display:none}</style>")
    {'td.b': '.b', '.c #d': '#d'}
    """
    found = (one for sheet in _sheets(html) if _may_tell(sheet) for one in _selectors(sheet))
    return dict(islice(found, _MOST_NAMES))


def _sheets(html: str) -> Iterator[str]:
    end = 0
    for _ in range(_MOST_SHEETS):
        begin = html.find("<style", end)
        begin = html.find(">", begin) + 1 if begin >= 0 else 0
        end = html.find("</style", begin) if begin else -1
        if end < 0:
            return
        yield html[begin:end]


def _may_tell(sheet: str) -> bool:
    return "none" in sheet or "hidden" in sheet or "line-through" in sheet


def _selectors(sheet: str) -> Iterator[tuple[str, str]]:
    depth, selectors, text = 0, "", ""
    for piece in _BRACE.split(_COMMENT.sub("", sheet)):
        if piece == "{":
            selectors, depth = (selectors if depth else text), depth + 1
        elif piece == "}":
            if depth == 1 and _UNSAID.search(text):
                found = (_SELECTOR.fullmatch(one.strip()) for one in selectors.split(","))
                yield from ((one[0], one[1]) for one in found if one)
            depth = max(depth - 1, 0)
        else:
            text = piece
