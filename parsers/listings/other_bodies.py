"""This module finds the lists of other bodies that a page of one body's reports offers, by links or in a tree that a script holds.

<a href="?dept=2">县财政局</a>   <a href="./wbj/">委办局</a>   var zNodes = [{name: "县财政局", url: "/nb/2/"}]
"""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.listings.column_names import bare_name
from parsers.listings.links import ARTICLE
from parsers.listings.listing import Request
from parsers.listings.menus import scripted_entries
from parsers.listings.pagers import is_same_page
from parsers.listings.part_names import (
    FEWEST_BODIES,
    INDEX,
    is_body,
    is_kind_of_bodies,
    is_kind_or_body,
    is_kind_or_government,
)
from parsers.listings.subcolumns import entry
from parsers.listings.surroundings import has_all_beside, heading_over, names_bodies_reports
from parsers.listings.zones import is_in_zone


def body_requests(html: str, tree: LexborHTMLParser, base: str, here: str) -> tuple[Request, ...]:
    """The lists of other bodies, or of kinds of them, that a page offers beside the one that it shows.

    Each is the same page with another query, or stands below it; menus of the site are no choice of bodies,
    but a tree that a script holds is.
    """
    one, folder = urlsplit(here), re.sub(r"[^/]*$", "", here.partition("?")[0])
    is_folder = bool(INDEX.search(here.partition("?")[0])) and urlsplit(folder).path != "/"

    def is_choice(name: str, url: str | None) -> bool:
        if url is None or not is_kind_or_body(name) or is_same_page(url, here):
            return False
        other = urlsplit(url)
        asked = other.path == one.path and other.netloc == one.netloc and other.query
        below = is_folder and url.startswith(folder) and not is_same_page(url, folder)
        return bool(asked or below) and not ARTICLE.search(url)

    found = {url: name for name, url in scripted_entries(html, base) if is_choice(name, url)}
    for link in tree.css("a[href], option[value], [onclick]"):
        name, url = entry(link, base)
        name = bare_name(name)
        if url is None or is_in_zone(link):
            continue
        if is_choice(name, url) or (is_body(name) and _is_headed(link, url, here)):
            if is_kind_of_bodies(name) and has_all_beside(link):
                return ()
            found.setdefault(url, name)
    kinds = any(map(is_kind_or_government, found.values()))
    return tuple(map(Request, found)) if len(found) >= FEWEST_BODIES or kinds else ()


def _is_headed(link: LexborNode, url: str, here: str) -> bool:
    """Whether a link to a body on the same host stands under the heading of some bodies' reports."""
    own = urlsplit(url).netloc == urlsplit(here).netloc and not is_same_page(url, here)
    return own and not ARTICLE.search(url) and names_bodies_reports(heading_over(link))
