"""This module makes the request by which a page's form is submitted, with some of its fields changed.

The pagers and menus of ASP.NET post the state of the whole page back to it:
<a href="javascript:__doPostBack('AspNetPager1','2')">下一页</a>
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from parsers.listings.addresses import is_same_page
from parsers.listings.askable import may_change, names_action, reads
from parsers.listings.html_page import HtmlPage
from parsers.listings.links import PAGER_WORDS
from parsers.listings.listing import UNDECODED, Request, Response, with_query
from parsers.listings.markup import around, script_of
from parsers.listings.pagers import says_next
from parsers.listings.surroundings import is_under_other_years
from parsers.normalize import normalize

_UNSENT = ("submit", "button", "image", "reset", "file")
_TICKED = ("checkbox", "radio")
_DEEPEST = 100  # elements between a field and its form
Fields = dict[str, str]
_TARGET, _ARGUMENT = "__EVENTTARGET", "__EVENTARGUMENT"
_FEWEST = 2  # choices of a menu
_EVENT = re.compile(
    r"__doPostBack\s*\(\s*['\"]([\w$:.-]{1,200})['\"]\s*,\s*['\"]([^'\"<>]{0,200})['\"]\s*\)"
)


def submitted(field: LexborNode, page: HtmlPage, changed: Fields) -> tuple[Request, ...]:
    """The request that submits the form around a field, with some of its fields changed; none to what may change something."""
    form = form_around(field)
    attributes = form.attributes if form is not None else {}
    action = attributes.get("action")
    url = page.resolve(action) if action else page.here.partition("#")[0]
    if form is None or url is None:
        return ()
    fields = list(_sent(form))
    kept = [(name, value) for name, value in fields if name not in changed]
    sent = (*kept, *changed.items())
    elsewhere = urlsplit(url).path != urlsplit(page.here).path
    if (elsewhere and may_change(url)) or names_action(sent):
        return ()
    coded = tuple(
        (_coded(name, page.response), _coded(value, page.response)) for name, value in sent
    )
    if (attributes.get("method") or "get").lower() == "post":
        return (Request(url, coded),)
    return (Request(with_query(url, list(coded))),)


def form_around(field: LexborNode) -> LexborNode | None:
    """The form that a field is in; None where it is in none."""
    return next((one for one in around(field.parent, _DEEPEST) if one.tag == "form"), None)


def is_of_list(field: LexborNode, page: HtmlPage) -> bool:
    """Whether a field with years is of a form that gives a list of reports, by what is around it; what is ticked may be a survey's or an application's."""
    form = form_around(field)
    url = page.resolve(form.attrs.sget("action")) if form is not None else None
    if is_under_other_years(field) or form is None:
        return False
    if url is None or is_same_page(url.partition("?")[0], page.here.partition("?")[0]):
        return True
    boxes = "textarea" if field.tag == "select" else "textarea, input:not([type]), input[type=text]"
    placed = field.tag == "select" or page.has_below(url) or reads(url)
    return placed and form.css_first(boxes) is None


def _coded(text: str, response: Response) -> str:
    """A text that is sent as the bytes of the page's charset, where a letter that this has not is written by its number."""
    if response.charset.startswith("utf-"):
        return text
    return text.encode(response.charset, "xmlcharrefreplace").decode("utf-8", UNDECODED)


def _sent(form: LexborNode) -> Iterator[tuple[str, str]]:
    """The fields that a browser sends when a script submits a form."""
    for node in form.css("input[name], select[name], textarea[name]"):
        attributes = node.attributes
        name, kind = attributes.get("name") or "", (attributes.get("type") or "text").lower()
        if not name or "disabled" in attributes or (node.tag == "input" and kind in _UNSENT):
            continue
        if node.tag == "select":
            option = node.css_first("option[selected]") or node.css_first("option")
            if option is not None:
                value = option.attributes.get("value")
                yield name, option.text().strip() if value is None else value
        elif node.tag == "textarea":
            yield name, node.text()
        elif kind not in _TICKED or "checked" in attributes:
            yield name, attributes.get("value") or ("on" if kind in _TICKED else "")


class _Link(NamedTuple):
    target: str
    argument: str
    number: int | None
    is_next: bool


def _number(argument: str) -> int | None:
    """The number of a page in what a pager posts: 2 of `2` and of `Page$2`."""
    bare = argument.rpartition("$")[2]
    return int(bare) if bare.isdecimal() else None


def next_postback(page: HtmlPage) -> tuple[Request, ...]:
    """The request for the next page where a pager posts the state of the page back."""
    links = list(_postbacks(page))
    state = page.tree.css_first(f'input[name="{_TARGET}"], input[name="__VIEWSTATE"]')
    current = _number(dict(page.response.request.form or ()).get(_ARGUMENT, "")) or 1
    chosen = _after(links, current)
    if chosen is None or state is None:
        return ()
    event = {_TARGET: chosen.target, _ARGUMENT: chosen.argument}
    return submitted(state, page, event)


def posted_choices(page: HtmlPage, wanted: Callable[[str], bool]) -> tuple[Request, ...]:
    """The requests for the choices of one menu or tree whose names are wanted; none from an answer to such a request."""
    if page.response.request.form is not None or "__doPostBack" not in page.html:
        return ()
    menus: dict[str, dict[tuple[str, str], LexborNode]] = defaultdict(dict)
    for node in page.css('a[href*="__doPostBack"], a[onclick*="__doPostBack"]'):
        call = _EVENT.search(script_of(node))
        if call and wanted(normalize(node.text())):
            menus[re.sub(r"\d+", "", call[1])].setdefault((call[1], call[2]), node)
    chosen = max(menus.values(), key=len, default={})
    if len(chosen) < _FEWEST:
        return ()
    return tuple(
        request
        for (target, argument), node in chosen.items()
        for request in submitted(node, page, {_TARGET: target, _ARGUMENT: argument})
    )


def _after(links: list[_Link], current: int) -> _Link | None:
    """The link that says next, else the one with the lowest page number above this one."""
    following = next((link for link in links if link.is_next), None)
    if following is not None:
        return following if following.number is None or following.number > current else None
    higher = [link for link in links if link.number is not None and link.number > current]
    return min(higher, key=lambda link: link.number or 0, default=None)


def _postbacks(page: HtmlPage) -> Iterator[_Link]:
    """The links that post back and belong to a pager; disabled ones are left out."""
    for node in page.css('a[href*="__doPostBack"], a[onclick*="__doPostBack"]'):
        match = _EVENT.search(script_of(node))
        is_next = says_next(node)
        if (
            match
            and "disabled" not in node.attributes
            and (is_next or PAGER_WORDS.fullmatch(node.text().strip("[]【】 \r\n\t\xa0")))
        ):
            yield _Link(match[1], match[2], _number(match[2]), is_next)
