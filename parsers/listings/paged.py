"""This module reads the engines whose lists are plain pages with a pager of their own.

They are openness (Lu'an, Ma'anshan and others in Anhui), Boda VSB, Shanghai's and Beijing's eportal; and Lonsun's Ls
(Anhui), whose lists come as fragments of HTML by page number.
"""

import re
from typing import NamedTuple

from parsers.listings import json_rows, json_values, pages
from parsers.listings.addresses import base_url, numbered_page, page_number, written_urls
from parsers.listings.listing import Listing, Request, Response, referer_header
from parsers.listings.markup import named_number
from parsers.listings.next_pages import Pager
from parsers.listings.page_counts import told_pages
from parsers.listings.pagination import next_page, page_field, with_field
from parsers.listings.rows import rows_in

# The forms of articles' addresses.
OPENNESS_ARTICLE = re.compile(
    r"/(?:mobileO|o)penness/detail/|/OpennessContent/|/OpennessAnnualReport/|/XxgkAnnualReport/"
)
VSB_ARTICLE = re.compile(r"/info/\d+/\d+\.htm")
_PAGE = re.compile(r"[?&;]page=(\d+)")
_SET_PAGE = re.compile(r"""\.pagination\s*\(\s*["']setPage["']\s*,\s*(\d+)\s*,\s*(\d+)""")
_NEXT = re.compile(r"\bnext\(\s*[\"']?(\d+)")
LS_MARKS = re.compile(r"Ls\.pagination|publicInfoList|/site/label/\d+|xxgk_navli|lm_line")
_LABEL = re.compile(
    r"""["'(]([^"'()\s<>]*/site/label/\d+\?[^"'()\s<>]*labelName=publicInfoList[^"'()\s<>]*)["')]"""
)
_LS_PAGER = re.compile(r"Ls\.pagination\s*\([^{]*\{(.*?)\}", re.DOTALL)


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
    return (with_field(Request(response.url), "currentPage", str(min(higher))),) if higher else ()


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


def read_ls(response: Response, previous: Listing | None = None) -> Listing:
    """A column's page, or one fragment of its list."""
    if "/site/label/" in response.request.url and "<html" not in response.text[:2000].lower():
        content = json_values.parse_json(response.text)
        base = base_url(response)
        rows = rows_in(response.text, base) if content is None else json_rows.rows_of(content, base)
        more = rows and _goes_on(response)
        return Listing("ls", rows, (next_page(response.request),) if more else ())
    found = pages.read(response, "ls", previous, _pages_of_ls)
    return pages.unless_shown(found, "ls", _labels, response)


def _labels(response: Response) -> tuple[Request, ...]:
    """The fragments that the page asks for, from their first page on."""
    urls = written_urls(response, _LABEL.findall(response.text))
    asked = (Request(url, headers=referer_header(response.url)) for url in urls)
    return tuple(dict.fromkeys(with_field(one, "pageIndex", "1") for one in asked))


def _goes_on(response: Response) -> bool:
    """Whether a pager has a further page; without a pager there may be one."""
    current, count = _numbers_of_ls(response.text)
    if count is None:
        return True
    asked = page_field(response.request)
    return (current or (asked[1] if asked else 1)) < count


def _numbers_of_ls(html: str) -> tuple[int | None, int | None]:
    """The current number and the count of pages that `Ls.pagination` is given."""
    match = _LS_PAGER.search(html)
    options = match[1] if match else ""
    return named_number("currPage", options), named_number("pageCount", options)


def _pages_of_ls(response: Response, *_: object) -> tuple[Request, ...] | None:
    """The second page of the page's own fragment, else of the column's address by `pageIndex`."""
    current, count = _numbers_of_ls(response.text)
    if count is None:
        return None
    if (current or 1) >= count:
        return ()
    following = str((current or 1) + 1)
    asked = next(iter(_labels(response)), Request(response.url))
    return (with_field(asked, "pageIndex", following),)
