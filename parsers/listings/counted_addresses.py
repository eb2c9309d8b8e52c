"""This module reads the address that a script's call asks, also where it counts the parts of a list in it.

$.getJSON('./data_' + n + '.json', draw)   has the pattern ./data_{number}.json, which is noted with the first request
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from parsers.listings.links import base_url, resolve_url
from parsers.listings.listing import Response
from parsers.listings.notes import NUMBER
from parsers.listings.pagination import OFFSETS, is_counter, is_page_name
from parsers.listings.script_values import PIECE, SUM, value

_FIELD = re.compile(rf"[?&]([^=&]+)={re.escape(NUMBER)}")
_URL = re.compile(r"""\burl\s*:\s*([^,{}]{1,300})""")


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
    field = _FIELD.search(pattern)
    # Which is a page's number, or that of the first row, by its name.
    in_query = field is not None and (is_page_name(field[1]) or field[1].lower() in OFFSETS)
    if NUMBER not in pattern or in_query:
        return resolve_url(base, joined.replace(NUMBER, str(begin))), ""
    return pattern.replace(NUMBER, str(begin)), pattern


def _given_url(raw: str) -> str:
    """The expression that an object of options has as its address."""
    found = _URL.search(raw)
    return found[1] if found else ""
