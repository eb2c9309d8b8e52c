"""This module extracts the text of a cell of an HTML table, and keeps separate figures apart.

This year's figure over last year's are two, though their digits follow each other in the source:
2 and 4 are not 24. Glued they would be a figure that every equation might vouch for.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from parsers.numbers import note
from parsers.patterns import TAGS
from parsers.readers.inks import hue
from parsers.readers.own_styles import Sheets, style_of
from parsers.text import APART, below

_TWO_DIGITS = re.compile(r"\d\D*\d")
_DIGIT = re.compile(r"\d")
TWO = "may be two figures"
TOO_MUCH = "says more than a cell of the form"
_LONGEST = 60  # characters of a cell that prints figures alone
_LAYOUT_CELL = 1200  # characters: no cell of the form says as much, a layout table's cell does
_SHORT, _MOST = 400, 16384  # characters of a text that is remembered, and such texts
_DATED = re.compile(r"[-:：/年月]")
_NAMES = """
br p div li ul ol dl dt dd table tr td th h1 h2 h3 h4 h5 h6 center hr blockquote
section article pre address fieldset form figure button details summary legend bdo marquee object mfrac
"""
BLOCKS = frozenset(_NAMES.split())
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([^;!]+)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|sub|text-top)", re.IGNORECASE)
# Elements of a line that are set in a line of their own, or out of sight; links are apart as well.
_SET_APART = re.compile(
    r"display\s*:\s*(?:(?:inline-)?(?:block|flex|grid|table)|list-item)|position\s*:\s*(?:absolute|fixed)"
    r"|float\s*:\s*(?:left|right)|(?:margin|padding)(?:-left|-right)?\s*:(?!\s*0)"
    r"|(?:opacity|font-size)\s*:\s*0(?![.\d]*[1-9])|font-size\s*:\s*[12](?:\.0*)?p[xt]"
    r"|(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white|transparent)",
    re.IGNORECASE,
)
_HOLDS_APART = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)", re.IGNORECASE)


class _Piece(NamedTuple):
    """One text of a cell, and the hue of its ink; `is_raised` is one that a style raises or lowers."""

    words: str
    ink: str = ""
    is_raised: bool = False


class _Look(NamedTuple):
    """How an element is set: raised or lowered, apart from what is beside it, in a colour, its elements as boxes."""

    is_raised: bool
    is_apart: bool
    colour: str | None
    holds_boxes: bool


class Said(NamedTuple):
    """What a cell says, blanks as one, and why it must be looked at again: `TWO`, `TOO_MUCH`, or nothing."""

    words: str
    look: str = ""


class _Sayings(dict[str, Said]):
    """What texts say, by the texts as they stand in the source: a cache, which knows most cells.

    A portal's pages mark up the same labels alike, and most figures are small.
    """

    def __missing__(self, text: str) -> Said:
        said = say(text)
        if len(text) < _SHORT:
            if len(self) >= _MOST:
                self.clear()
            self[text] = said
        return said


SAID = _Sayings()


def say(text: str) -> Said:
    """What a cell says by all of its text, as it stands in the source.

    >>> say(" 第二十条 第（一）项 "), say("24").look, say("4").look
    (Said(words='第二十条 第（一）项', look=''), 'may be two figures', '')
    """
    words = text if text.isdecimal() else " ".join(text.split())
    if len(words) > _LAYOUT_CELL:
        return Said(words, TOO_MUCH)
    return Said(words, TWO if _may_be_figures(words) else "")


def figures_apart(node: LexborNode, sheets: Sheets, sign: str = APART) -> str | None:
    """The text of an element in which more than one text has a digit, with a sign between two figures.

    `sheets` are the page's own, which tell how a class is set. None where there are no two.
    """
    inner = node.child
    while inner is not None and inner.next is None:
        if inner.is_text_node:
            return None  # it has a single text, as most do
        inner = inner.child
    return _apart(node, sheets, sign) if _has_two(node) else None


def _may_be_figures(text: str) -> bool:
    """Whether a text may be more than one figure: it is no single digit, no sentence and no date."""
    if not (text[-1:].isdecimal() or text[:1].isdecimal()) or len(text) > _LONGEST:
        return False
    return bool(_TWO_DIGITS.search(text)) and not _DATED.search(text)


def _has_two(cell: LexborNode) -> bool:
    """Whether more than one text in a cell has a digit."""
    return sum(1 for piece in TAGS.split(cell.html or "") if _DIGIT.search(piece)) > 1


def _apart(cell: LexborNode, sheets: Sheets, sign: str) -> str:
    """The text of a cell: figures stay apart where lines, blocks or hues part them, and a raised one is a note."""
    text = ink = ""
    parted = False
    for piece in _pieces(cell, sheets):
        if piece is None:
            parted = True
            continue
        if piece.is_raised and text[-1:].isdecimal() and not parted:
            text += note(piece.words)
        else:
            if text[-1:].isdecimal() and piece.words[:1].isdecimal() and piece.ink != ink:
                text += sign
            text = below(text, piece.words, sign=sign) if parted else text + piece.words
        parted = parted and not piece.words.strip()
        ink = piece.ink if piece.words.strip() else ink
    return " ".join(text.split())


def _pieces(cell: LexborNode, sheets: Sheets) -> Iterator[_Piece | None]:
    """The texts in a cell in order; None where a block begins or ends."""
    stack = [(cell.iter(include_text=True), False, "", False)]
    while stack:
        nodes, is_block, ink, in_boxes = stack[-1]
        node = next(nodes, None)
        if node is None:
            stack.pop()
            if is_block:
                yield None
            continue
        if node.is_text_node:
            yield _Piece(node.text_content or "", ink)
            continue
        style = style_of(node, sheets)
        look = _look(style)
        if look.is_raised:
            yield _Piece(node.text(), ink, is_raised=True)
        else:
            if is_apart := in_boxes or look.is_apart or _is_apart(node):
                yield None
            own = look.colour or node.attributes.get("color")
            ink = ink if own is None else hue(own)
            stack.append((node.iter(include_text=True), is_apart, ink, look.holds_boxes))


@lru_cache(maxsize=4096)
def _look(style: str) -> _Look:
    colours = _COLOUR.findall(style)
    return _Look(
        bool(_RAISED.search(style)),
        bool(_SET_APART.search(style)),
        colours[-1] if colours else None,
        bool(_HOLDS_APART.search(style)),
    )


def _is_apart(node: LexborNode) -> bool:
    # A mark is on a ground of its own, as a correction is.
    return node.tag in BLOCKS or node.tag == "mark" or "href" in node.attributes
