"""This module goes from a portal's start to its report column, by the column's name."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers import listings
from parsers.listings.listing import ColumnLink, Listing, Request
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
        page = self._page(Request(self.session.portal.start))
        self.session.home = page
        return self._from(Stand(page, MOST_STEPS)) or self._read(page)

    def _from(self, stand: Stand) -> Column | None:
        page = stand.page
        self.seen |= {page.key: page, key_of(Request(page.url)): page}
        links = listings.find_column_links(page.response(), self.session.portal.agency)
        if links and links[0].kind == "redirect":
            self.session.followable(links[0].request.url)
            return self._best(links, stand)
        name = stand.name or self._own_name(page, links)
        column = self._read(page, name)
        if self._is_it(column, links):
            return column
        named = [link for link in links if link.kind == "column"]
        others = [link for link in links if link.kind != "column"]
        found = self._best(named, stand)
        if found is None and name is None:
            found = self._best(others, stand)
        if found is not None and (name is None or self._promises(found)):
            return found
        if name is not None or self._shows_reports(column):
            return column
        self._elsewhere(links)
        return None

    def _elsewhere(self, links: tuple[ColumnLink, ...]) -> None:
        """Raise Unfetched where every way by a name leads to hosts that are not the portal's."""
        named = [link.request.url for link in links if link.kind != "frame"]
        if named and not any(self.session.mine(url) for url in named):
            self.session.followable(named[0])

    def _own_name(self, page: Page, links: tuple[ColumnLink, ...]) -> str | None:
        """The column's name, where the page says it of itself or a menu's link leads back to it."""
        here = {page.key, key_of(Request(page.url))}
        menu = (
            link.name for link in links if link.kind == "column" and key_of(link.request) in here
        )
        said = page.url if listings.is_column_page(page.response()) else None
        return next(menu, said)

    def _is_it(self, column: Column, links: tuple[ColumnLink, ...]) -> bool:
        """A page by the column's name that leads to rows, or one that is plainly a list of reports."""
        if column.name is not None:
            return self._promises(column)
        rows = column.listing.rows
        reports = [row for row in rows if self._is_report(row.title)]
        named = any(link.kind == "column" for link in links)
        return not named and len(reports) > 1 and len(reports) * 3 >= len(rows)

    def _promises(self, column: Column) -> bool:
        listing = column.listing
        return bool(listing.inner or listing.next) or self._shows_reports(column)

    def _shows_reports(self, column: Column) -> bool:
        return any(self._is_report(row.title) for row in column.listing.rows)

    def _is_report(self, title: str) -> bool:
        return listings.may_be_report(title, self.session.portal.title)

    def _best(
        self, links: "tuple[ColumnLink, ...] | list[ColumnLink]", stand: Stand
    ) -> Column | None:
        """The first column on these ways that leads to rows, else the first at all."""
        mine = [link for link in links if self.session.mine(link.request.url)]
        if not stand.steps:
            return None
        first: Column | None = None
        for column in self._through(mine, stand):
            if self._promises(column):
                return column
            first = first or column
        return first

    def _through(self, links: list[ColumnLink], stand: Stand) -> Iterator[Column]:
        failure: Unfetched | None = None
        for link in links:
            known = self.seen.get(key_of(link.request))
            if known is not None or len(self.seen) > MOST_PAGES:
                if known is not None and link.kind == "column":
                    yield self._read(known, link.name)
                continue
            try:
                column = self._from(self._next(link, stand))
            except Unfetched as error:
                refused = error.rule.status == "refused" and link.kind == "column"
                if error.rule.everywhere or refused:
                    raise
                failure = failure or (error if link.kind != "frame" else None)
                continue
            if column is not None:
                yield column
        if failure is not None:
            raise failure

    def _next(self, link: ColumnLink, stand: Stand) -> Stand:
        named = (
            link.name if link.kind == "column" else stand.name if link.kind == "redirect" else None
        )
        return Stand(self._page(link.request), stand.steps - 1, named)

    def _read(self, page: Page, name: str | None = None) -> Column:
        engine = self.session.portal.engine
        return Column(page, listings.read(page.response(), engine), name)

    def _page(self, request: Request) -> Page:
        page = self.session.replayed(request) or self.session.fetch(request, "listing")
        self.seen[key_of(request)] = page
        home = self.session.is_home(page) and not self._shows_reports(self._read(page))
        if home or says_not_there(page.text()):
            raise Unfetched("soft-404", request.url)
        self.session.keeper.keep(page)
        return page
