"""This module limits how deep the elements of HTML may nest, since parsing very deep pages takes minutes.

Browsers stop at 512 levels. Word leaves more than that of inline elements that are never closed and
hold nothing: they are removed. A page that is still too deep is not parsed.
"""

import re

from selectolax.lexbor import LexborHTMLParser

_DEEPEST = 1000
_FEW = 8 * _DEEPEST  # so few tags, however deeply nested, are parsed in a third of a second
_SHORTEST = 3  # characters of a tag
_PIECE = 8192  # characters: within one, some 1,600 elements may open
_SINGLE = ("<br", "<img", "<!", "<input")  # what opens nothing, among the commonest
_SCRIPT = re.compile(  # one that does not end takes in all that follows, as in a browser
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:]*)", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:span|font|b|strong|em|i|u|o:p|a|big|small)\b[^<>]*>", re.IGNORECASE)
# Elements that hold nothing, or that the next one of their kind closes.
_FLAT_NAMES = """
area base br col embed hr img input link meta param source track wbr
p li td th tr tbody thead tfoot option optgroup dt dd colgroup html head body
"""
_FLAT = frozenset(_FLAT_NAMES.split())


def limit_depth(html: str) -> str | None:
    """The page, without inline tags if that is necessary to parse it in time; None if it still takes too long.

    >>> limit_depth("<div>" * 9000) is None
    True
    >>> limit_depth("<p>" + "<span>" * 9000 + "1")
    '<p>1'
    """
    if not (_may_be_deep(html, ()) and _may_be_deep(html, _SINGLE) and _is_deep(html)):
        return html
    bare = _INLINE.sub("", html)
    return None if _is_deep(bare) else bare


def parse_html(html: str) -> LexborHTMLParser:
    """Parse a page of a portal; one that nests too deep to be parsed in time gives an empty tree.

    >>> parse_html("<a>" * 5000 + "<div>" * 5000 + "1").body.text()
    ''
    """
    return LexborHTMLParser(limit_depth(html) or "")


def _may_be_deep(html: str, single: tuple[str, ...]) -> bool:
    """Whether many more elements open than close at some point of a page, by counting tags.

    Counting costs a tenth of a parse. The names in `single` open nothing; they are counted only
    where a page may be deep without them.
    """
    if len(html) < _SHORTEST * _FEW or html.count("<") <= _FEW:
        return False
    depth = 0
    for begin in range(0, len(html), _PIECE):
        end = begin + _PIECE
        closes = html.count("</", begin, end)
        others = closes + sum(html.count(name, begin, end) for name in single)
        opens = html.count("<", begin, end) - others
        depth = max(depth + opens - closes, 0)
        if depth > _DEEPEST:
            return True
    return False


def _is_deep(html: str) -> bool:
    depth = 0
    for closes, name in _TAG.findall(_SCRIPT.sub("", html)):
        if name.lower() in _FLAT:
            continue
        depth = max(depth - 1, 0) if closes else depth + 1
        if depth > _DEEPEST:
            return True
    return False
