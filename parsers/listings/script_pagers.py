"""This module reads pagers and links that call a function of a script, where the script contains the address literally.

<a href="javascript:goPage(2)">下一页</a>  function goPage(n){ location.href = "list_" + n + ".html"; }
<a href="javascript:view('8a81')">甲</a>  function view(id){ window.open("/detail.jsp?id=" + id); }
"""

import re

from selectolax.lexbor import LexborNode

from parsers.listings.links import resolve_url
from parsers.listings.listing import Request

CALLED = re.compile(
    r"""(?:javascript:|onclick\s*=\s*["'])\s*(?:return\s+)?(\w+)\s*\(\s*["']?(\d{1,4})["']?\s*\)"""
)
_JOINED = r"""["']([^"'<>]*)["']\s*\+\s*\(?\s*{name}\s*\)?\s*(?:\+\s*["']([^"'<>]*)["'])?"""
_FUNCTION = r"(?:function\s+{name}\s*\(\s*(\w+)|{name}\s*=\s*function\s*\(\s*(\w+))"
_SELECT = re.compile(
    r"""<select\b[^>]*?\bonchange\s*=\s*["']\s*(?:javascript:)?\s*(\w+)\s*\(\s*this\.[^>]*>(.{0,20000}?)</select""",
    re.DOTALL | re.IGNORECASE,
)
_OPTION = re.compile(r"""<option\b[^>]*?\bvalue\s*=\s*["']?(\d{1,4})["'\s>]""", re.IGNORECASE)
_LAYUI = re.compile(r"laypage(?:\.render)?\s*\(\s*\{(.{0,800}?)\}\s*\)", re.DOTALL)
_NUMBER = r"\b{name}\s*:\s*[\"']?(\d+)"
_BODY = 400  # characters of a function in which its address stands
_CALL = re.compile(
    r"""(?:href\s*=\s*(["'])\s*javascript:\s*|onclick\s*=\s*(["']))\s*(?:void\s+)?(?:return\s+)?"""
    r"""([A-Za-z_$][\w$]{0,40})\s*\(\s*(?:(?!\1)["']|&#39;|&quot;)?([\w./%?&=-]{1,200})(?:["']|&#39;|&quot;)?\s*(?:,[^()]{0,200})?\)"""
    r"""\s*;?\s*(?:return\s+(?:false|true)\s*;?\s*)?(?:\1|\2)"""
)
_DIRECT = r"(?:open|href|location|replace|assign)\s*(?:=|\()\s*{name}\s*[,;)}}]"
_ALONE = ("", "")
MOST = 20  # functions of a page that are looked for
_PAGE = re.compile(r"\d{1,4}")
_OWN = frozenset({"void", "open", "alert"})


def next_pages(html: str, here: str) -> tuple[Request, ...] | None:
    """The request for the next page; None where no pager calls a function that can be read."""
    calls = [(name, int(number)) for name, number in CALLED.findall(html)] + select_calls(html)
    for name in dict.fromkeys(name for name, _ in calls):
        pages = sorted({number for called, number in calls if called == name})
        url = address_parts(html, name)
        if url is not None:
            return _after(pages, url, here)
    return _of_layui(html, here)


def address_parts(html: str, name: str) -> tuple[str, str] | None:
    """What a function puts before and after its first argument to make an address; None where it makes none."""
    found = function_body(html, name)
    if found is None:
        return None
    joined = re.search(_JOINED.format(name=re.escape(found[0])), found[1])
    return (joined[1], joined[2] or "") if joined and re.search(r"[/.?=_]", joined[0]) else None


def function_body(html: str, name: str) -> tuple[str, str] | None:
    """The first parameter of a function in a page's scripts, and its body."""
    found = re.search(_FUNCTION.format(name=re.escape(name)), html)
    return (found[1] or found[2], html[found.end() : found.end() + _BODY]) if found else None


def select_calls(html: str) -> list[tuple[str, int]]:
    """The function that a select of page numbers calls, with each number that it offers."""
    found = ((name, _OPTION.findall(options)) for name, options in _SELECT.findall(html))
    return [(name, int(number)) for name, numbers in found for number in numbers]


def called_page(link: LexborNode) -> int | None:
    """The number that a link calls a function with, as `goPage(2)` does."""
    attributes = link.attributes
    match = CALLED.search(
        f'{attributes.get("href") or ""} onclick="{attributes.get("onclick") or ""}"'
    )
    return int(match[2]) if match else None


def _after(pages: list[int], around: tuple[str, str], here: str) -> tuple[Request, ...]:
    before, after = around
    addresses = {number: resolve_url(here, f"{before}{number}{after}") for number in pages}
    at = next((number for number, url in addresses.items() if url == here), None)
    own = (
        re.search(re.escape(before.rpartition("/")[2]) + r"(\d+)" + re.escape(after), here)
        if before
        else None
    )
    current = at or (int(own[1]) if own else 1)
    higher = [url for number, url in addresses.items() if number > current and url]
    return (Request(higher[0]),) if higher else ()


def _of_layui(html: str, here: str) -> tuple[Request, ...] | None:
    """The request for the next page by layui's pager, which has counts of rows and a function."""
    match = _LAYUI.search(html)
    if match is None:
        return None
    numbers = {
        name: re.search(_NUMBER.format(name=name), match[1])
        for name in ("count", "limit", "curr", "pages")
    }
    options = {name: int(number[1]) for name, number in numbers.items() if number}
    joined = re.search(_JOINED.format(name=r"\w+\.curr"), match[1])
    last = options.get("pages") or -(-options.get("count", 0) // (options.get("limit") or 10))
    current = options.get("curr", 1)
    url = resolve_url(here, f"{joined[1]}{current + 1}{joined[2] or ''}") if joined else None
    return (Request(url),) if url and current < last else ()


def resolve_script_links(html: str) -> str:
    r"""The page with each such call replaced by the address that it opens; calls of pagers remain.

    >>> page = '''<a href="javascript:go('a1')">x</a><script>function go(n){open("/n/" + n)}</script>'''
    >>> resolve_script_links(page).partition(">")[0]
    '<a onclick="open(\'/n/a1\')"'
    """
    around: dict[str, tuple[str, str] | None] = {}

    def opened(match: re.Match[str]) -> str:
        name, argument = match[3], match[4]
        if name in _OWN or _PAGE.fullmatch(argument):
            return match[0]
        if name not in around:
            if len(around) >= MOST:
                return match[0]
            around[name] = address_parts(html, name)
        found = around[name] or (_ALONE if _opens(html, name, argument) else None)
        return match[0] if found is None else f"onclick=\"open('{found[0]}{argument}{found[1]}')\""

    return _CALL.sub(opened, html) if "function" in html else html


def _opens(html: str, name: str, argument: str) -> bool:
    """Whether a function opens the address that it is called with."""
    found = function_body(html, name) if re.search(r"[/.]", argument) else None
    return found is not None and bool(
        re.search(_DIRECT.format(name=re.escape(found[0])), found[1].partition("}")[0] + "}")
    )
