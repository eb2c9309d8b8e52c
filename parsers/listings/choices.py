"""This module tells which years and bodies a page offers to choose in forms, in selects of addresses and by a script.

<form action="nb.jsp"><select name="year"><option selected>2024年</option><option>2023年</option></select>…
<li data-year="2023">2023年</li>   function draw(y){ $.post('/nb/query.do', {year: y}, show) }
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from parsers.listings import surroundings
from parsers.listings.forms import form_around, is_of_list, submitted
from parsers.listings.html_page import HtmlPage
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listing import Request, Response
from parsers.listings.markup import is_in_zone, text_of
from parsers.listings.offered_choices import keeps_code
from parsers.listings.pagination import own_fields, with_field
from parsers.listings.part_names import FEWEST_BODIES, is_kind_or_body, is_kind_or_government

YEAR = re.compile(r"(?:19|20)\d\d\s*年?\s*度?")
MOST_YEARS = 30  # of a list
_PROMPT = re.compile(r"-*(?:请?选择.{0,8})?-*")
_FEWEST = 2  # bodies of a select
_ALL = frozenset({"全部", "所有", "不限", "全部年度", "所有年度", "全部年份"})
_FIELDS = frozenset({"year", "years", "nd", "niandu", "ndate", "y", "infoyear", "searchyear"})
_TABS = "li, a, span, button, dd, div"


def year_requests(page: HtmlPage) -> tuple[Request, ...]:
    """The requests for the other years, where a form shows the list of one."""
    for select in page.css("form select[name]"):
        if leads(select):
            continue
        options = select.css("option")
        chosen = chosen_option(select, options)
        is_year = chosen is not None and YEAR.fullmatch(text_of(chosen))
        if len(options) <= MOST_YEARS and is_year and is_of_list(select, page):
            years = [one for one in options if one != chosen and YEAR.fullmatch(text_of(one))]
            return tuple(_requests(select, years, page))
    ticks = page.css("form input[type=radio][name][value]")
    years = [one for one in ticks if YEAR.fullmatch(_beside_tick(one))]
    shown = [one for one in years if "checked" in one.attributes]
    return (
        tuple(_requests(shown[0], [one for one in years if one not in shown], page))
        if len(shown) == 1 and is_of_list(shown[0], page)
        else ()
    )


def _beside_tick(tick: LexborNode) -> str:
    """The words behind a field that is ticked, or around it."""
    behind = text_of(tick.next) if tick.next is not None else ""
    return behind or (text_of(tick.parent) if tick.parent is not None else "")


def other_body_requests(page: HtmlPage, *, of_one: bool) -> tuple[Request, ...]:
    """The requests for the other bodies, where a select of nothing else shows the list of one; none from an answer to a form with it.

    A select that asks to choose may show all of them, unless the page has reports `of_one` body.
    """
    posted = dict(page.response.request.form or ())  # each answer has a state of its own to post
    for select in page.css("select"):
        if select.attributes.get("name") in posted:
            continue
        options = select.css("option")
        chosen = chosen_option(select, options)
        if of_one and chosen is not None and _PROMPT.fullmatch(text_of(chosen)):
            options = [one for one in options if one != chosen]
        if len(options) < _FEWEST or not all(is_kind_or_body(text_of(one)) for one in options):
            continue
        if is_in_zone(select):
            continue
        others = [one for one in options if one != chosen]
        if leads(select):
            urls = (page.resolve(one.attributes.get("value")) for one in others)
            # Sites of other bodies are no choice of this one.
            return tuple(Request(url) for url in urls if url and page.is_own(url))
        if requests := tuple(_requests(select, others, page)):
            return requests
    return ()


def body_requests(page: HtmlPage) -> Iterator[tuple[str, Request]]:
    """The name of every body that a form offers, with the request for its reports."""
    for select in page.css("form select[name]"):
        for option in select.css("option[value]"):
            if option.attributes.get("value") and not YEAR.fullmatch(text_of(option)):
                for request in _requests(select, [option], page):
                    yield text_of(option), request


def _requests(select: LexborNode, options: list[LexborNode], page: HtmlPage) -> Iterator[Request]:
    name = select.attrs.sget("name")
    for option in options:
        value = option.attributes.get("value")
        yield from submitted(select, page, {name: text_of(option) if value is None else value})


def leads(select: LexborNode) -> bool:
    """Whether the options of a select are addresses."""
    values = (one.attrs.sget("value") for one in select.css("option"))
    return any("/" in value or "." in value for value in values)


def chosen_option(select: LexborNode, options: list[LexborNode]) -> LexborNode | None:
    """The option that a select shows."""
    return select.css_first("option[selected]") or next(iter(options), None)


def hidden_years(page: HtmlPage) -> tuple[str, ...]:
    """The years that a page offers by a script, as tabs or in a select; none where it can show all at once."""
    for select in page.css("select"):
        options = select.css("option")
        chosen = chosen_option(select, options)
        if chosen is not None and YEAR.fullmatch(text_of(chosen)) and not leads(select):
            return _years(options)
    offered = (one for one in page.css(_TABS) if _is_scripted(one, page))
    years = (one for one in offered if YEAR.fullmatch(text_of(one)))
    tabs = [one for one in years if not surroundings.is_under_other_years(one)]
    beside = {text_of(one) for tab in tabs[:1] for one in _around(tab)}
    return () if beside & _ALL else _years(tabs)


def hidden_bodies(page: HtmlPage, *, government: bool = True) -> int:
    """How many bodies, or kinds of them, a page offers to choose by a script, besides the one that it shows.

    `government`: only where the government itself, or a kind of bodies, is among them.
    """
    posted = dict(page.response.request.form or ())  # an answer to a form shows it again
    selects = (
        one.css("option")
        for one in page.css("select")
        if one.attributes.get("name") not in posted and _offers_bodies(one)
    )
    if count := next((len(options) - 1 for options in selects), 0):
        return count
    seen: set[int] = set()
    for tab in page.css(_TABS):
        if _is_scripted(tab, page) and is_kind_or_body(text_of(tab)) and not is_in_zone(tab):
            item = surroundings.entry_of(tab)
            place = item.parent
            if place is None or place.mem_id in seen:
                continue
            seen.add(place.mem_id)
            offered = {text_of(one) for one in place.iter() if one.tag == item.tag}
            enough = len(offered) >= FEWEST_BODIES and not government
            enough = enough or any(map(is_kind_or_government, offered))
            enough = enough and all(map(is_kind_or_body, offered))
            if enough and not surroundings.is_under_other_lists(place):
                return len(offered) - 1  # a menu has other names too: 首页 | 新闻中心 | 政务大厅
    return 0


def _offers_bodies(select: LexborNode) -> bool:
    """Whether a select outside menus offers bodies, or kinds of them, and nothing else, by codes.

    One that is sent with its form chooses to whom an application goes, or where a search looks.
    """
    sent = "onchange" not in select.attributes and form_around(select) is not None
    names = [] if sent else [text_of(one) for one in select.css("option")]
    several = len(names) >= FEWEST_BODIES and all(map(is_kind_or_body, names))
    leads_on = leads(select) or is_in_zone(select)
    return several and not (leads_on or surroundings.is_under_other_lists(select))


def _is_scripted(node: LexborNode, page: HtmlPage) -> bool:
    """Whether a click on an element does what only a script knows."""
    kept = "onclick" in node.attributes or any(map(keeps_code, node.attributes))
    return (kept or node.tag == "a") and page.target(node) is None


def _around(tab: LexborNode) -> list[LexborNode]:
    """The elements beside a tab, and those in them."""
    place = surroundings.list_around(tab)
    return place.css(_TABS) if place is not None else []


def _years(nodes: list[LexborNode]) -> tuple[str, ...]:
    found = dict.fromkeys(text_of(one)[:4] for one in nodes if YEAR.fullmatch(text_of(one)))
    return tuple(found) if 1 < len(found) <= MOST_YEARS else ()


def script_year_requests(response: Response, years: tuple[str, ...]) -> tuple[Request, ...]:
    """The requests by which a page's script asks for the lists of these years."""
    asked = (_with_year(one, year) for one in find_interfaces(response) for year in years)
    return tuple(filter(None, asked))


def _with_year(request: Request, year: str) -> Request | None:
    """The request with the year in the field that is left open for it, or has another; None where it has no such field."""
    fields = [
        key
        for key, value in own_fields(request)
        if key.lower() in _FIELDS and (not value or (YEAR.fullmatch(value) and value != year))
    ]
    for key in fields:
        request = with_field(request, key, year)
    return request if fields else None
