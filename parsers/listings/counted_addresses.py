"""This module reads the address that a script's call asks, also where it counts the parts of a list in it.

$.getJSON('./data_' + n + '.json', draw)   has the pattern ./data_{number}.json, which is noted with the first request
"""

import re
from typing import Any
from urllib.parse import quote, unquote, urlencode

from parsers.listings.links import base_url, resolve_url
from parsers.listings.listing import Response
from parsers.listings.parts import COUNTERS, HERE, TURN
from parsers.listings.script_values import PIECE, SUM, value

_URL = re.compile(r"""\burl\s*:\s*([^,{}]{1,300})""")


def resolve_address(
    response: Response, address: Any, raw: str, page: str
) -> tuple[str | None, str]:
    """The address that a call asks, and the note of its pattern where it counts the parts of a list: './data_' + n + '.json'."""
    base = base_url(response)
    raw = _given_url(raw) if raw.lstrip().startswith("{") else raw
    pieces = PIECE.findall(raw) if "+" in raw and SUM.fullmatch(raw.strip()) else []
    counted = [each for each in pieces if each.rpartition(".")[2].lower() in COUNTERS]
    others = [each for each in pieces if each not in counted]
    said = [value(each, page) for each in others]
    if len(counted) != 1 or not all(isinstance(each, str) for each in said):
        known = address.replace("&amp;", "&") if isinstance(address, str) else None
        return resolve_url(base, known), ""
    joined = "".join(HERE if each in counted else str(value(each, page)) for each in pieces)
    pattern = unquote(resolve_url(base, joined) or "")
    number = value(counted[0], page)
    first = number if isinstance(number, int) and number > 0 else 1
    in_query = "=" + HERE in pattern  # a field of the query is a page's number by its name
    if HERE not in pattern or in_query:
        return resolve_url(base, joined.replace(HERE, str(first))), ""
    return pattern.replace(HERE, str(first)), urlencode(
        {TURN: pattern}, quote_via=quote, safe="/{}:"
    )


def _given_url(raw: str) -> str:
    """The expression that an object of options has as its address."""
    found = _URL.search(raw)
    return found[1] if found else ""
