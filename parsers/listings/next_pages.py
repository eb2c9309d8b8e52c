"""This module finds how a list goes on from a page of HTML.

It goes on by a link, by its engine's pager, by a form or by a script; failing those, by a guess.
"""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from parsers.listings import form_pagers, pagers, script_pagers
from parsers.listings.html_page import HtmlPage
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listing import Listing, Request, Response
from parsers.listings.markup import is_whole_page
from parsers.listings.pagers import numbered_page
from parsers.listings.pagination import next_page, next_part, numbered_part, page_field
from parsers.listings.unread_pages import unread_page

Pager = Callable[[Response, Listing | None, int], tuple[Request, ...] | None]
_SECOND = 2
# The file of a list: its number, if it is one of several pages.
_FILE = re.compile(
    r"/(?:(?P<stem>[\w-]*?[A-Za-z][\w-]*?)(?:_(?P<page>[1-9]\d?))?|(?P<file>[1-9]\d?))?(?P<ext>\.s?html?)?$"
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
    if unread and (requests := _as_asked(response)):
        return NextPages(requests)
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


def _as_asked(response: Response) -> tuple[Request, ...]:
    """The request for the part after one that a script has put into its page, whose functions the part does not have."""
    asked = page_field(response.request)
    if asked is None or is_whole_page(response.text):
        return ()
    further = next_part(response.request)
    last = max(script_pagers.told_pages(response.text), default=0)
    return (further,) if further is not None and not 0 < last <= asked[1] else ()


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
