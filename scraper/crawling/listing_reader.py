"""This module fetches the pages of a listing and reads them by their engine; an empty page is requested again before it is trusted."""

from dataclasses import dataclass, replace

from parsers.listings import engines as listings
from parsers.listings.listing import Listing
from parsers.listings.notes import VALUES, notes_of
from scraper.crawling.challenges import says_not_there
from scraper.crawling.column import Column
from scraper.crawling.listed import Listed
from scraper.crawling.outcome import Unfetched
from scraper.crawling.page import Page
from scraper.crawling.session import Session
from scraper.crawling.steps import Step

_SECOND = 2  # a later page may be linked by a pager that has no end
_MOST_EMPTY = 3  # lists of single bodies or years that are empty for good; then another is asked for again but once
ENDS = frozenset({"not-found", "gone", "soft-404"})


@dataclass(frozen=True, slots=True)
class ListingReader:
    """The pages of one portal's listing, of which `listed` tells whether rows are missing."""

    session: Session
    listed: Listed
    engine: str

    def first(self, column: Column) -> Column:
        """The first page; an empty one is requested again, unless it says where its rows are."""
        column = replace(column, listing=self._led(column.page, column.listing))
        for attempt in range(1, self.session.portal.attempts + 1):
            listing = column.listing
            led = listing.next or listing.sublists or listing.leads_elsewhere
            if listing.rows or led or listing.problem:
                return column
            self.session.cool_down(column.page.url, attempt)
            column = self.fetch(Step(column.page.request, None, 1), keep=True)
        return column

    def later(self, step: Step) -> Column | None:
        """A later page; None if the listing has ended before it."""
        for attempt in range(self.session.portal.attempts + 1):
            try:
                column = self._get(step, attempt)
            except Unfetched as error:
                if error.reason not in ENDS or step.previous is None or step.of_several:
                    raise
                column = None
                if step.previous.links_on and step.number == _SECOND:
                    self.listed.note_short(f"page {step.number} of the listing is not there")
            if column is None and not self.listed.declares_more():
                return None
            if column is not None and not self._is_asked_again(column.listing, step, attempt):
                return column
            self.session.cool_down(step.request.url, attempt + 1)
        self.listed.empty_parts += step.of_several
        if self.listed.declares_more():
            self.listed.note_short(
                f"page {step.number} of the listing is empty: {self.listed.count()}"
            )
        return column

    def _is_asked_again(self, listing: Listing, step: Step, attempt: int) -> bool:
        """Whether a page without new rows cannot be the end: rows are missing, or a link leads to it and it is empty once."""
        # A part of a list may have what the pages of all have shown so far; a script is the same again.
        many = self.listed.empty_parts >= _MOST_EMPTY and not self.listed.declares_more()
        known = step.is_part if listing.rows else step.of_several and many and attempt > 0
        if known or not self.listed.is_doubtful(listing) or VALUES in notes_of(step.request):
            return False
        linked = step.previous is not None and step.previous.links_on
        return self.listed.is_incomplete() or (linked and not listing.rows and not attempt)

    def _get(self, step: Step, attempt: int) -> Column:
        replayed = self.session.replayed(step.request)
        if replayed is not None:
            return self._read(replayed, step)
        column = self.fetch(step, keep=False)
        last = attempt == self.session.portal.attempts
        if last or not self._is_asked_again(column.listing, step, attempt):
            self.session.writer.write(column.page)
        return column

    def kept(self, step: Step) -> Column:
        """The page of a step, which is asked for unless this run has it already; raises Unfetched."""
        replayed = self.session.replayed(step.request)
        return self.fetch(step, keep=True) if replayed is None else self._read(replayed, step)

    def fetch(self, step: Step, *, keep: bool) -> Column:
        """The page of a step; raises Unfetched."""
        page = self.session.fetch(step.request, "listing", may_be_empty=step.before is not None)
        if step.before is not None and not page.content:
            # The page before is not empty now, unless the site throttles.
            self.session.fetch(step.before, "listing")
            raise Unfetched("not-found", step.request.url)
        if says_not_there(page.text()):
            raise Unfetched("soft-404", step.request.url)
        if keep:
            self.session.writer.write(page)
        return self._read(page, step)

    def _read(self, page: Page, step: Step) -> Column:
        answer = page.response(self.session.portal.title)
        listing = listings.read(answer, self.engine, step.previous)
        # No page after the last.
        begins = step.previous is None or step.previous.begins(step.request)
        return Column(page, self._led(page, listing) if begins else listing)

    def _led(self, page: Page, listing: Listing) -> Listing:
        """The listing of a page that only redirects, which leads there."""
        bare = not (listing.rows or listing.inner)
        led = listings.find_redirect(page.response(self.session.portal.title)) if bare else None
        own = led is not None and self.session.is_own(led.request.url)
        return replace(listing, inner=(led.request,)) if led and own else listing
