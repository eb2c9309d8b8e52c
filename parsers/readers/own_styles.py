"""This module interprets a page's own style sheets: what they hide or strike out, and how they set an element."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from parsers.readers.style_rules import SETS, Rule, hides, rules_on_screen, telling, told

# The first name of a selector's last part, if it has one of its own: `td` of `.a > td:first-child`.
_LAST = re.compile(r"(?:^|[\s>+~])([.#]?[\w-]+)?(?:[.#:\[][^\s>+~]*)?$")
_GONE = frozenset(("none", "collapse"))
_DEEP = " > ".join(["*"] * 64)  # no page of a portal is so deep
MOST_SHEETS = 20
_MOST_RULES = 2000
_MOST_HIDING, _LONGEST = 100, 300  # selectors of what is hidden, and signs of one
_MOST_HIDDEN = 10_000  # elements that such selectors are asked about
_MOST_SETTING = 50  # rules that an element is compared with: the last that name it
_COSTLY = (":has(", "~", ":nth-")  # sought among all beside it, for each element
_PARTS = re.compile(r"[^\s>+]\s+(?![\s>+])")
_MOST_PARTS = 3  # elements around, which are sought on every way up

Sheets = tuple[str, ...]  # the texts of a page's `<style>` elements, in order


class _Rules(NamedTuple):
    """The rules of sheets: by a name that their elements must have, and the selectors of those that hide.

    Some are winding: of elements within others, at whatever depth.
    """

    named: dict[str, list[Rule]]
    hiding: tuple[str, ...]
    is_winding: bool


def unsaid(body: LexborNode, sheets: Sheets) -> Iterator[tuple[LexborNode, bool]]:
    """The elements that a page's own style sheets hide or strike out, and whether they leave no room.

    >>> def texts(sheet, html):
    ...     return [one.text() for one, _ in unsaid(LexborHTMLParser(html).body, (sheet,))]
    >>> texts(".a, b.c {color: red} .old{text-decoration:line-through}", "<i class=old>1</i><i class=a>2</i>")
    ['1']
    """
    rules = _rules_of(sheets)
    found: dict[int, LexborNode] = {}
    for selector in rules.hiding:
        if len(found) < _MOST_HIDDEN:
            found |= {node.mem_id: node for node in body.css(selector)}
    for node in islice(found.values(), _MOST_HIDDEN):
        if said := _unsaid(node, rules):
            yield node, said in _GONE


def _unsaid(node: LexborNode, rules: _Rules) -> str:
    """How the weightiest of the rules that set an element hides it, unless its own style shows it again."""
    attributes = node.attributes
    own = telling((attributes.get("style") or "").lower())
    found = _matching(node, attributes, rules)
    for sets in SETS:
        said = [(one, ways[-1]) for one in found if (ways := told(sets, one.style))]
        strong = [(one, how) for one, how in said if "important" in one.style]
        itself = told(sets, own)
        how = (strong or said)[-1][1] if said else ""
        if how and (strong or not itself or itself[-1]):
            return str(how)
    return ""


def _matching(node: LexborNode, attributes: dict[str, str | None], rules: _Rules) -> list[Rule]:
    """The rules that an element is set by, the weightiest last."""
    names = [node.tag or "", "*", *[f".{name}" for name in (attributes.get("class") or "").split()]]
    if "id" in attributes:
        names.append(f"#{attributes['id']}")
    found = [one for name in names if name in rules.named for one in rules.named[name]]
    found = found[-_MOST_SETTING:]
    return sorted(
        (one for one in found if node.css_matches(one.selector)), key=attrgetter("weight")
    )


def style_of(node: LexborNode, sheets: Sheets) -> str:
    """How an element is set: by the page's own style sheets, and by itself.

    >>> one = LexborHTMLParser("<p><i class='a b' style='top:0'>1</i>").css_first("i")
    >>> style_of(one, ("p .a {color:red} .b{float:right} .b b{float:left}",))
    'float:right;color:red;top:0'
    """
    attributes = node.attributes
    own = attributes.get("style") or ""
    found = _matching(node, attributes, _rules_of(sheets)) if sheets else ()
    return ";".join([*(one.style for one in found), own]) if found else own


@lru_cache(maxsize=64)
def _rules_of(sheets: Sheets) -> _Rules:
    """The rules of some sheets that say something of what is read, as far as their selectors are understood."""
    found = (rule for one in sheets[:MOST_SHEETS] for rule in rules_on_screen(one))
    cut = (rule._replace(style=telling(rule.style)) for rule in islice(found, _MOST_RULES))
    nothing = LexborHTMLParser("<p>")
    kept = (rule for rule in cut if rule.style and _is_understood(nothing, rule.selector))
    rules = [one._replace(weight=(*one.weight[:2], n)) for n, one in enumerate(kept)]
    named: dict[str, list[Rule]] = {}
    for rule in rules:
        last = _LAST.search(rule.selector)
        named.setdefault((last and last[1]) or "*", []).append(rule)
    hiding = dict.fromkeys(one.selector for one in rules if hides(one.style))
    is_winding = any(len(_PARTS.findall(one.selector)) > 1 for one in rules)
    return _Rules(named, tuple(islice(hiding, _MOST_HIDING)), is_winding)


def take_too_long(body: LexborNode, sheets: Sheets) -> bool:
    """Whether a page's elements lie so deep that its sheets' selectors of several parts would be sought too long."""
    return _rules_of(sheets).is_winding and body.css_first(_DEEP) is not None


def _is_understood(nothing: LexborHTMLParser, selector: str) -> bool:
    costly = any(sign in selector for sign in _COSTLY) or len(selector) > _LONGEST
    if costly or len(_PARTS.findall(selector)) > _MOST_PARTS:
        return False
    try:
        nothing.css(selector)
    except SelectolaxError:
        return False
    return True
