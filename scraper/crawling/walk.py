"""This module walks a listing to its end, and asks again before it believes an empty page.

A listing ends without a next page, at a page with no new row, or at a 404 past the first page. A
declared number of rows that is not reached is a promise broken: short pages are asked again.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers import listings
from parsers.listings.listing import Listing, Request, Row
from scraper.crawling.challenges import says_not_there
from scraper.crawling.column import Column
from scraper.crawling.failures import Unfetched
from scraper.crawling.page import Page, key_of
from scraper.crawling.session import Session

MOST_SHELLS = 4  # pages without a row that may lead to the one with rows
ENDS = frozenset({"not-found", "gone", "soft-404"})


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a listing: how it was asked for, and the page before it."""

    request: Request
    previous: Listing | None
    number: int


@dataclass(slots=True)
class Walk:
    """One portal's listing on its way."""

    session: Session
    engine: str
    rows: dict[str, Row] = field(default_factory=dict)
    declared: int | None = None
    short: str | None = None
    engine_seen: str | None = None
    _twins: int = 0  # rows that were another's twin: a site's own count may take them in
    _asked: set[str] = field(default_factory=set)
    _steps: deque[Step] = field(default_factory=deque)
    _sizes: list[tuple[Step, int]] = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        """Whether more pages are queued."""
        return bool(self._steps)

    def pages(self, column: Column) -> Iterator[tuple[str, list[Row]]]:
        """The new rows of each page of the listing, with the page's address."""
        self._asked = {column.page.key, key_of(Request(column.page.url))}
        first = self._believed(column)
        yield self._taken(first, Step(column.page.request, None, 1))
        while self._steps:
            step = self._steps.popleft()
            found = self._column(step)
            if found is not None:
                yield self._taken(found, step)
        yield from self._asked_again()

    def _believed(self, column: Column) -> Column:
        """The first page; an empty one is asked again, unless it says where its rows are."""
        for attempt in range(1, self.session.portal.attempts + 1):
            listing = column.listing
            if listing.rows or listing.next or listing.inner or listing.problem:
                return column
            self.session.cool_down(column.page.url, attempt)
            column = self._fetched(Step(column.page.request, None, 1), keep=True)
        return column

    def _column(self, step: Step) -> Column | None:
        """A later page; None where the listing has ended before it."""
        for attempt in range(self.session.portal.attempts + 1):
            try:
                column = self._had(step, last=attempt == self.session.portal.attempts)
            except Unfetched as error:
                if error.reason not in ENDS or step.previous is None:
                    raise
                column = None
            if column is not None and not self._doubtful(column):
                return column
            if not self._wanting():
                return column
            self.session.cool_down(step.request.url, attempt + 1)
        if self._promises_more():
            self.short = self.short or self._told(step)
        return column

    def _had(self, step: Step, *, last: bool) -> Column:
        replayed = self.session.replayed(step.request)
        if replayed is not None:
            return self._read(replayed, step)
        column = self._fetched(step, keep=False)
        if last or not (self._doubtful(column) and self._wanting()):
            self.session.keeper.keep(column.page)
        return column

    def _doubtful(self, column: Column) -> bool:
        """Whether a page adds nothing, and neither repeats rows nor leads to where its rows are."""
        listing = column.listing
        new = any(key_of(Request(row.url)) not in self.rows for row in listing.rows)
        return not (new or listing.inner or (listing.overlaps and listing.rows))

    def _wanting(self) -> bool:
        """Whether an empty page cannot be the end: rows were promised, or none came at all."""
        return not self.rows or self._promises_more()

    def _promises_more(self) -> bool:
        few = self._twins if self._twins * 2 < len(self.rows) else 0
        return self.declared is not None and len(self.rows) + few < self.declared

    def _is_whole(self) -> bool:
        """Whether a number of rows was declared, and is reached."""
        return self.declared is not None and not self._promises_more()

    def _fetched(self, step: Step, *, keep: bool) -> Column:
        page = self.session.fetch(step.request, "listing")
        if says_not_there(page.text()):
            raise Unfetched("soft-404", step.request.url)
        if keep:
            self.session.keeper.keep(page)
        return self._read(page, step)

    def _read(self, page: Page, step: Step) -> Column:
        return Column(page, listings.read(page.response(), self.engine, step.previous))

    def _taken(self, column: Column, step: Step) -> tuple[str, list[Row]]:
        """The page's new rows; what it leads to is put in line if it has any, or none yet."""
        listing = column.listing
        if listing.problem is not None and not self.rows and not self._steps:
            raise Unfetched("script-only", column.page.url, listing.problem)
        fresh = {
            key_of(Request(row.url)): row for row in reversed(listing.rows)
        }  # the first of twins
        new = {key: row for key, row in reversed(fresh.items()) if key not in self.rows}
        self.rows |= new
        self._twins += len(listing.rows) - len(fresh)
        if new:
            self.engine_seen = listing.engine
        self._sizes.append((step, len(listing.rows)))
        if listing.declared_rows is not None:
            self.declared = listing.declared_rows
        if new and not self._is_whole() and (listing.unread or 0) > len(self._sizes):
            self.short = f"page {listing.unread} of the listing is asked for by a script"
        if new or listing.overlaps or (not self.rows and step.number < MOST_SHELLS):
            self._lead_on(listing, step)
        return column.page.url, list(new.values())

    def _lead_on(self, listing: Listing, step: Step) -> None:
        inner = () if listing.rows else listing.inner
        for request in (*listing.next, *inner):
            if key_of(request) not in self._asked:
                self._asked.add(key_of(request))
                self.session.followable(request.url)
                self._steps.append(Step(request, listing, step.number + 1))

    def _asked_again(self) -> Iterator[tuple[str, list[Row]]]:
        """Ask again, at the end, while rows are missing: for the pages shorter than the fullest, and the last."""
        fullest = max((size for _, size in self._sizes), default=0)
        for place, (step, size) in enumerate(tuple(self._sizes), 1):
            if size < fullest or place == len(self._sizes):
                yield from self._once_more(step)
        if self._promises_more() and self.short is None:
            self.short = f"{len(self.rows)} of {self.declared} rows"

    def _once_more(self, step: Step) -> Iterator[tuple[str, list[Row]]]:
        for attempt in range(1, self.session.portal.attempts + 1):
            if not self._promises_more() or self.short is not None:
                return
            self.session.cool_down(step.request.url, attempt)
            column = self._fetched(step, keep=False)
            if not self._doubtful(column):
                self.session.keeper.keep(column.page)
                yield self._taken(column, step)

    def _told(self, step: Step) -> str:
        count = f"{len(self.rows)} of {self.declared} rows"
        return f"page {step.number} of the listing is empty: {count}"
