"""This module tells where a script within a cell of the form writes its figure: no text of the page has it.

Where it stayed unsaid, the cell would be blank, or what stands beside the script would be taken for the whole figure.
"""

import re

from selectolax.lexbor import LexborNode

from parsers.form_words import OF_TABLES
from parsers.readers.cell_markup import CELLS, elements_around

_UNREAD = "?0"  # which is no figure, alone or beside one
_WRITES = re.compile(
    r"\bwrite(?:ln)?\(|(?:textContent|inner(?:HTML|Text))\s*=|\.(?:text|html|hide)\(|\.style\b"
)


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
