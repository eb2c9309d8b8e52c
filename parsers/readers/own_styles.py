"""This module interprets a page's own style sheets: what they hide or strike out, and how they set a class.

Sheets for print or for small screens (`@media`) are not for the page as it is read.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

_BRACE = re.compile(r"([{}])")
# The marks that hide a sheet from the oldest browsers hide nothing from others.
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SIGNS = ("none", "hidden", "line-through")  # sought first
_UNSAID = re.compile(r"line-through|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SETS = re.compile(r"line-through|display(?=\s*:)|visibility(?=\s*:)", re.IGNORECASE)
# Of names, classes and ids alone; its last part is what an element itself must be.
_SELECTOR = re.compile(
    r"(?:[\w.#*-]+[\s>+~]+){0,8}[\w.#-]{0,80}?([.#][a-z][\w-]{0,60})", re.IGNORECASE
)
_MOST_SHEETS, _MOST_NAMES, _MOST_RULES = 20, 50, 2000

Sheets = tuple[str, ...]  # the texts of a page's `<style>` elements, in order


def unsaid_selectors(sheets: Sheets) -> dict[str, str]:
    """The selectors whose elements a page's own style sheets hide or strike out, each with its last part.

    >>> unsaid_selectors((".a, b.c {color: red} .old{text-decoration:line-through}",))
    {'.old': '.old'}
    >>> unsaid_selectors(("@media print {.a {display: none}} td.b {display:none} .c #d {display:none}",))
    {'td.b': '.b', '.c #d': '#d'}
    >>> unsaid_selectors((".a {display:none} .a {display:inline} .b {visibility:hidden}",))
    {'.b': '.b'}
    >>> unsaid_selectors(("<!-- .old {display:none} -->",))
    {'.old': '.old'}
    """
    telling = [one for one in sheets[:_MOST_SHEETS] if any(word in one for word in _SIGNS)]
    sets = ((rule, _SETS.search(rule.style)) for rule in _rules(telling))
    latest = {(rule.selector, found[0]): rule for rule, found in sets if found}
    unsaid = ((rule.selector, rule.last) for rule in latest.values() if _UNSAID.search(rule.style))
    return dict(islice(unsaid, _MOST_NAMES))


def style_of_classes(sheets: Sheets, classes: str) -> str:
    """What a page's own style sheets say of an element's classes.

    >>> style_of_classes(("p .a {color:red} .b{float:right}",), "b a")
    'float:right;color:red'
    """
    declared = _declared(sheets)
    return ";".join(filter(None, (declared.get(f".{name}") for name in classes.split())))


@lru_cache(maxsize=2)
def _declared(sheets: Sheets) -> dict[str, str]:
    rules = islice(_rules(sheets[:_MOST_SHEETS]), _MOST_RULES)
    return {rule.last: rule.style for rule in rules}


class _Rule(NamedTuple):
    """A selector, the class or id that its elements have themselves, and how it sets them."""

    selector: str
    last: str
    style: str


def _rules(sheets: Sequence[str]) -> Iterator[_Rule]:
    for sheet in sheets:
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
