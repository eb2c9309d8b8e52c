"""This module resolves addresses that a script joins of strings and variables, if the page gives their values.

"/list?channel=" + channel + "&page=" + p is "/list?channel=nb&page=1", and so is `/list?channel=nb&page=${p}`
"""

import re

from parsers.javascript import NAME
from parsers.listings.markup import inline_scripts
from parsers.listings.pagination import is_counter, is_page_name
from parsers.listings.script_values import first_numbers

_JOINED = re.compile(rf"""(["'])\s*\+\s*({NAME})\s*(?:(\+)\s*\1|(?=[,;)}}\s]))""")
_TEMPLATE = re.compile(r"`([^`\"\n]{1,400})`")
_VARIABLE = re.compile(rf"\$\{{\s*({NAME})\s*\}}")
_FIELD = re.compile(r"[?&](\w{1,40})=$")
_GIVEN = re.compile(
    rf"""(?<![\w$?&])({NAME})\s{{0,9}}=\s{{0,9}}(?:["']([^"'<>\s]{{0,80}})["']|(\d{{1,9}})\b)"""
)


def resolve_strings(html: str) -> str:
    """The page with such joined strings replaced by the string that they result in.

    >>> resolve_strings('var c = "nb"; load("/list?channel=" + c + "&page=" + p)')
    'var c = "nb"; load("/list?channel=nb&page=1")'
    """
    html = _TEMPLATE.sub(_filled, html) if "${" in html else html
    joined = list(_JOINED.finditer(html))
    given = _given(html) if joined else {}
    done, pieces = 0, []
    for match in joined:
        value = given.get(match[2])
        if _asks_for_a_page(html, match):
            value = str(first_numbers(html).get(match[2], 1))
        if _counts_parts(html, match):
            continue
        if value is not None:
            pieces += [html[done : match.start()], value, match[1] if match[3] is None else ""]
            done = match.end()
    return "".join([*pieces, html[done:]])


def _filled(match: re.Match[str]) -> str:
    """A template as joined strings, its variables between them."""
    return '"' + _VARIABLE.sub(r'" + \1 + "', match[1]) + '"'


def _given(html: str) -> dict[str, str]:
    """The first literal value that the scripts of a page give to each variable; an attribute of a tag is none."""
    found: dict[str, str] = {}
    for match in _GIVEN.finditer("\n".join(inline_scripts(html)) or html):
        found.setdefault(match[1], match[2] or match[3] or "")
    return found


def _asks_for_a_page(html: str, match: re.Match[str]) -> bool:
    """Whether a variable is a page's number; the first page is requested."""
    field = _FIELD.search(html[max(0, match.start() - 60) : match.start()])
    return field is not None and is_page_name(field[1])


def _counts_parts(html: str, match: re.Match[str]) -> bool:
    """Whether a variable counts the parts of a list in the path of their addresses, and so has every value in turn."""
    before = html[max(0, match.start() - 60) : match.start()]
    return is_counter(match[2]) and before[-1:] in ("_", "-", "/")
