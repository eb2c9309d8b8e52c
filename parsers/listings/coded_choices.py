"""This module asks for the choices of a page that its script knows by codes, bodies or years.

The code takes the place of the one that the page, or an interface of it, is asked with; or a function of the page gets
it, or a click passes it on: load($(this).data("id"))   var id = $(this).attr("data-id")
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from parsers.javascript import NAME
from parsers.listings import fetched_choices
from parsers.listings.askable import reads
from parsers.listings.column_names import rank_of_column
from parsers.listings.html_page import HtmlPage
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listing import Request, Response
from parsers.listings.named_values import function_body
from parsers.listings.notes import LIST_OF_CHOICE
from parsers.listings.offered_choices import Choice, offered_choices
from parsers.listings.pagination import OFFSETS, is_page_name, own_fields, with_field

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
# What a click passes to a function, or keeps under a name: load($(this).data("id"))   var id = $(this).data("id")
_PASSED = re.compile(
    rf"(?:\b(\w{{2,40}})\(\s*|\b(?:var|let|const)\s+({NAME})\s*=\s*)(?:{_OF_CLICKED.pattern})",
    re.VERBOSE,
)

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
    if on_click and not pattern and (passed := _by_click(response, offered)):
        return passed
    if not pattern and "onClick" in response.text:
        pattern = fetched_choices.list_notes(response).get(LIST_OF_CHOICE)
    fill = fetched_choices.filled
    filled = (fill(pattern, one.code, response) for one in others) if pattern else ()
    return [one for one in filled if _reads(one)]


def _by_click(response: Response, offered: list[Choice]) -> list[Request]:
    """What is asked for with the code of one choice alone, where a click passes it on."""
    for function, name in islice(_PASSED.findall(response.text), _MOST_GROUPS):
        body = function_body(response.text, function)
        passed = name or (body[0][0] if body and body[0] else "")
        found = [r for one in offered if passed for r in _given(response, passed, one.code)]
        if alone := [one for one in found if found.count(one) == 1 and _reads(one)]:
            return alone
    return []


def _reads(request: Request) -> bool:
    """Whether a request posts nothing, or to an address that gives lists; /data/up is none."""
    return (request.form is None and request.json is None) or reads(request.url)


def _by_function(response: Response, choice: Choice) -> tuple[Request, ...]:
    """What a function asks for if it gets the code of a choice."""
    function = function_body(response.text, choice.function or "")
    return _given(response, function[0][0], choice.code) if function and function[0] else ()


def _given(response: Response, name: str, code: str) -> tuple[Request, ...]:
    """What the page asks for if a name has a code."""
    given = f"<script>var {name} = '{code}';</script>"
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
