"""This module reads a pager that calls a function of a script, where the script contains the address literally.

<a href="javascript:goPage(2)">下一页</a>  function goPage(n){ location.href = "list_" + n + ".html"; }
"""

import re
from functools import partial

from selectolax.lexbor import LexborNode

from parsers.javascript import NAME
from parsers.listings.addresses import resolve_url
from parsers.listings.askable import is_action
from parsers.listings.joined_addresses import given_values
from parsers.listings.listing import Request
from parsers.listings.markup import named_number
from parsers.listings.named_values import function_body
from parsers.listings.page_counts import counted_pages
from parsers.listings.pagination import is_page_name, page_field

PAGE = r"(?!(?:19|20)\d\d\b)\d{1,4}"  # the number of a page, and no year
CALLED = re.compile(
    rf"""(?i:javascript:|onclick\s*=\s*["']?)\s*(?:return\s+)?(?!void\b)(\w+)\s*\(\s*["']?({PAGE})["']?\s*\)"""
)
# "index_" + (n - 1) + ".html": what stands before the number, whether it is one less, what stands after it
_JOINED = (
    r"""["']([^"'<>]*)["']\s*\+\s*\(?\s*{name}\s*(-\s*1\s*)?\)?\s*(?:\+\s*["']([^"'<>]*)["'])?"""
)
_SELECT = re.compile(
    r"""<select\b[^>]*?\bonchange\s*=\s*["']?\s*+(?:javascript:)?\s*+(\w+)\s*\(\s*this\.[^>]*>(.{0,20000}?)</select""",
    re.DOTALL | re.IGNORECASE,
)
# What a choice of a page says: 第2页, 2/5, 转到第2页; but not 10条, 2月 or 风格2
NUMBERED = rf"(?:[^\d<>]{{0,12}}第|[跳转到至]{{1,3}}|page)?\s*+{PAGE}(?![\d%])(?!\s*[条行项月日])"
_OPTION = re.compile(
    rf"""<option\b[^>]*?\bvalue\s*=\s*["']?({PAGE})\b[^>]*>\s*+{NUMBERED}""", re.IGNORECASE
)
_LAYUI = re.compile(r"laypage(?:\.render)?\s*\(\s*\{(.{0,800}?)\}\s*\)", re.DOTALL)
_LEADS = re.compile(
    r"""location(?:\s*\.\s*href)?\s*=\s*["']([^"'<>]{0,300}[?&](\w{1,20})=)["']\s*\+\s*(?:\w+\.){0,2}\w+\s*[;,})]"""
)
_FIELD = re.compile(r"&?(\w{1,30})=")
_BEGINS = re.compile(rf"""(?<![\w$.])({NAME})\s*\+\s*(["'])""")
_FROM_ZERO = re.compile(r"\.pagination\(\s*\d")  # jQuery's pager counts pages from 0


def next_pages(html: str, here: str) -> tuple[Request, ...] | None:
    """The request for the next page; None where no pager calls a function that can be read."""
    calls = [(name, int(number)) for name, number in CALLED.findall(html)] + select_calls(html)
    for name in dict.fromkeys(name for name, _ in calls):
        pages = sorted({number for called, number in calls if called == name})
        joined = _joined(html, name)
        if joined is not None:
            return _after(pages, joined, here)
    return _of_layui(html, here) or _of_location(html, here)


def _of_location(html: str, here: str) -> tuple[Request, ...] | None:
    """The next page where a pager with a count of pages leads to an address with the page's number at its end."""
    match = next((one for one in _LEADS.finditer(html) if is_page_name(one[2])), None)
    pages = counted_pages(html) if match else 0
    if match is None or not pages:
        return None
    first = 0 if _FROM_ZERO.search(html) else 1
    current = (page_field(Request(here)) or ("", first))[1]
    url = resolve_url(here, f"{match[1]}{current + 1}")
    return (Request(url),) if url and current - first + 1 < pages else ()


def address_parts(html: str, name: str) -> tuple[str, str] | None:
    """What a function puts before and after its first argument to make an address; None where it makes none."""
    joined = _joined(html, name)
    return None if joined is None or joined[2] else (joined[1], joined[3] or "")


def _joined(html: str, name: str) -> re.Match[str] | None:
    """The address that a function makes of its first argument, which may be a number and be made one less."""
    found = function_body(html, name)
    if found is None:
        return None
    body = _BEGINS.sub(partial(_literal, given_values(html)), found[1])
    chains = re.finditer(_JOINED.format(name=re.escape(found[0][0])), body)
    joined = next((one for one in chains if not is_action(one[1])), None)
    if joined is None or not re.search(r"[/.?=_]", joined[0]):
        return None
    # A field alone is one that the function changes in the page's own address: replace(/pNo=\d+/, 'pNo=' + n)
    return None if _FIELD.fullmatch(joined[1]) else joined


def _literal(given: dict[str, str], begins: re.Match[str]) -> str:
    """The beginning of an address that a name has, with what is joined to it: u + "_" where var u = "/nb/index"."""
    said = given.get(begins[1])
    return begins[0] if said is None else f"{begins[2]}{said}"


def select_calls(html: str) -> list[tuple[str, int]]:
    """The function that a select of page numbers calls, with each number that it offers."""
    found = ((name, _OPTION.findall(options)) for name, options in _SELECT.findall(html))
    return [(name, int(number)) for name, numbers in found for number in numbers]


def called_page(link: LexborNode) -> int | None:
    """The number that a link calls a function with, as `goPage(2)` does."""
    said = link.attributes
    match = CALLED.search(f'{said.get("href") or ""} onclick="{said.get("onclick") or ""}"')
    return int(match[2]) if match else None


def _after(pages: list[int], joined: re.Match[str], here: str) -> tuple[Request, ...]:
    """The page after this one, among numbers that a function puts between two parts of an address."""
    addresses = {number: _numbered(joined, number, here) for number in pages}
    at = next((number for number, url in addresses.items() if url == here), None)
    current = at or _own_number(joined, here) or 1
    higher = [url for number, url in addresses.items() if number > current and url]
    if higher and is_action(higher[0]) and not is_action(here):
        return ()
    return (Request(higher[0]),) if higher else ()


def _numbered(joined: re.Match[str], number: int, here: str) -> str | None:
    """The address of the page with a number."""
    said = number - 1 if joined[2] else number
    return resolve_url(here, f"{joined[1]}{said}{joined[3] or ''}")


def _own_number(joined: re.Match[str], here: str) -> int | None:
    """The number of the page that has an address: of /nb/p/3, not of /col12/ before "p/"; None where it has not the first part."""
    before, after = joined[1], joined[3] or ""
    named = before if before.endswith("/") else before.rpartition("/")[2]
    own = re.search(f"{re.escape(named)}(\\d+){re.escape(after)}", here) if named else None
    return int(own[1]) + bool(joined[2]) if own else None


def _of_layui(html: str, here: str) -> tuple[Request, ...] | None:
    """The request for the next page by layui's pager, which has counts of rows and a function."""
    match = _LAYUI.search(html)
    if match is None:
        return None
    names = ("count", "limit", "curr", "pages")
    numbers = ((name, named_number(name, match[1])) for name in names)
    options = {name: number for name, number in numbers if number is not None}
    joined = re.search(_JOINED.format(name=r"\w+\.curr"), match[1])
    if joined is None:
        return ()
    last = options.get("pages") or -(-options.get("count", 0) // (options.get("limit") or 10))
    current = _own_number(joined, here) or options.get("curr", 1)
    url = _numbered(joined, current + 1, here)
    return (Request(url),) if url and current < last else ()
