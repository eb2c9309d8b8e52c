"""This module makes the requests of a form in which a reader chooses a year, or whose reports to see.

<form action="nb.jsp"><select name="year"><option selected>2024年</option><option>2023年</option></select>…
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.listings.form_pagers import submitted
from parsers.listings.listing import Request, Response

_YEAR = re.compile(r"(?:19|20)\d\d\s*年?\s*度?")
MOST = 30  # years of a list


def year_requests(tree: LexborHTMLParser, response: Response, base: str) -> tuple[Request, ...]:
    """The requests for the other years, where a form shows the list of one."""
    for select in tree.css("form select[name]"):
        options = select.css("option")
        chosen = _chosen(select, options)
        if len(options) <= MOST and chosen is not None and _YEAR.fullmatch(_text(chosen)):
            years = [one for one in options if one != chosen and _YEAR.fullmatch(_text(one))]
            return tuple(_requests(select, years, response, base))
    return ()


def body_requests(
    tree: LexborHTMLParser, response: Response, base: str
) -> Iterator[tuple[str, Request]]:
    """The name of every body that a form offers, with the request for its reports."""
    for select in tree.css("form select[name]"):
        for option in select.css("option[value]"):
            if option.attributes.get("value") and not _YEAR.fullmatch(_text(option)):
                for request in _requests(select, [option], response, base):
                    yield _text(option), request


def _chosen(select: LexborNode, options: list[LexborNode]) -> LexborNode | None:
    return select.css_first("option[selected]") or next(iter(options), None)


def _requests(
    select: LexborNode, options: list[LexborNode], response: Response, base: str
) -> Iterator[Request]:
    name = select.attributes.get("name") or ""
    for option in options:
        value = option.attributes.get("value")
        yield from submitted(
            select, response, base, {name: _text(option) if value is None else value}
        )


def _text(node: LexborNode) -> str:
    return node.text().strip()
