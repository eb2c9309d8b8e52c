"""This module reads form fields in the cells of a table as a browser shows them: by the figure in each.

Some portals let their officials fill the form on the page, and serve it with its fields locked.
"""

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode, create_tag

CELLS = frozenset(create_tag(name).tag_id for name in ("td", "th"))  # no comment, no form between
FIELDS = frozenset(("input", "textarea", "select"))
_SAYS = re.compile(
    r"\s*(?:[-—–－/无]|[\d０-９][\d０-９.,，]{0,15}\s*[件个条项次人元万]{0,2})\s*"
)  # a figure, or what stands for none
_NO_TEXT = frozenset(
    [
        "hidden",
        "checkbox",
        "radio",
        "button",
        "submit",
        "reset",
        "image",
        "file",
        "password",
        "range",
        "color",
    ]
)  # any other type is a line of text
_APART = "|"  # beside a figure: no figure holds it
_DEEPEST = 5  # elements between a field and its cell


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
        option = field.css_first("option[selected]") or field.css_first("option")
        return option.text() if option and "multiple" not in field.attributes else ""
    attributes = field.attributes
    shown = (attributes.get("type") or "text").lower() not in _NO_TEXT
    return attributes.get("value") or "" if shown else ""


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _cell_of(field: LexborNode) -> LexborNode | None:
    node = field.parent
    for _ in range(_DEEPEST):
        if node is None or node.tag_id in CELLS:
            return node
        node = node.parent
    return None
