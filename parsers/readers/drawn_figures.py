"""This module says in the cells of the form what a style sheet draws there, and where a script of theirs writes.

A browser shows both as it does a cell's own text, but no text of the page has them.
"""

import re
from html import escape

from selectolax.lexbor import LexborNode

from parsers.form_words import OF_TABLES
from parsers.readers.cell_markup import CELLS, elements_around
from parsers.readers.own_styles import Sheets, drawn_texts

# An attribute's value, a count, or a text.
_DRAWN = re.compile(r"""attr\(\s*([\w-]+)|(counters?\()|("[^"]*"|'[^']*')""")
_ESCAPED = re.compile(r"\\[0-9a-f]{1,6}\s?")  # a letter by its number: an icon's, mostly
_UNREAD = "?0"  # which is no figure, alone or beside one
_WRITES = re.compile(
    r"\bwrite(?:ln)?\(|(?:textContent|inner(?:HTML|Text))\s*=|\.(?:text|html|hide)\(|\.style\b"
)


def draw_texts(body: LexborNode, sheets: Sheets) -> None:
    """Add to the form's cells the figures that style sheets draw before or after their text; a count is not read."""
    known: dict[int, bool] = {}
    for node, beside, said in drawn_texts(body, sheets):
        text = "".join(_told(node, part) for part in _DRAWN.finditer(said))
        if _UNREAD in text and any(map(str.isalpha, node.text())):
            continue  # a label that is numbered
        if any(map(str.isdigit, text)) and _is_in_form(node, known):
            inner = node.inner_html or ""
            node.inner_html = text + inner if beside == "before" else inner + text


def _told(node: LexborNode, part: re.Match[str]) -> str:
    named, counted, said = part.groups()
    if named:
        return escape(node.attributes.get(named) or "")
    return _UNREAD if counted else escape(_ESCAPED.sub("", said.strip("\"'")))


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
