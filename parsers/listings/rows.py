"""This module finds the rows of a listing in HTML: links with whole titles and dates.

A row is a link with a date beside it, with the address of an article or with the title of a report,
and every link in the same list. Menus, breadcrumbs and pagers have no rows.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.dates import printed_date
from parsers.depth import parse_html
from parsers.listings.column_names import is_column_name
from parsers.listings.links import (
    ARTICLE,
    CALLS,
    MORE,
    OPENING,
    PAGER_WORDS,
    link_target,
    link_title,
)
from parsers.listings.listing import Row
from parsers.listings.report_titles import full_title, may_be_report
from parsers.listings.subcolumns import is_kind_of_bodies, is_year_column
from parsers.metadata.agencies import is_full_name
from parsers.metadata.titles import agency_in_title
from parsers.normalize import normalize

MOST_ANCHORS = 4
MOST_CELLS = 30  # of a line of a table
LONGEST_NAME, LONGEST_TITLE = 40, 90
_ENDINGS = frozenset("局厅委府办院会心室处镇乡道队站所")  # of the names of bodies
_YEAR = re.compile(r"(?:19|20)\d\d")
_ITEM = frozenset({"li", "tr", "dd", "dt", "p", "div", "h3", "h4", "h5"})
_LIST = frozenset({"ul", "ol", "dl", "tbody", "table", "div", "td", "section", "body"})
_ZONE_TAGS = frozenset({"nav", "header", "footer", "aside"})
_ZONE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|crumbs?|breadcrumb|pager|paging|pagination|footer|curpage|dqwz)"
    r"(?:$|[\s_\d-])",
    re.IGNORECASE,
)
DATED = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}(?!\d)|(?<![\d-])[01]?\d-[0-3]\d(?![\d-])")


def rows_of(tree: LexborHTMLParser, base: str) -> tuple[Row, ...]:
    """The rows of a page in its order, each address once."""
    links = [link for link in tree.css(OPENING) if _may_be_row(link, base)]
    seeds = {link.mem_id: link for link in links if _is_seed(link, base)}
    seeds = seeds or {link.mem_id: link for link in links if _is_year(link, base)}
    lists = {place for link in seeds.values() if (place := list_of(link)) is not None}
    beside = (link for link in links if link.mem_id in seeds or list_of(link) in lists)
    return _once(_row(link, base) for link in beside)


def count_unaddressed(tree: LexborHTMLParser, base: str, rows: tuple[Row, ...]) -> int:
    """How many reports a page lists whose address only a script knows, and which are no rows otherwise."""
    known = {row.title for row in rows}
    calling = tree.css('a[href^="javascript:"], a[href^="#"], a[onclick], [onclick]')
    titles = {link_title(link) for link in calling if link_target(link, base) is None}
    return sum(bool(_YEAR.search(one) and may_be_report(one)) for one in titles - known)


def rows_in(html: str, base: str) -> tuple[Row, ...]:
    """Every link of a fragment from an interface, which holds nothing but rows."""
    stripped = html.lstrip()
    body = f"<table>{html}</table>" if stripped[:3].lower() in ("<tr", "<td") else html
    links = parse_html(f"<body>{body}</body>").css(OPENING)
    return _once(_row(link, base) for link in links if _may_be_row(link, base, whole_page=False))


def _may_be_row(link: LexborNode, base: str, *, whole_page: bool = True) -> bool:
    title = link_title(link) or _beside_picture(link)
    if not title or link_target(link, base) is None:
        return False
    if link.tag != "a" and "onclick" not in link.attributes and link.css_first("a[href]"):
        return False
    if MORE.fullmatch(title) or (PAGER_WORDS.fullmatch(title) and full_title(title) == title):
        return False
    if not whole_page:
        return not is_year_column(title, link_target(link, base) or "")
    named = is_column_name(title) and not _of_an_agency(title)
    return not named or _dated(link) or _is_article(link, base)


def _of_an_agency(title: str) -> bool:
    """Whether a title without a year is the report of an agency, rather than the name of its column."""
    agency = agency_in_title(title) if title.endswith("报告") else None
    return agency is not None and is_full_name(agency)


def _is_seed(link: LexborNode, base: str) -> bool:
    title = _title(link)
    if may_be_report(title) and (_YEAR.search(title) or _of_an_agency(title)):
        return True
    if is_in_zone(link):
        return False
    return _dated(link) or _is_article(link, base)


def _is_year(link: LexborNode, base: str) -> bool:
    """Whether a link with a mere year as its text may lead to that year's report; a filter of the list does not."""
    title, url = link_title(link) or _beside_picture(link), link_target(link, base) or ""
    if full_title(title) == title or is_in_zone(link) or is_year_column(title, url):
        return False
    return urlsplit(url).path != urlsplit(base).path


