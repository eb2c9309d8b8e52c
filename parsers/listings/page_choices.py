"""This module asks for the other years and bodies that a page of reports offers to choose, in whatever way it does.

By links, in a form, by a postback, in a tree that a script fetches, or by a code that its script knows.
"""

from parsers.dates import YEAR_IN_DIGITS
from parsers.listings import choices, fetched_choices
from parsers.listings.coded_choices import coded_requests
from parsers.listings.forms import posted_choices
from parsers.listings.html_page import HtmlPage
from parsers.listings.listing import Request, Row
from parsers.listings.offered_choices import held_choices
from parsers.listings.other_bodies import Offered, offered_lists
from parsers.listings.part_names import FEWEST_BODIES, is_kind_or_body
from parsers.listings.report_titles import may_be_report
from parsers.listings.year_lists import offered_years
from parsers.metadata.titles import agency_in_title


def held_bodies(page: HtmlPage) -> int:
    """How many bodies a tree has that a script of a page holds, whose nodes do something when they are clicked."""
    groups = held_choices(page) if fetched_choices.is_clicked(page.html) else ()
    held = ([one for one in group if is_kind_or_body(one.name)] for group in groups)
    return next((len(one) for one in held if len(one) >= FEWEST_BODIES), 0)


def offered_bodies(page: HtmlPage, rows: tuple[Row, ...]) -> Offered:
    """The lists of other bodies that a page of reports offers, by links, in a form or by a script."""
    of_one = _are_of_one_body(rows)
    linked = offered_lists(page, of_one=of_one)
    shown = {row.url for row in rows}
    unsure = tuple(one for one in linked.unsure if one.url not in shown)
    if linked.bodies:
        return Offered(linked.bodies, unsure)
    bodies = choices.other_body_requests(page, of_one=of_one)
    if of_one and not bodies:
        coded = coded_requests(page, is_kind_or_body)
        bodies = coded or posted_choices(page, is_kind_or_body)
        bodies = bodies or fetched_choices.tree_requests(page.response)
    return Offered(bodies, () if bodies else unsure)


def chosen_years(page: HtmlPage, years: tuple[str, ...]) -> tuple[Request, ...]:
    """The requests for the lists of these years, by a field with the name of a year or by a function that gets it."""
    asked = choices.script_year_requests(page.response, years)
    asked = asked or coded_requests(page, _is_year)
    return asked or posted_choices(page, _is_year)


def _is_year(name: str) -> bool:
    return YEAR_IN_DIGITS.match(name) is not None


def hidden_bodies(page: HtmlPage, rows: tuple[Row, ...]) -> int:
    """How many other bodies a page that shows the reports of one offers to choose."""
    if not _are_of_one_body(rows):
        return 0
    told = choices.hidden_bodies(page) or held_bodies(page)
    return told or int(fetched_choices.hides_tree(page.response))


def _are_of_one_body(rows: tuple[Row, ...]) -> bool:
    """Whether the reports among some rows name one agency, or none."""
    return len({agency_in_title(row.title) for row in rows if may_be_report(row.title)}) == 1


def hidden_years(page: HtmlPage, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The years that a page of reports offers by a script without showing a report of them."""
    reports = [row.title for row in rows if may_be_report(row.title)]
    shown = {year for title in reports for year in YEAR_IN_DIGITS.findall(title)}
    offered = choices.hidden_years(page) if reports else ()
    if len(shown) == 1:  # a page that shows several years may show all
        offered += offered_years(page, *shown)
    return tuple(year for year in dict.fromkeys(offered) if year not in shown)


def drawn_choices(page: HtmlPage) -> tuple[tuple[Request, ...], tuple[Request, ...]]:
    """The requests for the years, and for the bodies, that a page offers whose rows a script fetches."""
    years = coded_requests(page, _is_year, drawn=True) if page.begins else ()
    bodies: tuple[Request, ...] = ()
    if page.begins:
        bodies = coded_requests(page, is_kind_or_body, drawn=True, more=years)
    bodies = bodies or choices.other_body_requests(page, of_one=False)
    bodies = bodies or fetched_choices.tree_requests(page.response)
    return years, bodies
