"""This module finds the item of a list that a link is in, the list that the item belongs to, and the text beside the link."""

import re

from selectolax.lexbor import LexborNode

from parsers.listings.markup import is_in_zone, letters_of

_MOST_BESIDE = 40  # nodes after a link that may tell of it
_MOST_ANCHORS = 4
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_ITEM = frozenset({"li", "tr", "dd", "dt", "p", "div"}) | _HEADINGS
_CARDS = frozenset({"article", "section", "div", "header"})  # they may have a heading and a date
_LIST = frozenset({"ul", "ol", "dl", "tbody", "table", "div", "td", "section", "body"})
DATED = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}(?!\d)|(?<![\d-])[01]?\d-[0-3]\d(?![\d-])")


def item_of(link: LexborNode) -> LexborNode | None:
    """The list item that a link is in; an item that a script opens is its own."""
    node = link if link.tag in ("li", "tr", "dd") else link.parent
    while node is not None and node.tag not in _ITEM:
        node = node.parent
    if node is not None and node.tag in _HEADINGS:
        return _card(node) or _outer(node)
    return _outer(node) if node is not None and node.tag in ("p", "div") else node


def _card(heading: LexborNode) -> LexborNode | None:
    """The part of a page that has one row, under this heading; None where it has more, or is a whole list."""
    card = heading.parent
    while card is not None and card.tag == "header":
        card = card.parent
    if card is None or card.tag not in _CARDS or len(card.css(", ".join(_HEADINGS))) > 1:
        return None
    return card if card.tag == "article" or is_one_row(card) else None


def _outer(node: LexborNode) -> LexborNode:
    """The list item around a paragraph, if that is a single row."""
    parent = node.parent
    while parent is not None and parent.tag in ("td", "li", "dd", "tr", "a", "span"):
        if parent.tag in ("li", "dd", "tr") and len(parent.css("a")) <= _MOST_ANCHORS:
            return parent
        parent = parent.parent
    return node


def list_of(link: LexborNode) -> tuple[int, str] | None:
    """The list that a link's item belongs to; None for a link that stands in no list."""
    item = item_of(link)
    if item is None or item.parent is None or is_in_zone(link):
        return None
    if item.tag in ("li", "tr", "dd", "dt"):
        return (item.parent.mem_id, "") if item.parent.tag in _LIST else None
    beside = item.css_matches("a:nth-of-type(2)")
    if link.parent is not None and link.parent.mem_id == item.mem_id and beside:
        return (item.mem_id, "a")
    kind = item.attributes.get("class")
    return (item.parent.mem_id, kind) if kind else None


def _whole(item: LexborNode | None) -> LexborNode | None:
    """The `dl` around an item, where each row is a list of its own; else the item."""
    if item is not None and item.tag in ("dd", "dt") and item.parent is not None:
        return item.parent if len(item.parent.css("a[href]")) == 1 else item
    return item


def is_one_row(item: LexborNode) -> bool:
    """Whether an item has so few links that its other text is about them."""
    return item.tag == "article" or (
        not item.css_matches("a:nth-of-type(5)") and len(item.css("a[href]")) <= _MOST_ANCHORS
    )


def text_beside(link: LexborNode) -> str:
    """The text beside a link: the rest of its item, or what follows up to the next link."""
    item = _whole(item_of(link))
    if item is not None and is_one_row(item):
        words = letters_of(item)
        own = letters_of(link)
        return f"{_date_within(link)} " + (words.replace(own, " ") if own else words)
    words, node, so_many = "", link.next, 0
    while node is not None and node.tag != "a" and so_many < _MOST_BESIDE:
        words += letters_of(node) + " "
        node, so_many = node.next, so_many + 1
    return _date_within(link) or words


def _date_within(link: LexborNode) -> str:
    """A date inside of a link, in an element of its own."""
    parts = (letters_of(part) for part in link.css("span, em, i, b, time, small, p, div"))
    return " ".join(part for part in parts if DATED.match(part.lstrip("[(（【")))
