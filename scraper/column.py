"""This module goes from a portal's start to its report column, by the column's name."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers import listings
from parsers.listings.listing import Ask, Listing
from scraper.challenges import says_not_there
from scraper.failures import Unfetched
from scraper.page import Page, key_of
from scraper.session import Session

MOST_STEPS = 4


@dataclass(frozen=True, slots=True)
class Column:
    """The report column: its page, and what the engine reads there."""

    page: Page
    listing: Listing


@dataclass(slots=True)
class Search:
    """The way from start to column; pages on the way are kept like any other."""

    session: Session
    seen: set[str] = field(default_factory=set)
    home: str | None = None

    def column(self) -> Column:
        """The report column, or what start shows where no menu names one; raises Unfetched."""
        start = Ask(self.session.portal.start)
        page = self._page(start)
        self.home = page.sha256
        return self._from(page, MOST_STEPS) or self._read(page)

    def _from(self, page: Page, steps: int) -> Column | None:
        self.seen |= {page.key, key_of(Ask(page.url))}
        asks = listings.find_column(page.answer())
        if self._is_column(page, asks) or (not asks and self._shows_reports(page)):
            return self._read(page)
        mine = [ask for ask in asks if self.session.mine(ask.url)]
        if asks and not mine:
            self.session.followable(asks[0].url)
        if not steps:
            return None
        return next(self._through(mine, steps), None) or self._last(page, mine, steps)

    def _last(self, page: Page, mine: list[Ask], steps: int) -> Column | None:
        """A page reached by the column's name, whose menu leads nowhere else, is the column."""
        return self._read(page) if steps < MOST_STEPS and not mine else None

    def _through(self, asks: list[Ask], steps: int) -> Iterator[Column]:
        failure: Unfetched | None = None
        for ask in asks:
            if key_of(ask) in self.seen:
                continue
            try:
                column = self._from(self._page(ask), steps - 1)
            except Unfetched as error:
                if error.rule.everywhere or error.rule.status == "refused":
                    raise
                failure = failure or error
                continue
            if column is not None:
                yield column
        if failure is not None:
            raise failure

    def _is_column(self, page: Page, asks: tuple[Ask, ...]) -> bool:
        """A menu's link to the column that leads to the page it stands on marks the column."""
        here = {page.key, key_of(Ask(page.url))}
        return bool(asks) and key_of(asks[0]) in here

    def _shows_reports(self, page: Page) -> bool:
        pattern = self.session.portal.title
        rows = self._read(page).listing.rows
        return any(listings.may_be_report(row.title, pattern) for row in rows)

    def _read(self, page: Page) -> Column:
        engine = self.session.portal.engine
        return Column(page, listings.read(page.answer(), engine))

    def _page(self, ask: Ask) -> Page:
        self.seen.add(key_of(ask))
        page = self.session.replayed(ask) or self.session.fetch(ask, "listing")
        home = self.home == page.sha256 and bool(page.replies)
        if (home and not self._shows_reports(page)) or says_not_there(page.text()):
            raise Unfetched("soft-404", ask.url)
        self.session.keep(page)
        return page
