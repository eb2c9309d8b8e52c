"""This module fetches the report pages of a listing, the further pages of their articles and their attachments, each once."""

from collections.abc import Collection, Iterable, Iterator

from parsers.listings import engines as listings
from parsers.listings.listing import Request, Row, referer_header
from parsers.listings.notes import request_at
from parsers.metadata.titles import agency_in_title, title_year
from scraper.crawling.changes import HAS_PAGE
from scraper.crawling.identity import from_row, has_words, identity, may_hold_report
from scraper.crawling.outcome import Unfetched
from scraper.crawling.page import Page, key_of
from scraper.crawling.page_documents import FURTHER, Leads, PageDocuments, is_drawn
from scraper.crawling.report_pages import note_identity
from scraper.crawling.session import Session
from scraper.frontier import Queued
from scraper.inputs.documents import is_document, is_saved_by_word, named_as_document

_ARTICLE = 1
_BESIDE = tuple(  # 上一篇, 下一篇 and the like, as bytes
    word.encode(charset) for word in ("一篇", "一条") for charset in ("utf-8", "gb18030")
)
_MOST_READ = 5  # documents of a page that are read to see whether any is a report
# In this run: a report that only its notice had in an earlier run is to be had again.
_HELD = """SELECT 1 FROM reports JOIN pages USING (portal, key)
  WHERE portal = ? AND year = ? AND own AND answer IS NOT NULL"""
_HAS_YEAR = f"{HAS_PAGE} AND (year = ? OR year IS NULL OR ? IS NULL)"


