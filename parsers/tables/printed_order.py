"""This module reads a table by printed order: the last label of a line names its row, and values follow it.

It needs no spans, so that wrong ones do no harm; it cannot see that a value's cell was dropped. In the
text of a PDF rows keep their order, but the words of a header of several lines may come out in any:
whether the columns are in the order of the header or of the form, the figures decide.
"""

from collections.abc import Sequence
from itertools import groupby

from parsers.numbers import adds_up
from parsers.recognise import Part
from parsers.tables.entries import read_entries
from parsers.tables.headers import COLUMNS, UNKNOWN
from parsers.tables.reading import Entry, Reading, RowRead, is_zero_or_blank, merged_cells, place_of
from parsers.tables.surplus import doubt_wider_rows
from parsers.text import APART

_TOTAL = COLUMNS[-1]
_ANY_ORDER = sorted(COLUMNS)


def read_lines(parts: list[Part], table: str) -> Reading:
    """Read table 二 or 三, which have a row on each line, from all its parts."""
    reading = Reading(table)
    entries = list(read_entries(parts, reading))
    for _, group in groupby(entries, key=lambda entry: id(entry.grid)):
        rows = list(group)
        if rows[0].grid.spans is None:
            rows = correct_column_order(rows, reading)
        start = _start(rows)
        for entry in rows:
            _place(entry, start, reading)
        if any(0 < len(entry.columns) < len(entry.line.cells) - entry.first for entry in rows):
            doubt_wider_rows(rows, reading)
    return reading


def _start(entries: list[Entry]) -> str:
    """Where values begin in rows with more cells than columns: after the label, or counted from the line's end.

    All rows of the grid decide together. Where both fit, a grid with spans is counted from the end.
    """
    rows = [(len(entry.columns), entry.line.cells[entry.first :]) for entry in entries]
    from_label = not any(any(cells[width:]) for width, cells in rows if len(cells) > width)
    from_end = not any(any(cells[:-width]) for width, cells in rows if 0 < width < len(cells))
    if from_label and from_end:
        return "label" if entries[0].grid.spans is None else "end"
    return "label" if from_label else "end" if from_end else "neither"


def _place(entry: Entry, start: str, reading: Reading) -> None:
    width, printed = len(entry.columns), len(entry.line.cells) - entry.first
    if not width:
        return
    known = not any(key.startswith(UNKNOWN) for key in entry.columns)
    merged = printed < width and known and merged_cells(entry.grid, entry.line, entry.first, width)
    if merged:
        reading.put(entry.row, RowRead(entry.grid, entry.line.position, entry.columns, merged))
        return
    first = entry.first if start == "label" else max(len(entry.line.cells) - width, entry.first)
    glued = entry.grid.spans is None and any(APART in t for t in entry.line.cells[entry.first :])
    lost = printed < width or glued or _breaks_off(entry, first)
    if lost or (printed > width and start == "neither"):
        place = place_of(entry.grid, entry.line.position, entry.first - 1)
        text = " | ".join(entry.line.cells)
        reading.doubt("row-not-placed", f"{reading.table}.{entry.row}", text, place)
        if printed < width and known and not glued:
            cells = tuple(range(entry.first, entry.first + printed))
            short = RowRead(entry.grid, entry.line.position, entry.columns, cells)
            reading.short.setdefault(entry.row, short)
        return
    cells = tuple(range(first, first + width))
    columns = entry.columns
    if not known:
        columns, cells = _known(entry, cells, reading)
    reading.put(entry.row, RowRead(entry.grid, entry.line.position, columns, cells))


def _breaks_off(entry: Entry, first: int) -> bool:
    """Whether the row with which a text ends lacks figures, so that blank cells of labels are in their places.

    From the first cell of its columns on, it begins with a blank and does not add up.
    """
    if entry.grid.spans is not None or entry.line.position < len(entry.grid.lines) - 1:
        return False
    texts = entry.line.cells[first : first + len(entry.columns)]
    if texts[:1] != ("",) or _TOTAL not in entry.columns:
        return False
    return not adds_up(texts, entry.columns.index(_TOTAL))


def _known(
    entry: Entry, cells: tuple[int, ...], reading: Reading
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The columns of the form with their cells; what stands under other headers is kept apart in `extra`.

    A header that is printed twice is as unknown the second time as any other.
    """
    both = list(zip(entry.columns, cells, strict=True))
    strange = [(key.removeprefix(UNKNOWN), cell) for key, cell in both if key.startswith(UNKNOWN)]
    if not reading.extra and UNKNOWN + "total" in entry.columns:
        reading.doubt("unknown-label", reading.table, reading.headers["total"])
    reading.extra[entry.row] = {key: entry.line.cells[cell] for key, cell in strange}
    kept = [(key, cell) for key, cell in both if not key.startswith(UNKNOWN)]
    return tuple(key for key, _ in kept), tuple(cell for _, cell in kept)


def correct_column_order(entries: list[Entry], reading: Reading) -> list[Entry]:
    """The rows of table 三 in a text, their columns in the form's order where the figures contradict the header."""
    other = [e for e in entries if e.columns != COLUMNS and sorted(e.columns) == _ANY_ORDER]
    if not other:
        return entries
    reading.sound = False  # so that no table of this shape is read by another's figures
    if not _is_forms_order(other):
        return entries
    words = " | ".join(reading.headers[column] for column in other[0].columns)
    reading.doubt("header-out-of-order", reading.table, words)
    return [e._replace(columns=COLUMNS) if e in other else e for e in entries]


def _is_forms_order(entries: Sequence[Entry]) -> bool:
    """Whether more rows add up to their total in the form's order than in the header's."""
    as_form = as_headed = 0
    for entry in entries:
        texts = entry.line.cells[entry.first :]
        if len(texts) == len(COLUMNS) and not all(map(is_zero_or_blank, texts)):
            as_form += adds_up(texts, COLUMNS.index(_TOTAL))
            as_headed += adds_up(texts, entry.columns.index(_TOTAL))
    return as_form > as_headed
