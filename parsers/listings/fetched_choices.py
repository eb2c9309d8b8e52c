"""This module learns how the script of a page asks for the list of one choice of several, and asks for those that it fetches itself.

function load(id){ $.getJSON('/list', {channel: id}, draw) }   select(d){ this.query.dept = d.id; this.getList() }
$('li').click(function(){ $.get('/list', {dept: $(this).data('id')}, draw) })
$.getJSON('/channels', r => load(r.data[0].id))   $.get('/org/list', drawTree)   callback: {onClick: (e, t, node) => load(node.id)}

The request for the list of one choice, with a place for its code, is noted with that for the choices.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice, takewhile
from typing import Any, NamedTuple
from urllib.parse import quote

from parsers.javascript import NAME
from parsers.listings.askable import may_ask
from parsers.listings.column_names import rank_of_column
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.json_fields import name_of
from parsers.listings.json_values import objects_of
from parsers.listings.listing import Request, Response, referer_header
from parsers.listings.markup import inline_scripts
from parsers.listings.named_values import bodies_of, function_body
from parsers.listings.notes import CODE_FIELD, LIST_OF_CHOICE, OF_SCRIPT, notes_of, with_notes
from parsers.listings.part_names import is_kind_or_body
from parsers.listings.script_links import OPENS
from parsers.normalize import normalize

_MOST_FUNCTIONS = 4  # that are tried
_CODE = "zz0code0zz"
# What a script does when a choice that it draws is clicked: onClick: function(e, t, node){   '<li onclick="load(\'' + o.id
_ON_CLICK = re.compile(
    r"""\bonclick(?:["']?\s*:\s*|\s*=\s*\\?["'](?:javascript:)?\s*)(\w{0,40})(.{0,300})""",
    re.IGNORECASE | re.DOTALL,
)
_ASKS = re.compile(
    r"""ajax|getJSON|\$\.(?:get|post)\b|axios|fetch\(|[Rr]equest|\$http|\.load\(|\.src\b|["']src["']|\blocation(?:\.href)?\s*=\s*["']"""
)
_CALLED = re.compile(r"(?<![\w$.])(?!function\b|if\b)([A-Za-z_]\w{1,40})\(")
_WRITTEN = r"""(?:"[^"\n]{0,60}"|'[^'\n]{0,60}'|\d{1,12}|null)"""
_MOST = 80  # choices
_YEAR = re.compile(r"(?:19|20)\d\d\s*年?\s*度?(?:政府)?(?:信息公开)?(?:年报|年度报告)?$")
# In the path of what a script fetches the bodies from.
_OF_BODIES = re.compile(r"org|dept|depart|unit|tree|bumen|danwei|jigou", re.IGNORECASE)
_FETCHED = re.compile(
    rf"""(?:\burl["']?\s*:|\b(?:get|getJSON|post|ajax)\s*\()\s*["'][^"'\s<>]{{0,100}}(?:{_OF_BODIES.pattern})""",
    re.IGNORECASE,
)


def list_notes(response: Response) -> dict[str, str]:
    """How the page's script asks for the list of one choice, and by which field; empty where it does not."""
    calls = dict.fromkeys(OPENS.findall(response.text))
    for name, field in islice(calls, _MOST_FUNCTIONS):
        function = function_body(response.text, name)
        if function is None or not function[0]:
            continue
        pattern = pattern_given(response, function[0][0], function[1])
        if pattern:
            return _noted(pattern, field)
    for name, field in islice(_kept_fields(response.text), _MOST_FUNCTIONS):
        begun = rf"(?<![\w$])({re.escape(name)}\s?[:=]\s?){_WRITTEN}"
        pattern = pattern_of(response, re.compile(begun), r"\1")
        if pattern:
            return _noted(pattern, field)
    return {}


def is_clicked(html: str) -> bool:
    """Whether a click on what a script draws asks for something, as for a list, rather than open a site or a branch."""
    clicks = (_ON_CLICK.finditer(script) for script in inline_scripts(html))
    for name, beside in (one.groups() for one in islice(chain(*clicks), _MOST_FUNCTIONS)):
        function = None if name == "function" else function_body(html, name)
        does = (beside if function is None else function[1]).partition("}")[0]
        called = [function_body(html, one) for one in _CALLED.findall(does)[:_MOST_FUNCTIONS]]
        if _ASKS.search(does) or any(one is None or _ASKS.search(one[1][:300]) for one in called):
            return True
    return False


def _noted(pattern: str, field: str) -> dict[str, str]:
    return {LIST_OF_CHOICE: pattern, CODE_FIELD: field.lower().replace("_", "")}


def _kept_fields(html: str) -> Iterator[tuple[str, str]]:
    """The names under which functions keep a field of what they get, with the field: query.dept = d.id."""
    for name, body in bodies_of(html):
        given = rf"({NAME})\s?=\s?{re.escape(name)}\s?\.\s?(\w{{2,40}})\s?[;\n]"
        yield from re.findall(given, body)


def pattern_given(response: Response, name: str, body: str = "") -> str | None:
    """The request in which the page's script puts the value of a name, with a place for that; None without one.

    `body` is that of the function which gets the value, and may keep it under another name: organ = id;
    """
    kept = re.findall(rf"({NAME})\s?=\s?{re.escape(name)}\s?[;\n]", body)
    given = "".join(f"var {one} = '{_CODE}';" for one in (name, *kept))
    return _pattern(replace(response, text=f"<script>{given}</script>{response.text}"))


def pattern_of(response: Response, code: re.Pattern[str], before: str = "") -> str | None:
    """The request in which the page's script puts a value that is written so, with a place for that; None without one.

    `before` is what is left of it, before the value.
    """
    text = code.sub(f"{before}'{_CODE}'", response.text)
    return None if text == response.text else _pattern(replace(response, text=text))


def _pattern(response: Response) -> str | None:
    """The first request of a page that has the place for a code, as JSON."""
    parts = (json.dumps([one.url, one.form, one.json]) for one in find_interfaces(response))
    return next((one for one in parts if _CODE in one), None)


def filled(parts: str, code: str | int, response: Response) -> Request:
    """The request for the list of one choice, which the page of a response asks for."""
    url, form, sent = json.loads(parts)
    if form is not None:
        form = tuple((name, value.replace(_CODE, str(code))) for name, value in form)
    if sent is not None:
        whole = sent.replace(f'"{_CODE}"', json.dumps(code, ensure_ascii=False))
        sent = whole.replace(_CODE, json.dumps(str(code), ensure_ascii=False)[1:-1])
    asker = response.request.headers if response.request.asker else referer_header(response.url)
    return Request(url.replace(_CODE, quote(str(code), safe="")), form, asker, sent)


class Choices(NamedTuple):
    """The lists that an answer offers: of years, or of the column that it names; and of bodies."""

    own: tuple[Request, ...] = ()
    bodies: tuple[Request, ...] = ()


def with_choices(response: Response, requests: Iterable[Request]) -> tuple[Request, ...]:
    """The requests of a page whose script asks for a list by a field of what one of them may answer, with the note of that."""
    notes = list_notes(response)
    return tuple(with_notes(request, notes) for request in requests)


def tree_requests(response: Response) -> tuple[Request, ...]:
    """The requests for all bodies, whose lists the page's script asks for by a field of theirs."""
    fetched = find_interfaces(response, _OF_BODIES, may_ask)
    notes = list_notes(response) if fetched else {}
    if not notes and is_clicked(response.text):
        notes = {OF_SCRIPT: "bodies"}
    return tuple(with_notes(one, notes) for one in fetched) if notes else ()


def hides_tree(response: Response) -> bool:
    """Whether a script fetches bodies by a call that is not made, as one with a signature, and a click on one asks for its list."""
    return bool(_FETCHED.search(response.text)) and is_clicked(response.text)


def choices_in(response: Response, content: Any) -> Choices:
    """The lists of the choices that an answer has, if its request says how they are asked for."""
    notes = notes_of(response.request)
    if LIST_OF_CHOICE not in notes:
        return Choices()
    offered = islice(_offered(content, notes[CODE_FIELD]), _MOST)
    listed = [(name, filled(notes[LIST_OF_CHOICE], code, response)) for name, code in offered]
    bodies = (one for name, one in listed if is_kind_or_body(name))
    return Choices(tuple(_own(listed)), tuple(bodies))


def count_bodies(content: Any) -> int:
    """How many bodies an answer names."""
    return sum(is_kind_or_body(name_of(one) or "") for one in objects_of(content))


def _own(listed: list[tuple[str, Request]]) -> list[Request]:
    """The years below the report column, else the column; where none is named, the years of a list of nothing else."""
    names = [name for name, _ in listed]
    begins = next((at for at, name in enumerate(names) if rank_of_column(name) is not None), None)
    below = listed if begins is None else listed[begins + 1 :]
    years = [one for _, one in takewhile(lambda each: _YEAR.match(each[0]), below)]
    if begins is None:
        return years if len(years) == len(listed) else []
    return years or [listed[begins][1]]


def _offered(content: Any, field: str) -> Iterator[tuple[str, str | int]]:
    """The name of each choice, and its code."""
    for table in objects_of(content):
        name, code = name_of(table), table.get(field)
        if name and isinstance(code, (str, int)) and not isinstance(code, bool):
            yield normalize(name), code
