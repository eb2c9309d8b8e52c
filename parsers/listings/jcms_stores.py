"""This module reads the data stores in pages of Hanweb jcms: XML, or arrays of strings in a script.

The bodies of the records are cut out and parsed one by one, since no parser reads the store as a
whole.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from parsers.javascript import unescape_literal
from parsers.listings.links import base_url
from parsers.listings.listing import Response, Row, distinct
from parsers.listings.rows import rows_in

_MOST_STORES = 200  # of a page that are read
STORE = re.compile(r"<datastore>(.*?)(?:</datastore>|$)", re.DOTALL | re.IGNORECASE)
_RECORD = re.compile(
    r"<record>\s*(?:<!\[CDATA\[(.*?)\]\]>|(.*?))\s*(?:</record>|$)", re.DOTALL | re.IGNORECASE
)
_NEXT_GROUP = re.compile(r"<nextgroup>.*?href\s*=\s*[\"']([^\"']+)", re.DOTALL | re.IGNORECASE)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)", re.IGNORECASE)
JPAGE = re.compile(r"\.jpage\s*\(\s*\{(.*?)\}\s*\)", re.DOTALL)
_HELD = re.compile(r"\bdataStore\s*:\s*([A-Za-z_]\w*)")
_PIECE = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*([,+]?)""", re.DOTALL)


def rows_of_records(xml: str, base: str) -> tuple[Row, ...]:
    """The rows of a data store: each record's body parsed by itself."""
    bodies = (match[1] or match[2] or "" for match in _RECORD.finditer(xml))
    return distinct(row for body in bodies for row in rows_in(body, base)[:1])


class Store(NamedTuple):
    """A data store: its rows, the address of the next group, and the number of rows that it declares.

    The options of its pager stand in the page after `end`.
    """

    rows: tuple[Row, ...]
    group: str
    total: int | None
    end: int


def stores(response: Response) -> list[Store]:
    """The data stores of a page: those of XML, else the arrays that have rows."""
    return list(_of_xml(response)) or [store for store in _of_arrays(response) if store.rows]


def _of_xml(response: Response) -> Iterator[Store]:
    text, base = response.text, base_url(response)
    for match in islice(STORE.finditer(text), _MOST_STORES):
        group = _NEXT_GROUP.search(match[1])
        address = group[1].replace("&amp;", "&") if group else ""
        yield Store(rows_of_records(match[1], base), address, declared_total(match[1]), match.end())


def _of_arrays(response: Response) -> Iterator[Store]:
    """The arrays of strings that the page's script gives to a pager."""
    text, base = response.text, base_url(response)
    for name in list(dict.fromkeys(_HELD.findall(text)))[:_MOST_STORES]:
        start = re.search(rf"\b{name}\s*=\s*\[", text)
        if start is None:
            continue
        found = [row for piece in _strings(text, start.end()) for row in rows_in(piece, base)[:1]]
        rows = {row.url: row for row in reversed(found)}
        pager = JPAGE.search(text, start.end())
        proxy = re.search(r"proxyUrl\s*:\s*[\"']([^\"']+)", pager[1]) if pager else None
        group = proxy[1].replace("&amp;", "&") if proxy else ""
        yield Store(tuple(reversed(rows.values())), group, None, start.end())


def _strings(text: str, start: int) -> Iterator[str]:
    """The strings of an array; what `+` joins is one."""
    string = ""
    while piece := _PIECE.match(text, start):
        string += unescape_literal(piece[1] or piece[2] or "")
        start = piece.end()
        if piece[3] != "+":
            yield string
            string = ""


def declared_total(xml: str) -> int | None:
    """The number of records that a data store says it has; None where it does not say."""
    match = _TOTAL.search(xml)
    return int(match[1]) if match else None
