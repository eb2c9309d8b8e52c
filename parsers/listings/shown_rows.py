"""This module finds the rows of a page wherever it has them: printed, in its scripts, templates and selects, or as the page itself.

It tells too whether a script draws the rows of a page that has none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from parsers.dates import YEAR_IN_DIGITS
from parsers.depth import parse_html
from parsers.javascript import unescape_literal
from parsers.listings import json_rows
from parsers.listings.body_rows import body_rows, completed
from parsers.listings.html_page import HtmlPage, frame_requests
from parsers.listings.joined_addresses import resolve_strings
from parsers.listings.listing import Request, Row
from parsers.listings.markup import inline_scripts, templates, text_of, visible_html
from parsers.listings.report_titles import may_be_report
from parsers.listings.rows import option_rows, rows_in, rows_of
from parsers.listings.script_links import row_address
from parsers.patterns import DOCUMENT_ENDING

# Rows that an attribute, or a box, keeps for a script: :items="[{&quot;title&quot;: …}]"
_KEPT = re.compile(r"""\s[\w:@.-]{2,40}\s*=\s*"([^"<>]{0,60}\[\{[^"<>]{10,200000})\"""")

_TEXTAREA = re.compile(
    r"<textarea\b[^<>]{0,300}>\s*([^<>]{0,60}\[\{[^<>]{10,200000})</textarea", re.IGNORECASE
)

_DOCUMENT = re.compile(DOCUMENT_ENDING, re.IGNORECASE)
_WRITTEN = re.compile(
    r"""(?:document\s*\.\s*write(?:ln)?\s*\(|\binnerHTML\s*=)\s*(["'])((?:\\.|(?!\1)[^\\])*)\1""",
    re.DOTALL,
)
_DRAWS = re.compile(
    r"""
    \bfetch\s*\(|axios|\$http\b|\$\s*\.\s*(?:ajax|get|post|getJSON)\s*\(|XMLHttpRequest          # calls of an interface
    |\.\s*(?:datagrid|bootstrapTable)\s*\(|<table\b[^>]{0,600}\bdata-url\s*=            # tables that fill themselves
    |createApp\s*\(|new\s+Vue|v-for\s*=|ng-repeat|ng-app|__NUXT__|__NEXT_DATA__         # frameworks
    |ReactDOM|webpackJsonp|data-reactroot|<div[^>]+id\s*=\s*["']?(?:app|root|__next|__nuxt)\b
    |src\s*=\s*["'][^"'>]*                                                               # a packed application
      (?:/static/js/|/assets/index|(?:app|main|chunk|vendors?|bundle|runtime)[\w~-]*[.-][0-9a-f]{6,}\.js)
    |enable[ ]JavaScript|(?:启用|开启)\s*JavaScript
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EMPTY_LIST = re.compile(
    r"<(ul|ol|dl|tbody|table)\b[^>]*>\s*</\1>|<div[^>]*(?:list|table|content)[^>]*>\s*</div>",
    re.IGNORECASE,
)
_LOADS = re.compile(
    r"\b(?:load|render|get|query|init|ajax|post|request)\w*\s*\(|\.render\s*\(|\bsign\b|\btoken\b",
    re.IGNORECASE,
)
_SAYS_EMPTY = re.compile(r"暂无|没有(?:相关|找到|符合)|无相关|无数据|栏目建设中")


def shown_rows(page: HtmlPage) -> tuple[Row, ...]:
    """The rows of a page; where none is a report, with those that its scripts hold."""
    html, base = page.html, page.base
    rows = rows_of(page)
    before = page.previous.rows if page.previous is not None else ()
    if show_reports((*rows, *before)):
        rows = tuple(replace(row, title=completed(row.title)) for row in rows)
    if show_reports(rows):
        known = {row.url for row in rows}
        return rows + tuple(one for one in option_rows(page, _DOCUMENT) if one.url not in known)
    joined = row_address(html)
    held = (
        *_written(html, base),
        *(rows_in(fragment, base) for fragment in templates(html)),
        *(json_rows.rows_in_script(script, base, joined) for script in inline_scripts(html)),
    )
    values = (*_KEPT.findall(html), *_TEXTAREA.findall(html)) if "[{" in html else ()
    kept = "".join(f"x = {unescape(value)};" for value in values)
    held = (*held, json_rows.rows_in_script(kept, base, joined)) if kept else held
    held = (*held, option_rows(page)) if "<option" in html.lower() else held
    more = next((more for more in held if show_reports(more)), ()) or body_rows(page)
    urls = {row.url for row in more}
    return tuple(row for row in rows if row.url not in urls) + more


def show_reports(rows: tuple[Row, ...]) -> bool:
    """Whether any of these rows may be a report."""
    return any(may_be_report(row.title) for row in rows)


def _written(html: str, base: str) -> tuple[tuple[Row, ...], ...]:
    """The rows that scripts write into the page, piece by piece."""
    written = "".join(written_html(script) for script in inline_scripts(html))
    return (rows_in(written, base),) if "<a" in written.lower() else ()


def written_frames(page: HtmlPage) -> tuple[Request, ...]:
    """The requests for the frames that scripts write into the page, with what these give to the names in their addresses."""
    if not any("<iframe" in script for script in inline_scripts(page.html)):
        return ()
    # A name may be given what another is a part of.
    html = resolve_strings(resolve_strings(page.html))
    written = "".join(written_html(script) for script in inline_scripts(html))
    return frame_requests(replace(page, tree=parse_html(written)))


def own_row(page: HtmlPage) -> tuple[Row, ...]:
    """The page as its own row, where it is a report and not a list."""
    if not re.search(r"<table|<p\b|<embed|\.pdf", page.html, re.IGNORECASE):
        return ()
    for title in _titles(page):
        if may_be_report(title) and YEAR_IN_DIGITS.search(title):
            return (Row(page.here, title),)
    return ()


def _titles(page: HtmlPage) -> Iterator[str]:
    for meta in page.css("meta[content]"):
        if meta.attrs.sget("name").lower() == "articletitle":
            yield " ".join(meta.attrs.sget("content").split())
    for heading in page.css("h1, h2, .xl_title, .title"):
        yield text_of(heading)


def has_empty_list(html: str) -> bool:
    """Whether a page has a list without items, and does not say that there are none."""
    return bool(_EMPTY_LIST.search(html)) and not _SAYS_EMPTY.search(visible_html(html))


def is_drawn_by_script(html: str) -> bool:
    """Whether the rows of a page without any are drawn by a script; a page may say that there are none."""
    if _SAYS_EMPTY.search(visible_html(html)):
        return False
    loads = any(_LOADS.search(script) for script in inline_scripts(html))
    return bool(_DRAWS.search(html)) or (loads and bool(_EMPTY_LIST.search(html)))


def written_html(script: str) -> str:
    r"""The HTML that a script writes into its page, as far as it is literal.

    >>> written_html("document.writeln('<a href=\"x\">');")
    '<a href="x">'
    """
    return "".join(unescape_literal(match[2]) for match in _WRITTEN.finditer(script))
