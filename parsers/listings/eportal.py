"""This module reads Beijing's eportal, whose pager calls `next(N)` for `?currentPage=N`."""

import re

from parsers.listings import pages
from parsers.listings.listing import Answer, Ask, Listing
from parsers.listings.queries import page_of, with_fields

MARKS = re.compile(r"javascript:\s*next\(\d+\)|/eportal/|[?&]currentPage=\d")
_CALL = re.compile(r"\bnext\(\s*[\"']?(\d+)")


def read(answer: Answer, previous: Listing | None = None) -> Listing:
    """One page of a list."""
    return pages.read(answer, "eportal", previous, pager)


def pager(answer: Answer, *_: object) -> tuple[Ask, ...] | None:
    """The smallest number above this page's that the pager calls."""
    called = [int(number) for number in _CALL.findall(answer.text)]
    if not called:
        return None
    number = (page_of(Ask(answer.url)) or ("currentPage", 1))[1]
    higher = [each for each in called if each > number]
    return (Ask(with_fields(answer.url, currentPage=str(min(higher)))),) if higher else ()
