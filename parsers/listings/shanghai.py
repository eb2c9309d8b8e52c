"""This module reads Shanghai's pager, which counts from 1 and claims more pages than there are."""

import re

from parsers.listings import pages
from parsers.listings.listing import Answer, Ask, Listing
from parsers.listings.pagers import number_of, numbered

MARKS = re.compile(r"""\.pagination\s*\(\s*["']setPage["']|ivs_content""")
_PAGER = re.compile(r"""\.pagination\s*\(\s*["']setPage["']\s*,\s*(\d+)\s*,\s*(\d+)""")


def read(answer: Answer, previous: Listing | None = None) -> Listing:
    """One page of a list."""
    return pages.read(answer, "shanghai", previous, pager)


def pager(answer: Answer, *_: object) -> tuple[Ask, ...] | None:
    """`index_2.html` after the first page, as long as the pager names a higher number."""
    match = _PAGER.search(answer.text)
    if match is None:
        return None
    current = number_of(answer.url) or int(match[1]) or 1
    return (Ask(numbered(answer.url, current + 1)),) if current < int(match[2]) else ()
