"""This module reads pagers whose script writes the links to all pages, in a loop or from a count of pages."""

import re

from parsers.listings.listing import Listing, Request, Response
from parsers.listings.pagers import numbered_page, page_number

# <div id="pageDec" pagesize="20" pagecount="3">
_PAGED = re.compile(
    r"""id\s*=\s*["']?pageDec["']?[^>]*?pagesize\s*=\s*["']?\d+[^>]*?pagecount\s*=\s*["']?(\d+)""",
    re.IGNORECASE,
)
# A link as a script writes it: '<a href="list_' + (i + 1) + '.html">'
_WRITES = re.compile(
    r"""
    href\s*=\s*\\?["']?([\w./-]{0,60}_)["']            # the name before the number
    \s*\+\s*+\(?\s*+\w++\s*+([+-]\s*1)?\s*+\)?\s*+\+\s*+      # the number, perhaps one more or less
    ["'](\.s?html?)                                     # the ending
    """,
    re.VERBOSE,
)
# for (var i = 1; i < pageCount; i++)
_LOOP = re.compile(r"for\s*\([^;=]{0,40}=\s*(\d)\s*;\s*\w+\s*<=?\s*(?:\w+\.)*(\w+)\s*;")
# The number that the page gives to the end of the loop: var pageCount = 5
_BOUND = r"\b{name}\b[\"']?\s*[:=]\s*[\"']?(\d{{1,6}})\b"

# The number that is a file's name, and the call of a pager: /nb/1.html   pagination('1', '3', '.html')
_NUMBERED = re.compile(r"/(\d{1,4})(\.s?html?)$")
_CALLED = re.compile(
    r"""\b\w*(?:pagination|createpage|pager|fenye|showpage)\w*\s*\(\s*["']?(\d{1,4})["']?\s*,\s*["']?(\d{1,4})["']?\s*[,)]""",
    re.IGNORECASE,
)


def counted_page(
    response: Response, previous: Listing | None, _: int
) -> tuple[Request, ...] | None:
    """The next page by `#pageDec`, which has the count of pages; the second may be `index_1` or `index_2`."""
    match = _PAGED.search(response.text)
    if match is None or int(match[1]) < 2 or previous is not None:
        return None if match is None else _page_after(response, int(match[1]))
    return tuple(Request(numbered_page(response.url, number)) for number in (1, 2))


def numbered_file(response: Response) -> tuple[Request, ...]:
    """The next page of a list whose files are numbers, where a pager is called with this one and their count."""
    here = _NUMBERED.search(response.url)
    called = _CALLED.search(response.text) if here else None
    numbers = {int(called[1]), int(called[2])} if called else set()
    if here is None or int(here[1]) not in numbers or int(here[1]) >= max(numbers):
        return ()
    return (Request(f"{response.url[: here.start(1)]}{int(here[1]) + 1}{here[2]}"),)


def written_page(response: Response) -> tuple[Request, ...]:
    """The next page where a script writes the links of all pages in a loop."""
    match = _WRITES.search(response.text)
    if match is None:
        return ()
    loops = _LOOP.findall(response.text, max(0, match.start() - 400), match.start())
    if not loops:
        return ()
    begin, bound = loops[-1]
    if _number(bound, response.text) == 1:
        return ()
    here, first = page_number(response.url), int(begin) + int((match[2] or "0").replace(" ", ""))
    stem = match[1].rstrip("_").rpartition("/")[2]
    after = first + 1 if here is None else here + 1
    return (Request(numbered_page(response.url, after, stem or None, match[3])),)


def _number(name: str, html: str) -> int | None:
    """The number that a name stands for, where the page says so."""
    match = re.search(_BOUND.format(name=name), html)
    return int(name) if name.isdecimal() else int(match[1]) if match else None


def _page_after(response: Response, count: int) -> tuple[Request, ...]:
    """The request for the page after this one; none after the last, nor where its address has no number."""
    number = re.search(r"_(\d+)\.\w+$", response.url)
    current = int(number[1]) if number else count
    return (Request(numbered_page(response.url, current + 1)),) if current < count else ()
