"""This module makes the request by which a page's form is submitted, with some of its fields changed."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from parsers.listings.askable import may_change, names_action
from parsers.listings.html_page import HtmlPage
from parsers.listings.listing import UNDECODED, Request, Response, with_query
from parsers.listings.markup import around

_UNSENT = ("submit", "button", "image", "reset", "file")
_TICKED = ("checkbox", "radio")
_DEEPEST = 100  # elements between a field and its form
Fields = dict[str, str]


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
