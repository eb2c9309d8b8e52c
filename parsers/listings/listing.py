"""This module defines the input and output of engines: requests with their queries, responses, rows,
listings, links to the report column.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

# Characters that are not percent-encoded in addresses and headers: ASCII except blanks and control characters.
SAFE = "".join(map(chr, range(33, 127)))
Fields = list[tuple[str, str]]
UNDECODED = "surrogateescape"  # a query may be in GBK, whose bytes are kept as they are


@dataclass(frozen=True, slots=True)
class Request:
    """A request that a listing leads to: a GET, or a POST of the fields in `form` or of the text in `json`.

    The fragment of the address is never sent: `notes` stand there.
    """

    url: str
    form: tuple[tuple[str, str], ...] | None = None
    headers: tuple[tuple[str, str], ...] = ()
    json: str | None = None

    @property
    def posts(self) -> bool:
        """Whether the request is a POST."""
        return self.form is not None or self.json is not None

    @property
    def asker(self) -> str | None:
        """The page that sends the request, by its Referer; None where none is named."""
        return dict(self.headers).get("Referer")


@dataclass(frozen=True, slots=True)
class Response:
    """What was fetched: the final address, the decoded text, the request, and the portal's own pattern of its reports' titles."""

    request: Request
    url: str
    text: str
    title_pattern: str | None = None
    charset: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a listing."""

    url: str
    title: str
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing: its rows, and the requests for the next pages.

    `sublists` are the first pages of further lists of the same column, of other years or kinds of bodies, and `bodies`
    those of other bodies, which belong to a government's column alone; those of the bodies that are `unsure` may have
    reports, which the first of them tells. `inner` are requests that lead to the rows where the page has none.
    `overlaps`: the page may repeat rows, as an interface asked from its beginning does, which does not end the listing.
    `unread` is the number of a next page that a script offers in a way that cannot be read, `unaddressed`
    how many reports stand on the page whose addresses only a script knows, `unshown` how many other bodies a script
    of it offers to choose where it shows the reports of one. `links_on`: a link or a function leads
    to the next page by its number or in words, so that there is one. `guesses` are where a page that is `unread` may be.
    """

    engine: str
    rows: tuple[Row, ...]
    next: tuple[Request, ...] = ()
    declared_rows: int | None = None
    inner: tuple[Request, ...] = ()
    problem: str | None = None
    overlaps: bool = False
    unread: int | None = None
    unaddressed: int = 0
    links_on: bool = False
    unshown: int = 0
    sublists: tuple[Request, ...] = ()
    bodies: tuple[Request, ...] = ()
    guesses: tuple[Request, ...] = ()
    unsure: tuple[Request, ...] = ()

    @property
    def leads_elsewhere(self) -> bool:
        """Whether a page says where its rows are: in what it leads to, or in the lists of bodies where it has none itself."""
        return bool(self.inner or (self.bodies and not self.rows))

    def begins(self, request: Request) -> bool:
        """Whether a request that this page led to is for the first page of a list, rather than for the next one of its own."""
        return not self.rows or request in (*self.sublists, *self.bodies, *self.unsure)


@dataclass(frozen=True, slots=True)
class ColumnLink:
    """A link that may lead to the report column: by its name, by the platform's, or without one."""

    kind: Literal["column", "platform", "frame", "redirect"]
    request: Request
    name: str = ""


def distinct(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The first row of each address."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.url, row)
    return tuple(found.values())


def folder_of(url: str) -> str:
    """The folder that a page stands in, by its address.

    >>> folder_of("http://a.example/nb/list.jsp?dept=/2"), folder_of("http://a.example/nb/")
    ('http://a.example/nb/', 'http://a.example/nb/')
    """
    return url.partition("?")[0].rpartition("/")[0] + "/"


def is_same_host(one: str, other: str) -> bool:
    """Whether two addresses are of one host."""
    return urlsplit(one).netloc == urlsplit(other).netloc


def query_fields(url: str) -> Fields:
    """The fields of an address's query, blank ones included, in order.

    >>> with_query("/a", query_fields("/a?lm=%C4%EA%B1%A8&p="))
    '/a?lm=%C4%EA%B1%A8&p='
    """
    return parse_qsl(urlsplit(url).query, keep_blank_values=True, errors=UNDECODED)


def with_query(url: str, fields: Fields) -> str:
    """An address with another query and the same fragment."""
    parts = urlsplit(url)
    query = urlencode(fields, safe="/,:", errors=UNDECODED, quote_via=quote)
    return urlunsplit(parts._replace(query=query))


def referer_header(page: str) -> tuple[tuple[str, str], ...]:
    """The Referer of a request that a page sends, with Chinese percent-encoded."""
    return (("Referer", quote(page.partition("#")[0], safe=SAFE)),)
