"""This module defines what a listing engine takes and gives: requests, responses, rows, and links to the report column."""

import datetime
from dataclasses import dataclass
from typing import Literal

# What stands in an address and in a header as it is: ASCII but for blanks and control characters.
SAFE = "".join(map(chr, range(33, 127)))


@dataclass(frozen=True, slots=True)
class Request:
    """A request that a listing wants next: a GET, or with `form` the fields of a POST.

    A fragment of the address is never sent; an engine may keep there what the answer will not say.
    """

    url: str
    form: tuple[tuple[str, str], ...] | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What was fetched: the final address, the decoded text, and the ask that it answers."""

    request: Request
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One listed item."""

    url: str
    title: str
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing: its rows, and what is to be asked next.

    `inner` leads to the rows where the page itself has none. `overlaps`: the page may repeat rows
    already seen (an interface asked from its beginning), which is no sign of the listing's end.
    `unread` is the number of a next page that the page offers by a script which nothing here reads.
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
