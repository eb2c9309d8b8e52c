"""This module holds which pages of a listing are still to be asked for: later ones, its parts, and lists on trial.

What leads nowhere is given up: pages without a report, parts that a site links anew, choices that it ignores.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from parsers.listings import engines as listings
from parsers.listings.listing import Listing, Request, Row
from parsers.listings.notes import CALLS, VALUES, notes_of
from scraper.crawling.column import Column
from scraper.crawling.listed import Listed
from scraper.crawling.page import key_of
from scraper.crawling.session import Session

_MOST_EMPTY_PAGES = 4  # pages without rows that may lead to the one with rows
_MOST_BARREN = 20  # pages in a row without a report, after which a listing is not walked on


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a listing: its request, the page before it, its number from 1, and whether it is one of several columns.

    `is_part`: it is the first page of a list that another page with rows offers beside its own. `then` are lists like
    it, which are asked for if it has reports; `is_second`: no other is tried after it, as the first was empty. `before`
    is the request of the page before it, where both are of one interface that a script counts through without an end.
    """

    request: Request
    previous: Listing | None
    number: int
    of_several: bool = False
    is_part: bool = False
    then: tuple[Request, ...] = ()
    is_second: bool = False
    before: Request | None = None

    @property
    def on_trial(self) -> bool:
        """Whether nothing says that this page belongs to the listing."""
        guessed = self.previous is not None and self.request in self.previous.guesses
        return guessed or bool(self.then) or self.is_second


