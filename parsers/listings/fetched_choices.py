"""This module asks for the lists of choices that a script fetches itself: the years of a column, the bodies of a tree.

$.getJSON('/channels', r => load(r.data[0].id))   function load(id){ $.getJSON('/list', {channel: id}, draw) }
$.get('/org/list', drawTree)   callback: {onClick: (e, t, node) => load(node.id)}

The request for the list of one choice, with a place for its code, is noted with that for the choices.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from typing import Any, NamedTuple

from parsers.listings.askable import may_ask
from parsers.listings.choice_patterns import filled, is_clicked, list_notes
from parsers.listings.column_names import rank_of_column
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.json_fields import name_of
from parsers.listings.json_values import objects_of
from parsers.listings.listing import Request, Response
from parsers.listings.notes import CODE_FIELD, LIST_OF_CHOICE, OF_SCRIPT, notes_of, with_notes
from parsers.listings.part_names import is_kind_or_body
from parsers.normalize import normalize

_MOST = 80  # choices
_YEAR = re.compile(r"(?:19|20)\d\d\s*年?\s*度?(?:政府)?(?:信息公开)?(?:年报|年度报告)?$")
# In the path of what a script fetches the bodies from.
_OF_BODIES = re.compile(r"org|dept|depart|unit|tree|bumen|danwei|jigou", re.IGNORECASE)
_FETCHED = re.compile(
    rf"""(?:\burl["']?\s*:|\b(?:get|getJSON|post|ajax)\s*\()\s*["'][^"'\s<>]{{0,100}}(?:{_OF_BODIES.pattern})""",
    re.IGNORECASE,
)


class Choices(NamedTuple):
    """The lists that an answer offers: of years, or of the column that it names; and of bodies."""

    own: tuple[Request, ...] = ()
    bodies: tuple[Request, ...] = ()


def with_choices(response: Response, requests: Iterable[Request]) -> tuple[Request, ...]:
    """The requests of a page whose script asks for a list by a field of what one of them may answer, with the note of that."""
    notes = list_notes(response)
    return tuple(with_notes(request, notes) for request in requests)


def tree_requests(response: Response) -> tuple[Request, ...]:
    """The requests for all bodies, whose lists the page's script asks for by a field of theirs."""
    fetched = find_interfaces(response, _OF_BODIES, may_ask)
    notes = list_notes(response) if fetched else {}
    if not notes and is_clicked(response.text):
        notes = {OF_SCRIPT: "bodies"}
    return tuple(with_notes(one, notes) for one in fetched) if notes else ()


def hides_tree(response: Response) -> bool:
    """Whether a script fetches bodies by a call that is not made, as one with a signature, and a click on one asks for its list."""
    return bool(_FETCHED.search(response.text)) and is_clicked(response.text)


def choices_in(response: Response, content: Any) -> Choices:
    """The lists of the choices that an answer has, if its request says how they are asked for."""
    notes = notes_of(response.request)
    if LIST_OF_CHOICE not in notes:
        return Choices()
    offered = islice(_offered(content, notes[CODE_FIELD]), _MOST)
    listed = [(name, filled(notes[LIST_OF_CHOICE], code, response)) for name, code in offered]
    bodies = (one for name, one in listed if is_kind_or_body(name))
    return Choices(tuple(_own(listed)), tuple(bodies))


def count_bodies(content: Any) -> int:
    """How many bodies an answer names."""
    return sum(is_kind_or_body(name_of(one) or "") for one in objects_of(content))


def _own(listed: list[tuple[str, Request]]) -> list[Request]:
    """The years below the report column, else the column; where none is named, the years of a list of nothing else."""
    names = [name for name, _ in listed]
    begins = next((at for at, name in enumerate(names) if rank_of_column(name) is not None), None)
    below = listed if begins is None else listed[begins + 1 :]
    years = [one for _, one in takewhile(lambda each: _YEAR.match(each[0]), below)]
    if begins is None:
        return years if len(years) == len(listed) else []
    return years or [listed[begins][1]]


def _offered(content: Any, field: str) -> Iterator[tuple[str, str | int]]:
    """The name of each choice, and its code."""
    for table in objects_of(content):
        name, code = name_of(table), table.get(field)
        if name and isinstance(code, (str, int)) and not isinstance(code, bool):
            yield normalize(name), code
