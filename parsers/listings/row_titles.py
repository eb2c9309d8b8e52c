"""This module gives a row its title where its link alone does not say it.

The title may stand beside a link that only says 查看, or is made of the name of a body and of the year over it.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from parsers.dates import YEAR_IN_DIGITS
from parsers.listings.body_rows import names_government, report_of_body
from parsers.listings.column_names import is_column_name
from parsers.listings.crossed_titles import crossed_title, names_agency
from parsers.listings.links import CALLS, is_one_row, item_of, link_title
from parsers.listings.markup import around, before, is_in_foot, is_in_zone, letters_of, text_of
from parsers.listings.part_names import is_body, is_kind_of_bodies
from parsers.listings.report_titles import full_title, may_be_of_a_year, may_be_report
from parsers.listings.surroundings import is_under_other_lists, is_under_other_years, list_around
from parsers.normalize import normalize
from parsers.patterns import DOCUMENT_ENDING

_PARTS = "td, span, p, h3, h4, em, b, div, figcaption"  # of an item that may say what it is
_NUMBER = re.compile(r"\d{0,3}")
_MOST_CELLS = 30  # of a line of a table
_SEVERAL = 2  # links without words in a row
_AROUND = 3  # elements around an empty link that may be its card
_MOST_ABOVE = 6  # texts and elements over an item that may be its heading
_YEAR_BESIDE = re.compile(r"[(\[【]?((?:19|20)\d\d)(?![\d./:-])")  # no day's
# What a logo or a house leads to
_FOLDER = re.compile(r"(?:(?:https?:)?//[^/]*)?(?:[^\d?]*/|\.{0,2})(?:index\.\w+)?")
_LONGEST_TITLE = 90
# The letters with which names of bodies end; so ends with the first of them what is none: 互动平台.
_UNSURE_ENDINGS = frozenset("联协社馆校学中小专高大园司团店厂场台段库行部狱关区木)）")
_ENDINGS = _UNSURE_ENDINGS | frozenset("局厅委府办院会心室处镇乡道队站所")


def row_title(link: LexborNode) -> str:
    """The title of a row: the link's, or what stands beside a link that only says 查看, or over one that only names a body."""
    title = link_title(link) or title_beside(link)
    if title[-1:] in _ENDINGS and _names_body(link, title):
        return title if is_kind_of_bodies(title) else report_of_body(link, title) or title
    if names_government(link, title) and (own := report_of_body(link, title)):
        return own
    if is_column_name(title) and (year := year_beside(link)):
        return f"{year}年{title}"
    item = item_of(link) if CALLS.fullmatch(normalize(title)) else None
    if link.parent is not None and link.parent.tag == "td" and (item or full_title(title) != title):
        crossed = crossed_title(link.parent, title)
        if crossed is not None:
            return crossed
    if item is None or not is_one_row(item):
        return (item is not None and _said_before(link)) or title
    return _report_in(_printed(item)) or _said_above(item) or _said_alone(item) or title


def year_beside(link: LexborNode) -> str:
    """The year that stands beside a link in its row, or alone over or under it: 2024年度 > 政府信息公开年报; empty where none does."""
    if year := _year_of_card(link):
        return year
    item = item_of(link)
    if item is None or item.tag not in ("li", "tr", "dd") or not is_one_row(item):
        return ""
    place = item if item.tag != "li" or item.parent is None else item.parent
    head = next((one for one in before(place, _SEVERAL) if one.tag != "-text"), None)
    no_head = head is None or head.css_first("a") or item.tag == "tr" or is_in_zone(link)
    above = "" if no_head or head is None else text_of(head)
    found = _YEAR_BESIDE.match(letters_of(item) if full_title(above) == above else above)
    return found[1] if found else ""


def _year_of_card(link: LexborNode) -> str:
    """The year that is all else that a part of a page says which has no other link: 政府信息公开年报 over 2024年度."""
    for node in around(link.parent, _AROUND):
        if len(node.css("a[href]")) > 1 or is_in_zone(link):
            break
        said = letters_of(node).replace(letters_of(link), "", 1)
        if full_title(said) != said:
            return full_title(said)[:4]
    return ""


