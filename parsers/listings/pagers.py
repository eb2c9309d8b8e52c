"""This module finds the next page that a page names: by a link, a number, or an option of a select."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from parsers.javascript import unescape_literal
from parsers.listings.addresses import is_same_page
from parsers.listings.askable import is_action, may_change
from parsers.listings.html_page import HtmlPage
from parsers.listings.listing import Request, query_fields
from parsers.listings.markup import around
from parsers.listings.pagination import OFFSETS, is_page_beside, is_page_name

_WORDS = r"(?:[下后]\s*一?\s*[页頁]|next(?:\s*page)?|(?:较早|更早|较?旧)的?(?:文章|内容|日志|信息)|older\s*(?:posts?|entries))"
_SIGNS = r"[\s>＞»›→▶«‹←]*"
# A sign alone may belong to a row of pictures or a breadcrumb; these words mean a pager.
_IN_WORDS = re.compile(rf"[\[【(（]?{_SIGNS}{_WORDS}{_SIGNS}[\]】)）]?", re.IGNORECASE)
_NEXT = re.compile(rf"{_IN_WORDS.pattern}|[\[【(（]?(?:>|>>|＞|»|››?|→)[\]】)）]?", re.IGNORECASE)
_NAMED_NEXT = frozenset(
    {"next", "pnext", "nextpage", "next-page", "page-next", "next_page", "nextbtn", "btn-next"}
)
# What may lead to a page: links, parts of pictures, and elements that keep an address for a script.
_LEADING = "a, area, li[onclick], span[onclick], button[onclick], img[onclick], td[onclick], [data-url], [data-href], form:not([method=post i]) [formaction]:not([formmethod=post i], [type=reset i], [type=button i])"
_OPENED = frozenset({"onclick", "formaction"})
_LOADS = re.compile(r"(?:点击)?(?:加载|查看|显示)更多(?:\.{2,}|…)?")
_NUMBER = re.compile(  # and no year
    r"[\[【]?\s*(?!(?:19|20)\d\d\b)(\d{1,4})\s*[\]】]?|第\s*(\d{1,4}|[一二三四五六七八九十]{1,3})\s*页"
)
_BACK = re.compile(r"[\[【]?\s*1\s*[\]】]?|第\s*[1一]\s*页|首\s*页")
# The last page, which may be after pages that nothing leads to
_LAST = re.compile(r"\W*(?:尾|末|最后一?)\s*页\W*")
_NUMBERED = re.compile(r"[/_-]\d{1,3}(?:\.\w{3,5})?/?$")  # the address of a page: index_2.html
# EasySite's links ask for a page by script: its address stands in the call, and in an attribute.
# So does SharePoint's: RefreshPageTo(event, "/nb/AllItems.aspx?Paged=TRUE\\u0026p_ID=30")
_PASSED = re.compile(r"""\(\s*(?:this|event)\s*,\s*["'](/[^"'\s<>()\[\]]+)["']""")
# A month in an address; the tenth to twelfth page of a year's list is none: /2023/10.html, 2023_10.html
_MONTH = re.compile(
    r"(?<![0-9A-Za-z])(?:19|20)\d\d(?:[-.]?(?:0[1-9]|1[0-2])|[/_](?:0[1-9]|1[0-2](?=[-/_.]\d\d)))"
    r"(?:[-/_.]?\d\d)?(?![0-9A-Za-z])|(?:month|day)=\d|[?&]\w+=(?:19|20)\d\d&m\w*=\d"
)
_OPTION = re.compile(r"第?\s*\d{1,4}\s*页?|\d{1,5}\s*[-–—~至]\s*\d{1,5}")


def worded_next_page(page: HtmlPage) -> tuple[Request, ...]:
    """The next page by a link that says so in words and leads to the same host."""
    links = [*page.css("link[rel=next][href]")]
    links += [link for link in page.css("a") if says_next(link) and _in_words(link)]
    pressed = page.css("input[onclick][value], button[onclick]")
    links += [one for one in pressed if says_next_page(one.attributes.get("value") or one.text())]
    found = (url for url in _addresses(links, page) if page.is_own(url))
    return tuple(Request(url) for url in islice(found, 1))


def _in_words(link: LexborNode) -> bool:
    texts = (link.text(), link.attrs.sget("title"), *_pictured(link))
    return link.attributes.get("rel") == "next" or any(map(says_next_page, texts))


def _pictured(link: LexborNode) -> Iterator[str]:
    """What the pictures in a link are named, and the part of a picture that is one."""
    named = (picture.attributes for picture in (link, *link.css("img")))
    return ((one.get("alt") or one.get("title") or "").strip() for one in named)


def linked_pages(page: HtmlPage) -> tuple[Request, ...]:
    """The next page by a link that says so, else every page that a pager links by number, none back to the first."""
    links = page.css(_LEADING)
    nexts = [link for link in links if says_next(link)]
    # A sign may also lead to other sites, or to the next month of a calendar.
    following = [
        url
        for link in nexts
        for url in _addresses([link], page)
        if (_is_beside(link, url, page) and not _names_month(url, page.here)) or _in_words(link)
    ]
    if following:
        return (Request(following[0]),)
    kept = page.css("div[onclick], p[onclick]")
    loads = (one for one in (*links, *kept) if _LOADS.fullmatch(one.text().strip()) and _keeps(one))
    more = list(_addresses(loads, page))
    if more:
        return (Request(more[0]),)
    leading = (
        one for one in links if one.tag in ("a", "area") or not _OPENED.isdisjoint(one.attributes)
    )
    numbers = [link for link in leading if _NUMBER.fullmatch(link.text()) and _pages(link)]
    here_is_one = not page.begins or _counts_on(numbers)
    numbered = (link for link in numbers if not (here_is_one and _BACK.fullmatch(link.text())))
    addresses = (url for url in _addresses(numbered, page) if not _names_month(url, page.here))
    found = [*addresses, *_options(page)] or _counted_on(page)
    return tuple(Request(url) for url in dict.fromkeys(found))


def _counted_on(page: HtmlPage) -> list[str]:
    """The addresses that are this page's with another page's number, whatever leads there says: [6-10], 下5条, 更早, or nothing."""
    links = page.css(f"{_LEADING}, [onclick], dd[data-url]")
    said = ((link.text().strip(), link) for link in links)
    later = (link for text, link in said if not (_BACK.fullmatch(text) or _LAST.fullmatch(text)))
    # Of the links of 800 rows none does, which is told sooner than what else speaks against them.
    led = ((link, _leads_to(link, page)) for link in later)
    beside = (link for link, url in led if url is not None and is_page_beside(url, page.here))
    return list(_addresses(beside, page))


def leads_to_last(page: HtmlPage) -> bool:
    """Whether a link to the last page leads to another page of this list, and so over those before it."""
    last = (link for link in page.css(_LEADING) if _LAST.fullmatch(link.text()))
    return any(is_page_beside(url, page.here) for url in _addresses(last, page))


def _is_beside(link: LexborNode, url: str, page: HtmlPage) -> bool:
    """Whether a sign leads on within the site; an arrow, a cell, or what keeps an address for a script, to a number within the folder."""
    opened = not {"href", "onclick"}.isdisjoint(link.attributes) and link.tag != "td"
    if opened and "→" not in link.text():
        return page.is_own(url)
    counts = any(is_page_name(name) or name in OFFSETS for name, _ in query_fields(url))
    return url.startswith(page.folder) and (counts or _NUMBERED.search(url) is not None)


def _names_month(url: str, here: str) -> bool:
    """Whether an address names a month that this page's does not."""
    return not set(_MONTH.findall(url)) <= set(_MONTH.findall(here))


def _counts_on(numbers: list[LexborNode]) -> bool:
    """Whether numbers of pages go on from 1, so that the first page is that."""
    said = [match[1] or match[2] for link in numbers if (match := _NUMBER.fullmatch(link.text()))]
    return "2" in said and "0" not in said


def _keeps(link: LexborNode) -> bool:
    """Whether a link keeps an address for a script, as a whole, rather than leading there itself."""
    counts = any(name.startswith("data-page") for name in link.attributes)
    kept = any(name in link.attributes for name in ("data-url", "data-href", "onclick"))
    return kept and not counts


def says_next_page(text: str) -> bool:
    """Whether words say next page: 下一页, 下页 >, Next; a sign alone does not."""
    return _IN_WORDS.fullmatch(text.strip()) is not None


def says_next(link: LexborNode) -> bool:
    """Whether a link says that it leads to the next page, in words, a sign or a picture's name."""
    if "disabled" in link.attrs.sget("class").lower():
        return False
    texts = [link.text().strip(), link.attrs.sget("title").strip()]
    if not texts[0]:
        texts += (*_pictured(link), link.attrs.sget("aria-label").strip())
        if not any(texts) and _is_named_next(link):
            return True
    if "下一步" in texts:  # SharePoint's next page; elsewhere the next step of an application
        return "RefreshPageTo" in link.attrs.sget("onclick")
    return any(_NEXT.fullmatch(text) for text in texts) or link.attributes.get("rel") == "next"


def _is_named_next(link: LexborNode) -> bool:
    """Whether a link without a word, an icon, is called next by its class or that of its item."""
    item = link.parent if link.parent is not None and link.parent.tag == "li" else link
    classes = f"{link.attrs.sget('class')} {item.attrs.sget('class')}".lower()
    return not _NAMED_NEXT.isdisjoint(classes.split()) and "disabled" not in classes


def _pages(link: LexborNode) -> bool:
    """Whether a link with a number stands among others like it, as in a pager."""
    places = (place.css("a, li, span, em, strong, b, button") for place in around(link.parent, 2))
    return any(sum(bool(_NUMBER.fullmatch(one.text())) for one in each) > 1 for each in places)


def _addresses(links: Iterable[LexborNode], page: HtmlPage) -> Iterator[str]:
    for link in links:
        url = _leads_to(link, page)
        if url is None or is_same_page(url, page.here) or not _may_send(link, url):
            continue
        if not is_action(url) or is_action(page.here):
            yield url


def _leads_to(link: LexborNode, page: HtmlPage) -> str | None:
    passed = _PASSED.search(link.attrs.sget("onclick"))
    return page.resolve(unescape_literal(passed[1])) if passed else page.target(link)


def _may_send(link: LexborNode, url: str) -> bool:
    """Whether a button sends its form for a page, and for nothing else: toupiao.jsp, dc?item=2; True for what is no such button."""
    if "formaction" not in link.attributes:
        return True
    names = [name for name, _ in query_fields(url)]
    return not may_change(url) and (not names or any(map(is_page_name, names)))


def _options(page: HtmlPage) -> Iterator[str]:
    for option in page.css("select option[value]"):
        value = option.attrs.sget("value")
        if _OPTION.fullmatch(option.text().strip()) and re.search(r"[./?]", value):
            url = page.resolve(value)
            if url is not None and not is_same_page(url, page.here):
                yield url
