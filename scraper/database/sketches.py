"""This module measures copied prose: how much of one report occurs word for word in another.

Prose is compared by its shingles, runs of eight characters without digits and punctuation. For every
report a MinHash sketch is kept, the lowest hash in each of 63 partitions, so that similar reports are
found in one pass (see `scraper.database.similarities`); the share itself is counted on the shingles.
"""

import re
import sqlite3
from collections.abc import Iterable
from itertools import chain
from struct import Struct, unpack_from
from zlib import crc32

_LENGTH = 8
_FEWEST = 60  # shingles; shorter prose is not compared
PARTS, BAND = 63, 3
ALIKE = 0.3  # share of equal parts; below it two reports only share the usual phrases
EMPTY = 0xFFFFFFFF
LAYOUT = Struct(f"<{PARTS}I")
_WIDTH = 3  # bytes of a Chinese character in UTF-8
_SHINGLE = f"{_WIDTH * _LENGTH}s"
_NO_WORDS = re.compile(r"[\W\d_]+")


def shingles(text: str) -> set[bytes]:
    """The different shingles of a text, each in UTF-8.

    >>> sorted(one.decode() for one in shingles("2024年，共收到信息申请12件。"))
    ['共收到信息申请件', '年共收到信息申请']
    """
    return set(_runs(text))


def _runs(text: str) -> Iterable[bytes]:
    """The shingles of a text in any order, those that recur as often as they do."""
    words = _NO_WORDS.sub("", text)
    raw = words.encode()
    many = len(words)
    if many < _LENGTH or len(raw) != _WIDTH * many or len(words.encode("utf-16-le")) != 2 * many:
        return [words[at : at + _LENGTH].encode() for at in range(max(1, many - _LENGTH + 1))]
    # If all characters have the same width, eight passes of unpack_from cut all shingles without slicing.
    return chain.from_iterable(
        unpack_from(_SHINGLE * ((many - first) // _LENGTH), raw, _WIDTH * first)
        for first in range(_LENGTH)
    )


def sketch(text: str) -> bytes:
    """The lowest hash of the text's shingles in each partition; empty if there is too little prose."""
    least = [EMPTY] * PARTS
    for each in map(crc32, _runs(text)):
        if each < least[each % PARTS]:  # noqa: PLR1730  (a call of min costs as much as all else)
            least[each % PARTS] = each
    # So few leave a partition empty; to tell them apart costs a quarter of all this.
    if EMPTY in least and len(shingles(text)) < _FEWEST:
        return b""
    return LAYOUT.pack(*least)


def delete_sketches(db: sqlite3.Connection, report: str) -> None:
    """Delete what was derived from a report's prose, before its rows are deleted."""
    db.execute("DELETE FROM sketches WHERE report = ?", (report,))
    db.execute("DELETE FROM similarities WHERE report = ? OR other = ?", (report, report))
