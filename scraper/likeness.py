"""This module tells copied prose: how much of a report stands word for word in another.

Prose is compared by its shingles, runs of eight characters without figures and punctuation. Of every
report a sketch is kept, the least hash in each of 63 parts, so that finding who is like whom is one
walk over the reports, however many there are (see `scraper.alike`); the share itself is counted on the shingles.
"""

import re
import sqlite3
import struct
from collections.abc import Iterator
from zlib import crc32

LENGTH = 8
FEWEST = 60  # shingles; of less prose nothing is said
PARTS, BAND = 63, 3
ALIKE = 0.3  # of the parts: below it two reports only share the usual phrases
EMPTY = 0xFFFFFFFF
LAYOUT = struct.Struct(f"<{PARTS}I")
_NO_WORDS = re.compile(r"[\W\d_]+")


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
    least = [EMPTY] * PARTS
    for each in map(crc32, map(str.encode, found)):
        if each < least[each % PARTS]:  # noqa: PLR1730  (a call of min costs as much as all else)
            least[each % PARTS] = each
    return LAYOUT.pack(*least)


def forget(db: sqlite3.Connection, report: str) -> None:
    """Take out what is said of a report's prose, before its rows go."""
    db.execute("DELETE FROM sketches WHERE report = ?", (report,))
    db.execute("DELETE FROM similarities WHERE report = ? OR other = ?", (report, report))