class Harvest:
    """The queue of one portal: report pages first, then what belongs to them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._elsewhere: set[str] = set()
        self._leads = Leads(session)
        self._documents = PageDocuments(session)
        # The pages of this run whose report must be in a document: its year, where the document alone
        # tells whose it is, and the keys of their documents.
        self._in_document: dict[str, tuple[int | None, list[str]]] = {}
        self._may_be: set[str] = set()  # the keys of documents that may be reports
        # What publishes reports, with the listing that has it.
        self._notices: list[tuple[Row, str]] = []
        self._of_many: set[str] = set()  # the pages whose documents say whose reports they are

    def reports(self, rows: Collection[Row], listing: str) -> None:
        """Queue the rows that may be reports, and fetch them and their attachments."""
        session = self._session
        session.context.frontier.queue(session.portal.id, self._queued(rows, listing))
        self._notices += [(row, listing) for row in rows if listings.publishes_report(row.title)]
        self.drain()

    def notices(self) -> None:
        """Fetch what publishes the reports of years of which no row was the report itself."""
        frontier, portal = self._session.context.frontier, self._session.portal.id
        found = [
            Queued(key_of(Request(row.url)), "report", _ARTICLE, row.url, row.title, listing)
            for row, listing in self._notices
            if (year := title_year(row.title))
            and self._session.is_own(row.url)
            and frontier.row(_HELD, portal, year) is None
        ]
        frontier.queue(portal, found)
        self.drain()

    def _queued(self, rows: Iterable[Row], listing: str) -> Iterator[Queued]:
        for row in rows:
            key = key_of(request_at(row.url))
            if not listings.may_be_report(row.title, self._session.portal.title):
                continue
            if self._session.is_own(row.url):
                yield Queued(key, "report", _ARTICLE, row.url, row.title, listing)
            elif row.url.lower().startswith(("http:", "https:")):
                self._elsewhere.add(key)
                self._session.tally.elsewhere = len(self._elsewhere)

    def drain(self) -> None:
        """Fetch every pending page of the portal; one that cannot be fetched is recorded as a problem."""
        frontier, portal = self._session.context.frontier, self._session.portal.id
        while batch := frontier.lease(portal):
            for queued in batch:
                self._try(queued)
        for url, (year, keys) in self._in_document.items():
            held = (frontier.row(_HAS_YEAR, portal, key, year, year) for key in keys)
            if self._may_be.isdisjoint(keys) and not any(held):
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
        attachment = queued.kind == "attachment"
        # A site may give its files to those alone who come from the page that links to them.
        headers = referer_header(queued.referer) if attachment and queued.referer else ()
        request = request_at(queued.url, headers)
        known = None if attachment else self._session.replayed(request)
        page = known or self._session.fetch(request, "attachment" if attachment else "report")
        further: list[Queued] = []
        if attachment:
            attached = self._behind_attachment(page, queued)
        else:
            attached, further = self._behind_row(page, queued)
        part = queued.kind == FURTHER or (attachment and queued.referer not in self._of_many)
        also = None
        if not part and not further:
            also = note_identity(self._session, page, queued, attached=bool(attached))
            if attached and not has_words(page):
                self._expect_in_documents(queued, attached)
        beside = () if attachment or is_document(page.content) else self._neighbours(page)
        link = "" if attachment or _says(page, queued.title) else queued.title
        self._session.writer.write(page, (*attached, *further, *beside), also, link)

    def _behind_attachment(self, page: Page, queued: Queued) -> list[Queued]:
        """The documents that an attachment leads on to; raises Unfetched if it is neither a document nor leads to one."""
        attached = self._documents.behind(page, queued)
        if attached:
            _, keys = self._in_document.get(queued.referer or "", (None, []))
            keys.extend(one.key for one in attached)
        else:
            self._require_document(page, queued)
        return attached

    def _behind_row(self, page: Page, queued: Queued) -> tuple[list[Queued], list[Queued]]:
        """What belongs to a row's page, and the pages that one without a report leads on to.

        Raises Unfetched if its name is a document's, and it is neither a document nor a report.
        """
        if named_as_document(page.url) and not self._is_report(page, queued):
            self._require_document(page, queued)
            return [], []
        if is_document(page.content):
            return [], []
        attached = self._documents.attached(page, queued)
        further = [] if attached or queued.kind == FURTHER else self._further(page, queued)
        others = [] if further else self._documents.other_pages(page, queued, attached)
        return attached + others, further

    def _expect_in_documents(self, queued: Queued, attached: list[Queued]) -> None:
        """Note that the report of a page, or one of each year or body, must be in its documents, which alone tell whose it is."""
        named = {agency_in_title(one.title) for one in attached} - {None}
        several = len(attached) > 1 and (title_year(queued.title) is None or len(named) > 1)
        unnamed = from_row(queued.title, self._session.portal) is None
        if unnamed or len(attached) <= _MOST_READ:
            year = title_year(queued.title) if unnamed else None
            self._in_document[queued.url] = (year, [one.key for one in attached])
        if several or unnamed:
            self._of_many.add(queued.url)

    def _neighbours(self, page: Page) -> tuple[Queued, ...]:
        """The reports that a report's page names as the ones before and after it, which its listing may not show."""
        if not any(word in page.content for word in _BESIDE):
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
        looks = page.content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        return looks and identity(page, queued.title, self._session.portal) is not None

    def _require_document(self, page: Page, queued: Queued) -> None:
        """Raise Unfetched if a page is no document; note one that may have the report of the page that links to it."""
        if not (is_document(page.content) or is_saved_by_word(page.url, page.content)):
            raise Unfetched("not-a-document", page.request.url)
        year, _ = self._in_document.get(queued.referer or "", (None, None))
        if queued.referer in self._in_document and may_hold_report(page, year):
            self._may_be.add(queued.key)


def _says(page: Page, title: str) -> bool:
    """Whether a page has the title by which it is listed; a document is not read for it."""
    return not is_document(page.content) and title in page.text()


def _at_listed_address(queued: Queued, error: Unfetched) -> Unfetched:
    """The same failure under the address that the listing names."""
    named = Unfetched(error.reason, queued.url, error.detail)
    named.reply = error.reply
    return named
