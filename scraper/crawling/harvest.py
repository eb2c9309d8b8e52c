"""This module fetches the report pages and attachments that a listing names, each once."""

import re
from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from urllib.parse import urlsplit

from parsers import listings
from parsers.listings.listing import Request, Row
from parsers.metadata.titles import title_year
from scraper.crawling.challenges import is_error, says_not_there
from scraper.crawling.changes import note_report
from scraper.crawling.failures import Unfetched
from scraper.crawling.identity import Identity, from_row, identity
from scraper.crawling.keeping import Also
from scraper.crawling.page import Page, key_of
from scraper.crawling.session import Session
from scraper.frontier import Queued
from scraper.inputs.documents import is_document, named_as_document

ARTICLE, ATTACHMENT = 1, 2
HTML = b"<"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MOST_HOSTS = 20  # that are told of
LINKS = 5  # fewer are no menu: a bare page is what the site has, however little it says
LOGIN = re.compile(rb"type\s*=\s*[\"']?password", re.IGNORECASE)
NAMED = re.compile(rb"\.(?:pdf|docx?|wps|xlsx?|ofd|rtf|zip|rar)[^<>]{0,3}</a", re.IGNORECASE)
LINKED = (  # without one of these in its links a page has no attachment: no parsing for it
    b".pdf", b".doc", b".wps", b".xls", b".et", b".rtf", b".ofd", b".zip", b".rar", b".7z",
    b".jpg", b".jpeg", b".png", b".gif", b".bmp", b".tif", b"down", b"attach", b"file",
)  # fmt: skip


class Harvest:
    """The queue of one portal: report pages first, then their attachments."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._elsewhere: set[str] = set()

    def reports(self, rows: Iterable[Row], listing: str) -> None:
        """Queue the rows that may be reports, and fetch them and their attachments."""
        session = self._session
        session.ground.frontier.queue(session.portal.id, self._queued(rows, listing))
        self.drain()

    def _queued(self, rows: Iterable[Row], listing: str) -> Iterator[Queued]:
        for row in rows:
            key = key_of(Request(row.url))
            if not listings.may_be_report(row.title, self._session.portal.title):
                continue
            if self._session.mine(row.url):
                yield Queued(key, "report", ARTICLE, row.url, row.title, listing)
            elif row.url.lower().startswith(("http:", "https:")):
                self._elsewhere.add(key)
                self._session.tally.elsewhere = len(self._elsewhere)

    def drain(self) -> None:
        """Fetch every pending page of the portal; one that cannot be fetched is a problem, and the rest goes on."""
        frontier, portal = self._session.ground.frontier, self._session.portal.id
        while batch := frontier.lease(portal):
            for queued in batch:
                self._try(queued)

    def _try(self, queued: Queued) -> None:
        try:
            self._fetch(queued)
        except Unfetched as error:
            self._session.keeper.miss(queued.key, _at(queued, error))
            if error.rule.everywhere:
                raise

    def _fetch(self, queued: Queued) -> None:
        attachment = queued.rank == ATTACHMENT
        page = self._session.fetch(Request(queued.url), "attachment" if attachment else "report")
        attached: list[Queued] = []
        if attachment or (named_as_document(page.url) and not self._is_report(page, queued)):
            self._document(page)
        elif not is_document(page.content):
            attached = self._attachments(page, queued)
        self._session.keeper.keep(page, attached, self._counted(page, queued, bool(attached)))

    def _is_report(self, page: Page, queued: Queued) -> bool:
        """Whether what is named as a document is a report in HTML, as old programs save it."""
        looks = page.content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(HTML)
        return looks and identity(page, queued.title, self._session.portal) is not None

    def _document(self, page: Page) -> None:
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
            if self._session.mine(row.url)
        ]

    def _note_hosts(self, documents: Iterable[Row]) -> None:
        """Note the hosts that hold documents of reports and are not the portal's: nothing is asked of them."""
        known = self._session.tally.document_hosts
        for row in documents:
            if named_as_document(row.url) and not self._session.mine(row.url):
                host = urlsplit(row.url).netloc.lower()
                if host not in known and len(known) < MOST_HOSTS:
                    known.append(host)

    def _counted(self, page: Page, queued: Queued, attached: bool) -> Also | None:
        """What notes whose report a page is, in the transaction that marks it as done."""
        if queued.rank != ARTICLE:
            return None
        if known := self._known(page, queued):
            return self._told_year(page, queued, known[0])
        found = self._identified(page, queued, attached)
        differs = self._told_year(page, queued, found.year) if found else None
        portal, run = self._session.portal.id, self._session.ground.run

        def also(db: Connection) -> None:
            if found is not None:
                note_report(db, run, portal, found, queued)
            db.execute("DELETE FROM reports WHERE portal = ? AND key = ?", (portal, queued.key))
            if found is not None:
                values = (portal, queued.key, found.agency, found.year, int(found.own))
                db.execute("INSERT INTO reports VALUES (?, ?, ?, ?, ?)", values)
            if differs is not None:
                differs(db)

        return also

    def _identified(self, page: Page, queued: Queued, attached: bool) -> Identity | None:
        """Whose report a page is, by itself or by its row; raises Unfetched where it is another page."""
        portal = self._session.portal
        found = identity(page, queued.title, portal)
        if found is None and self._session.looks_like_home(page):
            raise Unfetched("soft-404", page.request.url, "the page that the portal starts with")
        if found is None and attached:
            return from_row(queued.title, portal)
        if found is None and self._was_report(queued):
            raise Unfetched("soft-404", page.request.url, "it was a report in an earlier run")
        if found is None and _says_nothing_of(queued.title, page):
            why = "the page does not say the year of its row"
            raise Unfetched("soft-404", page.request.url, why)
        return found

    def _told_year(self, page: Page, queued: Queued, year: int | None) -> Also | None:
        """What notes that a redirect led from a row to the report of another year; None where none did."""
        listed = title_year(queued.title)
        if key_of(Request(page.url)) == queued.key or not (listed and year) or listed == year:
            return None
        error = Unfetched("another-year", queued.url, f"leads to the report of {year}")
        return lambda db: self._session.keeper.note_problem(db, error)

    def _was_report(self, queued: Queued) -> bool:
        """Whether an earlier run has read a report at the address."""
        sql = "SELECT 1 FROM reports WHERE portal = ? AND key = ?"
        return bool(self._session.ground.frontier.row(sql, self._session.portal.id, queued.key))

    def _known(self, page: Page, queued: Queued) -> tuple[int | None] | None:
        """The year of the report where the same bytes were read in an earlier run, else None."""
        sql = "SELECT year FROM reports WHERE portal = ? AND key = ?"
        known = self._session.ground.frontier.row(sql, self._session.portal.id, queued.key)
        return (known[0],) if known and page.held is not None else None


def _says_nothing_of(title: str, page: Page) -> bool:
    """Whether a page that is no report does not even print the year of the row that led to it.

    A bare page may be all that the site has, however little it says; a menu or a login is not.
    """
    years = YEAR.findall(title)
    if not years or is_document(page.content):
        return False
    if len(page.links()) < LINKS and not LOGIN.search(page.content):
        return False
    return not any(year in page.text() for year in years)


def _at(queued: Queued, error: Unfetched) -> Unfetched:
    """The failure under the address that the listing names."""
    named = Unfetched(error.reason, queued.url, error.detail)
    named.reply = error.reply
    return named
