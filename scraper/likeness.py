"""This module tells copied prose: how much of a report stands word for word in another.

Prose is compared by its shingles, runs of eight characters without figures and punctuation. Of every
report a sketch is kept, the least hash in each of 63 parts, so that finding who is like whom is one
walk over the reports, however many there are; the share itself is counted on the shingles.
"""

import re
import sqlite3
import struct
from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter, eq
from typing import NamedTuple
from zlib import crc32

LENGTH = 8
FEWEST = 60  # shingles; of less prose nothing is said
PARTS, BAND = 63, 3
ALIKE = 0.3  # of the parts: below it two reports only share the usual phrases
_NEAR = 3  # neighbours in a bucket that are looked at, so that a bucket of many stays cheap
_MET = 100_000  # pairs remembered
_EMPTY = 0xFFFFFFFF
_LAYOUT = struct.Struct(f"<{PARTS}I")
_NO_WORDS = re.compile(r"[\W\d_]+")
_AT_ONCE = 500  # reports' texts in memory
_YEARS = "SELECT DISTINCT report_year FROM reports WHERE report_year IS NOT NULL ORDER BY 1"
_OF_YEAR = """SELECT reports.id, agency, sketch FROM sketches
  JOIN reports ON reports.id = sketches.report
  WHERE report_year = ? AND sketch != x'' ORDER BY reports.id"""
_LAST_YEAR = """SELECT now.id, 'last-year', before.id FROM reports AS now
  JOIN reports AS before ON before.agency = now.agency AND before.scope = now.scope
    AND before.report_year = now.report_year - 1
  JOIN sketches AS one ON one.report = now.id AND one.sketch != x''
  JOIN sketches AS other ON other.report = before.id AND other.sketch != x''"""
# Pairs are kept in a table of the moment, since there are more of them than reports.
_LIKENED = """CREATE TEMP TABLE IF NOT EXISTS likened (report TEXT, kind TEXT, other TEXT,
  PRIMARY KEY (report, kind)) WITHOUT ROWID"""
_GONE = """DELETE FROM similarities WHERE NOT EXISTS (SELECT 1 FROM temp.likened AS pair
  WHERE (pair.report, pair.kind, pair.other)
  = (similarities.report, similarities.kind, similarities.other))"""
_NEW = """SELECT report, kind, other FROM temp.likened AS pair WHERE (report, kind) > (?, ?)
  AND NOT EXISTS (SELECT 1 FROM similarities
    WHERE similarities.report = pair.report AND similarities.kind = pair.kind)
  ORDER BY report, kind LIMIT ?"""
_TEXT = "SELECT text FROM sections WHERE report = ? ORDER BY position"


class Pair(NamedTuple):
    """A report and the one it is held against: `last-year` its own, `peer` another agency's."""

    report: str
    kind: str
    other: str


class _Sketched(NamedTuple):
    report: str
    agency: str
    parts: "array[int]"


def shingles(text: str) -> Iterator[str]:
    """The shingles of a text, in order.

    >>> list(shingles("2024年，共收到信息申请12件。"))
    ['年共收到信息申请', '共收到信息申请件']
    """
    words = _NO_WORDS.sub("", text)
    last = max(1, len(words) - LENGTH + 1)
    return map(words.__getitem__, map(slice, range(last), range(LENGTH, last + LENGTH)))


def sketch(text: str) -> bytes:
    """The least hash of the text's shingles in each part; empty where there is too little prose."""
    found = set(shingles(text))
    if len(found) < FEWEST:
        return b""
    least = [_EMPTY] * PARTS
    for each in map(crc32, map(str.encode, found)):
        if each < least[each % PARTS]:  # noqa: PLR1730  (a call of min costs as much as all else)
            least[each % PARTS] = each
    return _LAYOUT.pack(*least)


def forget(db: sqlite3.Connection, report: str) -> None:
    """Take out what is said of a report's prose, before its rows go."""
    db.execute("DELETE FROM sketches WHERE report = ?", (report,))
    db.execute("DELETE FROM similarities WHERE report = ? OR other = ?", (report, report))


def compare(db: sqlite3.Connection) -> None:
    """Make `similarities` what the reports' prose says; only what is not known yet is read."""
    db.execute(_LIKENED)
    db.execute("DELETE FROM temp.likened")
    db.executemany("INSERT INTO temp.likened VALUES (?, ?, ?)", _pairs(db))
    db.execute(_GONE)
    last = ("", "")
    while new := [Pair._make(row) for row in db.execute(_NEW, (*last, _AT_ONCE)).fetchall()]:
        db.executemany("INSERT INTO similarities VALUES (?, ?, ?, ?)", list(_shares(db, new)))
        last = new[-1][:2]


def _shares(db: sqlite3.Connection, pairs: list[Pair]) -> Iterator[tuple[str, str, str, float]]:
    """How much of each pair's first stands in its other; a report's pairs follow one another."""
    for report, mine in groupby(pairs, attrgetter("report")):
        own = set(shingles(_text(db, report)))
        for pair in mine:
            same = own.intersection(shingles(_text(db, pair.other)))
            yield (*pair, round(len(same) / len(own), 3))


def _text(db: sqlite3.Connection, report: str) -> str:
    return "".join(text for (text,) in db.execute(_TEXT, (report,)))


def _pairs(db: sqlite3.Connection) -> Iterator[Pair]:
    yield from map(Pair._make, db.execute(_LAST_YEAR))
    for (year,) in db.execute(_YEARS).fetchall():
        rows = db.execute(_OF_YEAR, (year,))
        yield from _peers([_Sketched(key, agency, array("I", told)) for key, agency, told in rows])


def _peers(known: list[_Sketched]) -> Iterator[Pair]:
    """Of each report of a year the one of another agency that is most like it."""
    best: dict[int, tuple[float, str]] = {}
    for place, other in _met_once(_near(known), len(known)):
        one, two = known[place], known[other]
        if one.agency == two.agency:
            continue
        alike = sum(map(eq, one.parts, two.parts)) / PARTS
        if alike >= ALIKE:
            for at, told in ((place, two.report), (other, one.report)):
                best[at] = min(best.get(at, (0.0, "")), (-alike, told))
    yield from (Pair(known[at].report, "peer", best[at][1]) for at in sorted(best))


def _met_once(pairs: Iterator[tuple[int, int]], count: int) -> Iterator[tuple[int, int]]:
    """Pairs of numbers below a count, most that come again left out: the last of them are in memory."""
    met: set[int] = set()
    for one, other in pairs:
        key = one * count + other
        if key not in met:
            met.add(key)
            yield one, other
            if len(met) > _MET:
                met.clear()


def _near(known: list[_Sketched]) -> Iterator[tuple[int, int]]:
    """Reports whose sketches agree in a whole band; of a bucket of many, neighbours alone."""
    for band in range(0, PARTS, BAND):
        buckets: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for place, one in enumerate(known):
            values = tuple(one.parts[band : band + BAND])
            if _EMPTY not in values:
                buckets[values].append(place)
        for bucket in buckets.values():
            for at, place in enumerate(bucket):
                yield from ((place, other) for other in bucket[at + 1 : at + _NEAR + 1])
