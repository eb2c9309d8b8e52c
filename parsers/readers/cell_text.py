"""This module tells what a cell of an HTML table says: figures that stand apart in it stay apart.

This year's figure over last year's are two, though their digits follow each other in the source:
2 and 4 are not 24. Glued they would be a figure that every equation might vouch for.
"""

import re

from selectolax.lexbor import LexborNode

from parsers.text import below

_TWO_DIGITS = re.compile(r"\d\D*\d")
_DIGIT, _TAG = re.compile(r"\d"), re.compile(r"<[^<>]*>")
_LONGEST = 60  # characters of a cell that prints figures alone
_DATED = re.compile(r"[-:：/年月]")
_NAMES = """
br p div li ul ol dl dt dd table tr td th h1 h2 h3 h4 h5 h6 center hr blockquote
section article pre address fieldset form figure button
"""
_BLOCKS = frozenset(_NAMES.split())
# Elements of a line that are set in a line of their own, or out of sight; links are apart as well.
_SET_APART = re.compile(
    r"display\s*:\s*(?:(?:inline-)?(?:block|flex|grid|table)|list-item)|position\s*:\s*(?:absolute|fixed)"
    r"|float\s*:\s*(?:left|right)|(?:margin|padding)(?:-left|-right)?\s*:(?!\s*0)"
    r"|(?:opacity|font-size)\s*:\s*0(?![.\d]*[1-9])|(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white|transparent)",
    re.IGNORECASE,
)


def text_of_cell(cell: LexborNode) -> str:
    """The text of a cell, blanks as one."""
    text = cell.text_lexbor()
    if len(text) < 2:
        return text.strip()  # a cell of nothing but &nbsp; is blank
    if not text.isalnum():
        text = " ".join(text.split())
    if not (text[:1].isdecimal() or text[-1:].isdecimal()) or _is_one_piece(cell):
        return text
    if len(text) > _LONGEST or not _TWO_DIGITS.search(text) or _DATED.search(text):
        return text
    said_in = [piece for piece in _TAG.split(cell.html or "") if _DIGIT.search(piece)]
    return text if len(said_in) == 1 else " ".join(_apart(cell).split())


def _is_one_piece(cell: LexborNode) -> bool:
    """Whether a cell holds but one text, as most do."""
    node = cell.child
    while node is not None and node.next is None:
        if node.is_text_node:
            return True
        node = node.child
    return False


def _apart(cell: LexborNode) -> str:
    """The text of a cell, what lines and blocks part in it apart."""
    text = ""
    parted = False
    stack: list[LexborNode | None] = [cell.child]
    while stack:
        node = stack.pop()
        if node is None:  # the end of a block
            parted = True
            continue
        if node.next is not None:
            stack.append(node.next)
        if node.is_text_node:
            words = node.text_content or ""
            text = below(text, words) if parted else text + words
            parted = parted and not words.strip()
        elif node.is_element_node:
            if _is_apart(node):
                parted = True
                stack.append(None)
            if node.child is not None:
                stack.append(node.child)
    return text


def _is_apart(node: LexborNode) -> bool:
    if node.tag in _BLOCKS:
        return True
    told = node.attributes
    return "href" in told or bool(_SET_APART.search(told.get("style") or ""))
