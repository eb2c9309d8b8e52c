"""This module finds the rows of a listing in HTML: links with whole titles and dates.

A row is a link with a date beside it, with the address of an article or with the title of a report,
and every link in the same list. Menus, breadcrumbs and pagers have no rows.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from parsers.dates import YEAR_IN_DIGITS, printed_date
from parsers.depth import parse_html
from parsers.listings.addresses import is_same_page
from parsers.listings.column_names import is_column_name
from parsers.listings.html_page import HtmlPage
from parsers.listings.links import (
    ARTICLE,
    DATED,
    MORE,
    OPENING,
    PAGER_WORDS,
    link_target,
    link_title,
    list_of,
    text_beside,
)
from parsers.listings.listing import Row, folder_of
from parsers.listings.markup import is_hidden, is_in_zone
from parsers.listings.part_names import is_kind_of_bodies, is_year_column
from parsers.listings.report_titles import (
    full_title,
    may_be_of_a_year,
    may_be_report,
    publishes_report,
)
from parsers.listings.row_titles import row_title, title_beside, year_beside
from parsers.listings.surroundings import is_under_other_years
from parsers.metadata.agencies import is_full_name
from parsers.metadata.titles import agency_in_title

_ADDRESS = re.compile(r"\.")


def rows_of(page: HtmlPage) -> tuple[Row, ...]:
    """The rows of a page in its order, each address once."""
    base, pattern = page.base, page.response.title_pattern
    links = [link for link in page.css(OPENING) if _may_be_row(link, base)]
    seeds = {link.mem_id: link for link in links if _is_seed(link, base)}
    titled = ((at, link, row_title(link)) for at, link in seeds.items())
    reports = {
        at: link
        for at, link, said in titled
        if may_be_report(said)
        or (pattern is not None and may_be_report(said, pattern))
        or publishes_report(said)
        or (full_title(said) != said and list_of(link) is not None)  # a bare year beside them
    }
    if not seeds and not page.begins:
        seeds = {link.mem_id: link for link in links if _is_like_before(link, page)}
    if reports:
        seeds = reports  # with what stands in their lists; other lists are of news
    else:
        seeds |= {link.mem_id: link for link in links if _is_year(link, base)}
    lists = {place for link in seeds.values() if (place := list_of(link)) is not None}
    beside = [link for link in links if link.mem_id in seeds or list_of(link) in lists]
    twins = _hidden_twins(page, beside) if "display" in page.html else frozenset()
    return _once(_row(link, base) for link in beside if link.mem_id not in twins)


def _hidden_twins(page: HtmlPage, links: list[LexborNode]) -> frozenset[int]:
    """The links in a part of the page that is not shown, whose titles and days another part shows too: a list for phones."""
    places = filter(is_hidden, page.css("[style*=display]"))
    hidden = {link.mem_id for place in places for link in place.css(OPENING)}
    said = [(link.mem_id, _row(link, page.base)) for link in links] if hidden else []
    shown = {(row.title, row.date) for at, row in said if at not in hidden}
    return frozenset(at for at, row in said if at in hidden and (row.title, row.date) in shown)


def count_unaddressed(page: HtmlPage, rows: tuple[Row, ...]) -> int:
    """How many reports a page lists whose address only a script knows, and which are no rows otherwise.

    Links of one address with the titles of several years lead to the report that a script chooses.
    """
    known = {row.title for row in rows}
    calling = page.css('a[href^="javascript:"], a[href^="#"], a[onclick], [onclick]')
    titled = {(link_title(link), page.target(link)) for link in calling}
    reports = [(one, url) for one, url in titled if may_be_of_a_year(one)]
    without = {one for one, url in reports if url is None} - known
    years = {(url, YEAR_IN_DIGITS.findall(one)[0]) for one, url in reports if url is not None}
    return len(without) + len(years) - len({url for url, _ in years})


def option_rows(page: HtmlPage, address: re.Pattern[str] = _ADDRESS) -> tuple[Row, ...]:
    """The reports that a select offers, each with an address in which the pattern is."""
    found = ((full_title(one.text().strip()), one) for one in page.css("select option[value]"))
    values = ((title, one.attrs.sget("value")) for title, one in found)
    reports = (pair for pair in values if may_be_of_a_year(pair[0]) and address.search(pair[1]))
    urls = ((title, page.resolve(value)) for title, value in reports)
    return _once(Row(url, title) for title, url in urls if url)


def rows_in(html: str, base: str) -> tuple[Row, ...]:
    """Every link of a fragment from an interface, which holds nothing but rows."""
    stripped = html.lstrip()
    body = f"<table>{html}</table>" if stripped[:3].lower() in ("<tr", "<td") else html
    links = parse_html(f"<body>{body}</body>").css(OPENING)
    return _once(_row(link, base) for link in links if _may_be_row(link, base, whole_page=False))


def _may_be_row(link: LexborNode, base: str, *, whole_page: bool = True) -> bool:
    """Whether a link has a row's title and address, and is no pager's, no column's and no year's."""
    title = link_title(link) or title_beside(link)
    if not title or link_target(link, base) is None:
        return False
    if link.tag != "a" and "onclick" not in link.attributes and link.css_first("a[href]"):
        return False
    if MORE.fullmatch(title) or (PAGER_WORDS.fullmatch(title) and full_title(title) == title):
        return False
    of_year = is_year_column(title, link_target(link, base) or "")
    if not whole_page or (of_year and not _dated(link)):
        return not of_year
    named = is_kind_of_bodies(title) or (is_column_name(title) and not _of_an_agency(title))
    return not named or _dated(link) or _is_article(link, base) or _has_year(link, base)


def _has_year(link: LexborNode, base: str) -> bool:
    """Whether a year stands beside or over a link of a column's name that leads to another page."""
    own = is_same_page(link_target(link, base) or "", base)
    return not own and bool(year_beside(link))


