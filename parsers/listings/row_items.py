"""This module finds the item and the list that a link of a listing belongs to, and the text beside it."""

import re

from selectolax.lexbor import LexborNode

MOST_ANCHORS = 4
_ITEM = frozenset({"li", "tr", "dd", "dt", "p", "div", "h3", "h4", "h5"})
_LIST = frozenset({"ul", "ol", "dl", "tbody", "table", "div", "td", "section", "body"})
_ZONE_TAGS = frozenset({"nav", "header", "footer", "aside"})
_ZONE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|crumbs?|breadcrumb|pager|paging|pagination|footer|curpage|dqwz)"
    r"(?:$|[\s_\d-])",
    re.IGNORECASE,
)
DATED = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}(?!\d)|(?<![\d-])[01]?\d-[0-3]\d(?![\d-])")


def is_in_zone(link: LexborNode) -> bool:
    """Whether a link stands in a menu, a breadcrumb, a pager, a head or a foot."""
    node = link.parent
    while node is not None and node.tag not in ("body", "html", "-undef"):
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if node.tag in _ZONE_TAGS or _ZONE.search(names):
            return True
        node = node.parent
    return False


def item_of(link: LexborNode) -> LexborNode | None:
    """The list item that a link is in; an item that a script opens is its own."""
    node = link if link.tag in ("li", "tr", "dd") else link.parent
    while node is not None and node.tag not in _ITEM:
        node = node.parent
    if node is not None and node.tag in ("p", "div", "h3", "h4", "h5"):
        return _outer(node)
    return node


def _outer(node: LexborNode) -> LexborNode:
    """The list item around a paragraph, if that is a single row."""
    parent = node.parent
    while parent is not None and parent.tag in ("td", "li", "dd", "tr", "a", "span"):
        if parent.tag in ("li", "dd", "tr") and len(parent.css("a")) <= MOST_ANCHORS:
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
    return not item.css_matches("a:nth-of-type(5)") and len(item.css("a[href]")) <= MOST_ANCHORS


def text_beside(link: LexborNode) -> str:
    """The text beside a link: the rest of its item, or what follows up to the next link."""
    item = _whole(item_of(link))
    if item is not None and is_one_row(item):
        words = "".join(item.text().split())
        return f"{_date_within(link)} " + words.replace("".join(link.text().split()), " ")
    words, node = "", link.next
    while node is not None and node.tag != "a":
        words += "".join((node.text() or "").split()) + " "
        node = node.next
    return _date_within(link) or words


def _date_within(link: LexborNode) -> str:
    """A date inside of a link, in an element of its own."""
    parts = (
        "".join(part.text().split()) for part in link.css("span, em, i, b, time, small, p, div")
    )
    return " ".join(part for part in parts if DATED.match(part.lstrip("[(（【")))
