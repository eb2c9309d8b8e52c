"""This module learns how the script of a page asks for the list of one choice of several, with a place for the code of any.

function load(id){ $.getJSON('/list', {channel: id}, draw) }   select(d){ this.query.dept = d.id; this.getList() }
$('li').click(function(){ $.get('/list', {dept: $(this).data('id')}, draw) })
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from urllib.parse import quote

from parsers.javascript import NAME
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listing import Request, Response, referer_header
from parsers.listings.markup import inline_scripts
from parsers.listings.notes import CODE_FIELD, LIST_OF_CHOICE
from parsers.listings.script_links import OPENS
from parsers.listings.script_pagers import bodies_of, function_body

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
