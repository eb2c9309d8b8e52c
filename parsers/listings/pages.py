"""This module reads listing pages in HTML, for every engine: rows, the next page, frames.

Rows that a script draws are read where the script holds them; where it fetches them from an unknown
interface, the listing has that as its problem.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlsplit

from parsers.dates import YEAR_IN_DIGITS
from parsers.depth import parse_html
from parsers.listings import choices, included_functions
from parsers.listings.coded_choices import coded_requests
from parsers.listings.drawn import has_empty_list, is_drawn_by_script
from parsers.listings.fetched_choices import tree_requests, with_choices
from parsers.listings.frames import frame_requests
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.links import base_url
from parsers.listings.listing import Listing, Request, Response, Row
from parsers.listings.markup import declared_rows
from parsers.listings.next_pages import (
    NextPages,
    Pager,
    ShownPage,
    find_guesses,
    find_next_pages,
    find_second_part,
)
from parsers.listings.other_bodies import Offered, held_requests, offered_lists
from parsers.listings.part_names import FEWEST_BODIES, is_kind_or_body
from parsers.listings.postbacks import posted_choices
from parsers.listings.report_titles import may_be_report
from parsers.listings.rows import count_unaddressed
from parsers.listings.script_links import resolve_script_links
from parsers.listings.shown_rows import own_row, show_reports, shown_rows
from parsers.listings.subcolumns import is_year_filter, subcolumn_requests
from parsers.metadata.titles import agency_in_title

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
    page = _shown_page(response, previous)
    rows = shown_rows(page.response.text, page.tree, page.base, response.title_pattern)
    if not rows:
        return _rowless(page, engine)
    after = find_next_pages(page, pager, len(rows), believes_links=believes_links)
    below = _lists_below(page, rows, after)
    reports = show_reports(rows)
    functions = () if reports else _function_requests(page)
    if not reports and (beside := _column_beside(page, engine, after, below, functions)):
        return beside
    requests = after.requests or (find_second_part(page.response) if after.grows else ())
    offered = _offered(page, rows) if reports else Offered()
    unaddressed = 0 if functions else count_unaddressed(page.tree, page.base, rows)
    lists = {one.url for one in below.columns}  # a row may be a list of its own
    return Listing(
        engine,
        tuple(row for row in rows if row.url not in lists),
        (*requests, *functions),
        declared_rows(page.response.text),
        unread=None if requests else after.unread,
        links_on=after.linked,
        unaddressed=unaddressed or below.unasked_years,
        unshown=_hidden_bodies(page, rows) if page.begins and not offered.bodies else 0,
        sublists=(*below.columns, *below.years),
        bodies=offered.bodies,
        unsure=offered.unsure if page.begins else (),
        guesses=() if requests else find_guesses(page, after),
    )


def _shown_page(response: Response, previous: Listing | None) -> ShownPage:
    """The page with the address that each call of a function opens in the place of the call."""
    response = replace(response, text=resolve_script_links(response.text))
    tree = parse_html(response.text)
    return ShownPage(response, tree, base_url(response, tree), previous)


class _Below(NamedTuple):
    """The lists below a page: its columns, those of years that a script shows, and how many years nothing can ask for."""

    columns: tuple[Request, ...]
    years: tuple[Request, ...]
    unasked_years: int


def _lists_below(page: ShownPage, rows: tuple[Row, ...], after: NextPages) -> _Below:
    columns = _columns(page)
    if columns and after.requests and _are_of_years(rows):
        here = page.response.url
        columns = tuple(one for one in columns if not is_year_filter(one.url, here))
    hidden = () if columns or page.previous else _hidden_years(page, rows)
    years = _chosen_years(page, hidden) if hidden else ()
    return _Below(columns, years, 0 if years else len(hidden))


def _columns(page: ShownPage, *, of_bodies: bool = False) -> tuple[Request, ...]:
    """The columns below this one, and the other years that a form offers."""
    here = page.response.url
    below = subcolumn_requests(page.tree, page.base, here, of_bodies=of_bodies)
    held = held_requests(page.response.text, page.base, here) if of_bodies else ()
    return (*below, *held, *choices.year_requests(page.tree, page.response, page.base))


def _are_of_years(rows: tuple[Row, ...]) -> bool:
    """Whether rows are of several years, by their titles or else by their days, so that no choice of a year has been made."""
    named = {year[0] for row in rows if (year := YEAR_IN_DIGITS.search(row.title))}
    return len(named or {row.date.year for row in rows if row.date is not None}) > 1


def _lists_bodies(page: ShownPage) -> bool:
    """Whether a page in a folder leads to the columns of several bodies below it."""
    here = page.response.url
    if urlsplit(here).path.count("/") < 2:
        return False
    found = subcolumn_requests(page.tree, page.base, here, of_bodies=True)
    return len(found) >= FEWEST_BODIES


def _function_requests(page: ShownPage) -> tuple[Request, ...]:
    return included_functions.function_requests(page.tree, page.response, page.base)


def _column_beside(
    page: ShownPage, engine: str, after: NextPages, below: _Below, functions: tuple[Request, ...]
) -> Listing | None:
    """The column beside which rows that are no reports stand; None where a page has no such column."""
    leads_on = after.requests or functions or below.years
    may_have = page.begins and (below.columns or not leads_on or _lists_bodies(page))
    column = _rowless(page, engine) if may_have else None
    if column is None or not (column.rows or column.inner or column.sublists):
        return None
    paged = after.requests if page.previous is None else ()
    return replace(column, inner=(*_of_host(column.inner, page.response.url), *paged))


def _of_host(requests: tuple[Request, ...], here: str) -> Iterator[Request]:
    return (one for one in requests if urlsplit(one.url).netloc == urlsplit(here).netloc)


def _offered(page: ShownPage, rows: tuple[Row, ...]) -> Offered:
    """The lists of other bodies that a page of reports offers, by links, in a form or by a script."""
    response, tree, base, of_one = page.response, page.tree, page.base, _are_of_one_body(rows)
    linked = offered_lists(response.text, tree, base, response.url, of_one=of_one)
    if linked.bodies:
        return linked
    bodies = choices.other_body_requests(tree, response, base, of_one=of_one)
    if of_one and not bodies:
        coded = coded_requests(response, tree, is_kind_or_body)
        bodies = coded or posted_choices(tree, response, base, is_kind_or_body)
        bodies = bodies or tree_requests(response)
    shown = {row.url for row in rows}
    return Offered(
        bodies, tuple(one for one in linked.unsure if one.url not in shown and not bodies)
    )


def _chosen_years(page: ShownPage, years: tuple[str, ...]) -> tuple[Request, ...]:
    """The requests for the lists of these years, by a field with the name of a year or by a function that gets it."""
    asked = choices.script_year_requests(page.response, years)
    asked = asked or coded_requests(page.response, page.tree, _is_year)
    return asked or posted_choices(page.tree, page.response, page.base, _is_year)


def _is_year(name: str) -> bool:
    return YEAR_IN_DIGITS.match(name) is not None


def _hidden_bodies(page: ShownPage, rows: tuple[Row, ...]) -> int:
    """How many other bodies a page that shows the reports of one offers to choose."""
    return choices.hidden_bodies(page.tree, page.base) if _are_of_one_body(rows) else 0


def _are_of_one_body(rows: tuple[Row, ...]) -> bool:
    """Whether the reports among some rows name one agency, or none."""
    return len({agency_in_title(row.title) for row in rows if may_be_report(row.title)}) == 1


def _hidden_years(page: ShownPage, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The years that a page of reports offers by a script without showing a report of them."""
    reports = [row.title for row in rows if may_be_report(row.title)]
    shown = {year for title in reports for year in YEAR_IN_DIGITS.findall(title)}
    offered = choices.hidden_years(page.tree, page.base) if reports else ()
    return tuple(year for year in offered if year not in shown)


