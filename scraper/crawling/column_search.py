"""This module finds a portal's report column: it follows links by their names from the start page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parsers.listings import engines as listings
from parsers.listings.listing import ColumnLink, Request, folder_of
from scraper.crawling.challenges import says_not_there
from scraper.crawling.column import (
    Column,
    columns_beside,
    goes_on,
    is_list_of_reports,
    leads_to_rows,
    says_its_subject,
    shows_reports,
)
from scraper.crawling.outcome import Unfetched
from scraper.crawling.page import Page, key_of
from scraper.crawling.session import Session

_MOST_STEPS = 4
_DEEPER = 4  # slashes of the address of a start page that lies in a folder
_MOST_PAGES = 16  # pages that may be fetched on the way, dead ends included


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
    beside: tuple[Request, ...] = ()  # columns beside the one found, noted where nearest to it
    # The platform's list of everything, or of the bodies below a government.
    general: Column | None = None

    def column(self) -> Column:
        """The report column, or the start page if no menu names one; raises Unfetched."""
        page = self.fetch(Request(self.session.portal.start))
        self.session.home = page
        found = self._from(Waypoint(page, _MOST_STEPS))
        if self.failure is not None and not self._has_rows(found):
            raise self.failure
        return found or self.general or self._read(page)

    def fetch(self, request: Request) -> Page:
        """A page on the way; raises Unfetched, also for the home page in its place."""
        page = self.session.replayed(request) or self.session.fetch(request, "listing")
        self.seen[key_of(request)] = page
        home = self.session.is_home(page)
        home = home and not shows_reports(self._read(page), self.session.portal)
        if home or says_not_there(page.text()):
            raise Unfetched("soft-404", request.url)
        if page.replies:  # none from before a kill
            self.session.writer.write(page)
        return page

    def _from(self, waypoint: Waypoint) -> Column | None:
        """The column that a page on the way is, or leads to."""
        page, portal = waypoint.page, self.session.portal
        self.seen |= {page.key: page, key_of(Request(page.url)): page}
        links = listings.find_column_links(page.response(), portal.agency)
        if links and links[0].kind == "redirect":
            return self._led(links, waypoint)
        column = self._read(page, waypoint.name or self._own_name(page, links))
        named = column.name is not None
        if self._has_rows(column) if named else is_list_of_reports(column, links, portal):
            return column
        if waypoint.platform and self.general is None and goes_on(column, portal):
            self.general = column
        found = self._behind(links, waypoint, is_named=named)
        if found is not None and (not named or self._has_rows(found)):
            return found
        if named or shows_reports(column, portal):
            return column
        self._raise_if_elsewhere(links)
        return None

    def _led(self, links: tuple[ColumnLink, ...], waypoint: Waypoint) -> Column | None:
        """What a page that only redirects leads to; the column itself where no step may follow, as the walk goes on from it."""
        self.session.require_own(links[0].request.url)
        if waypoint.name is not None and not waypoint.steps:
            return self._read(waypoint.page, waypoint.name)
        return self._best(links, waypoint)

    def _behind(
        self, links: tuple[ColumnLink, ...], waypoint: Waypoint, *, is_named: bool
    ) -> Column | None:
        """The column behind the links that name one, else behind the others, unless the page itself has the column's name."""
        named = [link for link in links if link.kind == "column"]
        found = self._below_start(links, waypoint) or self._best(named, waypoint)
        if is_named or (found and self._has_rows(found) and says_its_subject(found)):
            return found
        failure = self.failure
        other = self._best([link for link in links if link.kind != "column"], waypoint)
        if found is not None:  # a dead way to other columns hides none that is there
            self.failure = failure
        # A list of everything is no better than a column of yearly reports.
        is_better = other is not None and other.name and says_its_subject(other)
        either = (other, found) if is_better else (found, other)
        return next(filter(self._has_rows, either), other or found)

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
        return found if self._has_rows(found) else None

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

    def _has_rows(self, column: Column | None) -> bool:
        """Whether there is a column, and it leads to rows."""
        return column is not None and leads_to_rows(column, self.session.portal)

    def _best(self, links: Sequence[ColumnLink], waypoint: Waypoint) -> Column | None:
        """The first column behind these links that leads to rows, else the first of all."""
        own = [link for link in links if self.session.is_own(link.request.url)]
        if not waypoint.steps:
            return None
        # A body's site below another's has its own column below its start page.
        own.sort(key=lambda link: not link.request.url.startswith(self._folder))
        first: Column | None = None
        for column in self._columns(own, waypoint):
            if self._has_rows(column):
                named = (one for one in own if key_of(one.request) not in self.seen)
                self.beside = self.beside or columns_beside(column, named, self.session.portal)
                return column
            first = first or column
        return first

    def _columns(self, links: list[ColumnLink], waypoint: Waypoint) -> Iterator[Column]:
        """What is behind each link; raises Unfetched where no other way remains."""
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
