"""This module finds the lists of bodies on a page, each with the address of the body's own page, and the pages that have such lists.

<li><a href="/jyj/">县教育局</a></li><li><a href="/mzj/">县民政局</a></li>   <a href="/bm/">部门信息公开</a>
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from parsers.listings import part_names, surroundings
from parsers.listings.addresses import is_same_page
from parsers.listings.askable import may_change
from parsers.listings.choices import hidden_bodies
from parsers.listings.column_names import bare_name
from parsers.listings.html_page import HtmlPage, open_page
from parsers.listings.links import ARTICLE
from parsers.listings.listing import Request, Response, is_same_host
from parsers.listings.markup import around, is_in_zone
from parsers.listings.script_links import open_resolved
from parsers.listings.subcolumns import entry

_LINKS = "a[href], area[href], option[value], [onclick]"
_MOST_BESIDE = 40  # links of a menu
_AROUND = (
    5  # elements around a link, one of which has several bodies: its list, or lists side by side
)


def find_listed_bodies(
    response: Response, agency: str, *, of_site: bool = False
) -> tuple[Request, ...]:
    """The pages of the bodies that a page lists.

    `of_site`: it is the site's home page, which counts if it lists them together with a government, or for what they
    disclose: 部门信息公开.
    """
    page = open_resolved(response)
    if of_site:
        named = [(name, link) for link, name, _ in list_links(page) if part_names.is_body(name)]
        own = any(len(name) > 2 and agency.endswith(name.lstrip("本市县区")) for name, _ in named)
        if not (own or any("公开" in surroundings.heading_over(link) for _, link in named)):
            return ()
    return listed_bodies(page)


def count_hidden_bodies(response: Response) -> int:
    """How many bodies a page lists of which only a script knows where they lead."""
    return hidden_bodies(open_resolved(response), government=False)


def find_directories(response: Response) -> tuple[Request, ...]:
    """The pages that a page has for the disclosure of bodies of some kinds, by their names: 部门信息公开, 乡镇（街道）信息公开."""
    named = ((url, name) for _, name, url in list_links(open_page(response)))
    return tuple(
        map(Request, dict.fromkeys(url for url, name in named if part_names.is_directory(name)))
    )


def listed_bodies(page: HtmlPage) -> tuple[Request, ...]:
    """The pages of the bodies that a page lists by their names, each in a part of the page with several; else none."""
    named = [(link, url) for link, name, url in list_links(page) if part_names.is_body(name)]
    menus: dict[int, bool] = {}
    links = [each for each in named if not _is_of_site(each[0], menus)]
    of_part: dict[int, set[str]] = defaultdict(set)
    for link, url in links:
        for part in around(link.parent, _AROUND):
            of_part[part.mem_id].add(url)
    found = dict.fromkeys(
        url
        for link, url in links
        if any(
            len(of_part[part.mem_id]) >= part_names.FEWEST_BODIES
            for part in around(link.parent, _AROUND)
        )
    )
    return tuple(map(Request, found))


def _is_of_site(link: LexborNode, menus: dict[int, bool]) -> bool:
    """Whether a link is one of other sites or letters, or of a menu, which has other names than those of bodies too; `menus` are those known."""
    if surroundings.is_under_other_lists(link):
        return True
    place = surroundings.list_around(link) if is_in_zone(link) else None
    if place is None:
        return False
    if place.mem_id not in menus:
        menus[place.mem_id] = _has_other_names(place)
    return menus[place.mem_id]


def _has_other_names(place: LexborNode) -> bool:
    beside = place.css("a, option")
    names = [bare_name(one.text()) for one in islice(beside, _MOST_BESIDE)]
    return len(names) < part_names.FEWEST_BODIES or not all(map(part_names.is_kind_or_body, names))


def list_links(page: HtmlPage) -> Iterator[tuple[LexborNode, str, str]]:
    """The links of a page to other lists of its host, with their names and addresses."""
    for link in page.css(_LINKS):
        name, url = entry(link, page)
        if url is not None and is_other(url, page.here) and not may_change(url):
            yield link, bare_name(name), url


def links_elsewhere(page: HtmlPage) -> Iterator[tuple[str, str]]:
    """The names and addresses of bodies whose lists are on other hosts, under the heading of bodies' reports."""
    for link in page.css("a[href]"):
        name = bare_name(link.text())
        url = page.target(link) if part_names.is_body(name) or part_names.is_region(name) else None
        if url is None or page.is_own(url) or ARTICLE.search(url):
            continue
        if surroundings.names_bodies_reports(surroundings.heading_over(link)):
            yield name, url


def is_other(url: str, here: str) -> bool:
    """Whether an address is another page of the same host, and no article."""
    other = is_same_host(url, here) and not is_same_page(url, here)
    return other and not ARTICLE.search(url)
