"""This module walks through the pages of a listing, and requests an empty page again before it trusts it.

A listing ends without a next page, at a page with no new row, or at a 404 past the first page. If
it declares more rows than were found, its short pages are requested again.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from parsers.listings import engines as listings
from parsers.listings.listing import Listing, Request, Row
from scraper.crawling.challenges import says_not_there
from scraper.crawling.column import Column
from scraper.crawling.failures import Unfetched
from scraper.crawling.listed import Listed, by_a_script
from scraper.crawling.page import LOGIN, Page, key_of
from scraper.crawling.session import Session

MOST_EMPTY_PAGES = 4  # pages without rows that may lead to the one with rows
MOST_BARREN = 20  # pages in a row without a report, after which a listing is not walked on
SECOND = 2  # a later page may be linked by a pager that has no end
FORBIDDEN = "forbidden"  # as some sites say of an address that does not exist
ENDS = frozenset({"not-found", "gone", "soft-404"})


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a listing: its request, the page before it, its number from 1, and whether it is one of several columns.

    `is_part`: it is the first page of a list that another page with rows offers beside its own. `then` are lists like
    it, which are asked for if it has reports; `is_second`: no other is tried after it, as the first was empty.
    """

    request: Request
    previous: Listing | None
    number: int
    of_several: bool = False
    is_part: bool = False
    then: tuple[Request, ...] = ()
    is_second: bool = False

    @property
    def on_trial(self) -> bool:
        """Whether nothing says that this page belongs to the listing."""
        guessed = self.previous is not None and self.request in self.previous.guesses
        return guessed or bool(self.then) or self.is_second


