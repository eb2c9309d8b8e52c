"""This module writes a portal's pages to disk: first the records, then the rows, then that the page is done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from schemas.portal import Portal
from scraper.crawling.failures import Unfetched
from scraper.crawling.hosts import Hosts
from scraper.crawling.journal import Journal
from scraper.crawling.page import Page, key_of
from scraper.crawling.records import Member, response_records, warc_date
from scraper.crawling.reply import Reply
from scraper.crawling.tally import Tally
from scraper.frontier import Frontier, Held, Queued, enqueue
from scraper.log import digest, say

Also = Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the portals of a run share."""

    run: int
    folder: Path
    frontier: Frontier
    journal: Journal
    hosts: Hosts


class Keeper:
    """Writes for one portal within one run, and counts what it writes."""

    def __init__(self, portal: Portal, ground: Ground, tally: Tally) -> None:
        self._portal = portal
        self._ground = ground
        self._tally = tally

    def keep(self, page: Page, children: Iterable[Queued] = (), also: Also | None = None) -> None:
        """Write a page to disk: its records, then its rows, then that it is done."""
        if not page.replies:
            return
        name = "unchanged" if page.held else "fetched"
        setattr(self._tally, name, getattr(self._tally, name) + 1)
        members = self._members(page.replies, page.held)

        def apply(db: Connection, file: str, offsets: list[int]) -> None:
            answer = _answered(db, page, members[-2], (file, offsets[-2] if offsets else 0))
            self._done(db, page.key, page.request.url, answer)
            enqueue(db, self._portal.id, children)
            if also is not None:
                also(db)
            self._tallied(db)

        self._ground.journal.commit(members, apply)
        say("page-kept", portal=self._portal.id, page=digest(page.request.url), kind=name)

    def _members(self, replies: tuple[Reply, ...], held: Held | None) -> list[Member]:
        *hops, last = replies
        pairs = [response_records(reply, self._portal) for reply in hops]
        pairs.append(response_records(last, self._portal, held))
        return [member for pair in pairs for member in pair]

    def miss(self, key: str, error: Unfetched) -> None:
        """Note a page that could not be fetched; a whole answer that refused it goes to the archive."""
        reply = error.reply if error.reply is not None and error.reply.status != 200 else None
        members = self._members((reply,), None) if reply is not None else []

        def apply(db: Connection, file: str, offsets: list[int]) -> None:
            del file, offsets
            self._done(db, key, error.url, None)
            self.note_problem(db, error)
            self._tallied(db)

        self._ground.journal.commit(members, apply)
        say("page-missed", portal=self._portal.id, page=digest(error.url), reason=error.reason)

    def note_problem(self, db: Connection, error: Unfetched) -> None:
        """Note in a transaction what is wrong with a page, whether it was fetched or not."""
        sql = "INSERT OR IGNORE INTO problems VALUES (?, ?, ?, ?)"
        db.execute(sql, (self._ground.run, self._portal.id, error.url, error.reason))

    def _done(self, db: Connection, key: str, url: str, answer: int | None) -> None:
        db.execute(DONE, (self._portal.id, key, url, answer))

    def _tallied(self, db: Connection) -> None:
        values = (self._ground.run, self._portal.id, self._tally.to_json())
        db.execute("INSERT OR REPLACE INTO visits (run, portal, tally) VALUES (?, ?, ?)", values)


DONE = """INSERT INTO pages (portal, key, kind, rank, url, title, state, answer)
  VALUES (?, ?, 'listing', 0, ?, '', 'done', ?)
  ON CONFLICT DO UPDATE SET state = 'done', answer = excluded.answer"""
ANSWERED = """INSERT INTO answers (key, url, etag, modified, digest, record, date, file, offset)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET url = excluded.url, etag = excluded.etag,
    modified = excluded.modified, digest = excluded.digest, record = excluded.record,
    date = excluded.date, file = excluded.file, offset = excluded.offset
  RETURNING id"""


def _answered(db: Connection, page: Page, member: Member, place: tuple[str, int]) -> int:
    reply = page.replies[-1]
    if page.held is not None:
        return page.held.id
    row = db.execute(
        ANSWERED,
        (
            key_of(reply.request),
            reply.request.url,
            reply.header("etag"),
            reply.header("last-modified"),
            reply.digest,
            member.id,
            warc_date(reply.at),
            *place,
        ),
    ).fetchone()
    return int(row[0])
