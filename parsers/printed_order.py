"""This module reads a table by printed order: the last label of a line names it, its values follow.

It needs no spans, so it survives wrong ones; a value cell that was dropped is what it cannot see.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from parsers.page import Grid
from parsers.reading import Reading, Seen, columns_of, seen
from parsers.recognise import Part, meaning, words
from parsers.text import fold, is_figure, number
from schemas.form import forms

_COLUMNS = tuple(forms()["2021"].tables["requests"].columns)
_ORGANISATIONS = frozenset(_COLUMNS[1:-1])
_GROUP = "法人或其他组织"
_LONGEST_WORD = 60  # what is longer and no label is a note


class Entry(NamedTuple):
    """A printed row before its values are placed: the cells after its label."""

    row: str
    columns: tuple[str, ...]
    grid: Grid
    line: int
    first: int


@lru_cache(maxsize=8192)
def kind_of(line: tuple[str, ...], table: str) -> tuple[str, int]:
    """What a line is (row, header, values, other, empty), and for a row where its label stands."""
    rows = [i for i, text in enumerate(line) if text and meaning(text, table, "row")]
    header = [i for i, text in enumerate(line) if text and _heads(text, table)]
    if rows and not header:
        return ("row", rows[-1]) if len(line) > rows[-1] + 1 else ("label", rows[-1])
    if header:
        return "header", -1
    if not any(line):
        return "empty", -1
    return ("values" if any(is_figure(text) for text in line if text) else "other"), -1


def _heads(text: str, table: str) -> bool:
    """Whether a word can only be a header's: 其他 and 总计 name rows as well as columns."""
    if meaning(text, table, "row"):
        return False
    return bool(meaning(text, table, "column") or meaning(text, table, "header"))


def read_lines(parts: list[Part], table: str) -> Reading:
    """Read table 二 or 三, whose rows are lines, from all the parts it was printed in."""
    reading = Reading()
    entries = list(_entries(parts, table, reading))
    starts = {id(part.grid): _starts(entries, part.grid) for part in parts}
    for entry in entries:
        values = [seen(entry.grid, entry.line, i) for i in _after(entry)]
        _place(entry, values, starts[id(entry.grid)], table, reading)
    return reading


def _entries(parts: list[Part], table: str, reading: Reading) -> Iterator[Entry]:
    header: list[str | None] = []
    fresh = True
    for part in parts:
        for index in part.lines:
            line = part.grid.lines[index]
            kind, label = kind_of(line, table)
            if kind == "header":
                header = [] if fresh or table == "disclosures" else header
                header += _header_words(part, index, table, reading)
                fresh = False
            elif kind == "row":
                fresh = True
                yield _entry(part, index, label, header, reading)
            elif kind in ("values", "other"):
                _unknown(part, index, table, reading)


def _header_words(part: Part, index: int, table: str, reading: Reading) -> list[str | None]:
    found: list[str | None] = []
    for cell, text in enumerate(part.grid.lines[index]):
        key = meaning(text, table, "column") if text else None
        if key:
            found.append(key)
            reading.headers.setdefault(key, text)
        elif text and fold(text) == _GROUP:
            found.append(_GROUP)
        elif text and not _known(text, table):
            found.append(None)
            reading.doubt("unknown-label", table, text, seen(part.grid, index, cell))
    return found


def _known(text: str, table: str) -> bool:
    return any(word.table == table for word in words(text))


def _entry(part: Part, index: int, label: int, header: list[str | None], reading: Reading) -> Entry:
    line = part.grid.lines[index]
    row = meaning(line[label], part.table, "row") or ""
    for cell, text in enumerate(line[:label]):
        if text and not _known(text, part.table):
            reading.doubt("unknown-label", part.table, text, seen(part.grid, index, cell))
    at = seen(part.grid, index, label)
    if part.table == "disclosures":
        columns = _disclosed(row, header, len(line) - label - 1)
    else:
        columns = _applicants(header)
    if columns is None:
        reading.doubt("header-missing", f"{part.table}.{row}", None, at)
        columns = _COLUMNS if part.table == "requests" else ()
    return Entry(row, columns, part.grid, index, label + 1)


def _disclosed(row: str, header: list[str | None], printed: int) -> tuple[str, ...] | None:
    """The columns of a row of table 二; without a header that fits, only where its form is alone."""
    if header and (columns := columns_of(row, header)):
        return columns
    return columns_of(row, [None] * printed) if not header else None


def _applicants(header: list[str | None]) -> tuple[str, ...] | None:
    """The columns of table 三 in printed order: the organisations stand where their group does."""
    keys = [key for key in header if key is not None]
    if _GROUP in keys:
        inner = [key for key in keys if key in _ORGANISATIONS]
        outer = [key for key in keys if key not in _ORGANISATIONS]
        at = outer.index(_GROUP)
        keys = [*outer[:at], *inner, *outer[at + 1 :]]
        if _GROUP in keys:
            return None
    return tuple(keys) if set(keys) == set(_COLUMNS) and len(keys) == len(_COLUMNS) else None


def _after(entry: Entry) -> range:
    return range(entry.first, len(entry.grid.lines[entry.line]))


def _starts(entries: list[Entry], grid: Grid) -> str:
    """Where values begin in the rows of a grid that pads them: at the label or from the line's end.

    The side is told by all rows together; where both fit, spans speak for the end and their want
    for the label.
    """
    rows = [(e, e.grid.lines[e.line][e.first :]) for e in entries if e.grid is grid]
    from_label = all(not any(cells[len(e.columns) :]) for e, cells in rows)
    from_end = all(not any(cells[: max(len(cells) - len(e.columns), 0)]) for e, cells in rows)
    if from_label and from_end:
        return "label" if grid.spans is None else "end"
    return "label" if from_label else "end" if from_end else "neither"


def _place(entry: Entry, values: list[Seen], start: str, table: str, reading: Reading) -> None:
    width = len(entry.columns)
    where = f"{table}.{entry.row}"
    at = seen(entry.grid, entry.line, entry.first - 1)
    if not width:
        return
    if len(values) < width or (len(values) > width and start == "neither"):
        reading.doubt("row-not-placed", where, _printed(entry), at)
        return
    chosen = values[:width] if start == "label" else values[len(values) - width :]
    reading.put(entry.row, entry.columns, chosen, table)


def _printed(entry: Entry) -> str:
    return " | ".join(entry.grid.lines[entry.line])


def _unknown(part: Part, index: int, table: str, reading: Reading) -> None:
    """A line with no word of the form: a note under the table, or a row that no form has."""
    line = part.grid.lines[index]
    words_printed = [text for text in line if text and not is_figure(text)]
    figures = any(number(text).state == "number" for text in line)
    if all(_known(text, table) for text in words_printed) and not figures:
        return
    text = " | ".join(text for text in line if text)
    if (
        len(words_printed) == 1
        and not figures
        and (len(text) > _LONGEST_WORD or text[0] in "注说备*")
    ):
        return
    reading.doubt("unknown-label", table, text, seen(part.grid, index, 0))
