"""This module asks for the other years and bodies that a page of reports offers to choose, in whatever way it does.

By links, in a form, by a postback, in a tree that a script fetches, or by a code that its script knows: this takes the place
of the one that the page, or an interface of it, is asked with; or a function of the page gets it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from parsers.dates import YEAR_IN_DIGITS
from parsers.listings import choices, fetched_choices
from parsers.listings.column_names import rank_of_column
from parsers.listings.forms import posted_choices
from parsers.listings.html_page import HtmlPage
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listing import Request, Response, Row
from parsers.listings.named_values import function_body
from parsers.listings.notes import LIST_OF_CHOICE
from parsers.listings.offered_choices import Choice, held_choices, offered_choices
from parsers.listings.other_bodies import Offered, offered_lists
from parsers.listings.pagination import OFFSETS, is_page_name, own_fields, with_field
from parsers.listings.part_names import FEWEST_BODIES, is_kind_or_body
from parsers.listings.report_titles import may_be_report
from parsers.listings.year_lists import offered_years
from parsers.metadata.titles import agency_in_title

_MOST_GROUPS = 3  # of choices that are tried
_FEWEST_TABS = 2
_SHORTEST = 2  # characters of a code in the name of a file
_SIZE = re.compile(r"size|rows|limit|perpage|count", re.IGNORECASE)
_OF_CLICKED = re.compile(
    r"""
    \$\(\s?\w{1,12}\s?\)\s*\.\s*(?:data|attr)\(\s*["'](?:data-)?[\w-]{1,20}["']\s*\)
    |\b\w{1,12}\.getAttribute\(\s*["'][\w-]{1,20}["']\s*\)
    |\b\w+(?:\.\w*[tT]arget)?\.dataset\.\w{1,20}
    """,
    re.VERBOSE,
)
_CLICKED = re.compile(r"\$\(this\)|\(this\)|\.dataset\.")

Wanted = Callable[[str], bool]


def coded_requests(
    page: HtmlPage, wanted: Wanted, *, drawn: bool = False, more: tuple[Request, ...] = ()
) -> tuple[Request, ...]:
    """The requests for the choices with names that are wanted, besides what the page shows or asks for by itself.

    `drawn`: a script draws the page's own list, which may be of all choices where it asks without a code. `more` are
    requests for other choices, each of which has these too: kinds of bodies in every year.
    """
    tried = list(islice((one for one in offered_choices(page) if _fits(one, wanted)), _MOST_GROUPS))
    shown = (Request(page.here), *find_interfaces(page.response), *more) if tried else ()
    for offered in tried:
        codes = {choice.code for choice in offered}
        called = not drawn and any(choice.function for choice in offered)
        coded = () if called else (r for one in offered for r in _by_code(shown, codes, one))
        found = list(coded) or _by_script(page.response, offered)
        if found:
            # Rows that stand on the page may be others than its script asks for.
            asked = shown[:1] if called else shown
            return tuple(one for one in dict.fromkeys(found) if one not in asked)
    return ()


def coded_columns(page: HtmlPage) -> Iterator[tuple[str, Request]]:
    """The tabs that are named as the report column among others, each with the request for its list."""
    for offered in islice(offered_choices(page), _MOST_GROUPS):
        named = [one for one in offered if rank_of_column(one.name) is not None]
        if not named or len({one.code for one in offered}) < _FEWEST_TABS:
            continue
        for one in named:
            yield from ((one.name, request) for request in _by_script(page.response, [one]))


def held_bodies(page: HtmlPage) -> int:
    """How many bodies a tree has that a script of a page holds, whose nodes do something when they are clicked."""
    groups = held_choices(page) if fetched_choices.is_clicked(page.html) else ()
    held = ([one for one in group if is_kind_or_body(one.name)] for group in groups)
    return next((len(one) for one in held if len(one) >= FEWEST_BODIES), 0)


def _fits(group: list[Choice], wanted: Wanted) -> bool:
    return len({one.code for one in group}) > 1 and all(wanted(one.name) for one in group)


def _by_script(response: Response, offered: list[Choice]) -> list[Request]:
    """What the page's script asks for with the codes of choices: in a function, by a click, or by one on a node of a tree.

    $('li').click(function(){ $.get('/list', {dept: $(this).data('id')}, draw) })   onClick: (e, t, node) => load(node.id)
    """
    if called := [request for one in offered for request in _by_function(response, one)]:
        return called
    on_click = _CLICKED.search(response.text) is not None
    pattern = fetched_choices.pattern_of(response, _OF_CLICKED) if on_click else None
    others = [one for one in offered if not (pattern and one.is_shown)]
    if not pattern and "onClick" in response.text:
        pattern = fetched_choices.list_notes(response).get(LIST_OF_CHOICE)
    fill = fetched_choices.filled
    return [fill(pattern, one.code, response) for one in others] if pattern else []


def _by_function(response: Response, choice: Choice) -> tuple[Request, ...]:
    """What a function asks for if it gets the code of a choice."""
    function = function_body(response.text, choice.function or "")
    if function is None or not function[0]:
        return ()
    given = f"<script>var {function[0][0]} = '{choice.code}';</script>"
    return find_interfaces(replace(response, text=given + response.text))


def _by_code(shown: tuple[Request, ...], codes: set[str], choice: Choice) -> Iterator[Request]:
    """The requests in which the code of a choice takes the place of another's."""
    for request in shown:
        coded = [
            key
            for key, value in own_fields(request)
            if value in codes
            and not (is_page_name(key) or key.lower() in OFFSETS or _SIZE.search(key))
        ]
        if len(coded) == 1:
            yield with_field(request, coded[0], choice.code)
        elif not coded and (named := _named_code(request.url, codes)):
            yield replace(request, url=request.url.replace(named[0], f"{named[1]}{choice.code}"))


def _named_code(url: str, codes: set[str]) -> re.Match[str] | None:
    """The code of a choice in the name of the file that is asked for: list_2024.json."""
    known = "|".join(re.escape(code) for code in codes if len(code) >= _SHORTEST)
    named = rf"(/[\w-]*?(?<![0-9A-Za-z]))(?:{known})(?=[_-]?\w*\.\w+(?:[?#]|$))"
    return re.search(named, url) if known else None


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
