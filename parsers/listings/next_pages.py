"""This module finds how a list goes on from a page of HTML.

It goes on by a link, by its engine's pager, by a form or by a script; failing those, by a guess.
"""

from collections.abc import Callable
from typing import NamedTuple

from parsers.listings import faces_pagers, form_pagers, pagers, script_pagers
from parsers.listings.guessed_pages import guessed_pages
from parsers.listings.html_page import HtmlPage
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listing import Listing, Request, Response
from parsers.listings.markup import is_whole_page
from parsers.listings.pagination import next_part, numbered_part, page_field
from parsers.listings.unread_pages import unread_page

Pager = Callable[[Response, Listing | None, int], tuple[Request, ...] | None]
_SECOND = 2


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
    return guessed_pages(page) if offered else ()


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
    found = found or faces_pagers.next_pages(page)
    return found or script_pagers.next_pages(page.html, page.here) or ()
