"""This module tells which years and bodies a page offers by a script, and asks for those years whose field its script sends.

<li data-year="2023">2023年</li>   function draw(y){ $.post('/nb/query.do', {year: y}, show) }
"""

from selectolax.lexbor import LexborNode

from parsers.listings.form_choices import MOST_YEARS, YEAR, chosen_option, leads
from parsers.listings.forms import form_around
from parsers.listings.html_page import HtmlPage
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.listing import Request, Response
from parsers.listings.markup import is_in_zone, text_of
from parsers.listings.offered_choices import keeps_code
from parsers.listings.pagination import own_fields, with_field
from parsers.listings.part_names import FEWEST_BODIES, is_kind_or_body, is_kind_or_government
from parsers.listings.surroundings import entry_of, is_under_other_lists, list_around

_ALL = frozenset({"全部", "所有", "不限", "全部年度", "所有年度", "全部年份"})
_FIELDS = frozenset({"year", "years", "nd", "niandu", "ndate", "y", "infoyear", "searchyear"})
_TABS = "li, a, span, button, dd, div"


def hidden_years(page: HtmlPage) -> tuple[str, ...]:
    """The years that a page offers by a script, as tabs or in a select; none where it can show all at once."""
    for select in page.css("select"):
        options = select.css("option")
        chosen = chosen_option(select, options)
        if chosen is not None and YEAR.fullmatch(text_of(chosen)) and not leads(select):
            return _years(options)
    tabs = [
        one for one in page.css(_TABS) if _is_scripted(one, page) and YEAR.fullmatch(text_of(one))
    ]
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
            item = entry_of(tab)
            place = item.parent
            if place is None or place.mem_id in seen:
                continue
            seen.add(place.mem_id)
            offered = {text_of(one) for one in place.iter() if one.tag == item.tag}
            enough = len(offered) >= FEWEST_BODIES and not government
            enough = enough or any(map(is_kind_or_government, offered))
            if enough and all(map(is_kind_or_body, offered)) and not is_under_other_lists(place):
                return len(offered) - 1  # a menu has other names too: 首页 | 新闻中心 | 政务大厅
    return 0


def _offers_bodies(select: LexborNode) -> bool:
    """Whether a select outside menus offers bodies, or kinds of them, and nothing else, by codes.

    One that is sent with its form chooses to whom an application goes, or where a search looks.
    """
    sent = "onchange" not in select.attributes and form_around(select) is not None
    names = [] if sent else [text_of(one) for one in select.css("option")]
    several = len(names) >= FEWEST_BODIES and all(map(is_kind_or_body, names))
    return several and not (leads(select) or is_in_zone(select) or is_under_other_lists(select))


def _is_scripted(node: LexborNode, page: HtmlPage) -> bool:
    """Whether a click on an element does what only a script knows."""
    kept = "onclick" in node.attributes or any(map(keeps_code, node.attributes))
    return (kept or node.tag == "a") and page.target(node) is None


def _around(tab: LexborNode) -> list[LexborNode]:
    """The elements beside a tab, and those in them."""
    place = list_around(tab)
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
