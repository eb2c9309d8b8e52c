"""This module finds the choices that a page offers, bodies or years, each with the code by which a script knows it.

tabs: [{id: "102", name: "县直部门"}]   <li data-code="102">县直部门</li>   <li onclick="show('102')">   <option value="102">
<li>2023年</li> where $('li').click(function(){ year = $(this).text() })
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from parsers.javascript import unescape_literal
from parsers.listings.html_page import HtmlPage
from parsers.listings.markup import inline_scripts
from parsers.normalize import normalize

_MOST = 80  # choices of a page
_MOST_NAMES = 12  # of attributes with codes
_LONGEST = 30  # letters of a choice that is known by its words
_ARRAY = re.compile(r"\[\s*(\{[^{}]{4,300}\}(?:\s*,\s*\{[^{}]{4,300}\}){1,80})\s*(?:,\s*)?\]")
# What a chart draws: series: [{type: "pie", data: [{name: "县教育局", value: 12}]}]
_CHART = re.compile(r"\bseries\b[^;]{0,200}\bdata[\"']?\s*:\s*$")
_MOST_BEFORE = 220
_OBJECT = re.compile(r"\{[^{}]{4,300}\}")
_NAME = re.compile(
    r"""["']?\b(?:name|title|text|label|\w{0,12}[nN]ame)["']?\s*:\s*["']([^"']{2,40})["']"""
)
_CODE = re.compile(
    r"""["']?\b(?:id|code|value|key|(?!p(?:ar)?[eE]?\w{0,3}[iI]d\b)\w{1,12}(?:[iI]d|[cC]ode))["']?\s*:\s*["']?([\w-]{1,40})"""
)
_YEARS = re.compile(
    r"""\[((?:\s*+["']?(?:19|20)\d\d["']?\s*+,){1,40}\s*+["']?(?:19|20)\d\d["']?)\s*+,?\s*+\]"""
)
_CALL = re.compile(r"""(\w{1,40})\s*\(\s*(?:["']([\w.-]{1,40})["']|(\d{1,12}))\s*[,)]""")
_OF_CHOSEN = re.compile(r"(\w{1,40})\s*\(\s*this\.(?:value|options)")
_KEPT = re.compile(
    r"<(?:li|a|span|button|d[dt]|div|td|p|em|b|i)\b[^<>]{0,200}?\s((?!aria-)[a-z]{1,8}-[a-z][\w-]{0,20})\s*=",
    re.IGNORECASE,
)
# The attribute of what was clicked that a script reads: $(this).attr('id')
_READ = re.compile(r"""(?:attr|getAttribute)\(\s*["'](id|value|name|rel|code|key)["']\s*\)""")
_BY_WORDS = re.compile(
    r"this\)?\s*\.\s*(?:(?:text|html)\(\)|inner(?:Text|HTML)|textContent)|event\.target\.inner"
)
_SHOWN = frozenset({"cur", "current", "on", "active", "selected", "this"})


class Choice(NamedTuple):
    """A choice: its name, its code, the function that is called with the code, if any, and whether the page shows it."""

    name: str
    code: str
    function: str | None = None
    is_shown: bool = False


def offered_choices(page: HtmlPage) -> Iterator[list[Choice]]:
    """The groups of choices of a page: arrays of its scripts, selects, and lists of elements with codes or words alone."""
    yield from held_choices(page)
    for select in page.css("select"):
        called = _OF_CHOSEN.search(select.attrs.sget("onchange"))
        values = [(one, one.attrs.sget("value")) for one in select.css("option")]
        name = called[1] if called else None
        # One with an address is a link.
        yield [Choice(_text(one), code, name) for one, code in values if code and "/" not in code]
    yield from _of_elements(page)
    if _BY_WORDS.search(page.html):
        yield from _by_words(page)


def held_choices(page: HtmlPage) -> Iterator[list[Choice]]:
    """The groups of choices that arrays of a page's scripts hold."""
    for script in inline_scripts(page.html):
        yield from _in_arrays(script)


def _in_arrays(script: str) -> Iterator[list[Choice]]:
    for array in _ARRAY.finditer(script):
        if _CHART.search(script, max(0, array.start() - _MOST_BEFORE), array.start()):
            continue
        objects = [(_NAME.search(one), _CODE.search(one)) for one in _OBJECT.findall(array[1])]
        if all(name and code for name, code in objects):
            yield [
                Choice(normalize(unescape_literal(name[1])), code[1])
                for name, code in objects
                if name and code
            ]
    for years in _YEARS.findall(script):
        yield [Choice(year, year) for year in re.findall(r"\d{4}", years)]


def _of_elements(page: HtmlPage) -> Iterator[list[Choice]]:
    """Lists of elements that keep a code for a script, or call a function with it."""
    places: set[int] = set()
    read = frozenset(_READ.findall(page.html)) if "(this)" in page.html else frozenset()
    kept = (*read, *islice(dict.fromkeys(map(str.lower, _KEPT.findall(page.html))), _MOST_NAMES))
    for element in page.css(", ".join(("[onclick]", *(f"[{name}]" for name in kept)))):
        place = element.parent
        if place is not None and place.tag == "li" and place.parent is not None:
            place = place.parent
        if place is None or place.mem_id in places or len(places) > _MOST:
            continue
        places.add(place.mem_id)
        items = (
            one
            for each in place.iter()
            for one in ((each, *each.iter()) if each.tag == "li" else (each,))
        )
        beside = islice((one for one in items if one.tag == element.tag), _MOST)
        yield [found for one in beside if (found := _of_element(one, read)) is not None]


def _of_element(element: LexborNode, read: frozenset[str]) -> Choice | None:
    called = _CALL.search(element.attrs.sget("onclick"))
    if called:
        return Choice(_text(element), called[2] or called[3], called[1])
    kept = (
        value
        for name, value in element.attributes.items()
        if (keeps_code(name) or name in read) and value and re.fullmatch(r"[\w.-]{1,40}", value)
    )
    code = next(kept, None)
    marks = element.attrs.sget("class").lower().split()
    return Choice(_text(element), code, None, not _SHOWN.isdisjoint(marks)) if code else None


def keeps_code(attribute: str) -> bool:
    """Whether an attribute keeps something for a script, by its name: data-id, lay-id; but not aria-label."""
    return "-" in attribute and not attribute.startswith("aria-")


def _by_words(page: HtmlPage) -> Iterator[list[Choice]]:
    """Lists whose elements are known by their words, as a whole or by the year in them."""
    for place in islice(page.css("ul, ol, dl, div:not(:has(div))"), _MOST):
        beside = islice((one for one in place.iter() if one.tag not in ("script", "style")), _MOST)
        words = [said for one in beside if 1 < len(said := _text(one)) <= _LONGEST]
        yield [Choice(said, said) for said in words]
        yield [Choice(said, year[0]) for said in words if (year := re.match(r"\d{4}", said))]


def _text(node: LexborNode) -> str:
    return normalize(node.text().strip())
