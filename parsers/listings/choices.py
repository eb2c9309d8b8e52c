"""This module makes the requests by which a reader chooses a year or a body, in a form or by a script.

<form action="nb.jsp"><select name="year"><option selected>2024年</option><option>2023年</option></select>…
<li data-year="2023">2023年</li>   function draw(y){ $.post('/nb/query.do', {year: y}, show) }
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from parsers.listings.forms import submitted
from parsers.listings.html_page import HtmlPage
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listing import Request, Response
from parsers.listings.part_names import is_kind_or_body, is_kind_or_government
from parsers.listings.request_fields import own_fields, with_field
from parsers.listings.zones import is_in_zone

_YEAR = re.compile(r"(?:19|20)\d\d\s*年?\s*度?")
_ALL = frozenset({"全部", "所有", "不限", "全部年度", "所有年度", "全部年份"})
_PROMPT = re.compile(r"-*(?:请?选择.{0,8})?-*")
_FIELDS = frozenset({"year", "years", "nd", "niandu", "ndate", "y", "infoyear", "searchyear"})
_TABS = "li, a, span, button, dd, div"
_FEWEST = 2  # bodies of a select
_MOST = 30  # years of a list


def year_requests(page: HtmlPage) -> tuple[Request, ...]:
    """The requests for the other years, where a form shows the list of one."""
    for select in page.css("form select[name]"):
        if _leads(select):
            continue
        options = select.css("option")
        chosen = _chosen(select, options)
        if len(options) <= _MOST and chosen is not None and _YEAR.fullmatch(_text(chosen)):
            years = [one for one in options if one != chosen and _YEAR.fullmatch(_text(one))]
            return tuple(_requests(select, years, page))
    return ()


def hidden_years(page: HtmlPage) -> tuple[str, ...]:
    """The years that a page offers by a script, as tabs or in a select; none where it can show all at once."""
    for select in page.css("select"):
        options = select.css("option")
        chosen = _chosen(select, options)
        if chosen is not None and _YEAR.fullmatch(_text(chosen)) and not _leads(select):
            return _years(options)
    tabs = [
        one for one in page.css(_TABS) if _is_scripted(one, page) and _YEAR.fullmatch(_text(one))
    ]
    beside = {_text(one) for tab in tabs[:1] for one in _around(tab)}
    return () if beside & _ALL else _years(tabs)


def hidden_bodies(page: HtmlPage) -> int:
    """How many bodies, or kinds of them, a page offers to choose by a script, besides the one that it shows."""
    seen: set[int] = set()
    for tab in page.css(_TABS):
        if _is_scripted(tab, page) and is_kind_or_body(_text(tab)) and not is_in_zone(tab):
            place, tag = _place(tab)
            if place is None or place.mem_id in seen:
                continue
            seen.add(place.mem_id)
            offered = {_text(one) for one in place.iter() if one.tag == tag}
            if all(map(is_kind_or_body, offered)) and any(map(is_kind_or_government, offered)):
                return len(offered) - 1  # a menu has other names too: 首页 | 新闻中心 | 政务大厅
    return 0


def other_body_requests(page: HtmlPage, *, of_one: bool) -> tuple[Request, ...]:
    """The requests for the other bodies, where a select of nothing else shows the list of one.

    A select that asks to choose may show all of them, unless the page has reports `of_one` body.
    """
    for select in page.css("select"):
        options = select.css("option")
        chosen = _chosen(select, options)
        if of_one and chosen is not None and _PROMPT.fullmatch(_text(chosen)):
            options = [one for one in options if one != chosen]
        if len(options) < _FEWEST or not all(is_kind_or_body(_text(one)) for one in options):
            continue
        if is_in_zone(select):
            continue
        others = [one for one in options if one != chosen]
        if _leads(select):
            urls = (page.resolve(one.attributes.get("value")) for one in others)
            # Sites of other bodies are no choice of this one.
            return tuple(Request(url) for url in urls if url and page.is_own(url))
        if requests := tuple(_requests(select, others, page)):
            return requests
    return ()


def script_year_requests(response: Response, years: tuple[str, ...]) -> tuple[Request, ...]:
    """The requests by which a page's script asks for the lists of these years."""
    asked = (_with_year(one, year) for one in find_interfaces(response) for year in years)
    return tuple(filter(None, asked))


def _with_year(request: Request, year: str) -> Request | None:
    """The request with the year in the field that is left open for it, or has another; None where it has no such field."""
    fields = [
        key
        for key, value in own_fields(request)
        if key.lower() in _FIELDS and (not value or (_YEAR.fullmatch(value) and value != year))
    ]
    for key in fields:
        request = with_field(request, key, year)
    return request if fields else None


def _is_scripted(node: LexborNode, page: HtmlPage) -> bool:
    """Whether a click on an element does what only a script knows."""
    kept = "onclick" in node.attributes or any(name.startswith("data-") for name in node.attributes)
    return (kept or node.tag == "a") and page.target(node) is None


def _around(tab: LexborNode) -> list[LexborNode]:
    """The elements beside a tab, and those in them."""
    place, _ = _place(tab)
    return place.css(_TABS) if place is not None else []


def _place(tab: LexborNode) -> tuple[LexborNode | None, str | None]:
    """The element that has a tab and those beside it, and the kind of element that each of them is."""
    item = tab.parent if tab.parent is not None and tab.parent.tag in ("li", "dd") else tab
    return item.parent, item.tag


def _leads(select: LexborNode) -> bool:
    """Whether the options of a select are addresses."""
    values = (one.attrs.sget("value") for one in select.css("option"))
    return any("/" in value or "." in value for value in values)


def _years(nodes: list[LexborNode]) -> tuple[str, ...]:
    found = dict.fromkeys(_text(one)[:4] for one in nodes if _YEAR.fullmatch(_text(one)))
    return tuple(found) if 1 < len(found) <= _MOST else ()


def body_requests(page: HtmlPage) -> Iterator[tuple[str, Request]]:
    """The name of every body that a form offers, with the request for its reports."""
    for select in page.css("form select[name]"):
        for option in select.css("option[value]"):
            if option.attributes.get("value") and not _YEAR.fullmatch(_text(option)):
                for request in _requests(select, [option], page):
                    yield _text(option), request


def _chosen(select: LexborNode, options: list[LexborNode]) -> LexborNode | None:
    return select.css_first("option[selected]") or next(iter(options), None)


def _requests(select: LexborNode, options: list[LexborNode], page: HtmlPage) -> Iterator[Request]:
    name = select.attrs.sget("name")
    for option in options:
        value = option.attributes.get("value")
        yield from submitted(select, page, {name: _text(option) if value is None else value})


def _text(node: LexborNode) -> str:
    return node.text().strip()
