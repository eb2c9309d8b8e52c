"""This module asks for the lists of choices that a script fetches itself: the years of a column, the bodies of a tree.

$.getJSON('/channels', r => load(r.data[0].id))   function load(id){ $.getJSON('/list', {channel: id}, draw) }
async: {url: '/tree/nodes'}, callback: {onClick: (e, t, node) => load(node.id)}

The request for the list of one choice, with a place for its code, is noted with that for the choices.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, takewhile
from typing import Any, NamedTuple

from parsers.listings.addresses import base_url, resolve_url
from parsers.listings.askable import may_ask, may_change
from parsers.listings.choice_patterns import filled, is_clicked, list_notes
from parsers.listings.column_names import rank_of_column
from parsers.listings.interface_calls import find_interfaces
from parsers.listings.json_fields import name_of
from parsers.listings.json_values import Table, objects_of
from parsers.listings.listing import (
    Request,
    Response,
    is_same_host,
    query_fields,
    referer_header,
)
from parsers.listings.notes import (
    CHILDREN,
    CODE_FIELD,
    LIST_OF_CHOICE,
    OF_SCRIPT,
    notes_of,
    with_notes,
)
from parsers.listings.pagination import is_page_name, own_fields, with_field
from parsers.listings.part_names import FEWEST_BODIES, is_kind_of_bodies, is_kind_or_body
from parsers.normalize import normalize

_MOST = 80  # choices
_YEAR = re.compile(r"(?:19|20)\d\d\s*年?\s*度?(?:政府)?(?:信息公开)?(?:年报|年度报告)?$")
_TREE = re.compile(
    r"""\basync\s*:\s*\{([^{}]{0,400}?\burl\s*:\s*["']([^"'\s<>]{1,200})["'][^{}]{0,400})\}"""
)
# In the path of what a script fetches the bodies from.
_OF_BODIES = re.compile(r"org|dept|depart|unit|tree|bumen|danwei|jigou", re.IGNORECASE)
_FETCHED = re.compile(
    rf"""(?:\burl["']?\s*:|\b(?:get|getJSON|post|ajax)\s*\()\s*["'][^"'\s<>]{{0,100}}(?:{_OF_BODIES.pattern})""",
    re.IGNORECASE,
)
_BY_GET = re.compile(r"""\btype\s*:\s*["']get["']""", re.IGNORECASE)
_PASSED = re.compile(r"""\bautoParam\s*:\s*\[\s*["']\w+(?:=(\w+))?["']""")


class Choices(NamedTuple):
    """The lists that an answer offers: of years, or of the column that it names; of bodies; and further choices."""

    own: tuple[Request, ...] = ()
    bodies: tuple[Request, ...] = ()
    further: tuple[Request, ...] = ()


def with_choices(response: Response, requests: Iterable[Request]) -> tuple[Request, ...]:
    """The requests of a page whose script asks for a list by a field of what one of them may answer, with the note of that."""
    notes = list_notes(response)
    return tuple(with_notes(request, notes) for request in requests)


def tree_requests(response: Response) -> tuple[Request, ...]:
    """The request for the nodes of a tree, or for all bodies, whose lists the page's script asks for by a field of theirs."""
    tree = _TREE.search(response.text) if "zTree" in response.text else None
    url = resolve_url(base_url(response), tree[2]) if tree else None
    own = url and is_same_host(url, response.url) and not may_change(url)
    fetched = () if tree else find_interfaces(response, _OF_BODIES, may_ask)
    notes = list_notes(response) if own or fetched else {}
    if not notes and is_clicked(response.text):
        notes = {OF_SCRIPT: "bodies"}
    if not notes:
        return ()
    if tree is None or url is None:
        return tuple(with_notes(one, notes) for one in fetched)
    passed = _PASSED.search(tree[1])
    form = None if _BY_GET.search(tree[1]) else ()
    asked = Request(url, form, referer_header(response.url))
    return (with_notes(asked, {**notes, CHILDREN: (passed and passed[1]) or "id"}),)


def hides_tree(response: Response) -> bool:
    """Whether a script fetches bodies by a call that is not made, as one with a signature, and a click on one asks for its list."""
    return bool(_FETCHED.search(response.text)) and is_clicked(response.text)


def choices_in(response: Response, content: Any) -> Choices:
    """The lists of the choices that an answer has, if its request says how they are asked for.

    Of a tree's branches those of bodies are looked into, and at its root also others, but not all that a catalogue has.
    """
    notes = notes_of(response.request)
    if LIST_OF_CHOICE not in notes:
        return Choices(bodies=tuple(_of_asker(response.request, content)))
    offered = list(islice(_offered(content, notes[CODE_FIELD]), _MOST))
    listed = [(name, filled(notes[LIST_OF_CHOICE], code, response)) for name, code, _ in offered]
    bodies = [one for name, one in listed if is_kind_or_body(name)]
    at_root = all(key != notes.get(CHILDREN) for key, _ in own_fields(response.request))
    inner = (
        _children(response.request, notes, code)
        for name, code, parent in offered
        if parent
        and CHILDREN in notes
        and (is_kind_of_bodies(name) or (at_root and not is_kind_or_body(name)))
    )
    return Choices(tuple(_own(listed)), tuple(bodies), tuple(inner))


def count_bodies(content: Any) -> int:
    """How many bodies an answer names."""
    return sum(is_kind_or_body(name_of(one) or "") for one in objects_of(content))


def _of_asker(request: Request, content: Any) -> Iterator[Request]:
    """The asking page with the codes of the bodies that an answer has in the place of one of theirs: list.html?channel=5."""
    page = request.asker
    tables = [one for one in objects_of(content) if is_kind_or_body(name_of(one) or "")]
    for key, value in query_fields(page or ""):
        if not value or is_page_name(key):
            continue
        field = next((name for one in tables for name in one if str(one[name]) == value), None)
        codes = dict.fromkeys(str(one[field]) for one in tables if field in one)
        if page and field and len(codes) >= FEWEST_BODIES:
            yield from (with_field(Request(page), key, one) for one in codes if one != value)
            return


def _own(listed: list[tuple[str, Request]]) -> list[Request]:
    """The years below the report column, else the column; where none is named, the years of a list of nothing else."""
    names = [name for name, _ in listed]
    begins = next((at for at, name in enumerate(names) if rank_of_column(name) is not None), None)
    below = listed if begins is None else listed[begins + 1 :]
    years = [one for _, one in takewhile(lambda each: _YEAR.match(each[0]), below)]
    if begins is None:
        return years if len(years) == len(listed) else []
    return years or [listed[begins][1]]


def _offered(content: Any, field: str) -> Iterator[tuple[str, str | int, bool]]:
    """The name of each choice, its code, and whether it has choices below it."""
    for table in objects_of(content):
        name, code = name_of(table), table.get(field)
        if name and isinstance(code, (str, int)) and not isinstance(code, bool):
            yield normalize(name), code, _is_parent(table)


def _is_parent(table: Table) -> bool:
    return str(table.get("isparent")).lower() == "true" or table.get("state") == "closed"


def _children(asked: Request, notes: dict[str, str], code: str | int) -> Request:
    """The request for the choices below one."""
    key = notes[CHILDREN]
    if asked.form is not None:
        return replace(asked, form=((key, str(code)),))
    return with_field(asked, key, str(code))