def _of_an_agency(title: str) -> bool:
    """Whether a title without a year is the report of an agency, rather than the name of its column."""
    agency = agency_in_title(title) if title.endswith("报告") else None
    return agency is not None and is_full_name(agency)


def _is_seed(link: LexborNode, base: str) -> bool:
    title = row_title(link)
    if may_be_report(title) and (YEAR_IN_DIGITS.search(title) or _of_an_agency(title)):
        return True
    if is_in_zone(link):
        return False
    return _dated(link) or _is_article(link, base) or publishes_report(title)


def _is_like_before(link: LexborNode, page: HtmlPage) -> bool:
    """Whether a link of a later page, which has no days, leads where the rows of the page before it do, and to none of them."""
    known = page.previous.rows if page.previous is not None else ()
    url = page.target(link) or ""
    beside = folder_of(url) in {folder_of(row.url) for row in known}
    return beside and not is_in_zone(link) and all(row.url != url for row in known)


def _is_year(link: LexborNode, base: str) -> bool:
    """Whether a link with a mere year as its text may lead to that year's report; a filter of the list does not."""
    title, url = link_title(link) or title_beside(link), link_target(link, base) or ""
    if full_title(title) == title or is_in_zone(link) or is_year_column(title, url):
        return False
    if is_under_other_years(link):
        return False
    return urlsplit(url).path != urlsplit(base).path


def _is_article(link: LexborNode, base: str) -> bool:
    url = link_target(link, base) or ""
    return ARTICLE.search(url) is not None and not is_in_zone(link)


def _dated(link: LexborNode) -> bool:
    return DATED.search(text_beside(link)) is not None


def _row(link: LexborNode, base: str) -> Row:
    beside = text_beside(link)
    match = DATED.search(beside)
    when = printed_date(beside[match.start() :]) if match else None
    return Row(link_target(link, base) or "", full_title(row_title(link)), when)


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Each address once, with the longest of its titles, since lists for phones repeat and cut them."""
    found: dict[str, Row] = {}
    for row in rows:
        known = found.get(row.url)
        if known is None or len(row.title) > len(known.title):
            found[row.url] = Row(row.url, row.title, row.date or (known.date if known else None))
    return tuple(found.values())
