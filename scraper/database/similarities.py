"""This module compares the prose of each report with last year's and with that of the most similar peer.

Candidates are found by sketches (see `scraper.database.sketches`): reports whose sketches agree in a band.
SQLite sorts a year's reports by each band, so that only five bytes per report are held in memory. The
search only reads, and runs while the derived tables are filled.
"""

import sqlite3
import struct
from array import array
from collections import deque
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import groupby
from operator import eq, itemgetter
from typing import NamedTuple

from scraper.database.sketches import ALIKE, BAND, EMPTY, LAYOUT, PARTS, shingles

_NEAR = 3  # neighbours in a bucket that are compared, so that large buckets stay cheap
_MET = 1 << 19  # slots of the table of recently compared pairs: 4 MB
_SKETCHES = 200  # cached, for consecutive comparisons
_PROSES = 32  # sets of shingles cached: last year's report and peers often have neighbouring keys
_OF_BAND = struct.Struct(f"<{BAND}I")
_YEARS = "SELECT DISTINCT report_year FROM reports WHERE report_year IS NOT NULL ORDER BY 1"
# The reports of one year, numbered in the order of their keys.
_SKETCHED = """CREATE TEMP TABLE sketched (number INTEGER PRIMARY KEY, report TEXT,
  agency TEXT, sketch BLOB)"""
_OF_YEAR = """INSERT INTO temp.sketched (report, agency, sketch) SELECT reports.id, agency, sketch
  FROM reports CROSS JOIN sketches ON sketches.report = reports.id
  WHERE report_year = ? AND sketch != x'' ORDER BY reports.id"""
_IN_BAND = "SELECT substr(sketch, ?, ?) AS part, number FROM temp.sketched ORDER BY part, number"
_ONE = "SELECT agency, sketch FROM temp.sketched WHERE number = ?"
# Pairs are kept in temporary tables, since there are more of them than reports.
_LIKENED = """CREATE TEMP TABLE likened (report TEXT, kind TEXT, other TEXT,
  PRIMARY KEY (report, kind)) WITHOUT ROWID"""
_LAST_YEAR = """INSERT INTO temp.likened SELECT now.id, 'last-year', before.id FROM reports AS now
  CROSS JOIN reports AS before ON before.agency = now.agency AND before.scope = now.scope
    AND before.report_year = now.report_year - 1
  CROSS JOIN sketches AS one ON one.report = now.id AND one.sketch != x''
  CROSS JOIN sketches AS other ON other.report = before.id AND other.sketch != x''"""
_PEER = """INSERT INTO temp.likened SELECT one.report, 'peer', other.report
  FROM temp.sketched AS one CROSS JOIN temp.sketched AS other
  WHERE one.number = ? AND other.number = ?"""
_OTHERWISE = """NOT EXISTS (SELECT 1 FROM {} AS other WHERE (other.report, other.kind, other.other)
  = (pair.report, pair.kind, pair.other))"""
_GONE = f"""CREATE TEMP TABLE gone AS SELECT report, kind FROM similarities AS pair
  WHERE {_OTHERWISE.format("temp.likened")}"""  # noqa: S608  (names are ours)
_NEW = f"""SELECT report, kind, other FROM temp.likened AS pair
  WHERE {_OTHERWISE.format("similarities")} ORDER BY report, kind"""  # noqa: S608
_SHARES = "CREATE TEMP TABLE shares (report TEXT, kind TEXT, other TEXT, share REAL)"
_TEXT = "SELECT text FROM sections WHERE report = ? ORDER BY position"


class Pair(NamedTuple):
    """A report and the one it is compared with: the agency's own (`last-year`) or another agency's (`peer`)."""

    report: str
    kind: str
    other: str


class _Sketched(NamedTuple):
    agency: str
    parts: tuple[int, ...]


class _Peers:
    """For each report of a year the number of the most similar one; 0 if there is none."""

    def __init__(self, count: int) -> None:
        self.others = array("I", bytes(4 * count))
        self._same = bytearray(count)

    def meet(self, one: int, other: int, same: int) -> None:
        """Keep the most similar pair; of equally similar ones, that with the lowest key."""
        held = self._same[one]
        if same > held or (same == held and other < self.others[one]):
            self.others[one], self._same[one] = other, same


def find_changes(db: sqlite3.Connection) -> None:
    """Put into temporary tables what has to be added to and deleted from `similarities`.

    Only prose that has not been compared yet is read.
    """
    for statement in ("BEGIN", _SKETCHED, _LIKENED, _SHARES, _LAST_YEAR):
        db.execute(statement)
    for (year,) in db.execute(_YEARS).fetchall():
        _peers(db, year)
    db.execute(_GONE)
    db.executemany("INSERT INTO temp.shares VALUES (?, ?, ?, ?)", _shares(db))
    db.execute("COMMIT")


def apply_changes(db: sqlite3.Connection, finder: sqlite3.Connection) -> None:
    """Apply to `similarities` what `find_changes` found on another connection."""
    gone, new = (finder.execute(f"SELECT * FROM temp.{name}") for name in ("gone", "shares"))  # noqa: S608
    db.executemany("DELETE FROM similarities WHERE report = ? AND kind = ?", gone)
    db.executemany("INSERT INTO similarities VALUES (?, ?, ?, ?)", new)


def _shares(db: sqlite3.Connection) -> Iterator[tuple[str, str, str, float]]:
    """For each new pair, the share of the first report's shingles that the other contains."""
    prose_of = lru_cache(_PROSES)(partial(_prose, db))
    for pair in map(Pair._make, db.execute(_NEW)):
        own = prose_of(pair.report)
        yield (*pair, round(len(own & prose_of(pair.other)) / len(own), 3))


def _prose(db: sqlite3.Connection, report: str) -> set[bytes]:
    return shingles("".join(text for (text,) in db.execute(_TEXT, (report,))))


def _peers(db: sqlite3.Connection, year: int) -> None:
    """Find for each report of a year the most similar one of another agency."""
    db.execute("DELETE FROM temp.sketched")
    last = db.execute(_OF_YEAR, (year,)).rowcount
    sketch_of = lru_cache(_SKETCHES)(partial(_sketched, db))
    peers = _Peers(last + 1)
    for one, other in _near(db):
        first, second = sketch_of(one), sketch_of(other)
        same = sum(map(eq, first.parts, second.parts)) if first.agency != second.agency else 0
        if same / PARTS >= ALIKE:
            peers.meet(one, other, same)
            peers.meet(other, one, same)
    db.executemany(_PEER, ((one, other) for one, other in enumerate(peers.others) if other))


def _sketched(db: sqlite3.Connection, number: int) -> _Sketched:
    agency, sketch = db.execute(_ONE, (number,)).fetchone()
    return _Sketched(agency, LAYOUT.unpack(sketch))


def _near(db: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Pairs of reports whose sketches agree in a whole band; in a large bucket, only neighbours.

    A pair is rarely yielded twice: only if another one has overwritten its slot.
    """
    met = array("Q", bytes(8 * _MET))
    for band in range(0, LAYOUT.size, _OF_BAND.size):
        rows = db.execute(_IN_BAND, (band + 1, _OF_BAND.size))
        for part, bucket in groupby(rows, itemgetter(0)):
            if EMPTY in _OF_BAND.unpack(part):
                continue
            before: deque[int] = deque(maxlen=_NEAR)
            for _, number in bucket:
                for other in before:
                    pair, place = other << 32 | number, (other + _NEAR * number) % _MET
                    if met[place] != pair:
                        met[place] = pair
                        yield other, number
                before.append(number)
