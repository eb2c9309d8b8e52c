"""This module keeps figures apart in pages that set the form's tables in other elements than cells.

A table of `<div>`s, of list items, or flattened to paragraphs has no cells, and what its blocks print is told
as that of cells is: two figures that stand side by side in one block are no third.
"""

from html import escape

from selectolax.lexbor import LexborNode

from parsers.readers.cell_text import BLOCKS, figures_apart

EVERYWHERE = ("body",)  # where what is struck out or raised is sought in such a page
OF_TABLES = ("第二十条第", "本年新收", "未经复议")  # words that each of the form's tables has
_MAY_HOLD = "p, div, li, dd, dt"
_WITHIN = ", ".join(sorted(BLOCKS))
_BESIDE = " / "  # a bar would be taken for a cell's edge


def has_loose_table(text: str) -> bool:
    """Whether the text outside of a page's tables has words of the form's tables."""
    return any(word in text for word in OF_TABLES)


def keep_figures_apart(body: LexborNode, html: str) -> None:
    """Part the figures of one block that differ in hue or are set apart, and note the raised ones; `html` is the page's source."""
    for block in body.css(_MAY_HOLD):
        if not _holds_blocks(block) and (told := figures_apart(block, html, _BESIDE)):
            block.inner_html = escape(told)


def _holds_blocks(block: LexborNode) -> bool:
    return any(
        one.mem_id != block.mem_id for one in block.css(_WITHIN)
    )  # it finds the block itself
