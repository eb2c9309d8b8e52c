"""This module makes of HTML what a browser shows: it opens frames that the page holds itself (`srcdoc`),
and removes what is hidden, except tables that are shown on demand.

A page may hide a report's table in a panel that readers open, or until its script has run: such a table
is read where the page shows no other of its kind. A hidden copy of one that it shows is none.
"""

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from parsers.depth import parse_html
from parsers.form_words import OF_TABLES
from parsers.readers.cell_markup import CELLS, FIELDS, elements_around, is_filled
from parsers.readers.own_styles import Sheets, unsaid
from parsers.readers.style_rules import takes_away

MAYBE_HIDDEN = "[style*=is i], [hidden]"  # display or visibility, in one look at an attribute
_NAMES = """
script style noscript template select textarea iframe svg rp rt
datalist noembed noframes progress meter audio video canvas mphantom annotation
"""
_UNSEEN = frozenset(_NAMES.split())
_SHOWN_BY_SCRIPT = ("js_content",)  # the text of every article of WeChat, until its script has run
_OPENED = ("dialog", "details")  # by a reader
_FIRST = "总体情况"  # what a report begins with

Elements = Sequence[tuple[str | None, LexborNode]]
_DEEPEST = 3  # frames within one another
_UNREAD = "?0"  # which is no figure, alone or beside one
_WRITES = re.compile(
    r"\bwrite(?:ln)?\(|(?:textContent|inner(?:HTML|Text))\s*=|\.(?:text|html|hide)\(|\.style\b"
)


def take_out_hidden(
    body: LexborNode, found: Elements, html: str, sheets: Sheets, *, everywhere: bool
) -> bool:
    """Remove what is not shown, and return whether a table was kept that is shown on demand.

    `found` are the page's elements that may be hidden, in order; `html` is its source; `sheets` are its own,
    of which it matters what they hide in cells, or `everywhere`, and what with tables.
    """
    known: dict[int, bool] = {}
    for tag, node in found:
        if tag in _UNSEEN and not (tag in FIELDS and is_filled(node) and not _is_hidden(node)):
            if tag == "script":
                mark_written(node, known)
            node.decompose()
        elif tag == "details" and "open" not in node.attributes and _is_in_cell(node):
            _close(node)
    maybe = (node for tag, node in found if tag not in _UNSEEN and tag != "body" and node.parent)
    hidden = list({one.mem_id: one for one in maybe if _is_hidden(one) and one.parent}.values())
    if sheets:
        hidden = _with_styled(body, hidden, sheets, everywhere=everywhere)
    holders = [node for node in hidden if node.css_first("table")]
    words = [word for word in OF_TABLES if word in html] if holders else []
    held = {node.mem_id: node.text_lexbor() for node in holders if words}
    for node in hidden:
        if not any(word in held.get(node.mem_id, "") for word in words):
            node.decompose()
    left = [node for node in hidden if node.mem_id in held and node.parent]
    return bool(left) and _open(body, left, words)


def _with_styled(
    body: LexborNode, hidden: list[LexborNode], sheets: Sheets, *, everywhere: bool
) -> list[LexborNode]:
    """The hidden elements, and those with tables that a style sheet hides; others in cells are taken out."""
    further: list[LexborNode] = []
    inmost_first = sorted(unsaid(body, sheets), key=lambda one: -len([*elements_around(one[0])]))
    for node, gone in inmost_first:
        if node.tag == "body":  # a script shows what hid the whole page
            continue
        if node.css_first("table"):
            further.append(node)
        elif node.tag_id in CELLS and not gone:
            node.inner_html = ""
        elif everywhere or node.tag == "tr" or _is_in_cell(node):
            node.decompose()
    if not further:
        return hidden
    order = {node.mem_id: n for n, node in enumerate(body.css("*"))}
    every = {node.mem_id: node for node in (*hidden, *further) if node.mem_id in order}
    return sorted(every.values(), key=lambda node: order[node.mem_id])


def _close(details: LexborNode) -> None:
    """Leave of what a reader may open in a cell what is seen before; a table is looked at as other hidden ones."""
    if details.css_first("table") is None:
        for node in list(details.iter(include_text=True)):
            if node.tag != "summary":
                node.decompose()


def _is_in_cell(node: LexborNode) -> bool:
    return any(one.tag_id in CELLS for one in (node, *elements_around(node)))


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


def open_frames(body: LexborNode, found: Elements) -> bool:
    """Replace each frame whose document the page holds by that document, and tell whether there was one.

    `found` are the page's less common elements, among which a frame would be.
    """
    frames = [node for tag, node in found if tag == "iframe" and "srcdoc" in node.attributes]
    opened = False
    for _ in range(_DEEPEST):
        for frame in (one for one in frames if not _is_hidden(one)):
            opened = True
            inner = parse_html(frame.attributes["srcdoc"] or "").body
            apart = (" ",) if _is_in_cell(frame) else ()  # of a figure beside it
            for node in (*apart, *(inner.iter(include_text=True) if inner else ()), *apart):
                frame.insert_before(node)
            del frame.attrs["srcdoc"]  # the empty frame is taken out with what else is not shown
        frames = body.css("iframe[srcdoc]") if opened else []
    return opened


def mark_written(script: LexborNode, known: dict[int, bool]) -> None:
    """Put before a script within a cell of the form that changes what stands there a text that is no figure.

    `known` are the tables that have been looked at.
    """
    near = script.parent
    if near is not None and near.tag_id not in CELLS:
        near = near.parent
    if near is None or near.tag_id not in CELLS:
        return
    if _WRITES.search(script.text_lexbor()) and _is_in_form(script, known):
        script.insert_before(_UNREAD)


def _is_in_form(node: LexborNode, known: dict[int, bool]) -> bool:
    """Whether an element is within a table that has the form's words, and no other table."""
    table = next((one for one in elements_around(node) if one.tag == "table"), None)
    if table is None:
        return False
    if table.mem_id not in known:
        said = table.text() if len(table.css("table")) == 1 else ""
        known[table.mem_id] = any(word in said for word in OF_TABLES)
    return known[table.mem_id]
