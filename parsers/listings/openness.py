"""This module reads openness (Lu'an, Ma'anshan and others in Anhui), paged by `page` in its address."""

import re

from parsers.listings import pages
from parsers.listings.listing import Answer, Ask, Listing
from parsers.listings.queries import page_of, turned

MARKS = re.compile(r"/opennessTarget/")
ARTICLE = re.compile(
    r"/(?:mobileO|o)penness/detail/|/OpennessContent/|/OpennessAnnualReport/|/XxgkAnnualReport/"
)
_PAGES = re.compile(r"共(?:\s|&nbsp;|<[^>]*>)*(\d+)(?:\s|&nbsp;|<[^>]*>)*页|[?&;]page=(\d+)")


def read(answer: Answer, previous: Listing | None = None) -> Listing:
    """One page of a list; the telephone's twin of each row is the same row to the crawler."""
    return pages.read(answer, "openness", previous, _pager)


def _pager(answer: Answer, *_: object) -> tuple[Ask, ...] | None:
    """The page after, where the list is asked for by page and names a higher number."""
    if "opennessTarget" not in answer.url:
        return None
    number = (page_of(Ask(answer.url)) or ("page", 1))[1]
    named = [int(one or other) for one, other in _PAGES.findall(answer.text)]
    return (turned(Ask(answer.url)),) if max(named, default=0) > number else ()
