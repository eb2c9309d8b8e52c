"""This module doubts rows with a blank cell too many, where nothing tells which of their blanks that is.

Zeros and blanks add up wherever they stand, so that no equation tells one that has moved.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from statistics import mode

from parsers.numbers import adds_up
from parsers.tables.headers import COLUMNS
from parsers.tables.layout import lay_out
from parsers.tables.reading import Entry, Reading, place_of

_TOTAL = COLUMNS[-1]
_LEVEL = 3  # rows at least of each level, and of each group, whose name their keys begin with


def doubt_wider_rows(entries: list[Entry], reading: Reading) -> None:
    """Doubt the few rows of a grid that have so many cells more than columns, and reach further than most do.

    Rows beside which a copy left the blanks of merged labels have as many as others of their level.
    """
    placed = lay_out(entries[0].grid)
    usual = mode(len(placed[entry.line.position]) for entry in entries)
    groups = Counter(entry.row.partition("_")[0] for entry in entries)
    levels = (groups[entry.row.partition("_")[0]] >= _LEVEL for entry in entries)
    extra = (len(entry.line.cells) - entry.first - len(entry.columns) for entry in entries)
    more = list(zip(extra, levels, strict=True))
    for entry, surplus in zip(entries, more, strict=True):
        wider = surplus[0] > 0 and len(placed[entry.line.position]) > usual
        if wider and more.count(surplus) < _LEVEL and entry.row in reading.rows:
            _doubt_place(entry, reading)


def _doubt_place(entry: Entry, reading: Reading) -> None:
    """Doubt a row with a blank cell too many, if nothing tells which of its blanks that is."""
    read = reading.rows[entry.row]
    texts = entry.line.cells
    if read.line != entry.line.position or not read.cells:
        return
    first, last = read.cells[0], read.cells[-1] + 1
    surplus = texts[first : last + 1] if last < len(texts) else texts[first - 1 : last]
    total = read.columns.index(_TOTAL) if _TOTAL in read.columns else None

    def fits(kept: Sequence[str]) -> bool:
        return total is None or adds_up(kept, total)

    if may_stand_elsewhere(surplus, read.texts, fits):
        place = place_of(entry.grid, entry.line.position, entry.first - 1)
        reading.doubt("row-not-placed", f"{reading.table}.{entry.row}", " | ".join(texts), place)
        del reading.rows[entry.row]


def may_stand_elsewhere(
    surplus: Sequence[str], kept: Sequence[str], fits: Callable[[Sequence[str]], bool]
) -> bool:
    """Whether a blank cell too many, left out at an end of a line, may stand before another of its texts.

    `surplus` has the texts of a line with that cell, `kept` those without it. Where the figures add up only
    as they are kept, it may not.

    >>> def fits(texts): return adds_up(texts, 2)
    >>> may_stand_elsewhere(["0", "", "0", ""], ["0", "", "0"], fits)
    True
    """
    blanks = (at for at, text in enumerate(surplus) if not text)
    ways = [(*surplus[:at], *surplus[at + 1 :]) for at in blanks]
    others = [way for way in ways if way != tuple(kept)]
    return bool(others) and (not fits(kept) or any(map(fits, others)))
