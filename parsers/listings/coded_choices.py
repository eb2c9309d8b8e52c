"""This module asks for the choices of a page that a script knows by their codes: bodies, kinds of them, or years.

tabs: [{id: "102", name: "县直部门"}]   <li data-code="102">县直部门</li>   <li onclick="show('102')">   <option value="102">

A code takes the place of the one that the page, or an interface of it, is asked with; or a function of the page gets it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from parsers.javascript import unescape_literal
from parsers.listings.fetched_choices import filled, pattern_of
from parsers.listings.html_page import HtmlPage
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listing import Request, Response
from parsers.listings.markup import inline_scripts
from parsers.listings.pagination import OFFSETS, is_page_name
from parsers.listings.request_fields import own_fields, with_field
from parsers.listings.script_pagers import function_body
from parsers.normalize import normalize

_KEPT_AS = ("id", "code", "value", "type", "key", "kind", "year", "y")
_CODED = ", ".join(("[onclick]", *(f"[data-{name}]" for name in _KEPT_AS)))
_MOST = 80  # choices of a page
_SHORTEST = 2  # characters of a code in the name of a file
_ARRAY = re.compile(r"\[\s*(\{[^{}]{4,300}\}(?:\s*,\s*\{[^{}]{4,300}\}){1,80})\s*(?:,\s*)?\]")
_OBJECT = re.compile(r"\{[^{}]{4,300}\}")
_NAME = re.compile(
    r"""["']?\b(?:name|title|text|label|\w{0,12}[nN]ame)["']?\s*:\s*["']([^"']{2,40})["']"""
)
_CODE = re.compile(
    r"""["']?\b(?:id|code|value|key|(?!p(?:ar)?[eE]?\w{0,3}[iI]d\b)\w{1,12}(?:[iI]d|[cC]ode))["']?\s*:\s*["']?([\w-]{1,40})"""
)
_CALL = re.compile(r"""(\w{1,40})\s*\(\s*(?:["']([\w.-]{1,40})["']|(\d{1,12}))\s*[,)]""")
_OF_CHOSEN = re.compile(r"(\w{1,40})\s*\(\s*this\.(?:value|options)")
_SIZE = re.compile(r"size|rows|limit|perpage|count", re.IGNORECASE)

_YEARS = re.compile(
    r"""\[((?:\s*+["']?(?:19|20)\d\d["']?\s*+,){1,40}\s*+["']?(?:19|20)\d\d["']?)\s*+,?\s*+\]"""
)
_SHOWN = frozenset({"cur", "current", "on", "active", "selected", "this"})
_OF_CLICKED = re.compile(r"""\$\(this\)\s*\.\s*(?:data|attr)\(\s*["'](?:data-)?\w{1,20}["']\s*\)""")

Wanted = Callable[[str], bool]


class Choice(NamedTuple):
    """A choice: its name, its code, the function that is called with the code, if any, and whether the page shows it."""

    name: str
    code: str
    function: str | None = None
    is_shown: bool = False


def coded_requests(
    page: HtmlPage,
    wanted: Wanted,
    *,
    drawn: bool = False,
    more: tuple[Request, ...] = (),
) -> tuple[Request, ...]:
    """The requests for the choices with names that are wanted, besides what the page shows or asks for by itself.

    `drawn`: a script draws the page's own list, which may be of all choices where it asks without a code. `more` are
    requests for other choices, each of which has these too: kinds of bodies in every year.
    """
    offered = next((group for group in _offered(page) if _fits(group, wanted)), [])
    if not offered:
        return ()
    shown = (Request(page.here), *find_interfaces(page.response), *more)
    codes = {choice.code for choice in offered}
    called = not drawn and any(choice.function for choice in offered)
    found = [
        request
        for choice in offered
        for request in (
            _by_function(page.response, choice)
            if choice.function and called
            else _by_code(shown, codes, choice)
        )
    ] or _by_click(page.response, offered)
    # Rows that stand on the page may be others than its script asks for.
    asked = shown[:1] if called else shown
    return tuple(one for one in dict.fromkeys(found) if one not in asked)


def _fits(group: list[Choice], wanted: Wanted) -> bool:
    return len({one.code for one in group}) > 1 and all(wanted(one.name) for one in group)


def _offered(page: HtmlPage) -> Iterator[list[Choice]]:
    """The groups of choices of a page: arrays of its scripts, lists of elements with codes, and selects."""
    for script in inline_scripts(page.html):
        for array in _ARRAY.findall(script):
            objects = [(_NAME.search(one), _CODE.search(one)) for one in _OBJECT.findall(array)]
            if all(name and code for name, code in objects):
                yield [
                    Choice(normalize(unescape_literal(name[1])), code[1])
                    for name, code in objects
                    if name and code
                ]
        for years in _YEARS.findall(script):
            yield [Choice(year, year) for year in re.findall(r"\d{4}", years)]
    for select in page.css("select"):
        called = _OF_CHOSEN.search(select.attributes.get("onchange") or "")
        options = [one for one in select.css("option") if one.attributes.get("value")]
        name = called[1] if called else None
        yield [Choice(_text(one), one.attributes.get("value") or "", name) for one in options]
    places: set[int] = set()
    for element in page.css(_CODED):
        place = element.parent
        if place is None or place.mem_id in places or len(places) > _MOST:
            continue
        places.add(place.mem_id)
        beside = islice((one for one in place.iter() if one.tag == element.tag), _MOST)
        yield [found for one in beside if (found := _of_element(one)) is not None]


def _of_element(element: LexborNode) -> Choice | None:
    called = _CALL.search(element.attributes.get("onclick") or "")
    if called:
        return Choice(_text(element), called[2] or called[3], called[1])
    kept = (
        value
        for name, value in element.attributes.items()
        if name.startswith("data-") and value and re.fullmatch(r"[\w.-]{1,40}", value)
    )
    code = next(kept, None)
    marks = (element.attributes.get("class") or "").lower().split()
    return Choice(_text(element), code, None, not _SHOWN.isdisjoint(marks)) if code else None


def _by_function(response: Response, choice: Choice) -> tuple[Request, ...]:
    """What a function asks for if it gets the code of a choice."""
    function = function_body(response.text, choice.function or "")
    if function is None or not function[0]:
        return ()
    given = f"<script>var {function[0][0]} = '{choice.code}';</script>"
    return find_interfaces(replace(response, text=given + response.text))


def _by_click(response: Response, offered: list[Choice]) -> list[Request]:
    """What a click on a choice asks for: $('li').click(function(){ $.get('/list', {dept: $(this).data('id')}, draw) })."""
    pattern = pattern_of(response, _OF_CLICKED) if "$(this)" in response.text else None
    others = offered if pattern else []
    return [filled(pattern or "", one.code, response) for one in others if not one.is_shown]


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


def _text(node: LexborNode) -> str:
    return normalize(node.text().strip())