def _rowless(page: ShownPage, engine: str) -> Listing:
    """Read a page without a row: one of frames, an article, a page drawn by a script, or an empty list."""
    response, tree, base = page.response, page.tree, page.base
    own = own_row(response, tree)
    declared = declared_rows(response.text)
    columns = _columns(page, of_bodies=True)
    if own:  # the years beside it are further pages of the list
        return Listing(engine, own, (), declared, sublists=columns)
    fetched = find_interfaces(response) if columns and is_drawn_by_script(response.text) else ()
    inner = (
        *_function_requests(page),
        *fetched,
        *columns,
        *frame_requests(tree, base, response.url),
    )
    if inner or declared:
        return Listing(engine, (), (), declared, inner)
    if not is_drawn_by_script(response.text):
        waits = has_empty_list(response.text)
        asked = included_functions.asking_requests(tree, response, base, drawn=False)
        return Listing(engine, (), (), None, asked if waits else ())
    requests = find_interfaces(response)
    if requests:
        return _fetched(page, requests)
    asking = included_functions.asking_requests(tree, response, base, drawn=True)
    return Listing("generic" if asking else DRAWN, (), (), None, asking, problem=PROBLEM)


def _fetched(page: ShownPage, requests: tuple[Request, ...]) -> Listing:
    """A page whose rows a script fetches by these requests, with those for the years and bodies that it offers to choose."""
    response, tree = page.response, page.tree
    years = coded_requests(response, tree, _is_year, drawn=True) if page.begins else ()
    bodies = (
        coded_requests(response, tree, is_kind_or_body, drawn=True, more=years)
        if page.begins
        else ()
    )
    bodies = bodies or choices.other_body_requests(tree, response, page.base, of_one=False)
    bodies = bodies or tree_requests(response)
    return Listing(
        "generic", (), (), None, with_choices(response, requests),
        unshown=0 if bodies else choices.hidden_bodies(tree, page.base), bodies=bodies, sublists=years,
    )  # fmt: skip
