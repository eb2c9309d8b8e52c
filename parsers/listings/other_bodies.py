"""This module finds the lists of other bodies that a page of one body's reports offers, by links or in a tree that a script holds.

<a href="?dept=2">县财政局</a>   <a href="./wbj/">委办局</a>   <a href="/bm/">部门年报</a>   var zNodes = [{name: "县财政局", url: "/nb/2/"}]
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from selectolax.lexbor import LexborNode

from parsers.dates import YEAR_IN_DIGITS
from parsers.listings import part_names, surroundings
from parsers.listings.addresses import is_same_page
from parsers.listings.column_names import bare_name, is_column_name, rank_of_column
from parsers.listings.html_page import HtmlPage
from parsers.listings.listed_bodies import is_other, links_elsewhere, list_links, listed_bodies
from parsers.listings.listing import Request
from parsers.listings.markup import is_in_zone
from parsers.listings.menus import scripted_entries

_MOST_BESIDE = 40  # links of a menu of kinds of bodies
_YEARLY = ("年报", "年度报告")
_LINES = frozenset({"tr", "li", "dd"})


class Offered(NamedTuple):
    """The lists that a page offers beside its own: those of other bodies, and those that may have more reports."""

    bodies: tuple[Request, ...] = ()
    unsure: tuple[Request, ...] = ()


def offered_lists(page: HtmlPage, *, of_one: bool) -> Offered:
    """The lists of other bodies, or of kinds of them, that a page offers; `of_one`: it shows the reports of one body.

    A page with the reports of several bodies may show all of each; of one with those of a single body, bodies that
    it merely lists elsewhere on the host may have theirs.
    """
    found = _named_lists(page)
    kinds = any(
        part_names.is_kind_or_government(name) or _names_reports(name) for name in found.values()
    )
    requests = tuple(map(Request, found))
    listed = listed_bodies(page) if of_one else requests
    if kinds or (of_one and len(found) >= part_names.FEWEST_BODIES):
        return Offered(requests, tuple(one for one in listed if one not in requests))
    return Offered((), listed if len(listed) >= part_names.FEWEST_BODIES else ())


def _named_lists(page: HtmlPage) -> dict[str, str]:
    """The addresses of lists of other bodies, or of kinds of them, that a page names, with their names; none where it can show all.

    Each is the same page with another query, or stands below it or beside it, or is named as some bodies'
    reports; menus of the site are no choice of bodies, but a tree that a script holds is.
    """
    one, folder = urlsplit(page.here), page.folder
    is_folder = (
        bool(part_names.INDEX.search(page.here.partition("?")[0])) and urlsplit(folder).path != "/"
    )

    def is_choice(name: str, url: str) -> bool:
        if not part_names.is_kind_or_body(name):
            return False
        other = urlsplit(url)
        asked = other.path == one.path and other.query
        below = is_folder and url.startswith(folder) and not is_same_page(url, folder)
        return bool(asked) or below

    entries = ((url, name) for name, url in scripted_entries(page.html, page.base))
    found = {u: name for u, name in entries if is_other(u, page.here) and is_choice(name, u)}
    places: dict[int, LexborNode] = {}
    for link, name, url in list_links(page):
        if not (
            _names_reports(name)
            or (part_names.is_kind_or_government(name) and _is_of_the_column(link, one, url))
        ):
            if is_in_zone(link):
                continue
            named = part_names.is_body(name) or part_names.is_region(name)
            alike = is_column_name(name) and part_names.is_body(_body_of_line(link))
            if not (
                is_choice(name, url)
                or alike
                or (named and surroundings.names_bodies_reports(surroundings.heading_over(link)))
            ):
                continue
        found.setdefault(url, name)
        if (
            part_names.is_kind_of_bodies(name)
            and (place := surroundings.list_around(link)) is not None
        ):
            places[place.mem_id] = place
    away = {url: name for name, url in links_elsewhere(page)}
    return {} if any(map(surroundings.offers_all, places.values())) else found | away


def held_requests(page: HtmlPage) -> tuple[Request, ...]:
    """The lists of bodies in a tree that the script of a page without rows holds, in its folder or at addresses like its own."""
    if urlsplit(page.folder).path == "/" or "<script" not in page.html.lower():
        return ()
    held, mine = scripted_entries(page.html, page.base), urlsplit(page.here)
    entries = {url: name for name, url in held if part_names.is_kind_or_body(name)}
    others = (url for url in entries if is_other(url, page.here))
    found = [url for url in others if url.startswith(page.folder) or _differs_in_one(mine, url)]
    return tuple(map(Request, found)) if len(found) >= part_names.FEWEST_BODIES else ()


def _names_reports(name: str) -> bool:
    """Whether a link is named as some bodies' reports of all years: 部门信息公开年报; the column's own name is no such."""
    if (
        not name.endswith(_YEARLY)
        or YEAR_IN_DIGITS.search(name)
        or not surroundings.names_bodies_reports(name)
    ):
        return False
    rank = rank_of_column(name)
    return rank is None or rank > 2


def _is_of_the_column(link: LexborNode, here: SplitResult, url: str) -> bool:
    """Whether a kind of bodies is one of the column: under its name, or in a list of nothing else whose addresses differ in one part."""
    if rank_of_column(surroundings.heading_over(link)) is not None:
        return True
    return _differs_in_one(here, url) and _are_kinds(_beside(link))


def _differs_in_one(here: SplitResult, url: str) -> bool:
    """Whether an address has one part of its path that this has not: /nb_3/index.html and /nb/index.html."""
    mine, other = here.path.split("/"), urlsplit(url).path.split("/")
    return len(mine) == len(other) and sum(map(str.__ne__, mine, other)) == 1


def _beside(link: LexborNode) -> Iterator[str]:
    """The names of the links of the list that a link is in."""
    node = link.parent
    if node is not None and len(node.css("a, option, [onclick]")) == 1:
        node = node.parent
    links = node.css("a, option, [onclick]") if node is not None else []
    return (bare_name(one.text()) for one in islice(links, _MOST_BESIDE))


def _are_kinds(names: Iterable[str]) -> bool:
    return all(
        part_names.is_kind_or_government(name) or rank_of_column(name) is not None for name in names
    )


def _body_of_line(link: LexborNode) -> str:
    """What stands first in the line or item that a link is in: 县水利局 | 指南 | 年报."""
    line = link.parent
    while line is not None and line.tag in ("td", "span", "p", "div"):
        line = line.parent
    said = line.text(separator=" ").split() if line is not None and line.tag in _LINES else []
    return said[0] if said else ""
