"""This module finds a portal's report column: it follows links by their names from the start page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.listings import engines as listings
from parsers.listings.listing import ColumnLink, Listing, Request, folder_of
from scraper.crawling.challenges import says_not_there
from scraper.crawling.outcome import Unfetched
from scraper.crawling.page import Page, key_of
from scraper.crawling.session import Session

_MOST_STEPS = 4
_DEEPER = 4  # slashes of the address of a start page that lies in a folder
_FEWEST_ALIKE = 2  # columns of one name beside a government's own, one of each body
_MOST_PAGES = 16  # pages that may be fetched on the way, dead ends included


@dataclass(frozen=True, slots=True)
class Column:
    """The report column: its page, its listing, and the name of the link that led there, if any."""

    page: Page
    listing: Listing
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A page on the way: the name of the link to it, and how many steps may follow."""

    page: Page
    steps: int
    name: str | None = None
    platform: bool = False


@dataclass(slots=True)
class Search:
    """The search for a portal's column; pages on the way are archived like any other."""

    session: Session
    seen: dict[str, Page] = field(default_factory=dict)
    dead: set[str] = field(default_factory=set)  # the keys of what could not be fetched
    failure: Unfetched | None = None  # the first of a link that is named
    # Columns beside the one that was found: of other bodies, or of earlier years.
    beside: tuple[Request, ...] = ()
    # The platform's list of everything, or of the bodies below a government.
    general: Column | None = None

    def column(self) -> Column:
        """The report column, or the start page if no menu names one; raises Unfetched."""
        page = self.fetch(Request(self.session.portal.start))
        self.session.home = page
        found = self._from(Waypoint(page, _MOST_STEPS))
        if self.failure is not None and not (found and self._leads_to_rows(found)):
            raise self.failure
        return found or self.general or self._read(page)

    def _from(self, waypoint: Waypoint) -> Column | None:
        page = waypoint.page
        self.seen |= {page.key: page, key_of(Request(page.url)): page}
        links = listings.find_column_links(page.response(), self.session.portal.agency)
        if links and links[0].kind == "redirect":
            return self._led(links, waypoint)
        name = waypoint.name or self._own_name(page, links)
        column = self._read(page, name)
        if self._is_column(column, links):
            return column
        if waypoint.platform and self.general is None and self._goes_on(column):
            self.general = column
        named = [link for link in links if link.kind == "column"]
        others = [link for link in links if link.kind != "column"]
        found = self._below_start(links, waypoint) or self._best(named, waypoint)
        if name is None and not (found and self._leads_to_rows(found) and self._is_named(found)):
            known, failure = found, self.failure
            other = self._best(others, waypoint)
            # A list of everything is no better than a column of yearly reports.
            either = (
                (other, known) if other and other.name and self._is_named(other) else (known, other)
            )
            found = next(
                (one for one in either if one and self._leads_to_rows(one)), other or known
            )
            if known is not None:  # a dead way to other columns hides none that is there
                self.failure = failure
        if found is not None and (name is None or self._leads_to_rows(found)):
            return found
        if name is not None or self._shows_reports(column):
            return column
        self._raise_if_elsewhere(links)
        return None

    def _led(self, links: tuple[ColumnLink, ...], waypoint: Waypoint) -> Column | None:
        """What a page that only redirects leads to; the column itself where no step may follow, as the walk goes on from it."""
        self.session.require_own(links[0].request.url)
        if waypoint.name is not None and not waypoint.steps:
            return self._read(waypoint.page, waypoint.name)
        return self._best(links, waypoint)

    @property
    def _folder(self) -> str:
        """The folder of the start page."""
        home = self.session.home
        url = home.url if home is not None else self.session.portal.start
        return folder_of(url)

    def _below_start(self, links: tuple[ColumnLink, ...], waypoint: Waypoint) -> Column | None:
        """The column by a platform below the start page, where the columns that this names lie elsewhere on another body's site."""
        if waypoint.steps != _MOST_STEPS or self._folder.count("/") < _DEEPER:
            return None
        inner = [one for one in links if one.request.url.startswith(self._folder)]
        if any(one.kind == "column" for one in inner):
            return None
        found = self._best([one for one in inner if one.kind == "platform"], waypoint)
        return found if found and self._leads_to_rows(found) else None

    def _goes_on(self, column: Column) -> bool:
        """Whether a list has more pages, or is of years, or of the bodies below the portal's own, which is a government."""
        listing = column.listing
        asked = any(request.headers for request in listing.inner)  # what the page's script asks
        if listing.inner and not asked and not self.session.portal.is_government:
            return listings.lists_year_columns(column.page.response())
        return bool((listing.rows and (listing.next or listing.sublists)) or listing.inner)

    def _raise_if_elsewhere(self, links: tuple[ColumnLink, ...]) -> None:
        """Raise Unfetched if every named link leads to a host that is not the portal's."""
        named = [link.request.url for link in links if link.kind != "frame"]
        if named and not any(self.session.is_own(url) for url in named):
            self.session.require_own(named[0])

    def _own_name(self, page: Page, links: tuple[ColumnLink, ...]) -> str | None:
        """The column's name, if the page calls itself so or a menu entry links back to it."""
        here = {page.key, key_of(Request(page.url))}
        menu = (
            link.name for link in links if link.kind == "column" and key_of(link.request) in here
        )
        said = page.url if listings.is_column_page(page.response()) else None
        return next(menu, said)

    def _is_column(self, column: Column, links: tuple[ColumnLink, ...]) -> bool:
        """Whether a page has the column's name and leads to rows, or is plainly a list of reports."""
        if column.name is not None:
            return self._leads_to_rows(column)
        rows = column.listing.rows
        reports = [row for row in rows if self._is_report(row.title)]
        named = any(link.kind == "column" for link in links)
        return not named and len(reports) > 1 and len(reports) * 3 >= len(rows)

    def _is_named(self, column: Column) -> bool:
        """Whether its name, or that of one of its rows, says of what a column has the yearly reports: 年度报告 may have those of schools."""
        rows = column.listing.rows
        said = not listings.names_no_subject(column.name or "")
        return said or not rows or any("公开" in row.title for row in rows)

    def _leads_to_rows(self, column: Column) -> bool:
        listing = column.listing
        onward = listing.inner or listing.next or listing.sublists
        return bool(onward) or self._shows_reports(column)

    def _shows_reports(self, column: Column) -> bool:
        return any(self._is_report(row.title) for row in column.listing.rows)

    def _is_report(self, title: str) -> bool:
        return listings.may_be_report(title, self.session.portal.title)

    def _best(
        self, links: "tuple[ColumnLink, ...] | list[ColumnLink]", waypoint: Waypoint
    ) -> Column | None:
        """The first column behind these links that leads to rows, else the first of all."""
        own = [link for link in links if self.session.is_own(link.request.url)]
        if not waypoint.steps:
            return None
        # A body's site below another's has its own column below its start page.
        own.sort(key=lambda link: not link.request.url.startswith(self._folder))
        first: Column | None = None
        for column in self._columns(own, waypoint):
            if self._leads_to_rows(column):
                self._note_beside(column, own)
                return column
            first = first or column
        return first

    def _note_beside(self, column: Column, links: list[ColumnLink]) -> None:
        """Note the columns that stand beside the one found, if none was noted nearer to it."""
        start = folder_of(self.session.portal.start)
        named = [
            link
            for link in links
            if link.kind == "column"
            and link.request.url.startswith(start)
            and key_of(link.request) not in self.seen
        ]
        alike = {link.request: None for link in named if link.name == column.name}
        government = self.session.portal.is_government
        each = government and len(alike) >= _FEWEST_ALIKE

        def is_beside(name: str) -> bool:
            if name == column.name:
                return each
            return listings.is_of_a_part(name) or (government and listings.is_bodys_column(name))

        self.beside = self.beside or tuple(one.request for one in named if is_beside(one.name))

    def _columns(self, links: list[ColumnLink], waypoint: Waypoint) -> Iterator[Column]:
        for link in links:
            if key_of(link.request) in self.dead:
                continue
            known = self.seen.get(key_of(link.request))
            if known is not None or len(self.seen) > _MOST_PAGES:
                if known is not None and link.kind == "column":
                    yield self._read(known, link.name)
                continue
            try:
                column = self._from(self._follow(link, waypoint))
            except Unfetched as error:
                refused = error.rule.status == "refused" and link.kind == "column"
                if error.rule.everywhere or refused:
                    raise
                self.dead.add(key_of(link.request))
                self.failure = self.failure or (error if link.kind != "frame" else None)
                continue
            if column is not None:
                yield column

    def _follow(self, link: ColumnLink, waypoint: Waypoint) -> Waypoint:
        name = {"column": link.name, "redirect": waypoint.name}.get(link.kind)
        platform = link.kind == "platform"
        return Waypoint(self.fetch(link.request), waypoint.steps - 1, name, platform)

    def _read(self, page: Page, name: str | None = None) -> Column:
        engine = self.session.portal.engine
        answer = page.response(self.session.portal.title)
        return Column(page, listings.read(answer, engine), name)

    def fetch(self, request: Request) -> Page:
        """A page on the way; raises Unfetched, also for the home page in its place."""
        page = self.session.replayed(request) or self.session.fetch(request, "listing")
        self.seen[key_of(request)] = page
        home = self.session.is_home(page) and not self._shows_reports(self._read(page))
        if home or says_not_there(page.text()):
            raise Unfetched("soft-404", request.url)
        if page.replies:  # none from before a kill
            self.session.writer.write(page)
        return page
