"""This module reads openness (Lu'an, Ma'anshan and others in Anhui), paged by `page` in its address."""

import re

from parsers.listings import pages
from parsers.listings.listing import Listing, Request, Response
from parsers.listings.parts import next_page, page_field

MARKS = re.compile(r"/opennessTarget/")
ARTICLE = re.compile(
    r"/(?:mobileO|o)penness/detail/|/OpennessContent/|/OpennessAnnualReport/|/XxgkAnnualReport/"
)
_PAGES = re.compile(r"共(?:\s|&nbsp;|<[^>]*>)*(\d+)(?:\s|&nbsp;|<[^>]*>)*页|[?&;]page=(\d+)")


def read(response: Response, previous: Listing | None = None) -> Listing:
    """One page of a list; the telephone's twin of each row is the same row to the crawler."""
    return pages.read(response, "openness", previous, _pager)


def _pager(response: Response, *_: object) -> tuple[Request, ...] | None:
    """The page after, where the list is asked for by page and names a higher number."""
    if "opennessTarget" not in response.url:
        return None
    number = (page_field(Request(response.url)) or ("page", 1))[1]
    named = [int(one or other) for one, other in _PAGES.findall(response.text)]
    return (next_page(Request(response.url)),) if max(named, default=0) > number else ()
