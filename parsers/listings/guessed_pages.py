"""This module guesses the address of a next page that is offered without one: sites name their pages alike.

index.html > index_1.html or index_2.html   1.html > 2.html   list?pageNo=1 > list?pageNo=2
"""

import re
from urllib.parse import urlsplit

from parsers.listings.html_page import HtmlPage
from parsers.listings.listing import Request
from parsers.listings.pagers import numbered_page
from parsers.listings.pagination import next_page, page_field

# The file of a list: its number, if it is one of several pages.
_FILE = re.compile(
    r"/(?:(?P<stem>[\w-]*?[A-Za-z][\w-]*?)(?:_(?P<page>[1-9]\d?))?|(?P<file>[1-9]\d?))?(?P<ext>\.s?html?)?$"
)


def guessed_pages(page: HtmlPage) -> tuple[Request, ...]:
    """The requests for the page that may be the next; the second page of a site may have the number 1 or 2."""
    asked, here = page.response.request, page.here.partition("#")[0]
    if asked.posts or asked.asker is not None:
        return ()
    if page_field(Request(here)) is not None:
        return (next_page(Request(here)),)
    file = _FILE.search(urlsplit(here).path)
    if file is None or "?" in here:
        return ()
    if file["file"]:
        return (Request(f"{here.rpartition('/')[0]}/{int(file['file']) + 1}{file['ext'] or ''}"),)
    if file["page"] or not page.begins:
        number = int(file["page"] or 0)
        return (Request(numbered_page(here, number + 1)),) if number else ()
    return tuple(Request(numbered_page(here, number, file["stem"])) for number in (1, 2))
