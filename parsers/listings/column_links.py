"""This module finds the links that may lead from a page to the report column, by their names.

Links named as the column come first, then those named as the platform that it belongs to, then
frames and included scripts. A page that only redirects leads where its script literally says.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from parsers.depth import parse_html
from parsers.listings import gkmlpt, html_page
from parsers.listings.addresses import is_same_page
from parsers.listings.askable import may_change
from parsers.listings.choices import body_requests
from parsers.listings.coded_choices import coded_columns
from parsers.listings.column_names import (
    bare_name,
    is_sitemap_name,
    rank_of_column,
    rank_of_platform,
)
from parsers.listings.html_page import HtmlPage, open_page
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listing import ColumnLink, Request, Response
from parsers.listings.markup import inline_scripts, visible_html
from parsers.listings.menus import loaded_menus, menu_entries
from parsers.listings.script_links import open_resolved
from parsers.normalize import normalize
from parsers.patterns import TAGS

Kind = Literal["column", "platform"]

_MOST_WORDS = 120  # a page with more to say than this is more than a redirect
_REDIRECT = re.compile(
    r"""(?<![\w.])(?:(?:window|self|top|parent|document)\s*\.\s*)*location(?:\s*\.\s*href)?\s*=\s*["']([^"'<>]+)["'](?!\s*\+)"""
    r"""|location\s*\.\s*(?:replace|assign)\s*\(\s*["']([^"'<>]+)["']\s*\)"""
)
_OF_COLUMNS = re.compile(r"channel|column|catalog|menu|nav|tree|lanmu|node", re.IGNORECASE)
_CLICKED = re.compile(
    r"(?:data-\w{1,20}=|\(['\"]?\w{1,40}['\"]?\))[^<>]{0,200}>[^<>]{0,20}(?:公开|年度|工作).{0,4}(?:年报|报告)"
)
# The name of an object of a script, a tree's node: {id: 104, name: "政府信息公开年报"}
_HELD = re.compile(
    r"""[nN]ame["']?\s?:\s?["'][^"'<>]{0,8}(?:公开|年度|工作).{0,4}(?:年报|报告)["']"""
)
_CONDITION = re.compile(r"\bif\s*\(|\bfunction\s+\w+\s*\(|\?[^:]*$|\b(?:on)?(?:click|change)\b")
_DEVICE = re.compile(r"userAgent|mobile", re.IGNORECASE)  # a script that asks what the reader has
_FOR_PHONES = re.compile(r"(?:^|[/.])(?:m|wap|3g|mobile|phone)(?:[/.?]|$)", re.IGNORECASE)
_ELSE = re.compile(r"[\s;)}]*\belse\s*\{?\s*(?:(?:window|self|top|parent|document)\s*\.\s*)*")
_UNLESS = re.compile(
    r"(?i)\bif\s*\(\s*(?:!|\w{0,9}pc\b)(?:[^()]|\([^()]*\)){1,200}\)\s*\{?[\s\w.]{0,60}$"
)
_ALIVE = "li a[href], tr a[href], iframe, frame, [querydata], form"  # a page that has these shows something
_REFRESH = re.compile(r"""^\s*\d*\.?\d*\s*[;,]\s*url\s*=\s*["']?([^"'>]+)""", re.IGNORECASE)


def find_column_links(response: Response, agency: str | None = None) -> tuple[ColumnLink, ...]:
    """Every link that may lead to the report column, the best first; of a page that only redirects, that one."""
    led = find_redirect(response)
    if led is not None:
        return (led,)
    page = open_resolved(response)
    response = page.response
    names = list(menu_entries(page))
    columns = [*gkmlpt.find_column_links(response), *_best(names, response, "column")]
    if not columns and (_CLICKED.search(page.html) or _HELD.search(page.html)):
        columns = [ColumnLink("column", asked, name) for name, asked in coded_columns(page)]
    found = [
        *columns,
        *_best(names, response, "platform"),
        *_of_agency(names, body_requests(page), agency),
        *(ColumnLink("frame", request) for request in _frames(names, page)),
    ]
    found = found or list(_only_link(page))
    unique: dict[Request, ColumnLink] = {}
    for link in found:
        unique.setdefault(link.request, link)
    return tuple(unique.values())


def _of_agency(
    names: Iterable[tuple[str, str]], bodies: Iterable[tuple[str, Request]], agency: str | None
) -> Iterator[ColumnLink]:
    """The agency's own links on a platform that holds many: its columns, and itself in a form that offers bodies."""
    for name, url in names:
        if _is_agency(name, agency):
            yield ColumnLink("platform", Request(url), name)
    for name, request in bodies:
        if _is_agency(normalize(name), agency):
            yield ColumnLink("column", request, name)


