"""This module walks through the pages of a listing, and those of the columns beside it.

A listing ends without a next page, at a page with no new row, or at a 404 past the first page. If
it declares more rows than were found, its short pages are requested again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parsers.listings.listing import Listing, Request, Row
from parsers.listings.notes import LIST_OF_CHOICE, notes_of
from scraper.crawling.column import Column
from scraper.crawling.listed import Listed, by_a_script
from scraper.crawling.listing_reader import ENDS, ListingReader
from scraper.crawling.outcome import Unfetched
from scraper.crawling.page import LOGIN, key_of
from scraper.crawling.session import Session
from scraper.crawling.steps import Step, Steps

FORBIDDEN = "forbidden"  # as some sites say of an address that does not exist


@dataclass(slots=True)
class Walk:
    """A walk through one portal's listing; `engine_seen` is the engine that read the rows."""

    session: Session
    engine: str
    listed: Listed = field(default_factory=Listed)
    engine_seen: str | None = None
    _unread: Unfetched | None = None
    _has_login: bool = False
    _offering: list[Listing] = field(default_factory=list)  # of which no further page was found yet
    _sizes: list[tuple[Step, int]] = field(default_factory=list)
    steps: Steps = field(init=False)
    reader: ListingReader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = ListingReader(self.session, self.listed, self.engine)
        self.steps = Steps(self.session, self.listed)

    @property
    def goes_on(self) -> bool:
        """Whether more pages are queued."""
        return self.steps.any_left

    def pages(
        self, column: Column, beside: Iterable[Request] = ()
    ) -> Iterator[tuple[str, list[Row]]]:
        """Yield each page's address and the rows that are new on it, then those of other columns; raises Unfetched."""
        self.steps.asked_for(column.page.key, key_of(Request(column.page.url)))
        home = self.session.home
        if home is not None and home is not column.page:
            self._has_login = LOGIN.search(home.content) is not None
        first = self.reader.first(column)
        yield from self.list_from(first, Step(column.page.request, None, 1))
        if self._unread is not None and not self.listed.rows:
            raise self._unread
        if self._offering and not self.listed.is_whole():
            self.listed.note_short(by_a_script(self._offering[0]))
        yield from self._other_columns(beside)
        yield from self._retry_short_pages()

    def list_from(self, column: Column, step: Step) -> Iterator[tuple[str, list[Row]]]:
        """The pages of a list from its first on, and of the lists that it leads to."""
        yield self._take(column, step)
        for further in self.steps.following():
            found = self._next_page(further)
            if found is not None:
                yield self._take(found, further)

    def _other_columns(self, columns: Iterable[Request]) -> Iterator[tuple[str, list[Row]]]:
        """The pages of columns that stand beside the one walked; one that cannot be had makes the listing short."""
        for request in columns:
            if not self.steps.is_new(request):
                continue
            try:
                step = Step(request, None, 1)
                column, before = self.reader.kept(step), len(self.listed.rows)
                yield from self.list_from(column, step)
                if column.listing.problem is not None and len(self.listed.rows) == before:
                    self.listed.note_short(f"another column is drawn by a script: {request.url}")
            except Unfetched as error:
                if error.rule.everywhere:
                    raise
                self.listed.note_short(f"another column cannot be had: {request.url}")

    def _next_page(self, step: Step) -> Column | None:
        """A further page; None for one of several columns that cannot be had: the others are walked all the same."""
        guessed = step.on_trial
        try:
            column = self.reader.later(step)
            if not (guessed and self._is_other_list(column, step)):
                return column
            if column is not None and not step.is_second:
                self.steps.try_second(step, column)
            return None
        except Unfetched as error:
            blocked = error.rule.status == "blocked" and not (guessed and error.reason == FORBIDDEN)
            if blocked or not (guessed or step.of_several):
                raise
            self._note_lost(step, error)
            return None

    def _note_lost(self, step: Step, error: Unfetched) -> None:
        """Note that one of several lists cannot be had; of one on trial, only that the site fails to show one which it links."""
        dead, before = error.reason in ENDS, step.previous
        linked = before is not None and before.unread is None and step.request in before.guesses
        if step.on_trial and (dead or not linked):
            return
        if not (dead or step.on_trial):
            self._unread = self._unread or error
        self.listed.note_short(f"another column cannot be had: {error.url}")

    def _is_other_list(self, column: Column | None, step: Step) -> bool:
        """Whether a list of nothing but reports has none on a page that was guessed, as where a site shows another instead."""
        of_reports = step.previous is not None and all(
            map(self.steps.is_report, step.previous.rows)
        )
        return of_reports and column is not None and not self.steps.has_report(column.listing)

    def _take(self, column: Column, step: Step) -> tuple[str, list[Row]]:
        """Take in a page: returns its address and its new rows, and queues the pages that it leads to."""
        listing = column.listing
        if listing.problem is not None and not self.listed.rows:
            self._unread = Unfetched("script-only", column.page.url, listing.problem)
            if not (self.steps.any_sure or listing.inner):
                raise self._unread
        of_choice = LIST_OF_CHOICE in notes_of(step.request)
        # An interface, for one body or year
        asked = step.is_part and step.request.asker is not None
        listed_on = step.number > 1 or of_choice or asked
        if listing.problem is not None and listed_on and not listing.rows:
            self.listed.note_short(f"page {step.number} of the listing is not understood")
        # A page without rows is none of a list
        begins = step.previous is None or not step.previous.rows
        new = self.listed.take(listing, 1 if begins else step.number)
        number = step.number + self._is_second_guess(step)
        if new:
            self.engine_seen = listing.engine
            self._offering = [one for one in self._offering if step.request not in one.guesses]
        if new and listing.guesses and (listing.unread or 0) > number:
            self._offering.append(listing)
        self._sizes.append((step, len(listing.rows)))
        asks = LOGIN.search(column.page.content) is not None
        empty = not (listing.rows or listing.inner or listing.sublists or listing.bodies)
        if empty and asks and not self._has_login:
            self.listed.note_short(f"page {step.number} of the listing asks for a password")
        self._has_login = self._has_login or asks  # a site may have its login on every page
        if listing.unshown and self.session.portal.is_government:
            self.listed.note_short(f"reports of {listing.unshown} more choices are not shown")
        self.steps.queue(listing, step, new)
        return column.page.url, new

    def _is_second_guess(self, step: Step) -> bool:
        """Whether another guess of the same page has found the page before this one."""
        before = step.previous
        return before is not None and len(before.guesses) > 1 and before not in self._offering

    def _retry_short_pages(self) -> Iterator[tuple[str, list[Row]]]:
        """While rows are missing, request the last page and those shorter than the longest again."""
        fullest = max((size for _, size in self._sizes), default=0)
        for place, (step, size) in enumerate(tuple(self._sizes), 1):
            if size < fullest or place == len(self._sizes):
                yield from self._retry(step)
        if self.listed.declares_more():
            self.listed.note_short(self.listed.count())

    def _retry(self, step: Step) -> Iterator[tuple[str, list[Row]]]:
        for attempt in range(1, self.session.portal.attempts + 1):
            if not self.listed.declares_more() or self.listed.short is not None:
                return
            self.session.cool_down(step.request.url, attempt)
            column = self.reader.fetch(step, keep=False)
            if not self.listed.is_doubtful(column.listing):
                self.session.writer.write(column.page)
                yield self._take(column, step)
