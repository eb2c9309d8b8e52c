"""This module resolves addresses that a script joins of strings and variables, if the page gives their values.

"/list?channel=" + channel + "&page=" + p is "/list?channel=nb&page=1", and so is `/list?channel=nb&page=${p}`
$.getJSON('./data_' + n + '.json', draw)   has the pattern ./data_{number}.json, which is noted with the first request
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from parsers.javascript import NAME
from parsers.listings.addresses import base_url, resolve_url
from parsers.listings.listing import Response
from parsers.listings.markup import inline_scripts
from parsers.listings.named_values import first_numbers
from parsers.listings.notes import NUMBER
from parsers.listings.pagination import OFFSETS, is_counter, is_page_name
from parsers.listings.script_values import PIECE, SUM, value

_JOINED = re.compile(rf"""(["'])\s*\+\s*({NAME})\s*(?:(\+)\s*\1|(?=[,;)}}\s]))""")
_TEMPLATE = re.compile(r"`([^`\"\n]{1,400})`")
_VARIABLE = re.compile(rf"\$\{{\s*({NAME})\s*\}}")
# '?page=' + (n - 1) + '&size=10', `?page=${n - 1}`
_LESS = re.compile(
    rf"""(["'])\s?\+\s?\(\s?({NAME})\s?-\s?1\s?\)\s?(?:(\+)\s?\1|(?=[,;)}}\s]))|\$\{{\s?({NAME})\s?-\s?1\s?\}}"""
)
_FIELD = re.compile(r"[?&](\w{1,40})=$")
# What keeps an answer from being one that was kept, and asks for nothing: "/list.json?_=" + new Date().getTime()
_CLOCK = re.compile(
    r"""([?&](?:_|r|v|t|ts|rnd|rand|random|time|timestamp)=["'])\s?\+\s?
    (?:Math\.random\(\)(?:\s?\*\s?\d{1,9})?|Date\.now\(\)|\+?\(?new\ Date(?:\(\))?\)?(?:\.(?:getTime|valueOf)\(\))?)
    (?=\s?[,;)}])""",
    re.VERBOSE,
)
_GIVEN = re.compile(
    rf"""(?<![\w$?&"'])({NAME})\s{{0,9}}=\s{{0,9}}(?:["']([^"'<>\s]{{0,80}})["'](?!\s{{0,9}}\+)|(\d{{1,9}})\b)"""
)
_COUNTED_FIELD = re.compile(rf"[?&]([^=&]+)={re.escape(NUMBER)}")
_URL = re.compile(r"""\burl\s*:\s*([^,{}]{1,300})""")


def resolve_strings(html: str) -> str:
    """The page with such joined strings replaced by the string that they result in.

    >>> resolve_strings('var c = "nb"; load("/list?channel=" + c + "&page=" + p)')
    'var c = "nb"; load("/list?channel=nb&page=1")'
    """
    html = _CLOCK.sub(r"\1", _LESS.sub(_from_zero, html))
    html = _TEMPLATE.sub(_filled, html) if "${" in html else html
    joined = list(_JOINED.finditer(html))
    given = given_values(html) if joined else {}
    done, pieces = 0, []
    for match in joined:
        said = given.get(match[2])
        if _asks_for_a_page(html, match):
            said = str(first_numbers(html).get(match[2], 1))
        if said is not None and not _counts_parts(html, match):
            pieces += [html[done : match.start()], said, match[1] if match[3] is None else ""]
            done = match.end()
    return "".join([*pieces, html[done:]])


def _from_zero(match: re.Match[str]) -> str:
    """The number of the first page, where a script sends one less than it counts."""
    if not is_page_name(match[2] or match[4]):
        return match[0]
    return "0" if match[3] or match[4] else f"0{match[1]}"


def _filled(match: re.Match[str]) -> str:
    """A template as joined strings, its variables between them."""
    return '"' + _VARIABLE.sub(r'" + \1 + "', match[1]) + '"'


@lru_cache(maxsize=8)
def given_values(html: str) -> dict[str, str]:
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


def resolve_address(
    response: Response, address: Any, raw: str, page: str, first: Mapping[str, int]
) -> tuple[str | None, str]:
    """The address that a call asks, and its pattern where it counts the parts of a list: './data_' + n + '.json'.

    `first` are the names of which the page says the number of the first part.
    """
    base = base_url(response)
    raw = _given_url(raw) if raw.lstrip().startswith("{") else raw
    pieces = PIECE.findall(raw) if SUM.fullmatch(raw.strip()) else []
    names = {each: each.rpartition(".")[2] for each in pieces}
    counted = [each for each, name in names.items() if is_counter(name) or name in first]
    others = [each for each in pieces if each not in counted]
    said = [value(each, page) for each in others]
    if len(counted) != 1 or not all(isinstance(each, str) for each in said):
        known = address.replace("&amp;", "&") if isinstance(address, str) else None
        return resolve_url(base, known), ""
    joined = "".join(NUMBER if each in counted else str(value(each, page)) for each in pieces)
    pattern = unquote(resolve_url(base, joined) or "")
    number = first.get(names[counted[0]], value(counted[0], page))
    begin = number if isinstance(number, int) and number >= (names[counted[0]] not in first) else 1
    field = _COUNTED_FIELD.search(pattern)
    # Which is a page's number, or that of the first row, by its name.
    in_query = field is not None and (is_page_name(field[1]) or field[1].lower() in OFFSETS)
    if NUMBER not in pattern or in_query:
        return resolve_url(base, joined.replace(NUMBER, str(begin))), ""
    return pattern.replace(NUMBER, str(begin)), pattern


def _given_url(raw: str) -> str:
    """The expression that an object of options has as its address."""
    found = _URL.search(raw)
    return found[1] if found else ""
