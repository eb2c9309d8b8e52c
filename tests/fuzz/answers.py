"""This module makes what a portal answers to a crawl: the simulator's pages, to be damaged.

Promised of each: rows and requests that can be asked for, from the engine that they tell, and from another that
they were never meant for.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from random import Random
from urllib.parse import urlencode, urlsplit

from parsers.listings import engines as listings
from parsers.listings.listing import Listing, Request
from scraper.crawling.challenges import says_not_there
from scraper.crawling.page import Page, key_of
from tests.fuzz.case import Case
from tests.fuzz.mutations import PAGES, Mutation, entities, flipped, untagged
from tests.portal import ENGINES
from tests.portals.content import AGENCY, content
from tests.site import Hit, Route, Says

_SITE = "http://yjj.example.gov.cn"
_HOST = {"host": "yjj.example.gov.cn"}
_TEXT = re.compile("text|json|script|xml")
_MOST = 60  # answers of one portal
_HOSTILE = (
    b"http://[", b"//[::1", b"http://a]b/", b"http://x:99999999/", b"\\\\x\\y", b"javascript:alert(1)",
    b"http://\xff\xfe/", b"%zz%", b"?" * 300, b"/" * 3000, b"../" * 500, b"-1", b"1e999", b"9" * 400,
    b"null", b"[]", b"{}", b'"', b"\\u0000", b"\x00", b"\\ud800", b"2024-13-45", b"0000-00-00",
)  # fmt: skip


def worded(body: bytes, random: Random) -> bytes:
    """Words, numbers and addresses replaced by unexpected values."""
    pieces = body.split(b'"')
    for _ in range(random.choice((1, 3, 10))):
        pieces[random.randrange(len(pieces))] = random.choice(_HOSTILE)
    return b'"'.join(pieces)


def numbered(body: bytes, random: Random) -> bytes:
    """Digits replaced by other digits, by many, or by a sign."""
    places = [place for place, byte in enumerate(body) if 48 <= byte <= 57] or [0]
    where = random.choice(places)
    digits = random.choice((b"0", b"-", b"9" * 30, b".5", b"\xd9\xa3"))  # the last: an Arabic 3
    return body[:where] + digits + body[where + 1 :]


_MUTATIONS: tuple[Mutation, ...] = (
    *PAGES, flipped, untagged, entities, worded, worded, worded, numbered, numbered,
)  # fmt: skip


def answer(random: Random) -> Case:
    """One answer of one of the simulator's portals."""
    request, body, media_type = random.choice(_answers(random.choice(sorted(ENGINES))))
    other = random.choice(listings.ENGINES)
    return Case(body, _MUTATIONS, partial(_read, request, media_type, other))


@cache
def _answers(portal: str) -> tuple[tuple[Request, bytes, str], ...]:
    """What a portal answers to a crawl: the request, the bytes, the media type."""
    _, build = ENGINES[portal]
    return tuple(_crawled(build(content())))


def _crawled(routes: dict[str, Route]) -> Iterator[tuple[Request, bytes, str]]:
    """Every answer that can be reached from the home page by any engine."""
    waiting, met = (
        [Request(f"{_SITE}{path}") for path, route in routes.items() if not callable(route)],
        set[str](),
    )
    while waiting and len(met) < _MOST:
        request = waiting.pop(0)
        if key_of(request) in met or not request.url.startswith(_SITE):
            continue
        met.add(key_of(request))
        says = _said(request, routes)
        media_type = dict(says.headers).get("Content-Type", "") if says else ""
        if says is None or not _TEXT.search(media_type):
            continue
        yield request, says.body, media_type
        told = Page(request, request.url, says.body, media_type, None).response()
        listing = listings.read(told)
        waiting += [*listing.next[:3], *listing.sublists[:3], *listing.inner[:3]]


def _said(request: Request, routes: dict[str, Route]) -> Says | None:
    path = request.url.removeprefix(_SITE).partition("#")[0]
    route = routes.get(path) or routes.get(path.partition("?")[0] + "?")
    form = None if request.form is None else urlencode(request.form).encode()
    hit = Hit(
        0.0, 0, "GET" if form is None else "POST", path, dict(request.headers) | _HOST, form or b""
    )
    return route(hit) if callable(route) else route


def _read(request: Request, media_type: str, other: str, body: bytes) -> str | None:
    answer = Page(request, request.url, body, media_type, None).response()
    says_not_there(answer.text)
    listings.is_column_page(answer)
    asked = [link.request for link in listings.find_column_links(answer, AGENCY)]
    asked += [Request(row.url) for row in listings.find_attachments(answer)]
    first = listings.read(answer)
    for listing in (first, listings.read(answer, other), listings.read(answer, other, first)):
        asked += _asked(listing)
    return _unaskable(asked)


def _asked(listing: Listing) -> Iterator[Request]:
    for row in listing.rows:
        listings.may_be_report(row.title, None)
        yield Request(row.url)
    yield from (*listing.next, *listing.sublists, *listing.bodies)
    yield from listing.inner


def _unaskable(requests: Iterable[Request]) -> str | None:
    for request in requests:
        key_of(request)
        if urlsplit(request.url).scheme not in ("http", "https"):
            return f"an address that is none: {request.url[:80]!r}"
    return None
