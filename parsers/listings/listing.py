"""This module defines the input and output of engines: requests, responses, rows, listings, links to the
report column.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

# Characters that are not percent-encoded in addresses and headers: ASCII except blanks and control characters.
SAFE = "".join(map(chr, range(33, 127)))


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
