"""This module finds where the page of a listed report leads on to, if it has no report itself.

By a redirect in a script, as the list of a year's reports, in a frame, or by a link to the report. No way is
followed for ever: a page may link to itself under an address that is new each time.
"""

from parsers.listings import engines as listings
from parsers.listings.listing import Request, Row
from parsers.listings.notes import address_of, request_at
from scraper.crawling.challenges import visible_text
from scraper.crawling.failures import Unfetched
from scraper.crawling.page import Page, key_of
from scraper.crawling.redirects import MOST_REDIRECTS, leads_to_home_page
from scraper.crawling.session import Session
from scraper.frontier import Queued

_SHELL = 8_000  # bytes; a page that only leads on, or whose text a script draws, is no larger
_SILENT = 200  # characters of such a page beside its head and foot


class Leads:
    """The ways by which pages have led on to others."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ways: dict[str, tuple[str, ...]] = {}  # the keys of the pages that led on to one

    def rows(self, page: Page, queued: Queued) -> tuple[Row, ...]:
        """The rows that a page leads on to; raises Unfetched if a redirect leads nowhere or in a circle."""
        answer = page.response()
        led = listings.find_redirect(answer) if _is_small(page) else None
        if led is not None:
            return (Row(self._redirected(page, queued, led.request), queued.title),)
        if listings.is_bare_year(queued.title) or listings.is_of_several(queued.title):
            listing = listings.read(answer)
            later = (
                Row(one.url, queued.title)
                for one in (*listing.next, *listing.sublists)
                if not one.posts
            )
            found = (*listing.rows, *later)
        else:
            found = listings.find_same_report(answer, queued.title)
            if not found:  # what the page's script asks for the article
                asked = listings.find_article_calls(answer)
                if not asked and is_drawn(page):
                    asked = tuple(one for one in listings.find_interfaces(answer) if not one.posts)
                found = tuple(Row(address_of(one), queued.title) for one in asked)
        return tuple(row for row in found if self._goes_on(queued, key_of(request_at(row.url))))

    def _redirected(self, page: Page, queued: Queued, further: Request) -> str:
        self._session.require_own(further.url)
        if leads_to_home_page(page.url, further.url):
            raise Unfetched("soft-404", queued.url, f"leads to {further.url}")
        # A page may set a cookie and lead to itself.
        if key_of(further) != queued.key and not self._goes_on(queued, key_of(further)):
            raise Unfetched("redirect-circle", queued.url, f"leads to {further.url}")
        return further.url

    def _goes_on(self, queued: Queued, key: str) -> bool:
        """Note that a page leads to another; False if that has led here, or after too many pages."""
        way = (*self._ways.get(queued.key, ()), queued.key)
        if key in way or len(way) > MOST_REDIRECTS:
            return False
        self._ways.setdefault(key, way)
        return True


def is_drawn(page: Page) -> bool:
    """Whether a script draws all that a page says."""
    text = page.text()
    return (
        _is_small(page) and listings.is_drawn_by_script(text) and len(visible_text(text)) < _SILENT
    )


def _is_small(page: Page) -> bool:
    """Whether a page is too small to have a report."""
    return len(page.content) < _SHELL
