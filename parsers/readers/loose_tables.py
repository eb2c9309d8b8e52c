"""This module keeps lines and figures apart in pages that set the form in other elements than cells.

A table of `<div>`s, of list items, or flattened to paragraphs has no cells. Its blocks are read with the same
care as cells: two figures that stand side by side in one block never become a third. A `<pre>` may hold a
whole report.
"""

from html import escape
from itertools import chain

from selectolax.lexbor import LexborNode

from parsers.form_words import OF_TABLES, meanings
from parsers.readers import pipes
from parsers.readers.cell_markup import CELLS, elements_around
from parsers.readers.cell_text import BLOCKS, figures_apart
from parsers.readers.own_styles import Sheets

EVERYWHERE = ("body",)  # where what is struck out or raised is sought in such a page
_MAY_HOLD, _ROWS = "p, div, li, dd, dt", "div, ul, ol, dl"
_CELLS = frozenset(("p", "div", "li", "dd", "dt"))
_FEWEST_ROWS, _MOST_CELLS = 2, 20
_WITHIN = ", ".join(sorted(BLOCKS))
_BESIDE = " / "  # a bar would be taken for a cell's edge
_BLOCKS = "p, div, table, ul, ol, dl, pre pre"
_LONGEST = 1200  # characters: no cell of the form says as much


def has_loose_table(text: str) -> bool:
    """Whether the text outside of a page's tables has words of the form's tables."""
    return any(word in text for word in OF_TABLES)


def rows_of_blocks(body: LexborNode, sheets: Sheets) -> None:
    """Write rows of blocks, which stand one below the other, as lines with bars, so that blank cells are kept."""
    rows: dict[int, list[LexborNode]] = {}
    for row in body.css(_ROWS):
        if row.parent and _is_row(row):
            rows.setdefault(row.parent.mem_id, []).append(row)
    for group in rows.values():
        told = [
            [figures_apart(c, sheets, _BESIDE) or c.text() for c in row.iter()] for row in group
        ]
        if len(group) >= _FEWEST_ROWS and any(map(meanings, chain.from_iterable(told))):
            for row, texts in zip(group, told, strict=True):
                row.inner_html = escape("".join(f"{' '.join(text.split())} | " for text in texts))


def _is_row(row: LexborNode) -> bool:
    """Whether a block has nothing but cells: a few blocks, none of them a paragraph of prose."""
    cells = list(row.iter())
    if not 1 < len(cells) <= _MOST_CELLS or row.text(deep=False).strip() or "。" in row.text():
        return False
    return all(cell.tag in _CELLS and not _holds_blocks(cell) for cell in cells)


def keep_figures_apart(body: LexborNode, sheets: Sheets) -> None:
    """Part the figures of one block that differ in hue or are set apart, and note the raised ones."""
    for block in body.css(_MAY_HOLD):
        if not _holds_blocks(block) and (told := figures_apart(block, sheets, _BESIDE)):
            block.inner_html = escape(told)


def _holds_blocks(block: LexborNode) -> bool:
    # It finds the block itself, too.
    return any(one.mem_id != block.mem_id for one in block.css(_WITHIN))


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
        in_cell = any(one.tag_id in CELLS for one in elements_around(node))
        if "\n" in text.strip() and (len(text) > _LONGEST or not in_cell):
            lines = (line for line in pipes.read(text).blocks if isinstance(line, str) and line)
            node.replace_with(f"{between}{between.join(lines)}{between}")