def _is_article(link: LexborNode, base: str) -> bool:
    url = link_target(link, base) or ""
    return ARTICLE.search(url) is not None and not is_in_zone(link)


def _dated(link: LexborNode) -> bool:
    return DATED.search(text_beside(link)) is not None


def _row(link: LexborNode, base: str) -> Row:
    url = link_target(link, base) or ""
    when = _date(text_beside(link))
    return Row(url, full_title(_title(link)), when)


def _title(link: LexborNode) -> str:
    """The title of a row: the link's, or what stands beside a link that only says 查看, or over one that only names a body."""
    title = link_title(link) or _beside_picture(link)
    if 3 < len(title) <= LONGEST_NAME and title[-1] in _ENDINGS and is_full_name(title):
        return title if is_kind_of_bodies(title) else _headed(link, title)
    item = item_of(link) if CALLS.fullmatch(normalize(title)) else None
    if link.parent is not None and link.parent.tag == "td" and (item or full_title(title) != title):
        crossed = _crossed(link.parent, title)
        if crossed is not None:
            return crossed
    if item is None or not is_one_row(item):
        return title
    printed = (
        " ".join(part.text().split()) for part in item.css("td, span, p, h3, h4, em, b, div")
    )
    return next((each for each in printed if may_be_report(each)), _said_above(item) or title)


def _beside_picture(link: LexborNode) -> str:
    """The title or year in the line of a table whose link is a picture without a name."""
    cell = link.parent
    if cell is None or cell.tag != "td" or cell.parent is None or link.css_first("img") is None:
        return ""
    cells = [" ".join(one.text().split()) for one in islice(cell.parent.iter(), MOST_CELLS)]
    years = (one for one in cells if full_title(one) != one)
    return next((one for one in cells if may_be_report(one)), next(years, ""))


def _said_above(item: LexborNode) -> str | None:
    """The report that the heading over an item names: 甲县水务局2023年…年度报告 > 网页版 PDF版."""
    before = item.prev
    while before is not None and before.tag == "-text":
        before = before.prev
    said = " ".join(before.text().split()) if before is not None and not before.css("a") else ""
    return said if said and len(said) <= LONGEST_TITLE and may_be_report(said) else None


def _crossed(cell: LexborNode, title: str) -> str | None:
    """The report of the agency that heads a cell's line, for the year that heads its column: 甲县水务局 | 2023年 > 查看."""
    line = cell.parent
    cells = list(islice(line.iter(), MOST_CELLS)) if line is not None else []
    agency = " ".join(cells[0].text().split()) if cells else ""
    if (
        line is None
        or line.parent is None
        or not (3 < len(agency) <= LONGEST_NAME and is_full_name(agency))
    ):
        return None
    head = next((one for one in line.parent.iter() if one.tag == "tr"), line)
    heads = [one.text() for one in islice(head.iter(), MOST_CELLS)]
    at = next((at for at, one in enumerate(cells) if one.mem_id == cell.mem_id), 0)
    year = _YEAR.search(title) or (_YEAR.search(heads[at]) if at < len(heads) else None)
    return f"{agency}{year[0]}年政府信息公开工作年度报告" if year else None


