"""This module reads rows that are named by bodies alone, where the page says elsewhere which year their reports are of.

2023年部门政府信息公开年报 > 县财政局, 县水利局   The year is that of the page, of a heading over the rows, or of their tab.
"""

import re
from itertools import islice

from selectolax.lexbor import LexborNode

from parsers.dates import YEAR_IN_DIGITS
from parsers.listings.column_names import is_column_name
from parsers.listings.html_page import HtmlPage
from parsers.listings.links import CALLS, link_title
from parsers.listings.listing import Row
from parsers.listings.markup import around, before, is_in_zone, text_of
from parsers.listings.part_names import INDEX, is_body, is_body_or_government, is_government
from parsers.listings.report_titles import full_title, may_be_report
from parsers.listings.surroundings import entry_of
from parsers.normalize import normalize
from parsers.patterns import HAN

_COLUMN = re.compile(r"(?:19|20)\d\d年?(?:度)?.{0,12}(?:年报|年度报告)")
# 高岭镇_2023年
_OF_YEAR = re.compile(rf"([{HAN}]{{2,30}}?)[\s_·:-]*[(]?((?:19|20)\d\d)年?(?:度)?[)]?")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_SITE = re.compile(r"(?:https?:)?//[^/]*")
_FEWEST = 2  # bodies of a list
_LONGEST, _LONGEST_TITLE = 40, 60  # characters of a heading, and of a page's
_NO_HEADING = frozenset({"a", "li", "tr", "ul", "ol", "dl", "table"})
_AROUND, _BEFORE = 4, 40  # elements around a link, and those before each, that may have its year


def body_rows(page: HtmlPage) -> tuple[Row, ...]:
    """The reports of the bodies that a page names, if it says for which years."""
    headings = (
        normalize(one.text()) for one in page.css("title, h1, h2, h3, .title, .position, th")
    )
    said = [one for one in headings if len(one) < _LONGEST_TITLE]
    year = next((YEAR_IN_DIGITS.findall(one)[0] for one in said if _COLUMN.search(one)), None)
    if year is None and not any(is_column_name(re.split(r"[-_|—]", one)[0]) for one in said):
        return ()
    found: dict[str, Row] = {}
    for link in page.css("li a[href], td a[href], dd a[href], p a[href], div a[href]"):
        body, own = _line_of(link)
        name, url = body or normalize(link_title(link)), page.target(link)
        of_year = completed(name)
        named = of_year != name or is_body(name) or names_government(link, name)
        if url and named and not is_in_zone(link):
            told = own or year
            title = titled(name, told) if told else report_of_body(link, name)
            if title := of_year if of_year != name else title:
                found.setdefault(url, Row(url, title))
    return tuple(found.values()) if len(found) >= _FEWEST else ()


def _line_of(link: LexborNode) -> tuple[str, str]:
    """The body and the year of the line of a table in which a link is a mere picture, or says no more than 查看; empty where it has none."""
    line = link.parent.parent if link.parent is not None and link.parent.tag == "td" else None
    bare = link.css_first("img") or CALLS.fullmatch(normalize(link.text()))
    cells = islice(line.iter(), _BEFORE) if line is not None and bare else ()
    said = [normalize(text_of(cell)) for cell in cells]
    years = (one[:4] for one in said if _YEAR.fullmatch(one))
    return next(filter(is_body_or_government, said), ""), next(years, "")


def names_government(link: LexborNode, name: str) -> bool:
    """Whether a link that is named by the government itself may lead to its report: not to its site or a list, as in 县政府 > 信息公开."""
    if not is_government(name) or is_in_zone(link):
        return False
    href, entry = link.attrs.sget("href"), entry_of(link)
    place = islice(entry.parent.iter(), _BEFORE) if entry.parent is not None else ()
    beside = [text_of(one) for one in place if one.tag == entry.tag]
    among_bodies = len(beside) == 1 or any(map(is_body, beside))
    return among_bodies and not (INDEX.search(f"/{href}") or _SITE.fullmatch(href))


def completed(title: str) -> str:
    """The title of a row; one of a body and a year alone is completed as the report column means it.

    >>> completed("高岭镇_2023年")
    '高岭镇2023年政府信息公开工作年度报告'
    """
    said = _OF_YEAR.fullmatch(normalize(title)) if len(title) < _LONGEST else None
    return titled(said[1], said[2]) if said and is_body_or_government(said[1]) else title


def titled(body: str, year: str) -> str:
    """The title of a body's report of a year."""
    return f"{body}{year}年政府信息公开工作年度报告"


def report_of_body(link: LexborNode, body: str) -> str | None:
    """The report of a body whose link stands under the heading of a year's reports, or in its tab; None under none."""
    in_table = link.parent is not None and link.parent.tag == "td"  # table, tbody, tr, td
    for node in around(link, _AROUND + in_table):
        year = next(filter(None, map(_heading_year, before(node, _BEFORE))), None)
        if year := year or _tab_year(node):
            return titled(body, year)
    return None


def _heading_year(node: LexborNode) -> str | None:
    """The year of a heading such as 2023年 or 2023年部门政府信息公开年报."""
    words = "" if node.tag in _NO_HEADING else text_of(node)
    year = YEAR_IN_DIGITS.search(words) if len(words) <= _LONGEST else None
    return year[0] if year and (full_title(words) != words or may_be_report(words)) else None


def _tab_year(panel: LexborNode) -> str | None:
    """The year of the tab that shows a panel: of as many tabs before the panels, the one at the same place."""
    if panel.parent is None:
        return None
    panels = [one.mem_id for one in islice(panel.parent.iter(), _BEFORE)]
    beside = (one for one in before(panel.parent, _BEFORE) if one.tag != "-text")
    for place in islice(beside, 2):
        leaves = (one for one in place.css("li, a, span") if not one.css("li, a, span")[1:])
        tabs = list(map(text_of, leaves))
        if len(tabs) == len(panels) > 1 and panel.mem_id in panels:
            named = tabs[panels.index(panel.mem_id)]
            return named[:4] if full_title(named) != named else None
    return None
