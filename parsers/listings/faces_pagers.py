"""This module reads the pagers of JavaServer Faces: each link sends the form with fields of its own.

<a href="#" onclick="mojarra.jsfcljs(document.getElementById('f'),{'f:page2':'f:page2'},'')">2</a>
"""

import re

from selectolax.lexbor import LexborNode

from parsers.listings.forms import Fields, submitted
from parsers.listings.html_page import HtmlPage
from parsers.listings.listing import Request
from parsers.listings.pagers import says_next

# A link of JavaServer Faces: its form, and the fields that it adds.
_FACES = re.compile(
    r"""jsfcljs\s*\(\s*document\s*\.\s*(?:getElementById\s*\(|forms\s*\[)\s*["']([^"']{1,100})["']\s*[)\]]\s*,\s*\{([^{}]{1,400})\}"""
)
_FACES_FIELD = re.compile(r"""["']([^"']{1,100})["']\s*:\s*["']([^"']{0,100})["']""")


def next_pages(page: HtmlPage) -> tuple[Request, ...]:
    """The request for the next page: that of the number after this one, or of the link that says next."""
    if "jsfcljs" not in page.html:
        return ()
    sent = {name for name, _ in page.response.request.form or ()}
    pages: dict[int, tuple[LexborNode, Fields]] = {}
    current = 1
    for link in page.css('a[onclick*="jsfcljs"]'):
        called, number = _FACES.search(link.attributes.get("onclick") or ""), link.text().strip()
        fields = dict(_FACES_FIELD.findall(called[2])) if called else {}
        if called and fields and (number.isdecimal() or says_next(link)):
            current = int(number) if number.isdecimal() and sent >= fields.keys() else current
            pages[int(number) if number.isdecimal() else 0] = link, fields
    chosen = pages.get(current + 1) or pages.get(0)
    return submitted(chosen[0], page, chosen[1]) if chosen else ()
