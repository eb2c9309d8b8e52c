"""This module reads listings of reports by the engine of the portal, which it detects.

Each engine is a module, those with a pager alone are in `paged`. `read` gives the rows of one response
and the requests that it leads to.
"""

import re
from collections.abc import Callable

from parsers.listings import epoint, generic, gkmlpt, jcms, jpaas, json_values, paged, trs, ucap
from parsers.listings.attachments import find_attachments, find_downloads
from parsers.listings.column_links import find_column_links, find_redirect, is_column_page
from parsers.listings.column_names import is_of_a_part, names_no_subject
from parsers.listings.further_pages import find_framed, find_neighbours, find_same_report
from parsers.listings.interface_calls import find_article_calls, find_interfaces
from parsers.listings.listed_bodies import (
    count_hidden_bodies,
    find_directories,
    find_listed_bodies,
)
from parsers.listings.listing import Listing, Response
from parsers.listings.notes import VALUES, notes_of
from parsers.listings.paged import EPORTAL, OPENNESS, OPENNESS_ARTICLE, SHANGHAI, VSB, VSB_ARTICLE
from parsers.listings.pagination import numbered_part
from parsers.listings.part_names import is_bodys_column, is_of_several
from parsers.listings.report_titles import is_bare_year, may_be_report, publishes_report
from parsers.listings.shown_rows import is_drawn_by_script
from parsers.listings.subcolumns import lists_year_columns

__all__ = [
    "ENGINES", "count_hidden_bodies", "detect", "find_article_calls", "find_attachments",
    "find_column_links", "find_directories", "find_downloads", "find_framed", "find_interfaces",
    "find_listed_bodies", "find_neighbours", "find_redirect", "find_same_report", "is_bare_year",
    "is_bodys_column", "is_column_page", "is_drawn_by_script", "is_of_a_part", "is_of_several",
    "lists_year_columns", "may_be_report", "names_no_subject", "publishes_report", "read",
]  # fmt: skip

Reader = Callable[[Response, Listing | None], Listing]

# In the order of detection: engines that also carry another one's marks come first.
_MARKS: tuple[tuple[str, re.Pattern[str], Reader], ...] = (
    ("gkmlpt", gkmlpt.MARKS, gkmlpt.read),
    ("jpaas", jpaas.MARKS, jpaas.read),
    ("epoint", epoint.MARKS, epoint.read),
    ("ls", paged.LS_MARKS, paged.read_ls),
    (OPENNESS.name, OPENNESS.marks, OPENNESS.read),
    ("jcms", jcms.MARKS, jcms.read),
    ("ucap", ucap.MARKS, ucap.read),
    ("trs", trs.MARKS, trs.read),
    (VSB.name, VSB.marks, VSB.read),
    (SHANGHAI.name, SHANGHAI.marks, SHANGHAI.read),
    (EPORTAL.name, EPORTAL.marks, EPORTAL.read),
)
_READERS: dict[str, Reader] = {name: reader for name, _, reader in _MARKS} | {
    "generic": generic.read
}
ENGINES = tuple(sorted(_READERS))


# Forms of article addresses, by which most of a page's links decide if nothing else does.
_ADDRESSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("jcms", jcms.ARTICLE),
    ("trs", trs.ARTICLE),
    ("ucap", ucap.ARTICLE),
    ("openness", OPENNESS_ARTICLE),
    ("vsb", VSB_ARTICLE),
)
_LINK = re.compile(r"""href\s*=\s*["']?((?!https?:|//)[^"'\s>]+)""", re.IGNORECASE)


def detect(response: Response, previous: Listing | None = None) -> str:
    """The engine that a response shows; one that shows none is taken to be that of the page before."""
    before = previous.engine if previous is not None and previous.engine in _READERS else None
    if before and json_values.parse_json(response.text) is not None:
        return before
    # The answer to what a page's script asks is of no engine, whatever its links look like.
    asked = before == "generic" and response.request.asker is not None
    of_script = VALUES in notes_of(response.request)
    if asked or of_script or numbered_part(response.request, -1) >= 0:
        return "generic"
    marked = f"{response.request.url}\n{response.text}"
    engine = next((name for name, marks, _ in _MARKS if marks.search(marked)), None)
    return engine or _by_addresses(response.text) or before or "generic"


def _by_addresses(html: str) -> str | None:
    """The engine that most of a page's own links belong to, by the form of their addresses."""
    links = " ".join(_LINK.findall(html))
    counts = {name: len(address.findall(links)) for name, address in _ADDRESSES}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


def read(response: Response, engine: str = "auto", previous: Listing | None = None) -> Listing:
    """Read the listing on a page, or in the response of an interface.

    `previous` is the listing that requested the response; `engine` overrules detection.
    """
    name = detect(response, previous) if engine == "auto" else engine
    return _READERS[name](response, previous)