def _frames(names: Iterable[tuple[str, str]], page: HtmlPage) -> Iterator[Request]:
    """The parts of a page that it loads from elsewhere, and the map of its site: there the column may be named."""
    yield from html_page.frame_requests(page)
    yield from html_page.feed_requests(page)
    yield from find_interfaces(page.response, _OF_COLUMNS)
    yield from map(Request, loaded_menus(page))
    yield from (Request(url) for name, url in names if is_sitemap_name(name))


def _only_link(page: HtmlPage) -> Iterator[ColumnLink]:
    """The one link of a page with few words: a picture to enter by."""
    if len(_words(page.html)) >= _MOST_WORDS:
        return
    only = {url for link in page.css("a[href]") if (url := page.target(link))}
    yield from (
        ColumnLink("frame", Request(url)) for url in only if len(only) == 1 and not may_change(url)
    )


def find_redirect(response: Response) -> ColumnLink | None:
    """Where a page with hardly any text redirects to, if it says so literally; else None."""
    page = open_page(response)
    if len("".join(_words(page.html).split())) > _MOST_WORDS or page.tree.css_matches(_ALIVE):
        return None
    for meta in page.css("meta[http-equiv][content]"):
        match = _REFRESH.match(meta.attrs.sget("content"))
        if meta.attrs.sget("http-equiv").lower() == "refresh" and match:
            return _redirect(page, match[1])
    loaded = page.css("body[onload]")
    scripts = (body.attrs.sget("onload") for body in loaded)
    for script in (*inline_scripts(page.html), *scripts):
        found = list(_REDIRECT.finditer(script))
        if found and not _CONDITION.search(script, 0, found[0].start()):
            return _redirect(page, found[0][1] or found[0][2])
        if found and _DEVICE.search(script, 0, found[0].start()):
            where = _without_phone(script, found)
            return None if where is None else _redirect(page, where)
    return None


def _without_phone(script: str, found: list[re.Match[str]]) -> str | None:
    """Where a script sends a reader without a phone; None where it says so of phones alone."""
    first, *others = found[:2]
    unless = _UNLESS.search(script, 0, first.start()) is not None
    second = next(
        (one for one in others if _ELSE.fullmatch(script, first.end(), one.start())), None
    )
    ways = [one[1] or one[2] for one in (first, second) if one]
    for_phones = [_FOR_PHONES.search(way) is not None for way in ways]
    if for_phones in ([True, False], [False, True]):
        return ways[for_phones.index(False)]
    return ways[0] if unless else (*ways, None)[1]


def _redirect(page: HtmlPage, where: str) -> ColumnLink | None:
    url = page.resolve(where)
    return None if url is None or url == page.base else ColumnLink("redirect", Request(url))


def _words(html: str) -> str:
    return TAGS.sub("", visible_html(html))


def _best(named: list[tuple[str, str]], response: Response, kind: Kind) -> list[ColumnLink]:
    """The links of one kind, ranked by how well their names say it; of equals, in the page's order."""
    rank = rank_of_column if kind == "column" else rank_of_platform
    ranked = [(place, name, url) for name, url in named if (place := rank(name)) is not None]
    if kind == "platform":
        ranked = [each for each in ranked if not is_same_page(each[2], response.url)]
    ordered = sorted(ranked, key=lambda each: each[0])
    return [ColumnLink(kind, Request(url), bare_name(name)) for _, name, url in ordered]


def _is_agency(name: str, agency: str | None) -> bool:
    """Whether a link is the agency's own, on a platform that holds many: by name or its end."""
    if agency is None or len(name) < 3:
        return False
    return name == agency or agency.endswith(name.lstrip("本市县区省"))


def is_column_page(response: Response) -> bool:
    """Whether a page says itself that it is the report column: its metadata, title or breadcrumb."""
    tree = parse_html(response.text)
    metas = (one.attrs for one in tree.css("meta[content]"))
    named = [one.sget("content") for one in metas if one.sget("name").lower() == "columnname"]
    named += [one.text() for one in (*tree.css("#col1_name"), *tree.css("a.CurrChnlCls")[-1:])]
    if named:
        return rank_of_column(named[0]) is not None
    title = tree.css_first("title")
    first = re.split(r"[-_|—]", title.text() if title is not None else "")[0]
    return rank_of_column(first) is not None and rank_of_column(first) != 4
