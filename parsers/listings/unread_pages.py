"""This module tells whether the first page of a listing offers a second one that cannot be requested.

The words 下一页 alone say nothing: they also stand, without a link, in a listing of one page.
"""

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from parsers.listings import pagers, script_pagers
from parsers.listings.html_page import HtmlPage
from parsers.listings.markup import inline_scripts, is_hidden, is_in_zone, script_of
from parsers.listings.page_counts import PLACES, counted_pages, pages_told

_CALLED = re.compile(r"\b(\w{2,40})\s*\(\s*\)")
_TOTAL = re.compile(r"\b(?:total|count|last|max|page)\w*\s*=\s*[\"']?(\d{1,4})\b", re.IGNORECASE)
_MORE = re.compile(r"(?:点击)?(?:加载|显示)更多(?:\.{2,}|…)?")
# On a button, which leads to no other page.
_MORE_ROWS = re.compile(r"(?:点击)?(?:查看|浏览)?更多(?:\.{2,}|…)?")
_PAGER = re.compile(r"pag|fenye|fanye|(?<![a-z])(?:pg|fy)(?![a-z])", re.IGNORECASE)
_PICTURES = re.compile(r"swiper|slide|banner|carousel|focus", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}")
_NUMBERED = "a, li, span, button, em, b, strong"
_SECOND = 2
_MOST_PAGES = 9999  # of a listing
_FIRST_YEAR = 1990  # what a select offers from here on are years
_MOST_LETTERS = 200  # of a pager; what has more is no pager, whatever its class


def unread_page(page: HtmlPage, rows: int) -> int | None:
    """The number of a page that is offered in a way that cannot be read; counts are believed on the first page.

    `rows` is how many rows the page shows.
    """
    linked = (
        number
        for link in page.css("a")
        if (number := script_pagers.called_page(link))
        and (pagers.says_next(link) or _text(link) == f"{number}" != "1")
    )
    chosen = (
        number for _, number in script_pagers.select_calls(page.html) if 1 < number < _FIRST_YEAR
    )
    numbers = [number for number in (*linked, *chosen) if number]
    called = (numbers[0] if page.begins else max(numbers)) if numbers else None
    if called is not None or not page.begins:
        return called
    offered = counted_pages(page.html, rows) > 1 or _numbered(page, rows) or _pressed(page)
    offered = offered or _counts_more(_hidden_fields(page), rows, PLACES)
    offered = offered or _turned_by_function(page) or pagers.leads_to_last(page)
    return _SECOND if offered else None


def _counts_more(
    said: Iterable[tuple[str, str | None]], rows: int, but: frozenset[str] = frozenset()
) -> bool:
    """Whether attributes or fields count more than one page: data-total="3" data-current="1", <input id="totalpage" value="3">."""
    numbers = {
        re.sub(r"^data-|[-_]", "", name).lower(): int(value)
        for name, value in said
        if value and value.isdecimal()
    }
    return pages_told({name: numbers[name] for name in numbers.keys() - but}, rows) > 1


def _hidden_fields(page: HtmlPage) -> Iterator[tuple[str, str | None]]:
    """The hidden fields of a page, by each of their names."""
    fields = [one.attributes for one in page.css("input[type=hidden]")]
    named = ((one.get(by), one.get("value")) for one in fields for by in ("id", "name"))
    return ((name, value) for name, value in named if name)


def _numbered(page: HtmlPage, rows: int) -> bool:
    """Whether a pager shows or keeps the numbers of several pages, the second among them."""
    return any(
        _counts_more(place.attributes.items(), rows)
        or {"2"} < {_text(each) for each in place.css(_NUMBERED) if _NUMBER.fullmatch(_text(each))}
        for place in page.css("[class], [id]")
        if _PAGER.search(named := f"{place.attributes.get('class')} {place.attributes.get('id')}")
        and not _PICTURES.search(named)
        and len(_text(place)) < _MOST_LETTERS
    )


def _pressed(page: HtmlPage) -> bool:
    """Whether a button says next page, or anything says that it loads more rows."""
    buttons = (*page.css("button"), *page.css("input[value]"))
    if any(
        pagers.says_next_page(_text(button) or button.attrs.sget("value"))
        and "disabled" not in button.attributes
        for button in buttons
    ):
        return True
    if any(pagers.says_next_page(_text(link)) and _keeps_number(link) for link in page.css("a")):
        return True
    # Those of JavaServer Faces send their form with fields of their own.
    if any(_text(link) == f"{_SECOND}" for link in page.css('a[onclick*="jsfcljs"]')):
        return True
    more = (button for button in page.css("button") if _MORE_ROWS.fullmatch(_text(button)))
    if not all(map(is_in_zone, more)):
        return True
    return any(
        _MORE.fullmatch(_text(node)) and not is_hidden(node)
        for node in page.css("a, button, div, span, p")
        if "更多" in _text(node)
    )


def _turned_by_function(page: HtmlPage) -> bool:
    """Whether a link that says next page calls a function without a number, whose script counts several pages."""
    turning = filter(pagers.says_next, page.css("a[href], a[onclick]"))
    calls = map(script_of, turning)
    names = {called[1] for call in calls if (called := _CALLED.search(call))}
    scripts = list(inline_scripts(page.html)) if names else []
    return any(
        f"function {name}" in script and any(int(number) > 1 for number in _TOTAL.findall(script))
        for name in names
        for script in scripts
    )


def _keeps_number(link: LexborNode) -> bool:
    """Whether a link keeps the number of a later page for a script, and has no address."""
    kept = (value or "" for name, value in link.attributes.items() if name.startswith("data-"))
    return "href" not in link.attributes and any(
        value.isdecimal() and 1 < int(value) <= _MOST_PAGES for value in kept
    )


def _text(node: LexborNode) -> str:
    return node.text().strip()