def _headed(link: LexborNode, agency: str) -> str:
    """The report of a body that stands under the heading of a year's reports: 2023年部门政府信息公开年报 > 甲县水务局."""
    node: LexborNode | None = link
    for _ in range(4):
        before = node.prev if node is not None else None
        for _ in range(40):
            if before is None:
                break
            words = (
                "" if before.tag in ("a", "li", "tr") else " ".join((before.text() or "").split())
            )
            year = _YEAR.search(words) if len(words) <= LONGEST_NAME else None
            if year and (full_title(words) != words or may_be_report(words)):
                return f"{agency}{year[0]}年政府信息公开工作年度报告"
            before = before.prev
        node = node.parent if node is not None else None
    return agency


def _date(beside: str) -> date | None:
    match = DATED.search(beside)
    return printed_date(beside[match.start() :]) if match else None


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Each address once, with the longest of its titles, since lists for phones repeat and cut them."""
    found: dict[str, Row] = {}
    for row in rows:
        known = found.get(row.url)
        if known is None or len(row.title) > len(known.title):
            found[row.url] = Row(row.url, row.title, row.date or (known.date if known else None))
    return tuple(found.values())


def is_in_zone(link: LexborNode) -> bool:
    """Whether a link stands in a menu, a breadcrumb, a pager, a head or a foot."""
    node = link.parent
    while node is not None and node.tag not in ("body", "html", "-undef"):
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if node.tag in _ZONE_TAGS or _ZONE.search(names):
            return True
        node = node.parent
    return False


def item_of(link: LexborNode) -> LexborNode | None:
    """The list item that a link is in; an item that a script opens is its own."""
    node = link if link.tag in ("li", "tr", "dd") else link.parent
    while node is not None and node.tag not in _ITEM:
        node = node.parent
    if node is not None and node.tag in ("p", "div", "h3", "h4", "h5"):
        return _outer(node)
    return node


def _outer(node: LexborNode) -> LexborNode:
    """The list item around a paragraph, if that is a single row."""
    parent = node.parent
    while parent is not None and parent.tag in ("td", "li", "dd", "tr", "a", "span"):
        if parent.tag in ("li", "dd", "tr") and len(parent.css("a")) <= MOST_ANCHORS:
            return parent
        parent = parent.parent
    return node


def list_of(link: LexborNode) -> tuple[int, str] | None:
    """The list that a link's item belongs to; None for a link that stands in no list."""
    item = item_of(link)
    if item is None or item.parent is None or is_in_zone(link):
        return None
    if item.tag in ("li", "tr", "dd", "dt"):
        return (item.parent.mem_id, "") if item.parent.tag in _LIST else None
    beside = item.css_matches("a:nth-of-type(2)")
    if link.parent is not None and link.parent.mem_id == item.mem_id and beside:
        return (item.mem_id, "a")
    kind = item.attributes.get("class")
    return (item.parent.mem_id, kind) if kind else None


def _whole(item: LexborNode | None) -> LexborNode | None:
    """The `dl` around an item, where each row is a list of its own; else the item."""
    if item is not None and item.tag in ("dd", "dt") and item.parent is not None:
        return item.parent if len(item.parent.css("a[href]")) == 1 else item
    return item


def is_one_row(item: LexborNode) -> bool:
    """Whether an item has so few links that its other text is about them."""
    return not item.css_matches("a:nth-of-type(5)") and len(item.css("a[href]")) <= MOST_ANCHORS


def text_beside(link: LexborNode) -> str:
    """The text beside a link: the rest of its item, or what follows up to the next link."""
    item = _whole(item_of(link))
    if item is not None and is_one_row(item):
        words = "".join(item.text().split())
        return f"{_date_within(link)} " + words.replace("".join(link.text().split()), " ")
    words, node = "", link.next
    while node is not None and node.tag != "a":
        words += "".join((node.text() or "").split()) + " "
        node = node.next
    return _date_within(link) or words


def _date_within(link: LexborNode) -> str:
    """A date inside of a link, in an element of its own."""
    parts = (
        "".join(part.text().split()) for part in link.css("span, em, i, b, time, small, p, div")
    )
    return " ".join(part for part in parts if DATED.match(part.lstrip("[(（【")))
