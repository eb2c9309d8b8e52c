"""This module goes from a portal's start to its report column, by the column's name."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers import listings
from parsers.listings.listing import Ask, Listing, Way
from scraper.crawling.challenges import says_not_there
from scraper.crawling.failures import Unfetched
from scraper.crawling.page import Page, key_of
from scraper.crawling.session import Session

MOST_STEPS = 4
MOST_PAGES = 16  # pages that may be looked at on the way, wrong turns included


@dataclass(frozen=True, slots=True)
class Column:
    """The report column: its page, what the engine reads there, and the name that led there."""

    page: Page
    listing: Listing
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """A page on the way: how it was reached, and how many steps may follow."""

    page: Page
    steps: int
    name: str | None = None


@dataclass(slots=True)
class Search:
    """The way from start to column; pages on the way are kept like any other."""

    session: Session
    seen: dict[str, Page] = field(default_factory=dict)

    def column(self) -> Column:
        """The report column, or what start shows where no menu names one; raises Unfetched."""
        page = self._page(Ask(self.session.portal.start))
        self.session.home = page
        return self._from(Stand(page, MOST_STEPS)) or self._read(page)

    def _from(self, stand: Stand) -> Column | None:
        page = stand.page
        self.seen |= {page.key: page, key_of(Ask(page.url)): page}
        ways = listings.ways(page.answer(), self.session.portal.agency)
        if ways and ways[0].kind == "redirect":
            self.session.followable(ways[0].ask.url)
            return self._best(ways, stand)
        name = stand.name or self._own_name(page, ways)
        column = self._read(page, name)
        if self._is_it(column, ways):
            return column
        named = [way for way in ways if way.kind == "column"]
        others = [way for way in ways if way.kind != "column"]
        found = self._best(named, stand)
        if found is None and name is None:
            found = self._best(others, stand)
        if found is not None and (name is None or self._promises(found)):
            return found
        if name is not None or self._shows_reports(column):
            return column
        self._elsewhere(ways)
        return None

    def _elsewhere(self, ways: tuple[Way, ...]) -> None:
        """Raise Unfetched where every way by a name leads to hosts that are not the portal's."""
        named = [way.ask.url for way in ways if way.kind != "frame"]
        if named and not any(self.session.mine(url) for url in named):
            self.session.followable(named[0])

    def _own_name(self, page: Page, ways: tuple[Way, ...]) -> str | None:
        """The column's name, where the page says it of itself or a menu's link leads back to it."""
        here = {page.key, key_of(Ask(page.url))}
        menu = (way.name for way in ways if way.kind == "column" and key_of(way.ask) in here)
        said = page.url if listings.says_column(page.answer()) else None
        return next(menu, said)

    def _is_it(self, column: Column, ways: tuple[Way, ...]) -> bool:
        """A page by the column's name that leads to rows, or one that is plainly a list of reports."""
        if column.name is not None:
            return self._promises(column)
        rows = column.listing.rows
        reports = [row for row in rows if self._is_report(row.title)]
        named = any(way.kind == "column" for way in ways)
        return not named and len(reports) > 1 and len(reports) * 3 >= len(rows)

    def _promises(self, column: Column) -> bool:
        listing = column.listing
        return bool(listing.inner or listing.next) or self._shows_reports(column)

    def _shows_reports(self, column: Column) -> bool:
        return any(self._is_report(row.title) for row in column.listing.rows)

    def _is_report(self, title: str) -> bool:
        return listings.may_be_report(title, self.session.portal.title)

    def _best(self, ways: "tuple[Way, ...] | list[Way]", stand: Stand) -> Column | None:
        """The first column on these ways that leads to rows, else the first at all."""
        mine = [way for way in ways if self.session.mine(way.ask.url)]
        if not stand.steps:
            return None
        first: Column | None = None
        for column in self._through(mine, stand):
            if self._promises(column):
                return column
            first = first or column
        return first

    def _through(self, ways: list[Way], stand: Stand) -> Iterator[Column]:
        failure: Unfetched | None = None
        for way in ways:
            known = self.seen.get(key_of(way.ask))
            if known is not None or len(self.seen) > MOST_PAGES:
                if known is not None and way.kind == "column":
                    yield self._read(known, way.name)
                continue
            try:
                column = self._from(self._next(way, stand))
            except Unfetched as error:
                refused = error.rule.status == "refused" and way.kind == "column"
                if error.rule.everywhere or refused:
                    raise
                failure = failure or (error if way.kind != "frame" else None)
                continue
            if column is not None:
                yield column
        if failure is not None:
            raise failure

    def _next(self, way: Way, stand: Stand) -> Stand:
        named = way.name if way.kind == "column" else stand.name if way.kind == "redirect" else None
        return Stand(self._page(way.ask), stand.steps - 1, named)

    def _read(self, page: Page, name: str | None = None) -> Column:
        engine = self.session.portal.engine
        return Column(page, listings.read(page.answer(), engine), name)

    def _page(self, ask: Ask) -> Page:
        page = self.session.replayed(ask) or self.session.fetch(ask, "listing")
        self.seen[key_of(ask)] = page
        home = self.session.is_home(page) and not self._shows_reports(self._read(page))
        if home or says_not_there(page.text()):
            raise Unfetched("soft-404", ask.url)
        self.session.keeper.keep(page)
        return page
