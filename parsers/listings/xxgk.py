"""This module reads the catalogue module of Hanweb jcms: search.jsp and xxgkAnnualReport.jsp.

A fragment of search.jsp is not filtered by its column: rows of other columns are left out, which
is no end of the listing.
"""

import re
from urllib.parse import urljoin, urlsplit

from parsers.depth import parse_html
from parsers.listings.joined_strings import spelled
from parsers.listings.links import address, base_of
from parsers.listings.listing import Answer, Ask, Listing, Row
from parsers.listings.queries import Fields, asked_by, page_of, query, turned, with_query
from parsers.listings.rows import rows_in

_SEARCH = re.compile(
    r"""["']([^"'\s<>]*/module/xxgk/(?:search(?:_custom)?|subjectinfo)\.jsp[^"'\s<>]*)["']"""
    r"""\s*(?:,\s*(?:data\s*:\s*)?\{(.*?)\})?""",
    re.DOTALL,
)
_PAIR = re.compile(r"""["']?(\w+)["']?\s*:\s*(?:["']([^"']*)["']|(\d+))""")
_PAGES = re.compile(r"共(?:\s|&nbsp;|<[^>]*>)*(\d+)(?:\s|&nbsp;|<[^>]*>)*页")
_COLUMN = re.compile(r"div(\d+)")
_ARTICLE = re.compile(r"/art_(\d+)_\d+")
_ANNUAL = re.compile(r"/module/xxgk/xxgkAnnualReport\.jsp", re.IGNORECASE)


def is_fragment(answer: Answer) -> bool:
    """Whether an answer is the module's fragment of rows and not a page."""
    asked = "/module/xxgk/s" in answer.ask.url
    return asked and "<html" not in answer.text[:2000].lower()


def asks(answer: Answer) -> tuple[Ask, ...]:
    """The requests that a column's page makes of the module."""
    found = []
    for match in _SEARCH.finditer(spelled(answer.text)):
        url = urljoin(base_of(answer), match[1].replace("&amp;", "&"))
        form = tuple((key, value or number) for key, value, number in _PAIR.findall(match[2] or ""))
        found.append(Ask(url, form or None, asked_by(answer.url)))
    return tuple(dict.fromkeys(found))


def read(answer: Answer) -> Listing:
    """One fragment: the rows of its column, and the next page by `currpage`."""
    rows = rows_in(answer.text, base_of(answer))
    told = dict([*query(answer.ask.url), *(answer.ask.form or ())])
    column = _COLUMN.search(told.get("divid", ""))
    site = urlsplit(answer.url).netloc
    mine = tuple(row for row in rows if _is_of(row, column[1] if column else None, site))
    declared = _PAGES.search(answer.text)
    _, number = page_of(answer.ask) or ("currpage", 1)
    more = bool(rows) and (number < int(declared[1]) if declared else False)
    following = (_turned(answer.ask),) if more else ()
    return Listing("jcms", mine, following, overlaps=len(mine) < len(rows))


def _is_of(row: Row, column: str | None, site: str) -> bool:
    """Whether a row may be its column's: an address on another site has other columns."""
    match = _ARTICLE.search(row.url)
    here = match is not None and urlsplit(row.url).netloc == site
    return column is None or not here or (match is not None and match[1] == column)


def _turned(ask: Ask) -> Ask:
    if page_of(ask) is not None:
        return turned(ask)
    fields: Fields = [*query(ask.url), ("currpage", "2")]
    return Ask(with_query(ask.url, fields), ask.form, ask.headers)


def annual_reports(answer: Answer) -> tuple[Row, ...]:
    """The reports of the annual-report module: one page per year, named by `fbtime`."""
    if not _ANNUAL.search(answer.text) and not _ANNUAL.search(answer.url):
        return ()
    base = base_of(answer)
    links = {
        address(base, link.attributes.get("href"))
        for link in parse_html(answer.text).css("a[href]")
    }
    here = {answer.url} if _ANNUAL.search(answer.url) else set()
    rows = (_annual(url) for url in sorted({*filter(None, links), *here}))
    return tuple(row for row in rows if row is not None)


def _annual(url: str) -> Row | None:
    fields = dict(query(url))
    year = fields.get("fbtime", "")
    if not _ANNUAL.search(url) or not re.fullmatch(r"(?:19|20)\d\d", year):
        return None
    return Row(url, f"{year}年政府信息公开工作年度报告")
