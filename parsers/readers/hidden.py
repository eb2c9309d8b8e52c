"""This module removes from HTML what a browser does not show, except tables that are shown on demand.

A page may hide a report's table in a panel that readers open, or until its script has run: such a table
is read where the page shows no other of its kind. A hidden copy of one that it shows is none.
"""

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from parsers.form_words import OF_TABLES
from parsers.readers.cell_markup import FIELDS, elements_around, is_filled

MAYBE_HIDDEN = "[style*=is i], [hidden]"  # display or visibility, in one look at an attribute
_NAMES = """
script style noscript template select textarea iframe svg rp rt
datalist noembed noframes progress meter audio video canvas mphantom annotation
"""
_UNSEEN = frozenset(_NAMES.split())
_SHOWN_BY_SCRIPT = ("js_content",)  # the text of every article of WeChat, until its script has run
_OPENED = ("dialog", "details")  # by a reader
# How the style of an element takes it away; `\0` after a value is for the oldest browsers alone.
_AWAY = (
    re.compile(r"(?<![-\w*])display\s*:\s*(none(?!\s*\\))?"),
    re.compile(r"(?<![-\w])visibility\s*:\s*(hidden|collapse)?"),
)
_FIRST = "总体情况"  # what a report begins with

Elements = Sequence[tuple[str | None, LexborNode]]


def take_out_hidden(body: LexborNode, found: Elements, html: str) -> bool:
    """Remove what is not shown, and return whether a table was kept that is shown on demand.

    `found` are the page's elements that may be hidden, in order; `html` is its source.
    """
    for tag, node in found:
        if tag in _UNSEEN and not (tag in FIELDS and is_filled(node) and not _is_hidden(node)):
            node.decompose()
    maybe = (node for tag, node in found if tag not in _UNSEEN and tag != "body" and node.parent)
    hidden = list({one.mem_id: one for one in maybe if _is_hidden(one) and one.parent}.values())
    holders = [node for node in hidden if node.css_first("table")]
    words = [word for word in OF_TABLES if word in html] if holders else []
    held = {node.mem_id: node.text_lexbor() for node in holders if words}
    for node in hidden:
        if not any(word in held.get(node.mem_id, "") for word in words):
            node.decompose()
    left = [node for node in hidden if node.mem_id in held and node.parent]
    return bool(left) and _open(body, left, words)


def takes_away(style: str) -> bool:
    """Whether a style, by itself, shows nothing of an element; what it says last counts.

    >>> takes_away("display:none"), takes_away("display:none;display:block"), takes_away("visibility: hidden;color:red")
    (True, False, True)
    """
    return any(ways[-1] for sets in _AWAY if (ways := sets.findall(style)))


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = attributes.get("style") or ""
    styled = bool(style) and takes_away(style.lower())  # most have none
    hidden = styled or ("hidden" in attributes and "display" not in style)
    closed = node.tag in _OPENED and "open" not in attributes
    if closed and node.tag == "details":
        closed = node.css_first("table") is not None
    return (hidden or closed) and attributes.get("id") not in _SHOWN_BY_SCRIPT


def _open(body: LexborNode, hidden: Sequence[LexborNode], words: Sequence[str]) -> bool:
    """Keep of hidden elements the first that have the tables which the page does not show.

    None of those that hold different tables of one kind, as panels for each year do, and none that
    begins a report where the page shows the beginning of one.
    """
    outermost = list(_outermost(hidden))
    said = body.text_lexbor()
    texts = ["".join(node.text_lexbor().split()) for node in outermost]
    wanted = {word for word in words if _is_hidden_once(word, said, texts)}
    begun = said.count(_FIRST) > sum(text.count(_FIRST) for text in texts)
    kept: dict[int, set[str]] = {}
    for node, text in zip(outermost, texts, strict=True):
        mine = {word for word in wanted if word in text and not (begun and _FIRST in text)}
        wanted -= mine
        kept[node.mem_id] = mine
    within: set[str] = set()
    for node in hidden:
        within = kept.get(node.mem_id, within)
        if node.parent and not any(word in node.text_lexbor() for word in within):
            node.decompose()
    return any(kept.values())


def _is_hidden_once(word: str, said: str, texts: Sequence[str]) -> bool:
    """Whether a word stands in hidden texts alone, and in one of them or in copies of it."""
    held = [text for text in texts if word in text]
    return said.count(word) == sum(text.count(word) for text in held) and len(set(held)) == 1


def _outermost(nodes: Sequence[LexborNode]) -> Iterator[LexborNode]:
    """Those of some elements, in page order, that are within no other of them."""
    every = {node.mem_id for node in nodes}
    for node in nodes:
        if all(around.mem_id not in every for around in elements_around(node)):
            yield node
