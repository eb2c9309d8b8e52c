"""This module interprets a page's own style sheets: what they hide or strike out, and how they set an element.

Sheets for print or for small screens are not for the page as it is read.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

_BRACE = re.compile(r"([{}])")
# The marks that hide a sheet from the oldest browsers hide nothing from others.
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_COMMA = re.compile(r",(?![^()]*\))")
_IDS, _CLASSES, _TAGS = re.compile(r"#"), re.compile(r"[.\[]|:(?!:)"), re.compile(r"\b[a-z][\w-]*")
_NAMED = re.compile(r"[.#\[:][^.#\[:\s>+~]*")
# The first name of a selector's last part, if it has one of its own: `td` of `.a > td:first-child`.
_LAST = re.compile(r"(?:^|[\s>+~])([.#]?[\w-]+)?(?:[.#:\[][^\s>+~]*)?$")
# Blocks of rules that apply to a page on a wide screen; all other blocks with an @ hold no such rules.
_AT = re.compile(
    r"@(?:layer\b|supports\b(?!\s*not)|media\b(?!.*\b(?:dark|portrait|not)\b))(.*)", re.DOTALL
)
_WIDTH = re.compile(r"(m(?:in|ax))(?:-device)?-width\s*:\s*(\d+)")
_SCREEN = 1280  # pixels: the width of a usual one
_PAPER = re.compile(r"\b(?:print|speech|tv|handheld|projection|braille)\b")
# How an element is set, as far as it changes what is read of it.
_TELLING = re.compile(
    r"display|visib|opacity|decoration|position|float|margin|padding|color|font|vertical-align|clip|transform"
    r"|order|direction|overflow|indent|content"
)
_SETS = (
    re.compile(r"(?<![-\w])display\s*:\s*(none)?"),
    re.compile(r"(?<![-\w])visibility\s*:\s*(hidden|collapse)?"),
    re.compile(r"(?<![-\w])opacity\s*:\s*(0(?:\.0*)?%?(?![\d.]))?"),
    re.compile(r"(?<![-\w])text-decoration(?:-line)?\s*:\s*([^;]*line-through)?"),
)
_GONE = frozenset(("none", "collapse"))
_DRAWN = re.compile(r"(?<![-\w])content\s*:\s*([^;]*)")
_BESIDE = re.compile(r"::?(before|after)\Z")
_MOST_SHEETS, _MOST_RULES = 20, 2000

Sheets = tuple[str, ...]  # the texts of a page's `<style>` elements, in order


def is_for_screen(style: LexborNode) -> bool:
    """Whether a `<style>` element holds a sheet, and one for screens."""
    attributes = style.attributes
    kind, media = attributes.get("type"), attributes.get("media")
    return kind in (None, "", "text/css") and (not media or _applies(f"@media {media}".lower()))


class Rule(NamedTuple):
    """A selector, how it sets its elements, and its weight among others; `beside` is where it draws text."""

    selector: str
    style: str
    weight: tuple[int, int, int]
    beside: str = ""


class _Rules(NamedTuple):
    """The rules of sheets: by a name that their elements must have, the selectors of those that hide, those that draw."""

    named: dict[str, list[Rule]]
    hiding: str
    drawing: list[Rule]


def unsaid(body: LexborNode, sheets: Sheets) -> Iterator[tuple[LexborNode, bool]]:
    """The elements, in page order, that a page's own style sheets hide or strike out, and whether they leave no room.

    >>> def texts(sheet, html):
    ...     return [one.text() for one, _ in unsaid(LexborHTMLParser(html).body, (sheet,))]
    >>> texts(".a, b.c {color: red} .old{text-decoration:line-through}", "<i class=old>1</i><i class=a>2</i>")
    ['1']
    >>> texts("@media print {i {display: none}} @media screen {u {display:none}}", "<i>1</i><u>2</u>")
    ['2']
    >>> texts(".a {display:none} .a {display:inline} .b {visibility:hidden}", "<i class=a>1</i><i class=b>2</i>")
    ['2']
    >>> texts("@layer a {:where(.a):not(.b) {display:none}} u:is(b, u) {opacity:0}", "<i class=a>1</i><u>2</u>")
    ['1', '2']
    >>> texts("<!-- .pane {display:none} .pane.on {display:block} -->", "<p class='pane on'>1<p class=pane>2")
    ['2']
    """
    rules = _rules_of(sheets)
    for node in body.css(rules.hiding) if rules.hiding else ():
        if said := _unsaid(node, rules):
            yield node, said in _GONE


def _unsaid(node: LexborNode, rules: _Rules) -> str:
    """How the weightiest of the rules that set an element hides it, unless its own style shows it again."""
    attributes = node.attributes
    own = (attributes.get("style") or "").lower()
    found = _matching(node, attributes, rules)
    for sets in _SETS:
        said = [(one, told) for one in found if (told := sets.search(one.style))]
        strong = [(one, told) for one, told in said if "important" in one.style]
        itself = sets.search(own)
        how = (strong or said)[-1][1][1] if said else None
        if how and (strong or itself is None or itself[1]):
            return str(how)
    return ""


def _matching(node: LexborNode, attributes: dict[str, str | None], rules: _Rules) -> list[Rule]:
    """The rules that an element is set by, the weightiest last."""
    names = [node.tag or "", "*", *[f".{name}" for name in (attributes.get("class") or "").split()]]
    if "id" in attributes:
        names.append(f"#{attributes['id']}")
    found = [one for name in names if name in rules.named for one in rules.named[name]]
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


def drawn_texts(body: LexborNode, sheets: Sheets) -> Iterator[tuple[LexborNode, str, str]]:
    """The elements before or after whose text a style sheet draws one, where, and what it says of it."""
    for rule in _rules_of(sheets).drawing if sheets else ():
        for node in body.css(rule.selector):
            yield node, rule.beside, _DRAWN.findall(rule.style)[-1]


@lru_cache(maxsize=64)
def _rules_of(sheets: Sheets) -> _Rules:
    """The rules of some sheets that say something of what is read, as far as their selectors are understood."""
    found = (rule for one in sheets[:_MOST_SHEETS] for rule in _rules(one))
    told = [rule for rule in islice(found, _MOST_RULES) if _TELLING.search(rule.style)]
    nothing = LexborHTMLParser("<p>")
    rules = [rule for rule in told if _is_understood(nothing, rule.selector)]
    drawing = [one for one in rules if one.beside and _DRAWN.search(one.style)]
    rules = [
        one._replace(weight=(*one.weight[:2], n)) for n, one in enumerate(rules) if not one.beside
    ]
    named: dict[str, list[Rule]] = {}
    for rule in rules:
        last = _LAST.search(rule.selector)
        named.setdefault((last and last[1]) or "*", []).append(rule)
    hiding = (
        one.selector
        for one in rules
        if any(said[1] for sets in _SETS if (said := sets.search(one.style)))
    )
    return _Rules(named, ", ".join(dict.fromkeys(hiding)), drawing)


def _rules(sheet: str) -> Iterator[Rule]:
    """The rules of a sheet that are for a page on a wide screen."""
    around: list[bool] = []  # the blocks around a place: whether the rules in each apply
    selectors = text = ""
    for piece in _BRACE.split(_COMMENT.sub("", sheet)):
        if piece == "{":
            selectors = text.rpartition(";")[2].strip()
            around.append(selectors.startswith("@") and _applies(selectors.lower()))
        elif piece == "}" and around:
            if all(around[:-1]) and not selectors.startswith("@"):
                style = text.strip().lower()
                yield from (
                    _rule(one.strip(), style) for one in _COMMA.split(selectors) if one.strip()
                )
            around.pop()
            selectors, text = "@", ""
        else:
            text = piece


def _applies(block: str) -> bool:
    at = _AT.match(block)
    if at is None or (_PAPER.search(at[1]) and "screen" not in at[1]):
        return False
    sizes = _WIDTH.findall(at[1])
    return all((int(px[:5]) <= _SCREEN) == (most == "min") for most, px in sizes)


def _rule(selector: str, style: str) -> Rule:
    beside = _BESIDE.search(selector)
    bare = selector[: beside.start()] if beside else selector
    tags = len(_TAGS.findall(_NAMED.sub("", bare)))
    weight = len(_IDS.findall(bare)), len(_CLASSES.findall(bare)) * 100 + tags, 0
    return Rule(bare or "*", style, weight, beside[1] if beside else "")


def _is_understood(nothing: LexborHTMLParser, selector: str) -> bool:
    try:
        nothing.css(selector)
    except SelectolaxError:
        return False
    return True
