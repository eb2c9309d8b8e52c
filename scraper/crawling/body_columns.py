"""This module walks through the columns of the bodies that a page on the way to a government's column lists.

/gk/ has 县水利局 -> /gk/slj.jsp has 信息公开年报 -> /gk/list.jsp?d=slj
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parsers.listings import engines as listings
from parsers.listings.listing import ColumnLink, Request, Row
from parsers.metadata.titles import agency_in_title, title_year
from scraper.crawling.column import Column
from scraper.crawling.failures import Unfetched
from scraper.crawling.page import key_of
from scraper.crawling.steps import Step
from scraper.crawling.walk import Walk

_MOST_TRIED = 2  # bodies of a page on the way without a report, after which the others are left
_MOST_STEPS = 2  # from a body's page to its column


@dataclass(frozen=True, slots=True)
class OtherBodies:
    """What follows the walk through the column of a government."""

    walk: Walk

    def are_missing(self) -> bool:
        """Whether the column of a government has turned out to have the reports of one body alone."""
        rows, steps = self.walk.listed.rows, self.walk.steps
        titles = (row.title for row in rows.values() if steps.is_report(row))
        named = {agency_in_title(title) for title in titles} - {None}
        return self.walk.session.portal.is_government and bool(rows) and len(named) <= 1

    def pages(
        self, bodies: Iterable[Request], seen: Iterable[str]
    ) -> Iterator[tuple[str, list[Row]]]:
        """The pages of the columns of bodies that a page on the way lists; the rest is left if the first ones have no report."""
        self.walk.steps.asked_for(*seen)
        have = False
        for place, request in enumerate(bodies):
            if place >= _MOST_TRIED and not have:
                return
            try:
                column = self._column_of(request) if self.walk.steps.is_new(request) else None
                first = Step(column.page.request, None, 1) if column else None
                for address, new in self.walk.list_from(column, first) if column and first else ():
                    have = have or self._has_report(new)
                    yield address, new
            except Unfetched as error:
                if error.rule.status == "blocked":
                    raise
                if have:
                    self.walk.listed.note_short(f"another column cannot be had: {request.url}")

    def _column_of(self, request: Request) -> Column | None:
        """The report column of a body, by its name on the body's page or on that of its platform; None if it has none."""
        column = self.walk.reader.kept(Step(request, None, 1))
        for _ in range(_MOST_STEPS):
            links = listings.find_column_links(column.page.response())
            new = [one for one in links if self._is_way(one)]
            named = [one for one in new if one.kind == "column"]
            if self._has_report(column.listing.rows) and not named:
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
