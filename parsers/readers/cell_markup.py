"""This module interprets markup in the cells of a table: small and struck-out text, and form fields.

A small figure marks a note: 22 with a small 1 is not 221. Struck-out text is not read.
"""

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from parsers.readers.form_fields import CELLS, FIELDS, show_values
from parsers.readers.own_styles import unsaid_selectors

_STRUCK = frozenset(("del", "s", "strike"))
_LOWERED = frozenset(("sub", "small"))
CELLS_ALONE = ("td", "th")


def spell_out_markup(
    body: LexborNode,
    seen: list[tuple[str | None, LexborNode]],
    html: str,
    within: tuple[str, ...] = CELLS_ALONE,
) -> None:
    """Put into words what the cells' print means.

    `seen` are the page's less common elements; `html` is its source, in which styles are sought at
    once, as few pages have those that matter. `within` are the elements that are cells.
    """
    tags = {tag for tag, _ in seen}
    if not FIELDS.isdisjoint(tags):
        show_values(node for tag, node in seen if tag in FIELDS and node.parent)
    if not _STRUCK.isdisjoint(tags):
        _remove(body.css(_inside(within, "del", "s", "strike")))
    if "line-through" in html:
        _remove(body.css(_inside(within, "[style*=line-through i]")))
    if unsaid := unsaid_selectors(html):
        places = (_inside(within, *unsaid.values()), *(f"tr{last}" for last in unsaid.values()))
        maybe = {node.mem_id for node in body.css(", ".join(places))}
        found = body.css(", ".join(unsaid)) if maybe else ()
        _remove([one for one in found if one.mem_id in maybe and not one.css_first("table")])
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
