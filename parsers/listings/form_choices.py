"""This module makes the requests by which a reader chooses a year or a body in a form, or in a select of addresses.

<form action="nb.jsp"><select name="year"><option selected>2024年</option><option>2023年</option></select>…
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from parsers.listings.forms import submitted
from parsers.listings.html_page import HtmlPage
from parsers.listings.listing import Request
from parsers.listings.markup import is_in_zone, text_of
from parsers.listings.part_names import is_kind_or_body

YEAR = re.compile(r"(?:19|20)\d\d\s*年?\s*度?")
MOST_YEARS = 30  # of a list
_PROMPT = re.compile(r"-*(?:请?选择.{0,8})?-*")
_FEWEST = 2  # bodies of a select


def year_requests(page: HtmlPage) -> tuple[Request, ...]:
    """The requests for the other years, where a form shows the list of one."""
    for select in page.css("form select[name]"):
        if leads(select):
            continue
        options = select.css("option")
        chosen = chosen_option(select, options)
        if len(options) <= MOST_YEARS and chosen is not None and YEAR.fullmatch(text_of(chosen)):
            years = [one for one in options if one != chosen and YEAR.fullmatch(text_of(one))]
            return tuple(_requests(select, years, page))
    return ()


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
