"""This module resolves addresses that a script joins of strings and variables, if the page gives their values.

"/list?channel=" + channel + "&page=" + p is "/list?channel=nb&page=1"
"""

import re
from urllib.parse import urlsplit

from parsers.listings.links import base_url, resolve_url
from parsers.listings.listing import PAGES, Request, Response, query_fields, referer_header

MOST = 2  # interfaces that a page is taken to have its rows from
_JOINED = re.compile(r"""(["'])\s*\+\s*([A-Za-z_$][\w$]{0,40})\s*(?:(\+)\s*\1|(?=[,;)}\s]))""")
_FIELD = re.compile(r"[?&](\w{1,40})=$")
_GIVEN = re.compile(
    r"""(?<![\w$])([A-Za-z_$][\w$]{0,40})\s{0,9}=\s{0,9}(?:["']([^"'<>\s]{0,80})["']|(\d{1,9})\b)"""
)
_CALLS = re.compile(
    r"""(?:\$\s*\.\s*(?:get|getJSON)|\bfetch|axios(?:\.get)?)\s*\(\s*["']([^"'<>\s]{2,400})["']\s*(?=[,)])"""
    r"""|\$\s*\.\s*ajax\s*\(\s*\{[^{}]{0,200}?\burl\s*:\s*["']([^"'<>\s]{2,400})["']\s*(?=[,}])([^{}]{0,200})"""
)
_POSTS = re.compile(r"""\b(?:type|method)\s*:\s*["']post""", re.IGNORECASE)
_LISTS = re.compile(r"list|page|search|article|news|info|doc|channel|column|data", re.IGNORECASE)
_NO_LISTS = re.compile(r"visit|count|hits?\b|weather|login|token|config|session", re.IGNORECASE)


def resolve_strings(html: str) -> str:
    """The page with such joined strings replaced by the string that they result in.

    >>> resolve_strings('var c = "nb"; load("/list?channel=" + c + "&page=" + p)')
    'var c = "nb"; load("/list?channel=nb&page=1")'
    """
    joined = list(_JOINED.finditer(html))
    given = _given(html) if joined else {}
    done, pieces = 0, []
    for match in joined:
        value = "1" if _asks_for_a_page(html, match) else given.get(match[2])
        if value is not None:
            pieces += [html[done : match.start()], value, match[1] if match[3] is None else ""]
            done = match.end()
    return "".join([*pieces, html[done:]])


def _given(html: str) -> dict[str, str]:
    """The first literal value that the page gives to each variable."""
    found: dict[str, str] = {}
    for match in _GIVEN.finditer(html):
        found.setdefault(match[1], match[2] or match[3] or "")
    return found


def _asks_for_a_page(html: str, match: re.Match[str]) -> bool:
    """Whether a variable is a page's number, of which the first is requested."""
    field = _FIELD.search(html[max(0, match.start() - 60) : match.start()])
    return field is not None and field[1].lower().lstrip("_") in PAGES


def find_interfaces(response: Response) -> tuple[Request, ...]:
    """The requests by which the script of a page without rows fetches a list from its own host."""
    found = []
    for match in _CALLS.finditer(resolve_strings(response.text)):
        url = resolve_url(base_url(response), (match[1] or match[2]).replace("&amp;", "&"))
        if url and not _POSTS.search(match[0]) and _may_list(url, response.url):
            found.append(url)
    requests = (Request(url, headers=referer_header(response.url)) for url in dict.fromkeys(found))
    return tuple(requests)[:MOST]


def _may_list(url: str, here: str) -> bool:
    parts = urlsplit(url)
    if parts.netloc != urlsplit(here).netloc or _NO_LISTS.search(parts.path):
        return False
    names = {name.lower().lstrip("_") for name, _ in query_fields(url)}
    return bool(names & set(PAGES)) or bool(_LISTS.search(parts.path))
