"""This module finds the frames of a page in which its list may be."""

import re
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborHTMLParser

from parsers.depth import parse_html
from parsers.listings import pagers
from parsers.listings.links import (
    base_url,
    resolve_url,
)
from parsers.listings.listing import Request, Response

_COUNTERS = re.compile(
    r"visit|counter|weather|tianqi|/share|/login|/search|/map\b|player", re.IGNORECASE
)


def frame_requests(tree: LexborHTMLParser, base: str, here: str) -> tuple[Request, ...]:
    """The requests for the frames of a page, except counters and the like."""
    named = parse_qs(urlsplit(here).query).get("df", [])
    sources = (frame.attributes.get("src") for frame in tree.css("iframe[src], frame[src]"))
    urls = (resolve_url(base, src) for src in (*named, *sources))
    wanted = (
        url
        for url in urls
        if url and not _COUNTERS.search(url) and not pagers.is_same_page(url, here)
    )
    return tuple(Request(url) for url in dict.fromkeys(wanted))


def named_frame_requests(response: Response) -> tuple[Request, ...]:
    """The request for the frame that holds the list, named in the address (`df`) or as the frame of a column."""
    tree = parse_html(response.text)
    base = base_url(response, tree)
    named = parse_qs(urlsplit(response.url).query).get("df", [])
    sources = [
        frame.attributes.get("src")
        for frame in tree.css("iframe[name*=col_iframe], iframe[id*=col_iframe]")
    ]
    urls = [url for src in (*named, *sources) if (url := resolve_url(base, src)) is not None]
    return tuple(
        Request(url) for url in dict.fromkeys(urls) if not pagers.is_same_page(url, response.url)
    )
