"""This module defines the input and output of engines: requests with their queries, responses, rows,
listings, links to the report column.

>>> next_page(Request("http://a.gov.cn/list?catId=3&pageIndex=1")).url
'http://a.gov.cn/list?catId=3&pageIndex=2'
"""

import datetime
import re
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

# Characters that are not percent-encoded in addresses and headers: ASCII except blanks and control characters.
SAFE = "".join(map(chr, range(33, 127)))
PAGES = (
    "pageindex", "pageno", "pagenum", "currpage", "currentpage", "curpage", "page", "pagenumber", "p",
)  # fmt: skip
Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Request:
    """A request that a listing leads to: a GET, or a POST of the fields in `form`.

    The fragment of the address is never sent; an engine may keep there what the response will not
    say.
    """

    url: str
    form: tuple[tuple[str, str], ...] | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What was fetched: the final address, the decoded text, and the request."""

    request: Request
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a listing."""

    url: str
    title: str
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing: its rows, and the requests for the next pages.

    `inner` are requests that lead to the rows where the page has none. `overlaps`: the page may
    repeat rows, as an interface asked from its beginning does, which does not end the listing.
    `unread` is the number of a next page that a script offers in a way that cannot be read.
    """

    engine: str
    rows: tuple[Row, ...]
    next: tuple[Request, ...] = ()
    declared_rows: int | None = None
    inner: tuple[Request, ...] = ()
    problem: str | None = None
    overlaps: bool = False
    unread: int | None = None


@dataclass(frozen=True, slots=True)
class ColumnLink:
    """A link that may lead to the report column: by its name, by the platform's, or without one."""

    kind: Literal["column", "platform", "frame", "redirect"]
    request: Request
    name: str = ""


def query_fields(url: str) -> Fields:
    """The fields of an address's query, blank ones included, in order."""
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def with_query(url: str, fields: Fields) -> str:
    """An address with another query and the same fragment."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=urlencode(fields, quote_via=quote, safe="/,:")))


def with_fields(url: str, **fields: str) -> str:
    """An address with these fields of its query set."""
    asked = query_fields(url)
    kept = [(key, fields.pop(key, value)) for key, value in asked]
    return with_query(url, [*kept, *fields.items()])


def page_field(request: Request) -> tuple[str, int] | None:
    """The field that counts pages in a request, and its number; None without one."""
    fields = [*query_fields(request.url), *(request.form or ())]
    by_name = {key.lower().lstrip("_"): (key, value) for key, value in fields}
    found = (by_name.get(name) for name in PAGES)
    key, value = next((pair for pair in found if pair), (None, ""))
    return (key, int(value)) if key and re.fullmatch(r"\d{1,6}", value) else None


def next_page(request: Request, first: int = 1) -> Request:
    """The request for the next page; one without a page number gets `page`."""
    key, number = page_field(request) or ("page", first)
    following = (key, str(number + 1))
    if request.form is not None and key in dict(request.form):
        return replace(
            request,
            form=tuple(following if name == key else (name, value) for name, value in request.form),
        )
    fields = query_fields(request.url)
    turned_fields = [following if name == key else (name, value) for name, value in fields]
    if key not in dict(fields):
        turned_fields.append(following)
    return replace(request, url=with_query(request.url, turned_fields))


def referer_header(page: str) -> tuple[tuple[str, str], ...]:
    """The Referer of a request that a page sends, with Chinese percent-encoded."""
    return (("Referer", quote(page.partition("#")[0], safe=SAFE)),)
