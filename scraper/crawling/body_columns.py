"""This module walks through the columns of the bodies that a page on the way to a government's column lists.

/gk/ has 县水利局 -> /gk/slj.jsp has 信息公开年报 -> /gk/list.jsp?d=slj
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from parsers.listings import engines as listings
from parsers.listings.listing import ColumnLink, Request, Row
from parsers.metadata.titles import agency_in_title, title_year
from scraper.crawling.column import Column
from scraper.crawling.column_search import Search
from scraper.crawling.outcome import Unfetched
from scraper.crawling.page import Page, key_of
from scraper.crawling.steps import Step
from scraper.crawling.walk import FORBIDDEN, Walk

_MOST_TRIED = 2  # bodies of a page on the way without a report, after which the others are left
_MOST_STEPS = 2  # from a body's page to its column
_MOST_FRAMES = 2
_MOST_DIRECTORIES = 2  # pages that list bodies of some kinds


@dataclass(slots=True)
class OtherBodies:
    """What follows the walk through the column of a government, which a search has found; `drawn`: a body's column that only a script shows."""

    walk: Walk
    search: Search
    drawn: str | None = None

    def are_missing(self) -> bool:
        """Whether the column of a government has turned out to have the reports of one body alone."""
        rows, steps = self.walk.listed.rows, self.walk.steps
        titles = (row.title for row in rows.values() if steps.is_report(row))
        named = {agency_in_title(title) for title in titles} - {None}
        return self.walk.session.portal.is_government and bool(rows) and len(named) <= 1

    def pages(self, column: Column) -> Iterator[tuple[str, list[Row]]]:
        """The pages of the columns of bodies that a page on the way lists; the rest is left if the first ones have no report."""
        bodies = self._listed(column)
        self.walk.steps.asked_for(*self.search.seen)
        have = False
        for place, request in enumerate(bodies):
            if place >= _MOST_TRIED and not have:
                break
            try:
                for address, new in self._column_pages(request):
                    have = have or self._has_report(new)
                    yield address, new
            except Unfetched as error:
                if have:
                    self._raise_if_blocked(error)
                    self.walk.listed.note_short(f"another column cannot be had: {request.url}")
                elif error.reason != FORBIDDEN:
                    self._raise_if_blocked(error)
        if self.drawn is not None and not have:
            self.walk.listed.note_short(f"another column is drawn by a script: {self.drawn}")

    def _column_pages(self, request: Request) -> Iterator[tuple[str, list[Row]]]:
        """The pages of a body's column; none where it has none."""
        new = self.walk.steps.is_new(request)  # or the page has been had, as a list on trial
        may_have = new or self.walk.session.replayed(request) is not None
        column = self._column_of(request) if may_have else None
        if column is not None:
            yield from self.walk.list_from(column, Step(column.page.request, None, 1))
            self.drawn = self.drawn or (column.page.url if column.listing.problem else None)

    def _raise_if_blocked(self, error: Unfetched) -> None:
        if error.rule.status == "blocked":
            raise error

    def _listed(self, column: Column) -> tuple[Request, ...]:
        """The pages of other bodies that the last page on the way to a column lists, or else one that it leads to."""
        seen = self.search.seen
        way = dict.fromkeys(page for page in reversed(seen.values()) if page is not column.page)
        way[column.page] = None
        found = next(filter(None, map(self._of_page, way)), ())
        found = found or self._behind(self._frames(column)) or self._behind(self._platform())
        found = found or self._behind(self._directories(way))
        had = column.page if column.listing.bodies else None  # by what the column asks itself
        apart = (self.search.session.home, had)
        pages = (page for page in way if not (found or page in apart))
        hidden = (listings.count_hidden_bodies(page.response()) for page in pages)
        if count := next(filter(None, hidden), 0):
            self.walk.listed.note_short(f"reports of {count} more choices are not shown")
        return tuple(one for one in found if key_of(one) not in seen)

    def _of_page(self, page: Page) -> tuple[Request, ...]:
        of_site, agency = page is self.search.session.home, self.search.session.portal.agency
        return listings.find_listed_bodies(page.response(), agency, of_site=of_site)

    def _frames(self, column: Column) -> Iterator[Request]:
        """The frames that the column shows beside its reports."""
        rows = self.walk.listed.rows
        framed = (Request(one.url) for one in listings.find_framed(column.page.response()))
        return islice((one for one in framed if key_of(one) not in rows), _MOST_FRAMES)

    def _platform(self) -> Iterator[Request]:
        """The government's platform, where no way to the column led by it."""
        home, agency = self.search.session.home, self.search.session.portal.agency
        links = listings.find_column_links(home.response(), agency) if home is not None else ()
        own = (one for one in links if self.search.session.is_own(one.request.url))
        return islice((one.request for one in own if one.kind == "platform"), 1)

    def _directories(self, way: Iterable[Page]) -> Iterator[Request]:
        """The pages for the disclosure of bodies of some kinds to which one on the way leads."""
        found = (listings.find_directories(page.response()) for page in way)
        return islice(next(filter(None, found), ()), _MOST_DIRECTORIES)

    def _behind(self, requests: Iterable[Request]) -> tuple[Request, ...]:
        """The bodies that pages list which were not on the way."""
        found: list[Request] = []
        for request in requests:
            if key_of(request) in self.search.seen:
                continue
            try:
                found += self._of_page(self.search.fetch(request))
            except Unfetched as error:
                if error.rule.everywhere:
                    raise
                if error.reason != FORBIDDEN:
                    self._raise_if_blocked(error)
        return tuple(dict.fromkeys(found))

    def _column_of(self, request: Request) -> Column | None:
        """The report column of a body, by its name on the body's page or on that of its platform; None if it has none."""
        column = self.walk.reader.kept(Step(request, None, 1))
        for _ in range(_MOST_STEPS):
            links = listings.find_column_links(column.page.response())
            new = [one for one in links if self._is_way(one)]
            named = [one for one in new if one.kind == "column"]
            fetches = column.listing.inner and listings.is_column_page(column.page.response())
            if not named and (fetches or self._has_report(column.listing.rows)):
                return column
            if not new:
                return None
            led = (named or new)[0].request
            self.walk.steps.asked_for(key_of(led))
            column = self.walk.reader.kept(Step(led, None, 1))
            if named:
                return column
        return None

    def _has_report(self, rows: Iterable[Row]) -> bool:
        """Whether rows have the report of a year; a link to the column is no report, whatever day stands beside it."""
        return any(self.walk.steps.is_report(row) and title_year(row.title) for row in rows)

    def _is_way(self, link: ColumnLink) -> bool:
        return (
            link.kind != "frame"
            and self.walk.session.is_own(link.request.url)
            and not self.walk.steps.was_asked_for(link.request)
        )
