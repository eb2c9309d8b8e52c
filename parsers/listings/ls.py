"""This module reads Lonsun's Ls (Anhui), whose lists come as fragments of HTML by page number."""

import re
from dataclasses import replace

from parsers.listings import json_rows, json_values, pages
from parsers.listings.links import base_url, written_urls
from parsers.listings.listing import Listing, Request, Response, referer_header, with_fields
from parsers.listings.markup import named_number
from parsers.listings.pagination import next_page, page_field
from parsers.listings.rows import rows_in

MARKS = re.compile(r"Ls\.pagination|publicInfoList|/site/label/\d+|xxgk_navli|lm_line")
_LABEL = re.compile(
    r"""["'(]([^"'()\s<>]*/site/label/\d+\?[^"'()\s<>]*labelName=publicInfoList[^"'()\s<>]*)["')]"""
)
_PAGER = re.compile(r"Ls\.pagination\s*\([^{]*\{(.*?)\}", re.DOTALL)


def read(response: Response, previous: Listing | None = None) -> Listing:
    """A column's page, or one fragment of its list."""
    if "/site/label/" in response.request.url and "<html" not in response.text[:2000].lower():
        content = json_values.parse_json(response.text)
        base = base_url(response)
        rows = rows_in(response.text, base) if content is None else json_rows.rows_of(content, base)
        more = rows and _goes_on(response)
        return Listing("ls", rows, (next_page(response.request),) if more else ())
    found = pages.read(response, "ls", previous, _pager)
    return pages.unless_shown(found, "ls", _labels, response)


def _labels(response: Response) -> tuple[Request, ...]:
    """The fragments that the page asks for, from their first page on."""
    urls = written_urls(response, _LABEL.findall(response.text))
    firsts = dict.fromkeys(with_fields(url, pageIndex="1") for url in urls)
    return tuple(Request(url, headers=referer_header(response.url)) for url in firsts)


def _goes_on(response: Response) -> bool:
    """Whether a pager has a further page; without a pager there may be one."""
    current, count = numbers(response.text)
    if count is None:
        return True
    asked = page_field(response.request)
    return (current or (asked[1] if asked else 1)) < count


def numbers(html: str) -> tuple[int | None, int | None]:
    """The current number and the count of pages that `Ls.pagination` is given."""
    match = _PAGER.search(html)
    options = match[1] if match else ""
    return named_number("currPage", options), named_number("pageCount", options)


def _pager(response: Response, *_: object) -> tuple[Request, ...] | None:
    """The second page of the page's own fragment, else of the column's address by `pageIndex`."""
    current, count = numbers(response.text)
    if count is None:
        return None
    if (current or 1) >= count:
        return ()
    following = str((current or 1) + 1)
    label = next(iter(_labels(response)), None)
    if label is not None:
        return (replace(label, url=with_fields(label.url, pageIndex=following)),)
    return (Request(with_fields(response.url, pageIndex=following)),)
