"""This module reads the pagers of TRS WCM, which are numbers in a script.

Page 2 is `index_1` where a form counts from 0 and `index_2` where it counts from 1: in both cases
the current number plus one.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from parsers.listings.addresses import numbered_page, page_number
from parsers.listings.listing import Listing, Request, Response

_ARGUMENT = r"""\s*(?:["']([^"']*)["']|\$?\{?(\d+)\}?)\s*"""
_CALL = re.compile(r"createPage(?:HTML)?\s*\(([^()]{3,200})\)")
# A pager of any name that is given the name of the file which it stands in: ShowPage(4, 1, 'list', 'html')
_OWN_CALL = re.compile(
    r"""\b[A-Za-z_]\w{2,40}\s*\(\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*["']([\w-]{1,40})["']\s*,\s*["']\.?(s?html?|jsp|php)["']"""
)
_VARIABLE = r"\b{name}\s*=\s*[\"']?(\d+)"
_OPTIONS = re.compile(
    r"pager_options\s*=\s*(\{.{0,800}?\})\s*;?\s*(?:</|var\b|\n\s*\n|$|\w+\s*\()", re.DOTALL
)
_OPTION = re.compile(r"""["']?(\w+)["']?\s*:\s*["']?([^"',\n]*)""")
_STEM = re.compile(r"""["'=]\s*([A-Za-z][\w-]*?)(?:_|\\?["']\s*\+\s*\\?["']_)""")
_EXTENSION = re.compile(r"\b(s?html?|jsp|php)\b")
_IDENTIFIED = re.compile(r"""(index_[A-Za-z0-9]+_)(?:(\d+)(\.s?html?)|["']\s*\+)""")
_PAGE_SIZES = 5  # portals print their rows by fives and tens: such a page may be a full one


def pager(response: Response, previous: Listing | None, rows: int) -> tuple[Request, ...] | None:
    """The next page by any form of TRS pager; None where the page has none.

    A page as full as the one before may be followed by another, even if the count of pages denies
    it.
    """
    html = response.text
    for form in (_called, _named, _identified, _optional, _counted):
        found = form(html, response.url)
        if found is not None:
            current, last, requests = found
            more = current < last or _is_full(rows, previous)
            return requests if more else ()
    return None


Found = tuple[int, int, tuple[Request, ...]]


def _is_full(rows: int, previous: Listing | None) -> bool:
    if previous is None:
        return rows >= 2 * _PAGE_SIZES and rows % _PAGE_SIZES == 0
    return bool(previous.rows) and rows >= len(previous.rows)


class Call(NamedTuple):
    """A call of a pager: the numbers of this page and the last one, counted from `first`, and the file's name."""

    first: int
    current: int
    last: int
    name: str
    ext: str


def calls(html: str) -> Iterator[Call]:
    """Forms (b), (c) and (d): the calls with total, current number, name and extension."""
    for call in _CALL.finditer(html):
        values = [a or b for a, b in re.findall(_ARGUMENT, call[1])]
        numbers = [int(value) for value in values if value.isdecimal()]
        words = [value for value in values if value and not value.isdecimal()]
        if len(numbers) < 2 or not words:
            continue
        from_one = not values[0].isdecimal()
        name, ext = ([*(words[1:] if from_one else words), "html"])[:2]
        last = numbers[0] if from_one else numbers[0] - 1
        name = name if re.fullmatch(r"[\w-]+", name) else "index"
        yield Call(int(from_one), numbers[1], last, name, ext)


def _called(html: str, here: str) -> Found | None:
    """The next page by the first call of a pager."""
    for call in calls(html):
        url = numbered_page(here, call.current + 1, call.name, call.ext)
        return call.current, call.last, (Request(url),)
    return None


def _named(html: str, here: str) -> Found | None:
    """The next page by a call that has the name of this page's file; one that counts from 0 says so on the first."""
    file = re.search(r"/([\w-]+?)(?:_\d+)?\.(\w+)$", here)
    for total, number, name, ext in _OWN_CALL.findall(html) if file else ():
        if file and (name, ext) == file.groups():
            from_one = page_number(here) is not None or number == "1"
            request = Request(numbered_page(here, int(number) + 1, name, ext))
            return int(number), int(total) - (not from_one), (request,)
    return None


def _counted(html: str, here: str) -> Found | None:
    """Form (a): variables from which a script writes the links."""
    total = re.search(_VARIABLE.format(name="countPage"), html)
    if total is None:
        return None
    current = re.search(_VARIABLE.format(name="currentPage"), html)
    number = int(current[1]) if current else page_number(here) or 0
    after = html[total.start() : total.start() + 3000]
    ext = _EXTENSION.search(after.partition("write")[2])
    names = _STEM.findall(after)
    base = "index" if "index" in names else next(iter(names), None)
    request = Request(numbered_page(here, number + 1, base, ext[1] if ext else None))
    return number, int(total[1]) - 1, (request,)


def _identified(html: str, here: str) -> Found | None:
    """Form (e): file names have the page's identifier before its number."""
    found = list(_IDENTIFIED.finditer(html))
    if not found:
        return None
    stem = found[0][1].rstrip("_")
    ext = next((match[3] for match in found if match[3]), None) or ".shtml"
    current = (page_number(here) if f"/{stem}_" in here else None) or 1
    named = [int(match[2]) for match in found if match[2]]
    count = re.search(_VARIABLE.format(name="(?:countPage|totalPage|pageCount)"), html)
    last = max([*named, int(count[1]) if count else 0, 0])
    more = last or current + 1
    return current, more, (Request(numbered_page(here, current + 1, stem, ext)),)


def _optional(html: str, here: str) -> Found | None:
    """Form (f): an object of options, whose numbers may have stray characters in them."""
    match = _OPTIONS.search(html)
    if match is None:
        return None
    options = {key.lower(): value.strip(" }\r\t") for key, value in _OPTION.findall(match[1])}
    total = _number(options, "count", "total", "pages")
    current = _number(options, "cur", "now", "index")
    if total is None:
        return None
    named = (value for key, value in options.items() if "name" in key)
    name = next((value for value in named if re.fullmatch(r"[\w-]+", value)), None)
    ext = next((value for key, value in options.items() if "ext" in key or "suffix" in key), None)
    at = page_number(here)
    number = at if at is not None else current or 0
    requests = [numbered_page(here, number + 1, name, ext)]
    if at is None and current == 1:
        requests.insert(0, numbered_page(here, 1, name, ext))
    return number, total, tuple(Request(url) for url in requests)


def _number(options: dict[str, str], *names: str) -> int | None:
    for name in names:
        for key, value in options.items():
            digits = re.search(r"\d+", value)
            if name in key and digits:
                return int(digits[0])
    return None
