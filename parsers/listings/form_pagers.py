"""This module reads a pager that submits its page's form with a page's number in one of the fields.

<a href="javascript:__doPostBack('AspNetPager1','2')">下一页</a>     ASP.NET, whose state is in the form
<a href="javascript:goPage(2)">2</a>  function goPage(n){ document.f.pageNo.value = n; document.f.submit(); }
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.listings.links import PAGER_WORDS, resolve_url
from parsers.listings.listing import Request, Response, query_fields, with_query
from parsers.listings.pagers import says_next, says_next_page
from parsers.listings.parts import is_page_name
from parsers.listings.script_pagers import CALLED, function_body

_TARGET, _ARGUMENT = "__EVENTTARGET", "__EVENTARGUMENT"
_POSTBACK = re.compile(
    r"__doPostBack\s*\(\s*['\"]([\w$:.-]{1,200})['\"]\s*,\s*['\"]((?:Page\$)?\w{0,8})['\"]\s*\)"
)
# A field named in any way that scripts have, and then its value: .f.no.value =, $("#no").val(
_SET = r"""[.#'"=\[]\s*([\w.-]{{1,60}}?)['"\])\s]*(?:\[0\])?\s*\.\s*(?:value\s*=|val\s*\()\s*{name}\b"""
_SUBMITS = re.compile(r"\bsubmit\s*\(")
_UNSENT = ("submit", "button", "image", "reset", "file")
_TICKED = ("checkbox", "radio")
_DEEPEST = 100  # elements between a field and its form

Fields = dict[str, str]


class _Link(NamedTuple):
    target: str
    argument: str
    is_next: bool

    @property
    def number(self) -> int | None:
        return _number(self.argument)


def next_pages(tree: LexborHTMLParser, response: Response, base: str) -> tuple[Request, ...]:
    """The request for the next page; none where no pager submits a form that can be read."""
    return (
        _of_postbacks(tree, response, base)
        or _of_functions(tree, response, base)
        or _of_selects(tree, response, base)
        or _of_buttons(tree, response, base)
        or _of_links(tree, response, base)
    )


def _of_links(tree: LexborHTMLParser, response: Response, base: str) -> tuple[Request, ...]:
    """The request of a link that says next, and itself sets a field to a page's number and sends its form."""
    for link in tree.css('[onclick*="submit"], a[href*="submit"]'):
        script = f"{link.attributes.get('href') or ''} {link.attributes.get('onclick') or ''}"
        for match in re.finditer(_SET.format(name=r"[\"']?(?P<number>\d{1,4})"), script):
            field = _named_field(tree, match[1]) if says_next(link) else None
            if field is not None:
                key = field.attributes.get("name") or ""
                return submitted(field, response, base, {key: match["number"]})
    return ()


def _named_field(tree: LexborHTMLParser, path: str) -> LexborNode | None:
    """The field of a form that a script names in some way: document.f.pageNo, #no."""
    name = path.rpartition(".")[2]
    field = tree.css_first(f'input[name="{name}"], input[id="{name}"]')
    return field if field is not None and field.attributes.get("name") else None


def _of_buttons(tree: LexborHTMLParser, response: Response, base: str) -> tuple[Request, ...]:
    """The request that a button of a form makes which says next page."""
    for button in tree.css("input[type=submit][name], input[type=image][name], button[name]"):
        attributes = button.attributes
        said = attributes.get("value") or attributes.get("alt") or button.text()
        if says_next_page(said) and "disabled" not in attributes:
            name = attributes.get("name") or ""
            pressed = {name: attributes.get("value") or ""}
            if attributes.get("type") == "image":
                pressed = {f"{name}.x": "1", f"{name}.y": "1"}
            return submitted(button, response, base, pressed)
    return ()


def _of_selects(tree: LexborHTMLParser, response: Response, base: str) -> tuple[Request, ...]:
    """The request that a select of page numbers makes when the next one is chosen, and its form sent."""
    for select in tree.css("select[name][onchange]"):
        numbers = [option.attributes.get("value") or "" for option in select.css("option")]
        chosen = select.css_first("option[selected]")
        current = (chosen.attributes.get("value") or "1") if chosen is not None else "1"
        following = str(int(current) + 1) if current.isdecimal() else ""
        named = is_page_name(select.attributes.get("name") or "")
        if (
            named
            and following in numbers
            and _SUBMITS.search(select.attributes.get("onchange") or "")
        ):
            return submitted(
                select, response, base, {select.attributes.get("name") or "": following}
            )
    return ()


def _number(argument: str) -> int | None:
    """The number of a page in what a pager posts: 2 of `2` and of `Page$2`."""
    bare = argument.rpartition("$")[2]
    return int(bare) if bare.isdecimal() else None


def _of_postbacks(tree: LexborHTMLParser, response: Response, base: str) -> tuple[Request, ...]:
    links = list(_postbacks(tree))
    state = tree.css_first(f'input[name="{_TARGET}"], input[name="__VIEWSTATE"]')
    current = _number(dict(response.request.form or ()).get(_ARGUMENT, "")) or 1
    chosen = _after(links, current)
    if chosen is None or state is None:
        return ()
    event = {_TARGET: chosen.target, _ARGUMENT: chosen.argument}
    return submitted(state, response, base, event)


def _after(links: list[_Link], current: int) -> _Link | None:
    """The link that says next, else the one with the lowest page number above this one."""
    following = next((link for link in links if link.is_next), None)
    if following is not None:
        return following if following.number is None or following.number > current else None
    higher = [link for link in links if link.number is not None and link.number > current]
    return min(higher, key=lambda link: link.number or 0, default=None)


def _postbacks(tree: LexborHTMLParser) -> Iterator[_Link]:
    """The links that post back and belong to a pager; disabled ones are left out."""
    for node in tree.css('a[href*="__doPostBack"], a[onclick*="__doPostBack"]'):
        attributes = node.attributes
        match = _POSTBACK.search(
            f"{attributes.get('href') or ''} {attributes.get('onclick') or ''}"
        )
        is_next = says_next(node)
        if match and "disabled" not in attributes and (is_next or _is_page(node)):
            yield _Link(match[1], match[2], is_next)


def _is_page(node: LexborNode) -> bool:
    return bool(PAGER_WORDS.fullmatch(node.text().strip("[]【】 \r\n\t\xa0")))


def _of_functions(tree: LexborHTMLParser, response: Response, base: str) -> tuple[Request, ...]:
    calls = [(name, int(number)) for name, number in CALLED.findall(response.text)]
    for name in dict.fromkeys(name for name, _ in calls):
        field = _field(tree, response.text, name)
        if field is None:
            continue
        key = field.attributes.get("name") or ""
        current = _current(response.request, key, field)
        higher = [number for called, number in calls if called == name and number > current]
        return submitted(field, response, base, {key: str(min(higher))}) if higher else ()
    return ()


def _field(tree: LexborHTMLParser, html: str, function: str) -> LexborNode | None:
    """The field that a function sets to its argument before it submits a form."""
    found = function_body(html, function)
    if found is None or not _SUBMITS.search(found[1]):
        return None
    for match in re.finditer(_SET.format(name=re.escape(found[0][0])), found[1]):
        field = _named_field(tree, match[1])
        if field is not None:
            return field
    return None


def _current(request: Request, key: str, field: LexborNode) -> int:
    """The number of this page: as requested, as its field says, or else 1."""
    asked = dict((*query_fields(request.url), *(request.form or ()))).get(key, "")
    numbers = (asked, field.attributes.get("value") or "")
    return next((int(one) for one in numbers if one.isdecimal()), 1)


def submitted(
    field: LexborNode, response: Response, base: str, changed: Fields
) -> tuple[Request, ...]:
    """The request that submits the form around a field, with some of its fields changed."""
    form = _form(field)
    attributes = form.attributes if form is not None else {}
    action = attributes.get("action")
    url = resolve_url(base, action) if action else response.url.partition("#")[0]
    if form is None or url is None:
        return ()
    fields = list(_sent(form))
    kept = [(name, value) for name, value in fields if name not in changed]
    sent = (*kept, *changed.items())
    if (attributes.get("method") or "get").lower() == "post":
        return (Request(url, sent),)
    return (Request(with_query(url, list(sent))),)


def _form(field: LexborNode) -> LexborNode | None:
    node = field.parent
    for _ in range(_DEEPEST):
        if node is None or node.tag == "form":
            return node
        node = node.parent
    return None


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
