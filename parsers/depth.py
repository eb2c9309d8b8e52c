"""This module refuses HTML that nests so deep that parsing it would take minutes.

Browsers stop at 512 levels. Word leaves some more of spans that are never closed, which say nothing
of a page: those are taken out. What is deeper still is no page.
"""

import re

from selectolax.lexbor import LexborHTMLParser

_DEEPEST = 1000
_FEW = 8 * _DEEPEST  # so few tags, however deep, are read in a third of a second
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
    """The page where it can be parsed in time, without its inline tags if need be; else None.

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
    """The tree of a portal's page; one that nests too deep to be parsed in time is as an empty one.

    >>> parse_html("<a>" * 5000 + "<div>" * 5000 + "1").body.text()
    ''
    """
    return LexborHTMLParser(limit_depth(html) or "")


def _may_be_deep(html: str, single: tuple[str, ...]) -> bool:
    """Whether more opens than closes somewhere, by counts: each costs a tenth of a parse, or less.

    What is `single` opens nothing; it is counted only where pages may be deep without.
    """
    begins = range(0, len(html), _PIECE)
    tags = [html.count("<", begin, begin + _PIECE) for begin in begins]
    if sum(tags) <= _FEW:
        return False
    depth = 0
    for begin, tags_here in zip(begins, tags, strict=True):
        end = begin + _PIECE
        closes = html.count("</", begin, end)
        opens = tags_here - closes - sum(html.count(name, begin, end) for name in single)
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
