"""This module reads listing pages in HTML, for every engine: rows, the next page, frames.

Rows that a script draws are read where the script holds them; where it fetches them from an unknown
interface, the listing has that as its problem.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborHTMLParser

from parsers.depth import parse_html
from parsers.javascript import unescape_literal
from parsers.listings import form_pagers, json_rows, pagers, script_pagers
from parsers.listings.joined_strings import find_interfaces
from parsers.listings.links import (
    base_url,
    declared_rows,
    inline_scripts,
    resolve_url,
    templates,
    visible_html,
)
from parsers.listings.listing import Listing, Request, Response, Row
from parsers.listings.report_titles import may_be_report
from parsers.listings.rows import rows_in, rows_of
from parsers.listings.script_links import resolve_script_links
from parsers.listings.subcolumns import subcolumn_requests

Pager = Callable[[Response, Listing | None, int], tuple[Request, ...] | None]

DRAWN = "not-crawlable"
PROBLEM = "the rows are drawn by a script from an interface that no engine here knows"
_WRITTEN = re.compile(
    r"""document\s*\.\s*write(?:ln)?\s*\(\s*(["'])((?:\\.|(?!\1)[^\\])*)\1""", re.DOTALL
)
_DRAWS = re.compile(
    r"\bfetch\s*\(|axios|\$\s*\.\s*(?:ajax|get|post|getJSON)\s*\(|XMLHttpRequest|createApp\s*\(|new\s+Vue"
    r"|v-for\s*=|ng-repeat|ng-app|__NUXT__|__NEXT_DATA__|ReactDOM|webpackJsonp|data-reactroot"
    r"|<div[^>]+id\s*=\s*[\"']?(?:app|root|__next|__nuxt)\b|enable JavaScript|(?:启用|开启)\s*JavaScript"
    r"|src\s*=\s*[\"'][^\"'>]*(?:/static/js/|/assets/index|(?:app|main|chunk|vendors?|bundle|runtime)[\w~-]*[.-][0-9a-f]{6,}\.js)",
    re.IGNORECASE,
)
_EMPTY_LIST = re.compile(
    r"<(ul|ol|dl|tbody|table)\b[^>]*>\s*</\1>|<div[^>]*(?:list|table|content)[^>]*>\s*</div>",
    re.IGNORECASE,
)
_LOADS = re.compile(
    r"\b(?:load|render|get|query|init)\w*\s*\(|\.render\s*\(|\bsign\b|\btoken\b", re.IGNORECASE
)
_SAYS_EMPTY = re.compile(r"暂无|没有(?:相关|找到|符合)|无相关|无数据|栏目建设中")
_COUNTERS = re.compile(
    r"visit|counter|weather|tianqi|/share|/login|/search|/map\b|player", re.IGNORECASE
)


def read(
    response: Response,
    engine: str,
    previous: Listing | None,
    following: Pager,
    *,
    believes_links: bool = True,
) -> Listing:
    """The listing that a page of HTML shows; `next_pages` knows the engine's own pager.

    A link to the next page says more than numbers in a script, unless an interface pages the list.
    """
    response = replace(response, text=resolve_script_links(response.text))
    tree = parse_html(response.text)
    base = base_url(response, tree)
    rows = _rows(response.text, tree, base)
    if not rows:
        return _rowless(response, tree, engine, base)
    said = pagers.worded_next_page(tree, base, response.url) if believes_links else ()
    scripted = said or following(response, previous, len(rows))
    requests = _turned(tree, response, base) if scripted is None else scripted
    return Listing(
        engine,
        rows,
        (*requests, *subcolumn_requests(tree, base, response.url)),
        declared_rows(response.text),
        unread=_unread(response.text, tree) if scripted is None and not requests else None,
    )


def _turned(tree: LexborHTMLParser, response: Response, base: str) -> tuple[Request, ...]:
    """The next page by a link or a number, else by a form or a script."""
    found = pagers.linked_pages(tree, base, response.url) or form_pagers.next_pages(
        tree, response, base
    )
    return found or script_pagers.next_pages(response.text, response.url) or ()


def _unread(html: str, tree: LexborHTMLParser) -> int | None:
    """The number of a page that a link, or a list of numbers, offers by a script that cannot be read."""
    linked = (script_pagers.called_page(link) for link in tree.css("a") if pagers.says_next(link))
    chosen = (number for _, number in script_pagers.select_calls(html) if number > 1)
    return next(filter(None, (*linked, *chosen)), None)


def _rowless(response: Response, tree: LexborHTMLParser, engine: str, base: str) -> Listing:
    """Read a page without a row: one of frames, an article, a page drawn by a script, or an empty list."""
    own = _itself(response, tree)
    declared = declared_rows(response.text)
    inner = (
        *subcolumn_requests(tree, base, response.url),
        *frame_requests(tree, base, response.url),
    )
    if own or inner or declared or not is_drawn_by_script(response.text):
        return Listing(engine, own, (), declared, inner)
    requests = find_interfaces(response)
    return (
        Listing("generic", (), (), None, requests)
        if requests
        else Listing(DRAWN, (), problem=PROBLEM)
    )


def is_drawn_by_script(html: str) -> bool:
    """Whether the rows of a page without any are drawn by a script; a page may say that there are none."""
    if _SAYS_EMPTY.search(visible_html(html)):
        return False
    loads = any(_LOADS.search(script) for script in inline_scripts(html))
    return bool(_DRAWS.search(html)) or (loads and bool(_EMPTY_LIST.search(html)))


def _rows(html: str, tree: LexborHTMLParser, base: str) -> tuple[Row, ...]:
    """The rows of a page; where none is a report, with those that its scripts hold."""
    rows = rows_of(tree, base)
    if _show_reports(rows):
        return rows
    held = (
        *_written(html, base),
        *(rows_in(fragment, base) for fragment in templates(html)),
        *(json_rows.rows_in_script(script, base) for script in inline_scripts(html)),
    )
    return rows + next((more for more in held if _show_reports(more)), ())


def _show_reports(rows: tuple[Row, ...]) -> bool:
    return any(may_be_report(row.title) for row in rows)


def _written(html: str, base: str) -> tuple[tuple[Row, ...], ...]:
    """The rows that scripts write into the page, piece by piece."""
    written = "".join(written_html(script) for script in inline_scripts(html))
    return (rows_in(written, base),) if "<a" in written.lower() else ()


def written_html(script: str) -> str:
    r"""The HTML that a script writes into its page, as far as it is literal.

    >>> written_html("document.writeln('<a href=\"x\">');")
    '<a href="x">'
    """
    return "".join(unescape_literal(match[2]) for match in _WRITTEN.finditer(script))


def frame_requests(tree: LexborHTMLParser, base: str, here: str) -> tuple[Request, ...]:
    """The requests for the frames of a page, except counters and the like."""
    named = parse_qs(urlsplit(here).query).get("df", [])
    sources = (frame.attributes.get("src") for frame in tree.css("iframe[src], frame[src]"))
    urls = (resolve_url(base, src) for src in (*named, *sources))
    wanted = (
        url
        for url in urls
        if url and not _COUNTERS.search(url) and not pagers.is_same_page(url, here)
    )
    return tuple(Request(url) for url in dict.fromkeys(wanted))


def named_frame_requests(response: Response) -> tuple[Request, ...]:
    """The request for the frame that holds the list, named in the address (`df`) or as the frame of a column."""
    tree = parse_html(response.text)
    base = base_url(response, tree)
    named = parse_qs(urlsplit(response.url).query).get("df", [])
    sources = [
        frame.attributes.get("src")
        for frame in tree.css("iframe[name*=col_iframe], iframe[id*=col_iframe]")
    ]
    urls = [url for src in (*named, *sources) if (url := resolve_url(base, src)) is not None]
    return tuple(
        Request(url) for url in dict.fromkeys(urls) if not pagers.is_same_page(url, response.url)
    )


def _itself(response: Response, tree: LexborHTMLParser) -> tuple[Row, ...]:
    """The page as its own row, where it is a report and not a list."""
    if not re.search(r"<table|<p\b|<embed|\.pdf", response.text, re.IGNORECASE):
        return ()
    for title in _titles(tree):
        if may_be_report(title) and re.search(r"(?:19|20)\d\d", title):
            return (Row(response.url, title),)
    return ()


def _titles(tree: LexborHTMLParser) -> Iterator[str]:
    for meta in tree.css("meta[content]"):
        if (meta.attributes.get("name") or "").lower() == "articletitle":
            yield " ".join((meta.attributes.get("content") or "").split())
    for heading in tree.css("h1, h2, .xl_title, .title"):
        yield " ".join(heading.text().split())
