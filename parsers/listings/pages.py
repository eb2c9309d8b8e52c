"""This module reads listing pages in HTML, for every engine: rows, the next page, frames.

Rows that a script draws are read where the script holds them; where it fetches them from an unknown
interface, the listing has that as its problem.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlsplit

from parsers.dates import YEAR_IN_DIGITS
from parsers.listings import choices, included_functions, page_choices
from parsers.listings.choices import year_requests
from parsers.listings.fetched_choices import with_choices
from parsers.listings.html_page import HtmlPage, feed_requests, frame_requests
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listed_bodies import listed_bodies
from parsers.listings.listing import Listing, Request, Response, Row
from parsers.listings.markup import declared_rows
from parsers.listings.next_pages import (
    NextPages,
    Pager,
    find_guesses,
    find_next_pages,
    find_second_part,
)
from parsers.listings.other_bodies import Offered, held_requests
from parsers.listings.part_names import FEWEST_BODIES
from parsers.listings.rows import count_unaddressed
from parsers.listings.script_links import open_resolved
from parsers.listings.shown_rows import (
    has_empty_list,
    is_drawn_by_script,
    own_row,
    show_reports,
    shown_rows,
    written_frames,
)
from parsers.listings.subcolumns import is_year_filter, subcolumn_requests
from parsers.listings.year_lists import linked_years

DRAWN = "not-crawlable"
PROBLEM = "the rows are drawn by a script from an interface that no engine here knows"


def read(
    response: Response,
    engine: str,
    previous: Listing | None,
    pager: Pager,
    *,
    believes_links: bool = True,
) -> Listing:
    """The listing that a page of HTML shows; `pager` knows the engine's own pager.

    A link to the next page says more than numbers in a script, unless an interface pages the list.
    """
    page = open_resolved(response, previous)
    rows = shown_rows(page)
    if not rows:
        return _rowless(page, engine, pager)
    after = find_next_pages(page, pager, len(rows), believes_links=believes_links)
    below = _lists_below(page, rows, after)
    reports = show_reports(rows)
    functions = () if reports else included_functions.function_requests(page)
    if not reports and (beside := _column_beside(page, engine, after, below, functions)):
        return beside
    requests = after.requests or (find_second_part(page.response) if after.grows else ())
    offered = page_choices.offered_bodies(page, rows) if reports else Offered()
    unaddressed = 0 if functions else count_unaddressed(page, rows)
    lists = {one.url for one in below.columns}  # a row may be a list of its own
    return Listing(
        engine,
        tuple(row for row in rows if row.url not in lists),
        (*requests, *functions),
        declared_rows(page.html),
        unread=None if requests else after.unread,
        links_on=after.linked,
        unaddressed=unaddressed or below.unasked_years,
        unshown=page_choices.hidden_bodies(page, rows) if page.begins and not offered.bodies else 0,
        sublists=(*below.columns, *below.years),
        bodies=offered.bodies,
        unsure=offered.unsure if page.begins else (),
        guesses=(*below.guesses, *(() if requests else find_guesses(page, after))),
    )


def unless_shown(
    found: Listing, engine: str, find: Callable[[Response], tuple[Request, ...]], response: Response
) -> Listing:
    """A listing; if it has no row, what it is fetched by where `find` has that; the choices that it offers stay."""
    requests = () if found.rows else find(response)
    if not requests:
        return found
    return Listing(
        engine, (), (), found.declared_rows, requests, sublists=found.sublists, bodies=found.bodies
    )


class _Below(NamedTuple):
    """The lists below a page: its columns, those of years that a script shows, where others may be, and how many years nothing can ask for."""

    columns: tuple[Request, ...]
    years: tuple[Request, ...]
    guesses: tuple[Request, ...]
    unasked_years: int


def _lists_below(page: HtmlPage, rows: tuple[Row, ...], after: NextPages) -> _Below:
    columns = _columns(page)
    if columns and after.requests and _are_of_years(rows):
        columns = tuple(one for one in columns if not is_year_filter(one.url, page.here))
    hidden = () if columns or page.previous else page_choices.hidden_years(page, rows)
    guesses = linked_years(page, hidden) if hidden else ()
    years = page_choices.chosen_years(page, hidden) if hidden and not guesses else ()
    return _Below(columns, years, guesses, 0 if years or guesses else len(hidden))


def _columns(page: HtmlPage, *, of_bodies: bool = False) -> tuple[Request, ...]:
    """The columns below this one, and the other years that a form offers."""
    below = subcolumn_requests(page, of_bodies=of_bodies)
    held = held_requests(page) if of_bodies else ()
    return (*below, *held, *year_requests(page))


def _are_of_years(rows: tuple[Row, ...]) -> bool:
    """Whether rows are of several years, by their titles or else by their days, so that no choice of a year has been made."""
    named = {year[0] for row in rows if (year := YEAR_IN_DIGITS.search(row.title))}
    return len(named or {row.date.year for row in rows if row.date is not None}) > 1


def _lists_bodies(page: HtmlPage) -> bool:
    """Whether a page in a folder leads to the columns of several bodies below it."""
    if urlsplit(page.here).path.count("/") < 2:
        return False
    return len(subcolumn_requests(page, of_bodies=True)) >= FEWEST_BODIES


def _column_beside(
    page: HtmlPage, engine: str, after: NextPages, below: _Below, functions: tuple[Request, ...]
) -> Listing | None:
    """The column beside which rows that are no reports stand; None where a page has no such column."""
    leads_on = after.requests or functions or below.years
    may_have = page.begins and (below.columns or not leads_on or _lists_bodies(page))
    column = _rowless(page, engine) if may_have else None
    if column is None or not (column.rows or column.inner or column.sublists):
        return None
    paged = after.requests if page.previous is None else ()
    own = (one for one in column.inner if page.is_own(one.url))
    return replace(column, inner=(*own, *paged))


def _rowless(page: HtmlPage, engine: str, pager: Pager | None = None) -> Listing:
    """Read a page without a row: one of frames, an article, a page drawn by a script, or an empty list."""
    own, declared = own_row(page), declared_rows(page.html)
    columns = _columns(page, of_bodies=True)
    if own:  # the years beside it are further pages of the list
        return Listing(engine, own, (), declared, sublists=columns)
    drawn = is_drawn_by_script(page.html)
    fetched = find_interfaces(page.response) if columns and drawn else ()
    functions = included_functions.function_requests(page)
    frames = (*frame_requests(page), *written_frames(page))
    inner = (*functions, *fetched, *columns, *frames) or (*feed_requests(page),)
    if inner or declared:
        after = find_next_pages(page, pager, 0, believes_links=True) if functions and pager else ()
        return Listing(engine, (), after.requests if after else (), declared, inner)
    if not drawn:
        waits = has_empty_list(page.html)
        asked = included_functions.asking_requests(page, drawn=False) if waits else ()
        return Listing(engine, (), inner=asked, unsure=() if asked else listed_bodies(page))
    if (found := _fetched(page)) is not None:
        return found
    asking = included_functions.asking_requests(page, drawn=True)
    return Listing("generic" if asking else DRAWN, (), (), None, asking, problem=PROBLEM)


def _fetched(page: HtmlPage) -> Listing | None:
    """A page whose rows a script fetches, with the requests for the years and bodies that it offers to choose; None where it has neither."""
    requests = find_interfaces(page.response)
    years, bodies = page_choices.drawn_choices(page)
    if not (requests or years or bodies):
        return None
    return Listing(
        "generic", (), (), None, with_choices(page.response, requests),
        unshown=0 if bodies else choices.hidden_bodies(page), bodies=bodies, sublists=years,
    )  # fmt: skip