@dataclass(slots=True)
class Steps:
    """The pages of one portal's listing that are queued, each asked for once."""

    session: Session
    listed: Listed
    _barren: int = 0  # pages since the last one with a report
    # Parts since the last one with a new row, as a site has that links each of them anew.
    _repeated: int = 0
    _alike: int = 0  # parts in a row with the same rows, as a site has that ignores what is chosen
    _shown: tuple[Row, ...] = ()  # by the last part
    _requested: set[str] = field(default_factory=set)
    _steps: deque[Step] = field(default_factory=deque)
    _trials: deque[Step] = field(default_factory=deque)  # which come last, when all else is known

    @property
    def any_left(self) -> bool:
        """Whether more pages are queued."""
        return bool(self._steps or self._trials)

    @property
    def any_sure(self) -> bool:
        """Whether pages are queued that the listing says it has."""
        return bool(self._steps)

    def asked_for(self, *keys: str) -> None:
        """Note pages that have been asked for."""
        self._requested.update(keys)

    def was_asked_for(self, request: Request) -> bool:
        """Whether a page has been asked for."""
        return key_of(request) in self._requested

    def is_new(self, request: Request) -> bool:
        """Whether a page has not been asked for, which is noted as asked for by this."""
        new = key_of(request) not in self._requested
        self._requested.add(key_of(request))
        return new

    def following(self) -> Iterator[Step]:
        """The queued pages of a list, and those that are queued meanwhile, without choices that the site ignores."""
        self._alike = 0
        while self._steps or self._trials:
            step = (self._steps or self._trials).popleft()
            if not (step.is_part and self._alike >= _MOST_BARREN):
                yield step

    def queue(self, listing: Listing, step: Step, new: list[Row]) -> None:
        """Queue the pages that a page leads to; `new` are its rows that no other page had."""
        self._repeated = 0 if new else self._repeated + step.is_part
        same = step.is_part and self._shows_the_same(listing)
        leads = listing.leads_elsewhere or not self.listed.rows
        # Rows that a script opens, and no page before had.
        opened = (one for one in listing.inner if CALLS in notes_of(one))
        paged = any(_key(one) not in self._requested for one in opened)
        leads = leads and (paged or step.number < _MOST_EMPTY_PAGES)
        known = step.is_part and not (step.then or same)
        repeats = listing.overlaps or (known and self.has_report(listing))
        if new or repeats or leads:
            self._queue_next(listing, step)
        elif step.then and self.has_report(listing):  # it may be the page's own list, as a whole
            self._queue_next(replace(listing, sublists=(), bodies=()), step)
            if not step.is_second:
                self._try(step.then, step.previous, is_second=True)
        self._take_others(step, new)

    def has_report(self, listing: Listing) -> bool:
        """Whether a page of a listing has the row of a report."""
        return any(map(self.is_report, listing.rows))

    def is_report(self, row: Row) -> bool:
        """Whether a row may be a report's, by its title."""
        return listings.may_be_report(row.title, self.session.portal.title)

    def try_second(self, step: Step, first: Column) -> None:
        """Queue the list after one on trial that is empty, or a report column without reports, as a new body's is."""
        empty = not first.listing.rows or listings.is_column_page(first.page.response())
        if step.then and empty:
            self._try(step.then, step.previous, is_second=True)

    def _try(
        self, lists: tuple[Request, ...], previous: Listing | None, *, is_second: bool
    ) -> None:
        """Queue the first of some lists, on trial for the others."""
        self.asked_for(key_of(lists[0]))
        trial = Step(lists[0], previous, 1, of_several=True, is_part=True, then=lists[1:])
        self._trials.append(replace(trial, is_second=is_second))

    def _shows_the_same(self, listing: Listing) -> bool:
        """Whether a part has the rows of the one before it, which is counted."""
        same = self._shown == listing.rows != ()
        self._alike, self._shown = self._alike + 1 if same else 0, listing.rows
        return same

    def _queue_next(self, listing: Listing, step: Step) -> None:
        reports = self.has_report(listing)
        later = step.previous is not None and bool(step.previous.rows)  # no body's own first page
        if listing.rows and (reports or later):
            self._barren = 0 if reports else self._barren + 1
        inner = () if listing.rows else listing.inner
        bodies = listing.bodies if self.session.portal.is_government else ()
        parts = (*listing.sublists, *bodies) if self._repeated <= _MOST_BARREN else ()
        turned = () if step.is_part and not (reports or inner) else listing.next
        guesses = () if self.listed.is_whole() else listing.guesses
        ahead: list[Step] = []
        for request in (*turned, *guesses, *inner, *parts):
            if _key(request) in self._requested:
                continue
            if later and self._barren > _MOST_BARREN:
                self.listed.note_short(f"no report on {_MOST_BARREN} pages of the listing in a row")
                return
            self.asked_for(_key(request))
            part = request in parts
            if part and not self.session.is_own(request.url):
                if request in bodies:
                    self.session.tally.note_host(request.url)
                else:
                    self.listed.note_short(f"another column cannot be had: {request.url}")
                continue
            self.session.require_own(request.url)
            of_several = part or (request in inner and (len(inner) > 1 or step.of_several))
            number = 1 if part else step.number + 1
            before = step.request if _is_counted(step, listing, request) else None
            queue = ahead if request in turned else self._steps  # a list comes before its parts
            queue.append(Step(request, listing, number, of_several, part, before=before))
        self._steps.extendleft(reversed(ahead))
        self._try_one(listing, step)

    def _try_one(self, listing: Listing, step: Step) -> None:
        """Queue the first list of a government's other bodies that may have reports, or all others if it has new ones."""
        offered = listing.unsure if self.session.portal.is_government and not step.is_part else ()
        own = (one for one in offered if self.session.is_own(one.url))
        asked = tuple(one for one in own if key_of(one) not in self._requested)
        if asked:
            self._try(asked, listing, is_second=len(asked) == 1)

    def _take_others(self, step: Step, new: list[Row]) -> None:
        """Queue the lists like one on trial that has turned out to have new reports."""
        others = step.then if any(map(self.is_report, new)) else ()
        for request in filter(self.is_new, others):
            self._steps.append(Step(request, step.previous, 1, of_several=True, is_part=True))


def _is_counted(step: Step, listing: Listing, request: Request) -> bool:
    """Whether a script counts on from a later page to this one at the same address, and no link says that it is there."""
    here, there = step.request.url.partition("?")[0], request.url.partition("?")[0]
    return step.number > 1 and here == there and not listing.links_on


def _key(request: Request) -> str:
    """The key of a request; a script is read again, out of the archive, for what each page calls in it or gives to it."""
    notes = notes_of(request)
    asked = notes.get(CALLS) or notes.get(VALUES)
    return f"{key_of(request)}#{asked}" if asked else key_of(request)
