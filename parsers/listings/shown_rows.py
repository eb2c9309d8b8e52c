"""This module finds the rows of a page wherever it has them: printed, in its scripts, templates and selects, or as the page itself."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from parsers.dates import YEAR_IN_DIGITS
from parsers.listings import json_rows
from parsers.listings.body_rows import body_rows, completed
from parsers.listings.drawn import written_html
from parsers.listings.html_page import HtmlPage
from parsers.listings.listing import Row
from parsers.listings.markup import inline_scripts, templates, text_of
from parsers.listings.report_titles import may_be_report
from parsers.listings.rows import option_rows, rows_in, rows_of
from parsers.patterns import DOCUMENT_ENDING

# Rows that an attribute, or a box, keeps for a script: :items="[{&quot;title&quot;: …}]"
_KEPT = re.compile(r"""\s[\w:@.-]{2,40}\s*=\s*"([^"<>]{0,60}\[\{[^"<>]{10,200000})\"""")

_TEXTAREA = re.compile(
    r"<textarea\b[^<>]{0,300}>\s*([^<>]{0,60}\[\{[^<>]{10,200000})</textarea", re.IGNORECASE
)

_DOCUMENT = re.compile(DOCUMENT_ENDING, re.IGNORECASE)


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
    held = (
        *_written(html, base),
        *(rows_in(fragment, base) for fragment in templates(html)),
        *(json_rows.rows_in_script(script, base) for script in inline_scripts(html)),
    )
    values = (*_KEPT.findall(html), *_TEXTAREA.findall(html)) if "[{" in html else ()
    kept = "".join(f"x = {unescape(value)};" for value in values)
    held = (*held, json_rows.rows_in_script(kept, base)) if kept else held
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
