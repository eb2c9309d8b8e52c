"""This module judges whether a page is a portal's report column: by its name, and by what it lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from parsers.listings import engines as listings
from parsers.listings.listing import ColumnLink, Listing, Request, folder_of
from schemas.portal import Portal
from scraper.crawling.page import Page

_FEWEST_ALIKE = 2  # columns of one name beside a government's own, one of each body


@dataclass(frozen=True, slots=True)
class Column:
    """A page that is or may be the report column, its listing, and the name of the link that led there, if any."""

    page: Page
    listing: Listing
    name: str | None = None


def shows_reports(column: Column, portal: Portal) -> bool:
    """Whether any of its rows may be a report."""
    return any(listings.may_be_report(row.title, portal.title) for row in column.listing.rows)


def leads_to_rows(column: Column, portal: Portal) -> bool:
    """Whether it shows reports, or there are other pages or lists of it."""
    listing = column.listing
    onward = listing.inner or listing.next or listing.sublists
    return bool(onward) or shows_reports(column, portal)


def is_list_of_reports(column: Column, links: tuple[ColumnLink, ...], portal: Portal) -> bool:
    """Whether a page without the column's name is plainly a list of reports, and links to no column."""
    rows = column.listing.rows
    reports = [row for row in rows if listings.may_be_report(row.title, portal.title)]
    named = any(link.kind == "column" for link in links)
    return not named and len(reports) > 1 and len(reports) * 3 >= len(rows)


def says_its_subject(column: Column) -> bool:
    """Whether its name or a row says what the yearly reports are of: a column 年度报告 may have those of schools."""
    rows = column.listing.rows
    said = not listings.names_no_subject(column.name or "")
    return said or not rows or any("公开" in row.title for row in rows)


def goes_on(column: Column, portal: Portal) -> bool:
    """Whether a list has more pages, or is of years, or of the bodies below the portal's own, which is a government."""
    listing = column.listing
    asked = any(request.headers for request in listing.inner)  # what the page's script asks
    if listing.inner and not asked and not portal.is_government:
        return listings.lists_year_columns(column.page.response())
    return bool((listing.rows and (listing.next or listing.sublists)) or listing.inner)


def columns_beside(
    column: Column, links: Iterable[ColumnLink], portal: Portal
) -> tuple[Request, ...]:
    """The columns that stand beside one below the portal's start page: of other bodies, or of earlier years."""
    start, government = folder_of(portal.start), portal.is_government
    named = [one for one in links if one.kind == "column" and one.request.url.startswith(start)]
    alike = {one.request for one in named if one.name == column.name}
    each = government and len(alike) >= _FEWEST_ALIKE

    def is_beside(name: str) -> bool:
        if name == column.name:
            return each
        return listings.is_of_a_part(name) or (government and listings.is_bodys_column(name))

    return tuple(one.request for one in named if is_beside(one.name))
