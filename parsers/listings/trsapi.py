"""This module reads the lists of Fujian's TRS sites: first rows in the page, the rest by a search.

The page's script names the search's channel, its column and how many rows there are; the search's
own address stands in a library that every such site shares, and is known here.
"""

import re
from dataclasses import replace
from urllib.parse import urljoin

from parsers.listings import data
from parsers.listings.listing import Answer, Ask, Listing
from parsers.listings.queries import asked_by, page_of, turned

PATH = "/fjdzapp/search"
MOST_AT_ONCE = 75  # what the sites' own script asks for
_LIBRARY = re.compile(r"\blist\d?\.trsapi\b")
_MODEL = re.compile(r"listArgs\s*:\s*\{(.{0,1500}?)\}(.{0,1500})", re.DOTALL)
_VALUE = r"""\b{name}\s*:((?:"[^"\n]{{0,300}}"|'[^'\n]{{0,300}}'|[^,}}"'\n]){{1,100}})"""
_LITERAL = re.compile(r""""([^"]*)"|'([^']*)'|\b(\d+)\b""")
_NUMBER = r"""\b{name}\s*:\s*["']?(\d{{1,9}})"""


def read(answer: Answer, found: Listing) -> Listing:
    """A page as it was read, with the request for the rows that it has not; as it was, elsewhere."""
    model = _MODEL.search(answer.text) if _LIBRARY.search(answer.text) else None
    ask = _ask(answer, model[1]) if model else None
    if model is None or ask is None:
        return found
    declared = _number("recordCount", model[2])
    if not found.rows:
        return Listing("trs", (), (), declared, (ask,))
    more = declared is None or declared > len(found.rows)
    return replace(found, next=(*found.next, ask) if more else (), declared_rows=declared)


def answered(answer: Answer, content: object) -> Listing:
    """One page of what the search answers; the first repeats what the page has shown."""
    rows = data.rows_of(content, answer.url)
    last = next((t["pagecount"] for t in data.tables(content) if "pagecount" in t), None)
    _, page = page_of(answer.ask) or ("page", 1)
    more = bool(rows) and (not isinstance(last, int) or page < last)
    following = (turned(answer.ask),) if more else ()
    return Listing("trs", rows, following, overlaps=PATH in answer.ask.url and page == 1)


def _ask(answer: Answer, arguments: str) -> Ask | None:
    told = {name: _literal(name, arguments) for name in ("classsql", "sortfield")}
    channel = _literal("channelid", arguments) or _number("searchId", answer.text)
    if not (channel and told["classsql"]):
        return None
    fields = {"channelid": str(channel), **told, "page": "1", "prepage": str(MOST_AT_ONCE)}
    form = tuple((name, value) for name, value in fields.items() if value)
    return Ask(urljoin(answer.url, PATH), form, asked_by(answer.url))


def _literal(name: str, script: str) -> str | None:
    """The first value that a script's expression spells out: chnlid=18 of `"" || "chnlid=18"`."""
    told = re.search(_VALUE.format(name=name), script)
    spelled = _LITERAL.findall(told[1]) if told else []
    return next((value for values in spelled for value in values if value), None)


def _number(name: str, script: str) -> int | None:
    found = re.search(_NUMBER.format(name=name), script)
    return int(found[1]) if found else None
