"""This module reads a pager that submits its page's form with a page's number in one of the fields.

<a href="javascript:goPage(2)">2</a>  function goPage(n){ document.f.pageNo.value = n; document.f.submit(); }
"""

import re

from selectolax.lexbor import LexborNode

from parsers.listings.askable import may_list
from parsers.listings.forms import form_around, next_postback, submitted
from parsers.listings.html_page import HtmlPage
from parsers.listings.listing import Request, query_fields
from parsers.listings.markup import script_of
from parsers.listings.named_values import function_body
from parsers.listings.pagers import says_next, says_next_page
from parsers.listings.pagination import is_page_name
from parsers.listings.script_pagers import CALLED, called_page

# A field named in any way that scripts have, and then its value: .f.no.value =, $("#no").val(
_SET = r"""[.#'"=\[]\s*([\w.-]{{1,60}}?)['"\])\s]*(?:\[0\])?\s*\.\s*(?:value\s*=|val\s*\()\s*{name}\b"""
_SUBMITS = re.compile(r"\bsubmit\s*\(")
_FILLED_IN = "textarea, input:not([type]), input[type=text], input[type=tel], input[type=password]"


def next_pages(page: HtmlPage) -> tuple[Request, ...]:
    """The request for the next page; none where no pager submits a form that can be read."""
    return (
        next_postback(page)
        or _of_functions(page)
        or _of_selects(page)
        or _of_buttons(page)
        or _of_links(page)
    )


def guessed_page(page: HtmlPage) -> tuple[Request, ...]:
    """The request that a link to the next page may make by a function that stands elsewhere: its number, in the one field of a page's name.

    Nothing is sent that a reader fills in, that changes something or that needs a secret.
    """
    fields = [one for one in page.css("form input[name]") if is_page_name(one.attrs.sget("name"))]
    numbers = (called_page(link) for link in page.css("a") if says_next(link))
    number = next(filter(None, numbers), None)
    form = form_around(fields[0]) if len(fields) == 1 else None
    if number is None or form is None or _is_filled_in(form, fields[0]):
        return ()
    names = [one.attrs.sget("name") for one in form.css("[name]")]
    asked = submitted(fields[0], page, {fields[0].attrs.sget("name"): f"{number}"})
    return tuple(one for one in asked if may_list(one.url, names, page.here))


def _is_filled_in(form: LexborNode, field: LexborNode) -> bool:
    """Whether a form that is posted has more for a reader to fill in than the number of a page, as a login or an application."""
    posts = form.attrs.sget("method").lower() == "post"
    return posts and any(
        one.mem_id != field.mem_id or one.attrs.sget("type") == "password"
        for one in form.css(_FILLED_IN)
    )


def _of_links(page: HtmlPage) -> tuple[Request, ...]:
    """The request of a link that says next, and itself sets a field to a page's number and sends its form."""
    for link in page.css('[onclick*="submit"], a[href*="submit"]'):
        for match in re.finditer(_SET.format(name=r"[\"']?(?P<number>\d{1,4})"), script_of(link)):
            field = _named_field(page, match[1]) if says_next(link) else None
            if field is not None:
                key = field.attrs.sget("name")
                return submitted(field, page, {key: match["number"]})
    return ()


def _named_field(page: HtmlPage, path: str) -> LexborNode | None:
    """The field of a form that a script names in some way: document.f.pageNo, #no."""
    name = path.rpartition(".")[2]
    field = page.tree.css_first(f'input[name="{name}"], input[id="{name}"]')
    return field if field is not None and field.attributes.get("name") else None


def _of_buttons(page: HtmlPage) -> tuple[Request, ...]:
    """The request that a button of a form makes which says next page."""
    for button in page.css("input[type=submit][name], input[type=image][name], button[name]"):
        attributes = button.attributes
        said = attributes.get("value") or attributes.get("alt") or button.text()
        if says_next_page(said) and "disabled" not in attributes:
            name = attributes.get("name") or ""
            pressed = {name: attributes.get("value") or ""}
            if attributes.get("type") == "image":
                pressed = {f"{name}.x": "1", f"{name}.y": "1"}
            return submitted(button, page, pressed)
    return ()


def _of_selects(page: HtmlPage) -> tuple[Request, ...]:
    """The request that a select of page numbers makes when the next one is chosen, and its form sent."""
    for select in page.css("select[name][onchange]"):
        numbers = [option.attrs.sget("value") for option in select.css("option")]
        chosen = select.css_first("option[selected]")
        current = (chosen.attributes.get("value") or "1") if chosen is not None else "1"
        following = str(int(current) + 1) if current.isdecimal() else ""
        named = is_page_name(select.attrs.sget("name"))
        if named and following in numbers and _SUBMITS.search(select.attrs.sget("onchange")):
            return submitted(select, page, {select.attrs.sget("name"): following})
    return ()


def _of_functions(page: HtmlPage) -> tuple[Request, ...]:
    """The next page by a function that puts a number in a field and submits its form."""
    calls = [(name, int(number)) for name, number in CALLED.findall(page.html)]
    for name in dict.fromkeys(name for name, _ in calls):
        field = _field(page, name)
        if field is None:
            continue
        key = field.attrs.sget("name")
        current = _current(page.response.request, key, field)
        higher = [number for called, number in calls if called == name and number > current]
        return submitted(field, page, {key: str(min(higher))}) if higher else ()
    return ()


def _field(page: HtmlPage, function: str) -> LexborNode | None:
    """The field that a function sets to its argument before it submits a form."""
    found = function_body(page.html, function)
    if found is None or not _SUBMITS.search(found[1]):
        return None
    for match in re.finditer(_SET.format(name=re.escape(found[0][0])), found[1]):
        field = _named_field(page, match[1])
        if field is not None:
            return field
    return None


def _current(request: Request, key: str, field: LexborNode) -> int:
    """The number of this page: as requested, as its field says, or else 1."""
    asked = dict((*query_fields(request.url), *(request.form or ()))).get(key, "")
    numbers = (asked, field.attrs.sget("value"))
    return next((int(one) for one in numbers if one.isdecimal()), 1)
