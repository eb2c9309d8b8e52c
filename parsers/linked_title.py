"""This module tells a page that only links to a report, as a list of a single row does, from the report itself."""

from parsers.decode import decode
from parsers.depth import parse_html
from parsers.documents import is_text
from parsers.listings.attachments import is_document_link
from parsers.listings.links import link_target, link_title
from parsers.listings.pagers import is_same_page
from parsers.metadata.titles import report_title_in
from parsers.normalize import plain
from schemas.capture import Capture

_NOWHERE = "http://saved.invalid/"  # the address of a page that was saved without one


def only_links_to_report(capture: Capture, title: str | None) -> bool:
    """Whether a page prints its title nowhere but in links to other pages; links to documents do not count."""
    if not title or not is_text(capture) or b"<a" not in capture.body.lower():
        return False
    tree = parse_html(decode(capture.body, capture.charset).text)
    here, wanted = capture.url or _NOWHERE, plain(title)
    links = []
    for link in tree.css("a, [onclick]"):
        name, url = link_title(link), link_target(link, here)
        elsewhere = url is not None and not is_same_page(url, here)
        if wanted in plain(name) and elsewhere and not is_document_link(url or "", name):
            links.append(link)
    for link in links:
        link.decompose()
    own = tree.css_first("title")
    named = own is not None and report_title_in(own.text()) is not None
    rest = plain(tree.html or "") if links else ""
    return bool(links) and not named and wanted not in rest
