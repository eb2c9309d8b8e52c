"""This module opens a page of HTML: its tree, where its links lead from where it stands, and the frames in which its list may be.

The head of a page may also name a feed of the list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.depth import parse_html
from parsers.listings.addresses import base_url, is_same_page, resolve_url
from parsers.listings.column_names import is_column_name
from parsers.listings.links import link_target
from parsers.listings.listing import Listing, Request, Response, folder_of, is_same_host
from parsers.patterns import PAGE_ENDING

COUNTERS = re.compile(
    r"visit|counter|weather|tianqi|/share|/login|/search|/map\b|player|/tabstrip\.html?$",  # and a workbook's tabs
    re.IGNORECASE,
)
# What a script shows in a frame: document.getElementById('body').src = '2023.html'
SET_BY_SCRIPT = rf"""\.\s{{0,9}}(?:src\s{{0,9}}=|attr\(\s{{0,9}}["']src["']\s{{0,9}},)\s{{0,9}}["']([^"'<>\s]{{1,200}}{PAGE_ENDING}(?:\?[^"'<>\s]{{0,200}})?)["']"""
_SET = re.compile(SET_BY_SCRIPT)
_SLASHES_OF_A_SITE = 3


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page of HTML: what came, its tree, the address that links are relative to, and the listing that asked for it."""

    response: Response
    tree: LexborHTMLParser
    base: str
    previous: Listing | None = None

    @property
    def html(self) -> str:
        """The page's text."""
        return self.response.text

    @property
    def here(self) -> str:
        """The page's own address."""
        return self.response.url

    @property
    def folder(self) -> str:
        """The folder that the page stands in."""
        return folder_of(self.here)

    @property
    def begins(self) -> bool:
        """Whether it is the first page of a list."""
        return self.previous is None or self.previous.begins(self.response.request)

    def css(self, selector: str) -> list[LexborNode]:
        """The elements that a selector finds."""
        return self.tree.css(selector)

    def resolve(self, href: str | None) -> str | None:
        """The absolute address of a link; None for a script or an anchor."""
        return resolve_url(self.base, href)

    def target(self, link: LexborNode) -> str | None:
        """Where a link leads, or what a script of it opens."""
        return link_target(link, self.base)

    def has_below(self, url: str) -> bool:
        """Whether an address lies in the folder of the page, which is no whole site."""
        return self.folder.count("/") > _SLASHES_OF_A_SITE and url.startswith(self.folder)

    def is_own(self, url: str) -> bool:
        """Whether an address is on the page's own host."""
        return is_same_host(url, self.here)


def open_page(response: Response, previous: Listing | None = None) -> HtmlPage:
    """The page of HTML that came."""
    tree = parse_html(response.text)
    return HtmlPage(response, tree, base_url(response, tree), previous)


def frame_requests(page: HtmlPage) -> tuple[Request, ...]:
    """The requests for the frames of a page, except counters and the like."""
    framed = _framed(page, "iframe, frame[src]")
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
    return tuple(Request(url) for url in dict.fromkeys(urls) if not is_same_page(url, page.here))


def _source(frame: LexborNode) -> str | None:
    """The address of a frame, which one that is not shown yet keeps for a script."""
    src = frame.attrs.sget("src")
    later = (frame.attributes.get(name) for name in ("data-src", "lay-src", "_src", "data-url"))
    return next(filter(None, later), src) if src in ("", "#", "about:blank") else src
