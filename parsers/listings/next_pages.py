"""This module finds how a list goes on from a page of HTML.

It goes on by a link, by its engine's pager, by a form or by a script; failing those, by a guess. Some scripts write
the links to all pages in a loop.
"""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from parsers.listings import form_pagers, pagers, script_pagers
from parsers.listings.addresses import numbered_page, page_number
from parsers.listings.html_page import HtmlPage
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listing import Listing, Request, Response
from parsers.listings.pagination import next_page, next_part, numbered_part, page_field
from parsers.listings.unread_pages import unread_page

Pager = Callable[[Response, Listing | None, int], tuple[Request, ...] | None]
_SECOND = 2
# The file of a list: its number, if it is one of several pages.
_FILE = re.compile(
    r"/(?:(?P<stem>[\w-]*?[A-Za-z][\w-]*?)(?:_(?P<page>[1-9]\d?))?|(?P<file>[1-9]\d?))?(?P<ext>\.s?html?)?$"
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
_NUMBERED_FILE = re.compile(r"/(\d{1,4})(\.s?html?)$")
_CALLED = re.compile(
    r"""\b\w*(?:pagination|createpage|pager|fenye|showpage)\w*\s*\(\s*["']?(\d{1,4})["']?\s*,\s*["']?(\d{1,4})["']?\s*[,)]""",
    re.IGNORECASE,
)


class NextPages(NamedTuple):
    """How a list goes on: the requests for the next pages, and whether links had their addresses (`linked`).

    `unread` is the number of a page that is offered without an address. `grows` says that an interface may have the
    rest of a list that grows in its page.
    """

    requests: tuple[Request, ...]
    linked: bool = False
    unread: int | None = None
    grows: bool = False


def find_next_pages(page: HtmlPage, pager: Pager, rows: int, *, believes_links: bool) -> NextPages:
    """The next pages by a link in words, else by the engine's own pager, else by whatever pages the list."""
    response = page.response
    worded = pagers.worded_next_page(page) if believes_links else ()
    scripted = worded or pager(response, None if page.begins else page.previous, rows)
    if scripted is not None:
        return NextPages(scripted, bool(worded))
    if requests := _linked_or_scripted(page):
        return NextPages(requests, linked=True)
    unread = unread_page(page, rows)
    return NextPages((), unread=unread, grows=unread == _SECOND or "scroll" in response.text)


def find_guesses(page: HtmlPage, found: NextPages) -> tuple[Request, ...]:
    """Where the next page may be, of a list that offers one, or of which this page was such a guess."""
    previous = page.previous
    on_trial = previous is not None and page.response.request in previous.guesses
    offered = found.unread if page.begins else on_trial
    return form_pagers.guessed_page(page) or _guessed_pages(page) if offered else ()


def find_second_part(response: Response) -> tuple[Request, ...]:
    """The request for the second part of a list whose first stands in the page, by the interface that its script asks."""
    found = (
        request if numbered_part(request, 1) > 1 else next_part(request)
        for request in find_interfaces(response)
    )
    return tuple(request for request in found if request is not None)[:1]


def _linked_or_scripted(page: HtmlPage) -> tuple[Request, ...]:
    """The next page by a link or a number, else by a form or a script."""
    found = pagers.linked_pages(page) or form_pagers.next_pages(page)
    return found or script_pagers.next_pages(page.html, page.here) or ()


def _guessed_pages(page: HtmlPage) -> tuple[Request, ...]:
    """The requests for the page that may be the next, as sites name their pages alike; the second may have the number 1 or 2.

    index.html > index_1.html or index_2.html   1.html > 2.html   list?pageNo=1 > list?pageNo=2
    """
    asked, here = page.response.request, page.here.partition("#")[0]
    if asked.posts or asked.asker is not None:
        return ()
    if page_field(Request(here)) is not None:
        return (next_page(Request(here)),)
    file = _FILE.search(urlsplit(here).path)
    if file is None or "?" in here:
        return ()
    if file["file"]:
        return (Request(f"{here.rpartition('/')[0]}/{int(file['file']) + 1}{file['ext'] or ''}"),)
    if file["page"] or not page.begins:
        number = int(file["page"] or 0)
        return (Request(numbered_page(here, number + 1)),) if number else ()
    return tuple(Request(numbered_page(here, number, file["stem"])) for number in (1, 2))


def numbered_file(response: Response) -> tuple[Request, ...]:
    """The next page of a list whose files are numbers, where a pager is called with this one and their count."""
    here = _NUMBERED_FILE.search(response.url)
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
