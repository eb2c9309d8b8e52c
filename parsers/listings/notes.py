"""This module notes with a request what its page says and the response will not.

Notes stand in the fragment of the address, as a query would; it is never sent.

>>> with_notes(Request("http://a.gov.cn/list?page=1"), {ROW_ADDRESS: "/art/{id}.html"}).url
'http://a.gov.cn/list?page=1#row=/art/{id}.html'
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from parsers.listings.listing import Request

PART_ADDRESS = "pattern"  # the address of each part of a list
NUMBER = "{number}"  # the place of a part's number in that
PAGE_FIELD = "by"  # the field that counts pages, where its name does not say so
ROW_ADDRESS = "row"  # how the script makes the address of a row: /art/{id}.html
PAGE_COUNT = "pages"  # how many pages the list has
CALLS = "calls"  # of a function that an included script may define, as JSON
VALUES = "values"  # that the page gives to names of an included script, as JSON
OF_SCRIPT = "script"  # choices are fetched whose lists nothing but the page's script can ask for
LIST_OF_CHOICE = "choice"  # the request for the list of a choice that is fetched, as JSON
CODE_FIELD = "code"  # the field of such a choice that the request has
POSTED = "posted"  # what a request sends, where its address alone is kept, as JSON
IS_DRAWN = "drawn"  # whether it is sure that a script draws the rows


def notes_of(request: Request) -> dict[str, str]:
    """What is noted with a request."""
    return dict(parse_qsl(urlsplit(request.url).fragment))


def with_notes(request: Request, notes: Mapping[str, str | int]) -> Request:
    """The request with further notes."""
    if not notes:
        return request
    url, _, noted = request.url.partition("#")
    written = urlencode(notes, quote_via=quote, safe="/{}:")
    return replace(request, url=f"{url}#{noted}&{written}" if noted else f"{url}#{written}")


def address_of(request: Request) -> str:
    """The address by which a request is kept, with what it posts."""
    if not request.posts:
        return request.url
    return with_notes(request, {POSTED: json.dumps([request.form, request.json])}).url


def request_at(url: str, headers: tuple[tuple[str, str], ...] = ()) -> Request:
    """The request that is kept by an address.

    >>> asked = Request("http://a.gov.cn/get", form=(("id", "5"),))
    >>> request_at(address_of(asked)).form
    (('id', '5'),)
    """
    posted = notes_of(Request(url)).get(POSTED)
    form, sent = json.loads(posted) if posted else (None, None)
    fields = None if form is None else tuple((name, value) for name, value in form)
    return Request(url, fields, headers, sent)
