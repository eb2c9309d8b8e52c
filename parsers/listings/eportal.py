"""This module reads Beijing's eportal, whose pager calls `next(N)` for `?currentPage=N`."""

import re

from parsers.listings import pages
from parsers.listings.listing import Listing, Request, Response, with_fields
from parsers.listings.parts import page_field

MARKS = re.compile(r"javascript:\s*next\(\d+\)|/eportal/|[?&]currentPage=\d")
_CALL = re.compile(r"\bnext\(\s*[\"']?(\d+)")


def read(response: Response, previous: Listing | None = None) -> Listing:
    """One page of a list."""
    return pages.read(response, "eportal", previous, pager)


def pager(response: Response, *_: object) -> tuple[Request, ...] | None:
    """The request for the lowest page number above this one that the pager calls."""
    called = [int(number) for number in _CALL.findall(response.text)]
    if not called:
        return None
    number = (page_field(Request(response.url)) or ("currentPage", 1))[1]
    higher = [each for each in called if each > number]
    return (Request(with_fields(response.url, currentPage=str(min(higher)))),) if higher else ()
