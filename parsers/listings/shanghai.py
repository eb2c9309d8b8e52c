"""This module reads Shanghai's pager, which counts from 1 and claims more pages than exist."""

import re

from parsers.listings import pages
from parsers.listings.listing import Listing, Request, Response
from parsers.listings.pagers import numbered_page, page_number

MARKS = re.compile(r"""\.pagination\s*\(\s*["']setPage["']|ivs_content""")
_PAGER = re.compile(r"""\.pagination\s*\(\s*["']setPage["']\s*,\s*(\d+)\s*,\s*(\d+)""")


def read(response: Response, previous: Listing | None = None) -> Listing:
    """One page of a list."""
    return pages.read(response, "shanghai", previous, pager)


def pager(response: Response, *_: object) -> tuple[Request, ...] | None:
    """`index_2.html` after the first page, as long as the pager names a higher number."""
    match = _PAGER.search(response.text)
    if match is None:
        return None
    current = page_number(response.url) or int(match[1]) or 1
    return (Request(numbered_page(response.url, current + 1)),) if current < int(match[2]) else ()
