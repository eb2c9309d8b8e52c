"""This module reads Boda VSB, whose pagers are links (its numbers run backwards) to `N.htm`."""

import re

from parsers.listings import pages
from parsers.listings.listing import Listing, Response

MARKS = re.compile(
    r"vsb_content|v_news_content|_vsb_|vsbscreen|id=[\"']?line_|/system/_content/|/__local/|/_sitegray/"
)
ARTICLE = re.compile(r"/info/\d+/\d+\.htm")


def read(response: Response, previous: Listing | None = None) -> Listing:
    """One page of a list; the next is the link that says so."""
    return pages.read(response, "vsb", previous, lambda *_: None)
