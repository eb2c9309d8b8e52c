"""This module tells copied prose: how much of a report stands word for word in another.

Prose is compared by its shingles, runs of eight characters without figures and punctuation. Of every
report a sketch is kept, the least hash in each of 63 parts, so that finding who is like whom is one
walk over the reports, however many there are; the share itself is counted on the shingles.
"""

import re
import sqlite3
import struct
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

LENGTH = 8
FEWEST = 60  # shingles; of less prose nothing is said
PARTS, BAND = 63, 3
ALIKE = 0.3  # of the parts: below it two reports only share the usual phrases
_NEAR = 3  # neighbours in a bucket that are looked at, so that a bucket of many stays cheap
_EMPTY = 0xFFFFFFFF
_LAYOUT = struct.Struct(f"<{PARTS}I")
_NO_WORDS = re.compile(r"[\W\d_]+")
_MISSING = """SELECT reports.id, group_concat(sections.text, '') FROM reports
  JOIN sections ON sections.report = reports.id
  WHERE reports.id NOT IN (SELECT report FROM sketches) GROUP BY reports.id"""
_SKETCHES = """SELECT reports.id, agency, scope, report_year, sketch FROM sketches
  JOIN reports ON reports.id = sketches.report WHERE report_year IS NOT NULL ORDER BY reports.id"""
_TEXT = "SELECT group_concat(text, '') FROM sections WHERE report = ?"


class Pair(NamedTuple):
    """A report and the one it is held against: `last-year` its own, `peer` another agency's."""

    report: str
    kind: str
    other: str


class _Sketched(NamedTuple):
    report: str
    agency: str
    scope: str
    year: int
    parts: tuple[int, ...]


def shingles(text: str) -> set[str]:
    """The shingles of a text.

    >>> sorted(shingles("2024年，共收到申请12件。"))
    ['年共收到申请件']
    """
    words = _NO_WORDS.sub("", text)
    return {words[i : i + LENGTH] for i in range(max(1, len(words) - LENGTH + 1))}


def share(text: str, other: str) -> float:
    """How much of a text stands in the other, from 0 to 1."""
    mine = shingles(text)
    return round(len(mine & shingles(other)) / len(mine), 3)


def sketch(text: str) -> bytes:
    """The least hash of the text's shingles in each part; empty where there is too little prose."""
    found = shingles(text)
    if len(found) < FEWEST:
        return b""
    least = [_EMPTY] * PARTS
    for one in found:
        value, part = divmod(crc32(one.encode()), PARTS)
        least[part] = min(least[part], value)
    return _LAYOUT.pack(*least)


def forget(db: sqlite3.Connection, report: str) -> None:
    """Take out what is said of a report's prose, before its rows go."""
    db.execute("DELETE FROM sketches WHERE report = ?", (report,))
    db.execute("DELETE FROM similarities WHERE report = ?1 OR other = ?1", (report,))


def compare(db: sqlite3.Connection) -> None:
    """Make `similarities` what the reports' prose says; only what is not known yet is read."""
    texts = db.execute(_MISSING).fetchall()
    sketched = [(report, sketch(text)) for report, text in texts]
    db.executemany("INSERT INTO sketches VALUES (?, ?)", sketched)
    wanted = set(_pairs(db))
    held = {Pair(*row) for row in db.execute("SELECT report, kind, other FROM similarities")}
    gone = [(pair.report, pair.kind) for pair in held - wanted]
    db.executemany("DELETE FROM similarities WHERE report = ? AND kind = ?", gone)
    shares = ((*pair, share(_text(db, pair.report), _text(db, pair.other)))
              for pair in sorted(wanted - held))  # fmt: skip
    db.executemany("INSERT INTO similarities VALUES (?, ?, ?, ?)", shares)


def _text(db: sqlite3.Connection, report: str) -> str:
    return str(db.execute(_TEXT, (report,)).fetchone()[0])


def _pairs(db: sqlite3.Connection) -> Iterator[Pair]:
    rows = db.execute(_SKETCHES).fetchall()
    known = [_Sketched._make((*row[:4], _LAYOUT.unpack(row[4]))) for row in rows if row[4]]
    years = {(one.agency, one.scope, one.year): one.report for one in known}
    for one in known:
        before = years.get((one.agency, one.scope, one.year - 1))
        if before:
            yield Pair(one.report, "last-year", before)
    yield from _peers(known)


def _peers(known: list[_Sketched]) -> Iterator[Pair]:
    """Of each report the one of another agency and the same year that is most like it."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for bucket in _buckets(known).values():
        for at, place in enumerate(bucket):
            near[place].update(bucket[max(0, at - _NEAR) : at + _NEAR + 1])
    for place, others in sorted(near.items()):
        one = known[place]
        told = [
            (_alike(one.parts, known[other].parts), known[other].report)
            for other in others
            if known[other].agency != one.agency
        ]
        best = min(((-alike, other) for alike, other in told if alike >= ALIKE), default=None)
        if best:
            yield Pair(one.report, "peer", best[1])


def _buckets(known: list[_Sketched]) -> dict[tuple[int, ...], list[int]]:
    """Reports of one year whose sketches agree in a whole band, by year, band and values."""
    found: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(known):
        for band in range(0, PARTS, BAND):
            values = one.parts[band : band + BAND]
            if _EMPTY not in values:
                found[one.year, band, *values].append(place)
    return {key: places for key, places in found.items() if len(places) > 1}


def _alike(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=True)) / PARTS
