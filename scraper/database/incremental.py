"""This module tracks which captures this program has already read, and which ones the current run has seen."""

import sqlite3
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from scraper.reading import Fetched

PROGRAM = version("gongkai")
# Whose code decides what is read.
_READS = ("schemas", "parsers", "scraper.inputs", "scraper.database")
_EXTRAS = {"office": "docx", "pdf": "pdfplumber", "ocr": "rapidocr", "archives": "libarchive"}
_READ = """SELECT 1 FROM captures WHERE id = ? AND read_by = ?
  AND outcome IN ('report', 'not-a-report')"""
_ATTACHED = "SELECT id FROM captures WHERE article = ? AND read_by = ?"
_MET = """SELECT count(*), count(*) FILTER (WHERE outcome = 'report'),
  count(*) FILTER (WHERE outcome = 'unreadable')
  FROM captures WHERE id IN (SELECT id FROM temp.met)"""
_NOTE = """INSERT INTO temp.met VALUES (?, ?)
  ON CONFLICT (id) DO UPDATE SET read = max(read, excluded.read)"""
_ELSEWHERE = """UPDATE captures SET warc = :warc, "offset" = :offset
  WHERE id = :id AND (:warc, :offset) < (warc, "offset")"""


@cache
def reader() -> str:
    """This program as a reader: its version, the digest of its code, and the extras without which it reads less."""
    code = digest_of([Path(str(files(name))) for name in _READS])
    extras = (name for name, library in _EXTRAS.items() if find_spec(library))
    return " ".join((f"{PROGRAM}+{code}", *extras))


def digest_of(folders: Iterable[Path]) -> str:
    """Eight digits that tell one state of the code in folders from another: a copy that is brought
    up to date keeps its version between two releases, and reads differently.
    """
    digest = sha256()
    for folder in folders:
        code = (path for path in folder.rglob("*") if path.suffix in (".py", ".toml"))
        for path in sorted(code, key=lambda one: one.relative_to(folder).as_posix()):
            body = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()} {len(body)}\0".encode() + body)
    return digest.hexdigest()[:8]


class SeenCaptures:
    """The captures in a database and those seen by the current run; `none` means that there were none before."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.none = not db.execute("SELECT EXISTS (SELECT 1 FROM captures)").fetchone()[0]
        self._db = db
        self._met: list[tuple[str, int]] = []  # keys; 1 for what is read, 0 for what is unchanged
        db.execute(
            "CREATE TEMP TABLE IF NOT EXISTS met (id TEXT PRIMARY KEY, read INTEGER) WITHOUT ROWID"
        )

    def meet(self, captures: Iterable[Fetched]) -> None:
        """Note captures as read in this run."""
        self._met += [(one.id, 1) for one in captures]

    @property
    def unchanged(self) -> int:
        """The number of captures that this run has seen and not read, each counted once."""
        self.settle()
        (count,) = self._db.execute("SELECT count(*) FROM temp.met WHERE NOT read").fetchone()
        return int(count)

    def settle(self) -> None:
        """Move the noted keys to the table `temp.met`, as a run may see millions."""
        self._db.executemany(_NOTE, self._met)
        self._met.clear()

    def counts(self) -> dict[str, int]:
        """The numbers of captures, reports and unreadable captures seen in this run, each counted once."""
        self.settle()
        names = ("captures", "reports", "unreadable")
        return dict(zip(names, self._db.execute(_MET).fetchone(), strict=True))

    def has(self, page: Fetched, attachments: Iterable[Fetched]) -> bool:
        """Whether this program has already read a page with exactly these attachments."""
        if self._db.execute(_READ, (page.id, reader())).fetchone() is None:
            return False
        held = {key for (key,) in self._db.execute(_ATTACHED, (page.id, reader()))}
        return held == {one.id for one in attachments}

    def skip(self, captures: Iterable[Fetched]) -> None:
        """Note captures as unchanged, and update their place in the archive."""
        every = tuple(captures)
        self._met += [(one.id, 0) for one in every]
        for one in every:
            if one.warc is not None:
                values = {"warc": one.warc, "offset": one.offset, "id": one.id}
                self._db.execute(_ELSEWHERE, values)
