"""This module reads the engines whose lists are plain pages with a pager of their own.

They are openness (Lu'an, Ma'anshan and others in Anhui), Boda VSB, Shanghai's and Beijing's eportal.
"""

import re
from typing import NamedTuple

from parsers.listings import pages
from parsers.listings.listing import Listing, Request, Response, with_fields
from parsers.listings.next_pages import Pager
from parsers.listings.pagers import numbered_page, page_number
from parsers.listings.pagination import next_page, page_field
from parsers.listings.script_pagers import told_pages

# The forms of articles' addresses.
OPENNESS_ARTICLE = re.compile(
    r"/(?:mobileO|o)penness/detail/|/OpennessContent/|/OpennessAnnualReport/|/XxgkAnnualReport/"
)
VSB_ARTICLE = re.compile(r"/info/\d+/\d+\.htm")
_PAGE = re.compile(r"[?&;]page=(\d+)")
_SET_PAGE = re.compile(r"""\.pagination\s*\(\s*["']setPage["']\s*,\s*(\d+)\s*,\s*(\d+)""")
_NEXT = re.compile(r"\bnext\(\s*[\"']?(\d+)")


class Paged(NamedTuple):
    """An engine: its name, the marks of its pages, and its pager."""

    name: str
    marks: re.Pattern[str]
    pager: Pager

    def read(self, response: Response, previous: Listing | None = None) -> Listing:
        """One page of a list."""
        return pages.read(response, self.name, previous, self.pager)


def _pages_of_openness(response: Response, *_: object) -> tuple[Request, ...] | None:
    """The page after, where the list is asked for by `page` in its address and names a higher number.

    The telephone's twin of each row is the same row to the crawler.
    """
    if "opennessTarget" not in response.url:
        return None
    number = (page_field(Request(response.url)) or ("page", 1))[1]
    named = [*map(int, _PAGE.findall(response.text)), *told_pages(response.text)]
    return (next_page(Request(response.url)),) if max(named, default=0) > number else ()


def set_pages(response: Response, *_: object) -> tuple[Request, ...] | None:
    """`index_2.html` after the first page, as long as Shanghai's pager names a higher number.

    It counts from 1 and claims more pages than exist.
    """
    match = _SET_PAGE.search(response.text)
    if match is None:
        return None
    current = page_number(response.url) or int(match[1]) or 1
    return (Request(numbered_page(response.url, current + 1)),) if current < int(match[2]) else ()


def next_calls(response: Response, *_: object) -> tuple[Request, ...] | None:
    """The request for the lowest page number above this one that eportal's pager calls: `next(N)`."""
    called = [int(number) for number in _NEXT.findall(response.text)]
    if not called:
        return None
    number = (page_field(Request(response.url)) or ("currentPage", 1))[1]
    higher = [each for each in called if each > number]
    return (Request(with_fields(response.url, currentPage=str(min(higher)))),) if higher else ()


OPENNESS = Paged("openness", re.compile(r"/opennessTarget/"), _pages_of_openness)
# Its pagers are links (the numbers run backwards) to `N.htm`: the next is the link that says so.
VSB = Paged(
    "vsb",
    re.compile(
        r"vsb_content|v_news_content|_vsb_|vsbscreen|id=[\"']?line_|/system/_content/|/__local/|/_sitegray/"
    ),
    lambda *_: None,
)
SHANGHAI = Paged(
    "shanghai", re.compile(r"""\.pagination\s*\(\s*["']setPage["']|ivs_content"""), set_pages
)
EPORTAL = Paged(
    "eportal", re.compile(r"javascript:\s*next\(\d+\)|/eportal/|[?&]currentPage=\d"), next_calls
)
