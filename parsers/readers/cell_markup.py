"""This module interprets markup in the cells of a table: small and struck-out text, and form fields.

A small figure marks a note: 22 with a small 1 is not 221. Struck-out text is not read. Some portals let
their officials fill the form on the page, and serve it with its fields locked: a browser shows the figure
in each.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from selectolax.lexbor import LexborNode, create_tag

from parsers.text import PICTURE

_STRUCK = frozenset(("del", "s", "strike"))
_LOWERED = frozenset(("sub", "small"))
CELLS_ALONE = ("td", "th")
CELLS = frozenset(create_tag(name).tag_id for name in ("td", "th"))  # no comment, no form between
FIELDS = frozenset(("input", "textarea", "select"))
# A figure with what may stand beside it, or what stands for none; no date.
_SAYS = re.compile(
    r"\s*(?:[-—–－/无]|[^\d\s]{0,2}[\d０-９][\d０-９.,，]{0,15}\s*[^\d\s./-]{0,4})\s*"
)
_DOT = re.compile(r"\s*[01](?:px)?\s*")  # the size of a picture that keeps a blank cell open
# Any other type is a line of text.
_NAMES = """
hidden checkbox radio button submit reset image file password range color
date month week time datetime-local
"""
_NO_TEXT = frozenset(_NAMES.split())
_APART = "|"  # beside a figure: no figure holds it
_DEEPEST = 5  # elements between a field and its cell


def spell_out_markup(
    body: LexborNode,
    seen: list[tuple[str | None, LexborNode]],
    html: str,
    within: tuple[str, ...],
) -> None:
    """Put into words what the cells' print means.

    `seen` are the page's less common elements; `html` is its source, in which a style is sought at
    once, as few pages have it. `within` are the elements that are cells.
    """
    tags = {tag for tag, _ in seen}
    if not FIELDS.isdisjoint(tags):
        show_values(node for tag, node in seen if tag in FIELDS and node.parent)
    if not _STRUCK.isdisjoint(tags):
        _remove(body.css(_inside(within, "del", "s", "strike")))
    if "line-through" in html:
        _remove(body.css(_inside(within, "[style*=line-through i]")))
    if "sup" in tags:
        _bracket(body.css(_inside(within, "sup")))
    if not _LOWERED.isdisjoint(tags):
        _bracket(filter(_marks_figure, body.css(_inside(within, "sub", "small"))))


def _inside(within: tuple[str, ...], *selectors: str) -> str:
    return ", ".join(f"{cell} {one}" for cell in within for one in selectors)


def _remove(struck: Iterable[LexborNode]) -> None:
    for node in struck:
        if node.parent:
            node.decompose()


def _bracket(small: Iterable[LexborNode]) -> None:
    for node in small:
        if node.parent and (mark := node.text().strip("[]()（） \n\xa0")):
            node.insert_before(f"[{mark}]")
            node.decompose()  # with any within it, whose text has been told


def _marks_figure(node: LexborNode) -> bool:
    """Whether a digit stands right before an element in its cell: whole figures may be small."""
    while node.prev is None or node.prev.is_comment_node:
        before = node.prev or node.parent
        if before is None or before.tag_id in CELLS:
            return False
        node = before
    return node.prev.text().rstrip()[-1:].isdecimal()


def is_filled(field: LexborNode) -> bool:
    """Whether an area of text or a choice stands in a cell and holds a figure."""
    return _cell_of(field) is not None and bool(_SAYS.fullmatch(_value(field)))


def show_values(fields: Iterable[LexborNode]) -> None:
    """Put the value of each field in its place; beside another figure it stays apart: 5 and 3 are not 53."""
    for field in fields:
        value = _value(field)
        cell = _cell_of(field) if _SAYS.fullmatch(value) else None
        if cell is not None:
            beside = _digits(cell.text()) > _digits(field.text())
            field.insert_before(f"{_APART}{value}{_APART}" if beside else value)
        if field.tag != "input":
            field.decompose()


def _value(field: LexborNode) -> str:
    """What a field shows: its value, its text, or the chosen option, which is the first by default."""
    if field.tag == "textarea":
        return field.text()
    if field.tag == "select":
        chosen = field.css("option[selected]")[-1:] or field.css("option:not([disabled])")[:1]
        return chosen[0].text() if chosen and "multiple" not in field.attributes else ""
    attributes = field.attributes
    shown = (attributes.get("type") or "text").lower() not in _NO_TEXT
    return attributes.get("value") or "" if shown else ""


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def pictured_cells(seen: Iterable[tuple[str | None, LexborNode]]) -> dict[int, str]:
    """What stands in cells, by their ids, that may hold no text: a picture, or a field's words.

    `seen` are the page's less common elements.
    """
    words = ((node, _words(tag, node)) for tag, node in seen if tag in ("img", "input"))
    cells = ((_cell_of(node), said) for node, said in words if said and node.parent)
    return {cell.mem_id: said for cell, said in cells if cell is not None}


def _words(tag: str | None, node: LexborNode) -> str:
    """The words of a field which are no figure, or a word for a picture that is wider and higher than a dot."""
    if tag == "img":
        sizes = map(node.attributes.get, ("width", "height"))
        return "" if any(_DOT.fullmatch(size or "") for size in sizes) else PICTURE
    value = _value(node).strip()
    return "" if _SAYS.fullmatch(value) else value


def _cell_of(field: LexborNode) -> LexborNode | None:
    near = islice(elements_around(field), _DEEPEST)
    return next((node for node in near if node.tag_id in CELLS), None)


def elements_around(node: LexborNode) -> Iterator[LexborNode]:
    """The elements that a node stands in, the innermost first."""
    around = node.parent
    while around is not None:
        yield around
        around = around.parent