def title_beside(link: LexborNode) -> str:
    """The title for a link without words: what its line of a table says, or else its item where no link of it has words, or the card that it covers."""
    cell, item = link.parent, item_of(link)
    if cell is not None and cell.tag == "td" and cell.parent is not None and link.css_first("img"):
        cells = [text_of(one) for one in islice(cell.parent.iter(), _MOST_CELLS)]
        years = (one for one in cells if full_title(one) != one)
        return _report_in(cells) or next(years, "") or crossed_title(cell, "") or ""
    bare = item is not None and is_one_row(item) and _is_alone(link, item)
    bare = bare and not _FOLDER.fullmatch(link.attrs.sget("href"))
    headed = _of_card(link) if link.tag == "a" and link.child is None else ""
    return headed or (_report_in(_printed(item)) if item is not None and bare else "")


def _is_alone(link: LexborNode, item: LexborNode) -> bool:
    """Whether no link of an item has words, and none but this leads anywhere, unless this is to a document and others share it."""
    links = item.css("a[href]")
    is_only = len(links) < _SEVERAL and "onclick" not in item.attributes
    return not any(map(link_title, links)) and (
        is_only or re.search(DOCUMENT_ENDING, link.attrs.sget("href")) is not None
    )


def _printed(item: LexborNode) -> Iterator[str]:
    """What the parts of an item say, each as a whole, and its lines."""
    parts = item.css(_PARTS)
    yield from (text_of(part) for part in parts if part.mem_id != item.mem_id)
    yield from _lines(item)


def _lines(item: LexborNode) -> Iterator[str]:
    return (" ".join(one.split()) for one in item.text(separator="\n").split("\n"))


def _report_in(printed: Iterable[str]) -> str:
    """The report that is named among what a line says, by another part the year where it names none: 政府信息公开年报 | 2023 | 下载."""
    said = list(printed)
    report = next(filter(may_be_report, said), "")
    if not report or YEAR_IN_DIGITS.search(report):
        return report
    return next((full_title(one) for one in said if full_title(one) != one), report)


def _of_card(link: LexborNode) -> str:
    """The one heading of the smallest part of a page around an empty link that has any."""
    headings = (node.css("h2, h3, h4, h5, h6") for node in around(link.parent, _AROUND))
    nearest = next(filter(None, headings), [])
    return text_of(nearest[0]) if len(nearest) == 1 else ""


def _said_alone(item: LexborNode) -> str:
    """The report of the year that is all that a row says: 1 | 2017年 | 查看; empty where it says more."""
    said = {one for one in _lines(item) if not (CALLS.fullmatch(one) or _NUMBER.fullmatch(one))}
    year = said.pop() if len(said) == 1 else ""
    return "" if full_title(year) == year or is_under_other_years(item) else full_title(year)


def _said_before(link: LexborNode) -> str:
    """The report that the text before a link names, in one of many lines of a paragraph: 甲县水务局2023年…年度报告 下载<br>."""
    said = text_of(link.prev) if link.prev is not None and link.prev.tag == "-text" else ""
    return said if len(said) <= _LONGEST_TITLE and may_be_of_a_year(said) else ""


def _said_above(item: LexborNode) -> str | None:
    """The report that the heading over an item names: 甲县水务局2023年…年度报告 > 网页版 PDF版; or its year: 2023年度 > 在线阅读."""
    for one in before(item, _MOST_ABOVE):
        if one.tag != "-text" and one.css("a"):
            return None
        said = full_title(text_of(one))
        if said and len(said) <= _LONGEST_TITLE and may_be_report(said):
            return said
    return None


def _names_body(link: LexborNode, title: str) -> bool:
    """Whether a link is of a body: by its full name but in the foot of a page, by a short one in no menu either."""
    if title[-1] not in _UNSURE_ENDINGS and names_agency(title):
        return not is_in_foot(link)
    place = list_around(link) or link
    return is_body(title) and not (is_in_zone(link) or is_under_other_lists(place))
