"""This module fetches the report pages of a listing, the further pages of their articles and their attachments, each once."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from parsers.article_pages import article_page
from parsers.listings import engines as listings
from parsers.listings.listing import Request, Row
from scraper.crawling.challenges import is_error, says_not_there
from scraper.crawling.failures import Unfetched
from scraper.crawling.identity import has_words, identity, may_hold_report
from scraper.crawling.leads import Leads, is_drawn
from scraper.crawling.page import Page, key_of
from scraper.crawling.report_pages import note_identity
from scraper.crawling.session import Session
from scraper.frontier import Queued
from scraper.inputs.document_links import has_frames
from scraper.inputs.documents import is_document, named_as_document

ARTICLE, ATTACHMENT = 1, 2
FURTHER = "further page"
MOST_FRAMES = 3
TABLES = re.compile("本年新收|未经复议")
HTML = b"<"
BESIDE = tuple(  # 上一篇, 下一篇 and the like, as bytes
    word.encode(charset) for word in ("一篇", "一条") for charset in ("utf-8", "gb18030")
)
MOST_READ = 5  # documents of a page that are read to see whether any is a report
MOST_HOSTS = 20  # other hosts with documents that are reported
NAMED = re.compile(
    rb"\.(?:pdf|docx?|wps|xlsx?|et|ofd|rtf|zip|rar|7z)(?:[\"'?#]|[^<>]{0,3}</a)", re.IGNORECASE
)
LINKED = (  # a page without one of these in its links has no attachment and is not parsed for any
    b".pdf", b".doc", b".wps", b".xls", b".et", b".rtf", b".ofd", b".zip", b".rar", b".7z",
    b".jpg", b".jpeg", b".png", b".gif", b".bmp", b".tif", b"down", b"attach", b"file",
)  # fmt: skip


class Harvest:
    """The queue of one portal: report pages first, then what belongs to them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._elsewhere: set[str] = set()
        self._leads = Leads(session)
        # The pages of this run whose report must be in a document, with whether one may be.
        self._in_document: dict[str, bool] = {}

    def reports(self, rows: Iterable[Row], listing: str) -> None:
        """Queue the rows that may be reports, and fetch them and their attachments."""
        session = self._session
        session.context.frontier.queue(session.portal.id, self._queued(rows, listing))
        self.drain()

    def _queued(self, rows: Iterable[Row], listing: str) -> Iterator[Queued]:
        for row in rows:
            key = key_of(Request(row.url))
            if not listings.may_be_report(row.title, self._session.portal.title):
                continue
            if self._session.is_own(row.url):
                yield Queued(key, "report", ARTICLE, row.url, row.title, listing)
            elif row.url.lower().startswith(("http:", "https:")):
                self._elsewhere.add(key)
                self._session.tally.elsewhere = len(self._elsewhere)

    def drain(self) -> None:
        """Fetch every pending page of the portal; one that cannot be fetched is recorded as a problem."""
        frontier, portal = self._session.context.frontier, self._session.portal.id
        while batch := frontier.lease(portal):
            for queued in batch:
                self._try(queued)
        for url in [url for url, found in self._in_document.items() if not found]:
            self._session.writer.note(Unfetched("no-report-on-page", url))
        self._in_document.clear()

    def _try(self, queued: Queued) -> None:
        try:
            self._fetch(queued)
        except Unfetched as error:
            self._in_document.pop(queued.referer or "", None)  # the document itself is told
            self._session.writer.write_failure(queued.key, _at_listed_address(queued, error))
            if error.rule.everywhere:
                raise

    def _fetch(self, queued: Queued) -> None:
        attachment, continued = queued.kind == "attachment", queued.kind == FURTHER
        page = self._session.fetch(Request(queued.url), "attachment" if attachment else "report")
        attached: list[Queued] = []
        further: list[Queued] = []
        if attachment or (named_as_document(page.url) and not self._is_report(page, queued)):
            self._require_document(page)
            if queued.referer in self._in_document:
                self._in_document[queued.referer] |= may_hold_report(page)
        elif not is_document(page.content):
            attached = [*self._attachments(page, queued), *self._other_pages(page, queued)]
            further = [] if attached or continued else self._further(page, queued)
        silent = attachment or continued or bool(further)
        also = None if silent else note_identity(self._session, page, queued, bool(attached))
        if attached and not continued and not has_words(page):
            self._in_document[queued.url] = len(attached) > MOST_READ
        beside = () if attachment or is_document(page.content) else self._neighbours(page)
        self._session.writer.write(page, (*attached, *further, *beside), also)

    def _neighbours(self, page: Page) -> tuple[Queued, ...]:
        """The reports that a report's page names as the ones before and after it, which its listing may not show."""
        if not any(word in page.content for word in BESIDE):
            return ()
        return tuple(self._queued(listings.find_neighbours(page.response()), page.url))

    def _further(self, page: Page, queued: Queued) -> list[Queued]:
        """The pages that a row's page without a report leads on to."""
        if has_words(page):
            return []
        rows = self._leads.rows(page, queued)
        found = [one for one in self._queued(rows, page.url) if one.key != queued.key]
        if not found and is_drawn(page):
            raise Unfetched("script-only", queued.url, "a script draws the page's text")
        return found

    def _is_report(self, page: Page, queued: Queued) -> bool:
        """Whether a file named as a document is a report in HTML, as old software saves it."""
        looks = page.content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(HTML)
        return looks and identity(page, queued.title, self._session.portal) is not None

    def _require_document(self, page: Page) -> None:
        if not is_document(page.content):
            raise Unfetched("not-a-document", page.request.url)

    def _attachments(self, page: Page, queued: Queued) -> list[Queued]:
        answer = page.response()
        if says_not_there(answer.text):
            raise Unfetched("soft-404", page.request.url)
        if is_error(page.content):
            raise Unfetched("out-of-service", page.request.url)
        links = b" ".join(page.links()).lower()
        if not (any(word in links for word in LINKED) or NAMED.search(page.content)):
            return []
        found = listings.find_attachments(answer)
        self._note_hosts(found)
        return [
            Queued(
                key_of(Request(row.url)), "attachment", ATTACHMENT, row.url, row.title, queued.url
            )
            for row in found
            if self._session.is_own(row.url)
        ]

    def _other_pages(self, page: Page, queued: Queued) -> list[Queued]:
        """The other pages of an article that its site has cut into several, and frames that may show its tables."""
        cut = article_page(page.capture())
        urls = list(cut.others.values()) if cut else []
        if queued.kind != FURTHER and has_frames(page.content) and _lacks_tables(page):
            urls += [row.url for row in listings.find_framed(page.response())][:MOST_FRAMES]
        return [
            Queued(key_of(Request(url)), FURTHER, ATTACHMENT, url, queued.title, queued.url)
            for url in urls
            if self._session.is_own(url)
        ]

    def _note_hosts(self, documents: Iterable[Row]) -> None:
        """Record other hosts that hold documents of reports; nothing is requested from them."""
        known = self._session.tally.document_hosts
        for row in documents:
            if named_as_document(row.url) and not self._session.is_own(row.url):
                host = urlsplit(row.url).netloc.lower()
                if host not in known and len(known) < MOST_HOSTS:
                    known.append(host)


def _lacks_tables(page: Page) -> bool:
    """Whether a page has words of a report and not those of its tables."""
    return has_words(page) and not TABLES.search(page.text())


def _at_listed_address(queued: Queued, error: Unfetched) -> Unfetched:
    """The same failure under the address that the listing names."""
    named = Unfetched(error.reason, queued.url, error.detail)
    named.reply = error.reply
    return named
