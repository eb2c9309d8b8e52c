"""This module tells whether the first page of a listing offers a second one that cannot be requested.

The words 下一页 alone say nothing: they also stand, without a link, in a listing of one page.
"""

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.listings import pagers, script_pagers
from parsers.listings.markup import TAGS, visible_html

_PAGES = re.compile(r"共\s*(\d{1,4})\s*页|(?<!\d)1\s*/\s*(?:共\s*)?(\d{1,4})\s*页")
_CALL = r"{name}\s*\(\s*\{{(.{{0,800}}?)\}}"
_KKPAGER = re.compile(_CALL.format(name=r"kkpager\s*\.\s*generPageHtml"), re.DOTALL)
_JQUERY = re.compile(
    _CALL.format(name=r"\.\s*(?:pagination|paging|pager|page|createPage)"), re.DOTALL
)
_LAYUI = re.compile(_CALL.format(name=r"laypage(?:\s*\.\s*render)?"), re.DOTALL)
# TRS's variables: var m_nRecordCount = "45"; var m_nPageSize = 20;
_ROWS = re.compile(r"\bm?_?n?[rR]ecordCount\s*=\s*[\"']?(\d{1,6})\b")
_SIZE = re.compile(r"\bm?_?n?[pP]ageSize\s*=\s*[\"']?([1-9]\d{0,2})\b")
_OPTION = r"\b(?:{names})[\"']?\s*:\s*[\"']?(\d{{1,6}})\b"
_MORE = re.compile(r"(?:点击)?(?:加载|显示)更多(?:\.{2,}|…)?")
# On a button, which leads to no other page.
_MORE_ROWS = re.compile(r"(?:点击)?(?:查看|浏览)?更多(?:\.{2,}|…)?")
_PAGER = re.compile(r"pag|fenye", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NUMBERED = "a, li, span, button, em, b, strong"
MOST_PAGES = 9999  # of a listing
MOST_LETTERS = 200  # of a pager; what has more is no pager, whatever its class
LAYUI_LIMIT = 10  # rows on a page where a call of layui's pager does not say how many


def unread_page(html: str, tree: LexborHTMLParser, *, first: bool) -> int | None:
    """The number of a page that is offered in a way that cannot be read; counts are believed on the first page."""
    linked = (
        number
        for link in tree.css("a")
        if (number := script_pagers.called_page(link))
        and (pagers.says_next(link) or _text(link) == f"{number}" != "1")
    )
    chosen = (number for _, number in script_pagers.select_calls(html) if number > 1)
    called = next(filter(None, (*linked, *chosen)), None)
    if called is not None or not first:
        return called
    return (
        2
        if counted_pages(html) > 1 or _layui_goes_on(html) or _numbered(tree) or _pressed(tree)
        else None
    )


def counted_pages(html: str) -> int:
    """The number of pages that a page says there are, in words or in the call of a pager; 0 where it says none."""
    told = _PAGES.findall(TAGS.sub("", visible_html(html)))
    pages = [int(words or number) for words, number in told]
    pages += _numbers(_KKPAGER.findall(html), "total")
    pages += _numbers(_JQUERY.findall(html), "[pP]age[cC]ount|totalPages?")
    pages += [int(number) for number in script_pagers.COUNT.findall(html)]
    if (rows := _ROWS.search(html)) and (size := _SIZE.search(html)):
        pages.append(-(-int(rows[1]) // int(size[1])))
    return max(pages, default=0)


def _layui_goes_on(html: str) -> bool:
    return any(map(_has_more, _LAYUI.findall(html)))


def _numbers(calls: Iterable[str], names: str) -> list[int]:
    return [int(n) for call in calls for n in re.findall(_OPTION.format(names=names), call)]


def _has_more(call: str) -> bool:
    """Whether a call of layui's pager counts more rows than a page has."""
    limit = _numbers([call], "limit") or [LAYUI_LIMIT]
    return any(count > limit[0] for count in _numbers([call], "count"))


def _numbered(tree: LexborHTMLParser) -> bool:
    """Whether a pager shows the numbers of several pages, the second among them."""
    return any(
        {"2"} < {_text(each) for each in place.css(_NUMBERED) if _NUMBER.fullmatch(_text(each))}
        for place in tree.css("[class], [id]")
        if _PAGER.search(f"{place.attributes.get('class')} {place.attributes.get('id')}")
        and len(_text(place)) < MOST_LETTERS
    )


def _pressed(tree: LexborHTMLParser) -> bool:
    """Whether a button says next page, or anything says that it loads more rows."""
    buttons = (*tree.css("button"), *tree.css("input[value]"))
    if any(
        pagers.says_next_page(_text(button) or button.attributes.get("value") or "")
        and "disabled" not in button.attributes
        for button in buttons
    ):
        return True
    if any(pagers.says_next_page(_text(link)) and _keeps_number(link) for link in tree.css("a")):
        return True
    if any(_MORE_ROWS.fullmatch(_text(button)) for button in tree.css("button")):
        return True
    return any(
        _MORE.fullmatch(_text(node)) and not _HIDDEN.search(node.attributes.get("style") or "")
        for node in tree.css("a, button, div, span, p")
        if "更多" in _text(node)
    )


def _keeps_number(link: LexborNode) -> bool:
    """Whether a link keeps the number of a later page for a script, and has no address."""
    kept = (value or "" for name, value in link.attributes.items() if name.startswith("data-"))
    return "href" not in link.attributes and any(
        value.isdecimal() and 1 < int(value) <= MOST_PAGES for value in kept
    )


def _text(node: LexborNode) -> str:
    return node.text().strip()
