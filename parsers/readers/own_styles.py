"""This module reads a page's own style sheets: what they hide or strike out, and how they set a class.

Sheets for print or for small screens (`@media`) are not for the page as it is read.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

_BRACE = re.compile(r"([{}])")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIGNS = ("none", "hidden", "line-through")  # sought first
_UNSAID = re.compile(r"line-through|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Of names, classes and ids alone; its last part is what an element itself must be.
_SELECTOR = re.compile(
    r"(?:[\w.#*-]+[\s>+~]+){0,8}[\w.#-]{0,80}?([.#][a-z][\w-]{0,60})", re.IGNORECASE
)
_MOST_SHEETS, _MOST_NAMES, _MOST_RULES = 20, 50, 2000


def unsaid_selectors(html: str) -> dict[str, str]:
    """The selectors whose elements a page's own style sheets hide or strike out, each with its last part.

    >>> unsaid_selectors("<style>.a, b.c {color: red} .old{text-decoration:line-through}</style>")
    {'.old': '.old'}
    >>> unsaid_selectors("<style>@media print {.a {display: none}} td.b {display:none} .c #d {display:none}</style>")
    {'td.b': '.b', '.c #d': '#d'}
    """
    sheets = (one for one in _sheets(html) if any(word in one for word in _SIGNS))
    rules = (rule for sheet in sheets for rule in _rules(sheet))
    unsaid = ((rule.selector, rule.last) for rule in rules if _UNSAID.search(rule.style))
    return dict(islice(unsaid, _MOST_NAMES))


def style_of_classes(html: str, classes: str) -> str:
    """What a page's own style sheets say of an element's classes.

    >>> style_of_classes("<style>p .a {color:red} .b{float:right}</style>", "b a")
    'float:right;color:red'
    """
    declared = _declared(html)
    return ";".join(filter(None, (declared.get(f".{name}") for name in classes.split())))


@lru_cache(maxsize=2)
def _declared(html: str) -> dict[str, str]:
    rules = (rule for sheet in _sheets(html) for rule in _rules(sheet))
    return {rule.last: rule.style for rule in islice(rules, _MOST_RULES)}


def _sheets(html: str) -> Iterator[str]:
    end = 0
    for _ in range(_MOST_SHEETS):
        begin = html.find("<style", end)
        begin = html.find(">", begin) + 1 if begin >= 0 else 0
        end = html.find("</style", begin) if begin else -1
        if end < 0:
            return
        yield html[begin:end]


class _Rule(NamedTuple):
    """A selector, the class or id that its elements have themselves, and how it sets them."""

    selector: str
    last: str
    style: str


def _rules(sheet: str) -> Iterator[_Rule]:
    depth, selectors, text = 0, "", ""
    for piece in _BRACE.split(_COMMENT.sub("", sheet)):
        if piece == "{":
            selectors, depth = (selectors if depth else text), depth + 1
        elif piece == "}":
            if depth == 1:
                found = (_SELECTOR.fullmatch(one.strip()) for one in selectors.split(","))
                yield from (_Rule(one[0], one[1], text.strip()) for one in found if one)
            depth = max(depth - 1, 0)
        else:
            text = piece
