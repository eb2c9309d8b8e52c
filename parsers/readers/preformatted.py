"""This module breaks the text of `<pre>` elements into the lines in which a browser shows it.

A page may hold a whole report so: what a browser saves of a plain text, and what old editors made of one.
"""

from selectolax.lexbor import LexborNode

from parsers.readers import pipes
from parsers.readers.form_fields import CELLS

_BLOCKS = "p, div, table, ul, ol, dl, pre pre"
_LONGEST = 1200  # characters: no cell of the form says as much


def lines_of_texts(body: LexborNode, between: str) -> None:
    """Put the lines of each text in the place of its element, with a sign between them.

    What a cell of the form says stays one text, and blocks stay as they are.
    """
    for node in body.css("pre"):
        if node.css_first(_BLOCKS) is not None:
            continue
        for line_break in node.css("br"):
            line_break.replace_with("\n")
        text = node.text()
        if "\n" in text.strip() and (len(text) > _LONGEST or not _is_in_cell(node)):
            lines = (line for line in pipes.read(text).blocks if isinstance(line, str) and line)
            node.replace_with(f"{between}{between.join(lines)}{between}")


def _is_in_cell(node: LexborNode) -> bool:
    around = node.parent
    while around is not None and around.tag_id not in CELLS:
        around = around.parent
    return around is not None
