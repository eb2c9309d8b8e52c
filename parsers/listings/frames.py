"""This module finds the frames of a page in which its list may be, and the feed of the list that its head names."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborNode

from parsers.listings import pagers
from parsers.listings.column_names import is_column_name
from parsers.listings.html_page import HtmlPage, open_page
from parsers.listings.listing import Request, Response
from parsers.patterns import PAGE_ENDING

COUNTERS = re.compile(
    r"visit|counter|weather|tianqi|/share|/login|/search|/map\b|player|/tabstrip\.html?$",  # and a workbook's tabs
    re.IGNORECASE,
)
# What a script shows in a frame: document.getElementById('body').src = '2023.html'
SET_BY_SCRIPT = rf"""\.\s{{0,9}}(?:src\s{{0,9}}=|attr\(\s{{0,9}}["']src["']\s{{0,9}},)\s{{0,9}}["']([^"'<>\s]{{1,200}}{PAGE_ENDING}(?:\?[^"'<>\s]{{0,200}})?)["']"""
_SET = re.compile(SET_BY_SCRIPT)
# Of a tab of EasyUI, which loads it.
_OPTION = re.compile(r"""\bhref\s*:\s*["']([^"'<>\s]{1,300})["']""")


def frame_requests(page: HtmlPage) -> tuple[Request, ...]:
    """The requests for the frames of a page, except counters and the like."""
    framed = _framed(page, "iframe, frame[src], div[data-options*=href]")
    return tuple(request for request in framed if not COUNTERS.search(request.url))


def feed_requests(page: HtmlPage) -> Iterator[Request]:
    """The requests for the feeds that the head of a page names as the column."""
    for feed in page.css("link[rel=alternate][title][href]") if "rss" in page.html else []:
        url = page.resolve(feed.attributes.get("href"))
        if url and is_column_name(feed.attrs.sget("title")):
            yield Request(url)


def scripted_frames(page: HtmlPage) -> list[str]:
    """The addresses that the scripts of a page give to its frames."""
    found = (one for one in _SET.findall(page.html) if not COUNTERS.search(one))
    return list(filter(None, map(page.resolve, found)))


def named_frame_requests(response: Response) -> tuple[Request, ...]:
    """The request for the frame that holds the list, named in the address (`df`) or as the frame of a column."""
    return _framed(open_page(response), "iframe[name*=col_iframe], iframe[id*=col_iframe]")


def _framed(page: HtmlPage, selector: str) -> tuple[Request, ...]:
    """The requests for the frame that an address names, and for some of a page's own."""
    named = parse_qs(urlsplit(page.here).query).get("df", [])
    sources = (*named, *(_source(frame) for frame in page.css(selector)))
    urls = (url for source in sources if (url := page.resolve(source)))
    return tuple(
        Request(url) for url in dict.fromkeys(urls) if not pagers.is_same_page(url, page.here)
    )


def _source(frame: LexborNode) -> str | None:
    """The address of a frame, which one that is not shown yet keeps for a script."""
    options = _OPTION.search(frame.attrs.sget("data-options"))
    if options:
        return options[1]
    src = frame.attrs.sget("src")
    later = (frame.attributes.get(name) for name in ("data-src", "lay-src", "_src", "data-url"))
    return next(filter(None, later), src) if src in ("", "#", "about:blank") else src
