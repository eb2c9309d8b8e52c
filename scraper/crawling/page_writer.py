"""This module writes a portal's pages to disk: the WARC records first, then the frontier's rows, then the mark that the page is done."""

from collections.abc import Callable, Iterable
from sqlite3 import Connection

from schemas.portal import Portal
from scraper.crawling.journal import RunContext
from scraper.crawling.outcome import Reply, Tally, Unfetched
from scraper.crawling.page import Page, key_of
from scraper.crawling.records import Member, response_records, warc_date
from scraper.frontier import Held, Queued, enqueue
from scraper.log import digest, log_event

ApplyRows = Callable[[Connection], None]

_DONE = """INSERT INTO pages (portal, key, kind, rank, url, title, state, answer)
  VALUES (?, ?, 'listing', 0, ?, '', 'done', ?)
  ON CONFLICT DO UPDATE SET state = 'done', answer = excluded.answer"""
_ANSWERED = """INSERT INTO answers (key, url, etag, modified, digest, record, date, file, offset)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET url = excluded.url, etag = excluded.etag,
    modified = excluded.modified, digest = excluded.digest, record = excluded.record,
    date = excluded.date, file = excluded.file, offset = excluded.offset
  RETURNING id"""


class PageWriter:
    """Writes the pages of one portal within one run, and counts them."""

    def __init__(self, portal: Portal, context: RunContext, tally: Tally) -> None:
        self._portal = portal
        self._context = context
        self._tally = tally

    def write(
        self,
        page: Page,
        children: Iterable[Queued] = (),
        also: ApplyRows | None = None,
        link: str = "",
    ) -> None:
        """Write a page, unless this run has it already, and queue its children; `also` runs in the same transaction.

        `link` is the text of the link to it, where the page does not have that itself.

        Raises GongkaiError if the archive cannot be written, sqlite3.Error if the frontier cannot.
        """
        name = "unchanged" if page.held else "fetched"
        members = self._members(page.replies, page.held, link) if page.replies else []
        if members:
            setattr(self._tally, name, getattr(self._tally, name) + 1)

        def apply(db: Connection, file: str, offsets: list[int]) -> None:
            answer = _answer_of(db, page, members, file, offsets)
            db.execute(_DONE, (self._portal.id, page.key, page.request.url, answer))
            enqueue(db, self._portal.id, children)
            if also is not None:
                also(db)
            self._save_tally(db)

        self._context.journal.commit(members, apply)
        log_event("page-kept", portal=self._portal.id, page=digest(page.request.url), kind=name)

    def _members(
        self, replies: tuple[Reply, ...], held: Held | None, link: str = ""
    ) -> list[Member]:
        *hops, last = replies
        pairs = [response_records(reply, self._portal) for reply in hops]
        pairs.append(response_records(last, self._portal, held, link))
        return [member for pair in pairs for member in pair]

    def write_failure(self, key: str, error: Unfetched) -> None:
        """Record that a page could not be fetched; a complete error response is archived too."""
        reply = error.reply if error.reply is not None and error.reply.status != 200 else None
        members = self._members((reply,), None) if reply is not None else []

        def apply(db: Connection, *_: object) -> None:
            db.execute(_DONE, (self._portal.id, key, error.url, None))
            self.note_problem(db, error)
            self._save_tally(db)

        self._context.journal.commit(members, apply)
        log_event(
            "page-missed", portal=self._portal.id, page=digest(error.url), reason=error.reason
        )

    def note(self, error: Unfetched) -> None:
        """Record a problem with a page by itself."""
        with self._context.frontier.transaction() as db:
            self.note_problem(db, error)

    def note_problem(self, db: Connection, error: Unfetched) -> None:
        """Record a problem with a page, fetched or not, within a transaction."""
        sql = "INSERT OR IGNORE INTO problems VALUES (?, ?, ?, ?)"
        db.execute(sql, (self._context.run, self._portal.id, error.url, error.reason))

    def _save_tally(self, db: Connection) -> None:
        values = (self._context.run, self._portal.id, self._tally.to_json())
        db.execute("INSERT OR REPLACE INTO visits (run, portal, tally) VALUES (?, ?, ?)", values)


def _answer_of(
    db: Connection, page: Page, members: list[Member], file: str, offsets: list[int]
) -> int:
    """The number of a page's answer in the frontier: that which it has there, or of a new one."""
    if page.held is not None:
        return page.held.id
    return _insert_answer(db, page, members[-2], file, offsets[-2])


def _insert_answer(db: Connection, page: Page, member: Member, file: str, offset: int) -> int:
    reply = page.replies[-1]
    asked = (key_of(reply.request), reply.request.url)
    validators = (reply.header("etag"), reply.header("last-modified"))
    stored = (reply.digest, member.id, warc_date(reply.at), file, offset)
    return int(db.execute(_ANSWERED, (*asked, *validators, *stored)).fetchone()[0])
