"""This module finds what belongs to the page of a report: its attachments, the other pages of its article, its frames; and the reports that a page without one leads to."""

import re
from collections.abc import Iterable

from parsers.article_pages import article_page
from parsers.listings import engines as listings
from parsers.listings.links import PICTURE
from parsers.listings.listing import Request, Row
from parsers.listings.notes import address_of, request_at
from parsers.metadata.titles import title_year
from scraper.crawling.challenges import is_error, says_not_there, visible_text
from scraper.crawling.identity import has_words
from scraper.crawling.outcome import Unfetched
from scraper.crawling.page import Page, key_of
from scraper.crawling.redirects import MOST_REDIRECTS, leads_to_home_page
from scraper.crawling.session import Session
from scraper.frontier import Queued
from scraper.inputs.document_links import loaded_links, may_show_parts
from scraper.inputs.documents import is_document, named_as_document

# _BEHIND: documents that the link of an attachment leads to by a page of its own.
_ATTACHMENT, _BEHIND = 2, 3
FURTHER = "further page"
_MOST_FRAMES = 3
_TABLES = re.compile("本年新收|未经复议")
_TABLES_SINCE = 2019
_NAMED = re.compile(
    rb"\.(?:pdf|docx?|wps|xlsx?|et|ofd|rtf|zip|rar|7z)(?:[\"'?#;,|]|[^<>]{0,3}</a)", re.IGNORECASE
)
_LINKED = (  # a page without one of these in its links has no attachment and is not parsed for any
    b".pdf", b".doc", b".wps", b".xls", b".et", b".rtf", b".ofd", b".zip", b".rar", b".7z",
    b".jpg", b".jpeg", b".png", b".gif", b".bmp", b".tif", b"down", b"attach", b"file",
)  # fmt: skip
_DOWNLOADS = tuple("下载".encode(charset) for charset in ("utf-8", "gb18030"))
_SHELL = 8_000  # bytes; a page that only leads on, or whose text a script draws, is no larger
_SILENT = 200  # characters of such a page beside its head and foot


class PageDocuments:
    """What belongs to the report pages of one portal, as far as it is on the portal's hosts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def attached(self, page: Page, queued: Queued) -> list[Queued]:
        """The attachments of a page; raises Unfetched if it is an error page."""
        answer = page.response()
        if says_not_there(answer.text):
            raise Unfetched("soft-404", page.request.url)
        if is_error(page.content):
            raise Unfetched("out-of-service", page.request.url)
        links = b" ".join(page.links()).lower()
        offers = any(word in page.content for word in _DOWNLOADS) and not has_words(page)
        if not (offers or any(word in links for word in _LINKED) or _NAMED.search(page.content)):
            return []
        found = listings.find_attachments(answer)
        self._note_hosts(found)
        return self._queued(found, queued.url, _ATTACHMENT)

    def behind(self, page: Page, queued: Queued) -> list[Queued]:
        """The documents on the page that the link of an attachment leads to, if it leads to a page; no further than that."""
        if queued.rank != _ATTACHMENT or named_as_document(queued.url) or is_document(page.content):
            return []
        answer = page.response()
        if is_error(page.content) or says_not_there(answer.text):
            return []
        found = listings.find_downloads(answer, queued.title)
        return self._queued(found, queued.referer, _BEHIND)

    def other_pages(self, page: Page, queued: Queued, attached: list[Queued]) -> list[Queued]:
        """The other pages of an article that its site has cut into several, and what may show its tables, as frames do."""
        cut = article_page(page.capture())
        urls = list(cut.others.values()) if cut else []
        if queued.kind != FURTHER and may_show_parts(page.content) and _lacks_tables(page):
            framed = [row.url for row in listings.find_framed(page.response())][:_MOST_FRAMES]
            in_document = any(not PICTURE.search(one.url) for one in attached)
            urls += framed or ([] if in_document else self._loaded(page, queued))
        return [
            Queued(key_of(Request(url)), FURTHER, _ATTACHMENT, url, queued.title, queued.url)
            for url in urls
            if self._session.is_own(url)
        ]

    def _loaded(self, page: Page, queued: Queued) -> list[str]:
        """What a small page may load its tables from, as reports have them since 2019; not what it shows beside older ones."""
        year = title_year(queued.title)
        if year is not None and year < _TABLES_SINCE:
            return []
        return [url.partition("#")[0] for url in loaded_links(page.capture())]

    def _queued(self, found: Iterable[Row], referer: str | None, rank: int) -> list[Queued]:
        return [
            Queued(key_of(Request(row.url)), "attachment", rank, row.url, row.title, referer)
            for row in found
            if self._session.is_own(row.url)
        ]

    def _note_hosts(self, documents: Iterable[Row]) -> None:
        """Record other hosts that hold documents of reports; nothing is requested from them."""
        for row in documents:
            if named_as_document(row.url) and not self._session.is_own(row.url):
                self._session.tally.note_host(row.url)


def _lacks_tables(page: Page) -> bool:
    """Whether a page has words of a report and not those of its tables."""
    return has_words(page) and not _TABLES.search(page.text())


class Leads:
    """The ways by which pages have led on to others."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ways: dict[str, tuple[str, ...]] = {}  # the keys of the pages that led on to one

    def rows(self, page: Page, queued: Queued) -> tuple[Row, ...]:
        """The rows that a page leads on to; raises Unfetched if a redirect leads nowhere or in a circle."""
        answer = page.response()
        led = listings.find_redirect(answer) if _is_small(page) else None
        if led is not None:
            return (Row(self._redirected(page, queued, led.request), queued.title),)
        if listings.is_bare_year(queued.title) or listings.is_of_several(queued.title):
            listing = listings.read(answer)
            later = (
                Row(one.url, queued.title)
                for one in (*listing.next, *listing.sublists)
                if not one.posts
            )
            found = (*listing.rows, *later)
        else:
            found = listings.find_same_report(answer, queued.title)
            if not found:  # what the page's script asks for the article
                asked = listings.find_article_calls(answer)
                if not asked and is_drawn(page):
                    asked = tuple(one for one in listings.find_interfaces(answer) if not one.posts)
                found = tuple(Row(address_of(one), queued.title) for one in asked)
        return tuple(row for row in found if self._goes_on(queued, key_of(request_at(row.url))))

    def _redirected(self, page: Page, queued: Queued, further: Request) -> str:
        self._session.require_own(further.url)
        if leads_to_home_page(page.url, further.url):
            raise Unfetched("soft-404", queued.url, f"leads to {further.url}")
        # A page may set a cookie and lead to itself.
        if key_of(further) != queued.key and not self._goes_on(queued, key_of(further)):
            raise Unfetched("redirect-circle", queued.url, f"leads to {further.url}")
        return further.url

    def _goes_on(self, queued: Queued, key: str) -> bool:
        """Note that a page leads to another; False if that has led here, or after too many pages."""
        way = (*self._ways.get(queued.key, ()), queued.key)
        if key in way or len(way) > MOST_REDIRECTS:
            return False
        self._ways.setdefault(key, way)
        return True


def is_drawn(page: Page) -> bool:
    """Whether a script draws all that a page says."""
    text = page.text()
    return (
        _is_small(page) and listings.is_drawn_by_script(text) and len(visible_text(text)) < _SILENT
    )


def _is_small(page: Page) -> bool:
    """Whether a page is too small to have a report."""
    return len(page.content) < _SHELL