@dataclass(slots=True)
class Walk:
    """A walk through one portal's listing; `engine_seen` is the engine that read the rows."""

    session: Session
    engine: str
    listed: Listed = field(default_factory=Listed)
    engine_seen: str | None = None
    _unread: Unfetched | None = None
    _has_login: bool = False
    _barren: int = 0  # pages since the last one with a report
    # Parts since the last one with a new row, as a site has that links each of them anew.
    _repeated: int = 0
    _alike: int = 0  # parts in a row with the same rows, as a site has that ignores what is chosen
    _shown: tuple[Row, ...] = ()  # by the last part
    _requested: set[str] = field(default_factory=set)
    _steps: deque[Step] = field(default_factory=deque)
    _trials: deque[Step] = field(default_factory=deque)  # which come last, when all else is known
    _offering: list[Listing] = field(default_factory=list)  # of which no further page was found yet
    _sizes: list[tuple[Step, int]] = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        """Whether more pages are queued."""
        return bool(self._steps or self._trials)

    def pages(
        self, column: Column, beside: Iterable[Request] = ()
    ) -> Iterator[tuple[str, list[Row]]]:
        """Yield each page's address and the rows that are new on it, then those of other columns; raises Unfetched."""
        self._requested = {column.page.key, key_of(Request(column.page.url))}
        first = self._first_page(column)
        yield from self._list(first, Step(column.page.request, None, 1))
        if self._unread is not None and not self.listed.rows:
            raise self._unread
        if self._offering and not self.listed.is_whole():
            self.listed.note_short(by_a_script(self._offering[0]))
        yield from self._other_columns(beside)
        yield from self._retry_short_pages()

    def _list(self, column: Column, step: Step) -> Iterator[tuple[str, list[Row]]]:
        """The pages of a list from its first on, and of the lists that it leads to."""
        self._alike = 0
        yield self._take(column, step)
        while self._steps or self._trials:
            step = (self._steps or self._trials).popleft()
            ignored = step.is_part and self._alike >= MOST_BARREN
            found = None if ignored else self._next_page(step)
            if found is not None:
                yield self._take(found, step)

    def _other_columns(self, columns: Iterable[Request]) -> Iterator[tuple[str, list[Row]]]:
        """The pages of columns that stand beside the one walked; one that cannot be had makes the listing short."""
        for request in columns:
            if key_of(request) in self._requested:
                continue
            self._requested.add(key_of(request))
            try:
                step = Step(request, None, 1)
                column, before = self._fetch(step, keep=True), len(self.listed.rows)
                yield from self._list(column, step)
                if column.listing.problem is not None and len(self.listed.rows) == before:
                    self.listed.note_short(f"another column is drawn by a script: {request.url}")
            except Unfetched as error:
                if error.rule.everywhere:
                    raise
                self.listed.note_short(f"another column cannot be had: {request.url}")

    def _first_page(self, column: Column) -> Column:
        """The first page; an empty one is requested again, unless it says where its rows are."""
        for attempt in range(1, self.session.portal.attempts + 1):
            listing = column.listing
            if listing.rows or listing.next or listing.parts or listing.inner or listing.problem:
                return column
            self.session.cool_down(column.page.url, attempt)
            column = self._fetch(Step(column.page.request, None, 1), keep=True)
        return column

    def _next_page(self, step: Step) -> Column | None:
        """A further page; None for one of several columns that cannot be had: the others are walked all the same."""
        guessed = step.on_trial
        try:
            column = self._later_page(step)
            if not (guessed and self._is_other_list(column, step)):
                return column
            if column is not None and not step.is_second:
                self._try_second(step, column)
            return None
        except Unfetched as error:
            blocked = error.rule.status == "blocked" and not (guessed and error.reason == FORBIDDEN)
            if error.rule.everywhere or blocked:
                raise
            if guessed:
                return None
            if not step.of_several:
                raise
            if error.reason not in ENDS:
                self._unread = self._unread or error
            self.listed.note_short(f"another column cannot be had: {error.url}")
            return None

    def _is_other_list(self, column: Column | None, step: Step) -> bool:
        """Whether a list of nothing but reports has none on a page that was guessed, as where a site shows another instead."""
        of_reports = step.previous is not None and all(map(self._is_report, step.previous.rows))
        return of_reports and column is not None and not self._has_report(column.listing)

    def _later_page(self, step: Step) -> Column | None:
        """A later page; None if the listing has ended before it."""
        for attempt in range(self.session.portal.attempts + 1):
            try:
                column = self._get(step, last=attempt == self.session.portal.attempts)
            except Unfetched as error:
                if error.reason not in ENDS or step.previous is None or step.of_several:
                    raise
                column = None
                if step.previous.links_on and step.number == SECOND:
                    self.listed.note_short(f"page {step.number} of the listing is not there")
            if column is not None and not self.listed.is_doubtful(column.listing):
                return column
            if not self.listed.is_incomplete():
                return column
            self.session.cool_down(step.request.url, attempt + 1)
        if self.listed.declares_more():
            self.listed.note_short(
                f"page {step.number} of the listing is empty: {self.listed.count()}"
            )
        return column

    def _get(self, step: Step, *, last: bool) -> Column:
        replayed = self.session.replayed(step.request)
        if replayed is not None:
            return self._read(replayed, step)
        column = self._fetch(step, keep=False)
        if last or not (self.listed.is_doubtful(column.listing) and self.listed.is_incomplete()):
            self.session.writer.write(column.page)
        return column

    def _fetch(self, step: Step, *, keep: bool) -> Column:
        page = self.session.fetch(step.request, "listing")
        if says_not_there(page.text()):
            raise Unfetched("soft-404", step.request.url)
        if keep:
            self.session.writer.write(page)
        return self._read(page, step)

    def _read(self, page: Page, step: Step) -> Column:
        answer = replace(page.response(), title=self.session.portal.title)
        listing = listings.read(answer, self.engine, step.previous)
        begins = step.previous is None or step.previous.begins(
            step.request
        )  # no page after the last
        bare = begins and not (listing.rows or listing.inner)
        led = listings.find_redirect(answer) if bare else None
        if led is not None and self.session.is_own(led.request.url):
            listing = replace(listing, inner=(led.request,))
        return Column(page, listing)

    def _take(self, column: Column, step: Step) -> tuple[str, list[Row]]:
        """Take in a page: returns its address and its new rows, and queues the pages that it leads to."""
        listing = column.listing
        if listing.problem is not None and not self.listed.rows:
            self._unread = Unfetched("script-only", column.page.url, listing.problem)
            if not (self._steps or listing.inner):
                raise self._unread
        new = self.listed.take(listing)
        number = step.number + self._is_second_guess(step)
        if new:
            self.engine_seen = listing.engine
            self._offering = [one for one in self._offering if step.request not in one.guesses]
        if new and listing.guesses and (listing.unread or 0) > number:
            self._offering.append(listing)
        self._repeated = 0 if new else self._repeated + step.is_part
        same = step.is_part and self._shows_the_same(listing)
        self._sizes.append((step, len(listing.rows)))
        asks = LOGIN.search(column.page.content) is not None
        if step.number > 1 and not listing.rows and asks and not self._has_login:
            self.listed.note_short(f"page {step.number} of the listing asks for a password")
        self._has_login = self._has_login or asks  # a site may have its login on every page
        if listing.unshown and self._of_government:
            self.listed.note_short(f"reports of {listing.unshown} more choices are not shown")
        leads = (listing.inner or not self.listed.rows) and step.number < MOST_EMPTY_PAGES
        known = step.is_part and not (step.then or same)
        repeats = listing.overlaps or (known and self._has_report(listing))
        if new or repeats or leads:
            self._queue_next(listing, step)
        self._take_others(step, new)
        return column.page.url, new

    def _shows_the_same(self, listing: Listing) -> bool:
        """Whether a part has the rows of the one before it, which is counted."""
        same = self._shown == listing.rows != ()
        self._alike, self._shown = self._alike + 1 if same else 0, listing.rows
        return same

    def _is_second_guess(self, step: Step) -> bool:
        """Whether another guess of the same page has found the page before this one."""
        before = step.previous
        return before is not None and len(before.guesses) > 1 and before not in self._offering

    @property
    def _of_government(self) -> bool:
        """Whether the portal is a government's, whose column has the reports of the bodies below it."""
        return self.session.portal.agency.endswith("政府")

    def _has_report(self, listing: Listing) -> bool:
        return any(map(self._is_report, listing.rows))

    def _is_report(self, row: Row) -> bool:
        return listings.may_be_report(row.title, self.session.portal.title)

    def _queue_next(self, listing: Listing, step: Step) -> None:
        reports = self._has_report(listing)
        later = step.previous is not None and bool(step.previous.rows)  # no body's own first page
        if listing.rows and (reports or later):
            self._barren = 0 if reports else self._barren + 1
        inner = () if listing.rows else listing.inner
        choices = (*listing.parts, *(listing.bodies if self._of_government else ()))
        parts = choices if self._repeated <= MOST_BARREN else ()
        turned = () if step.is_part and not reports else listing.next
        guesses = () if self.listed.is_whole() else listing.guesses
        for request in (*turned, *guesses, *inner, *parts):
            if key_of(request) not in self._requested:
                if later and self._barren > MOST_BARREN:
                    self.listed.note_short(
                        f"no report on {MOST_BARREN} pages of the listing in a row"
                    )
                    return
                self._requested.add(key_of(request))
                part = request in parts
                if part and not self.session.is_own(request.url):
                    self.listed.note_short(f"another column cannot be had: {request.url}")
                    continue
                self.session.require_own(request.url)
                of_several = part or (request in inner and (len(inner) > 1 or step.of_several))
                number = 1 if part else step.number + 1
                self._steps.append(Step(request, listing, number, of_several, part))
        self._try_one(listing, step)

    def _try_one(self, listing: Listing, step: Step) -> None:
        """Queue the first list of a government's other bodies that may have reports, or all others if it has new ones."""
        offered = listing.unsure if self._of_government and not step.is_part else ()
        asked = [one for one in offered if key_of(one) not in self._requested]
        if asked and self.session.is_own(asked[0].url):
            self._requested.add(key_of(asked[0]))
            alone = len(asked) == 1
            self._trials.append(Step(asked[0], listing, 1, True, True, tuple(asked[1:]), alone))

    def _try_second(self, step: Step, first: Column) -> None:
        """Queue the list after one on trial that is empty, or a report column without reports, as a new body's is."""
        empty = not first.listing.rows or listings.is_column_page(first.page.response())
        if step.then and empty:
            self._requested.add(key_of(step.then[0]))
            again = Step(step.then[0], step.previous, 1, True, True, step.then[1:], True)
            self._trials.append(again)

    def _take_others(self, step: Step, new: list[Row]) -> None:
        """Queue the lists like one on trial that has turned out to have new reports."""
        for request in step.then if any(map(self._is_report, new)) else ():
            if key_of(request) not in self._requested:
                self._requested.add(key_of(request))
                self._steps.append(Step(request, step.previous, 1, True, True))

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
            column = self._fetch(step, keep=False)
            if not self.listed.is_doubtful(column.listing):
                self.session.writer.write(column.page)
                yield self._take(column, step)
