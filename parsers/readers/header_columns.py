"""This module puts the figures of a printed table without upright rules under its headers, where rows have blank cells.

Nothing else tells under which header a figure stands. Such rows are written with bars between their cells, blank ones too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product, starmap, takewhile
from operator import sub
from typing import NamedTuple

from parsers.form_words import ALL_OUTCOMES, OUTCOMES, key_of_word, meanings
from parsers.headings import is_mandated
from parsers.numbers import is_figure
from parsers.readers.broken_words import Piece, pieces_of
from parsers.readers.geometry import Box
from parsers.readers.paragraphs import TextLine
from schemas.form import every_table

_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[)）.．、]")  # as no header is
_ASIDE = 0.6  # of a figure's height: as much may one stand further aside than another
_LABELLED = ("requests", "disclosures")  # tables whose rows always have labels


class _Row(NamedTuple):
    """A line of a table: its number, the words before its figures, and these."""

    at: int
    words: list[Piece]
    figures: list[Piece]


class _Table(NamedTuple):
    """The headers of a table, the lines that have them, and those below."""

    headers: list[Piece]
    heads: list[_Row]
    rows: list[_Row]


def keep_columns(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a text; headers of a table that stand in several are in the last one, and rows with blank cells have
    bars between their cells.
    """
    found: list[TextLine | None] = list(lines)
    for table in _tables(lines):
        name = _table_of(table.headers)
        if name is None:
            continue
        if len(table.heads) > 1 and all(one in table.headers for one in table.heads[-1].words):
            for head in table.heads:
                rest = " ".join(one.text for one in head.words if one not in table.headers)
                found[head.at] = lines[head.at]._replace(text=rest) if rest else None
            last = table.heads[-1].at
            found[last] = lines[last]._replace(text=_barred(one.text for one in table.headers))
        for at, cells in _cells(table, name):
            found[at] = lines[at]._replace(text=_barred(cells))
    return [line for line in found if line]


def _barred(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _tables(lines: Sequence[TextLine]) -> Iterator[_Table]:
    """The tables of a text: headers, then rows, up to further headers or the heading of a part."""
    table = _Table([], [], [])
    for at, line in enumerate(lines):
        pieces = list(pieces_of(at, line.letters)) if line.letters else []
        figures = [*takewhile(lambda one: is_figure(one.text), pieces[::-1])][::-1]
        words = pieces[: len(pieces) - len(figures)]
        headers = [] if figures else [one for one in words if _is_header(one.text)]
        if (headers and any(map(_is_below, table.rows))) or is_mandated(line.text):
            yield table
            table = _Table([], [], [])
        table.headers.extend(headers)
        (table.heads if headers else table.rows).append(_Row(at, words, figures))
    yield table


def _is_below(row: _Row) -> bool:
    """Whether a line is no further line of a header."""
    return bool(row.figures) or any(_is_row(row.words, name) for name in _LABELLED)


def _is_header(text: str) -> bool:
    return not _NUMBERED.match(text) and any(one.kind == "column" for one in meanings(text))


def _table_of(headers: list[Piece]) -> str | None:
    """The table of which headers, which are put in order, are all that it has, none above another."""
    headers.sort(key=lambda one: one.box.left)
    if not headers or any(a.box.right > b.box.left for a, b in pairwise(headers)):
        return None
    keys = {
        table: [key_of_word(one.text, table, "column") for one in headers]
        for table in ("requests", "disputes", "disclosures")
    }
    if any(keys["requests"] == list(table.columns) for table in every_table("requests")):
        return "requests"
    if keys["disputes"] in (list(ALL_OUTCOMES), list(ALL_OUTCOMES[:OUTCOMES])):
        return "disputes"
    return "disclosures" if all(keys["disclosures"]) else None


def _cells(table: _Table, name: str) -> list[tuple[int, list[str]]]:
    """The rows with what stands under each header; none where no row has a blank, or a figure stands elsewhere or alone,
    or without its total, as where headers are further right than their columns.

    A row that is all blank is known by its label, where each row with figures has one that is known.
    """
    rows = [row for row in table.rows if row.figures]
    if name in _LABELLED and all(_is_row(row.words, name) for row in rows):
        rows = [row for row in table.rows if row.figures or _is_row(row.words, name)]
    is_bare = name in _LABELLED and not all(row.words for row in rows)
    if is_bare or all(len(row.figures) == len(table.headers) for row in rows):
        return []
    is_beside = all(one.box.right < table.headers[0].box.left for row in rows for one in row.words)
    under = {id(one): _under(one, table.headers) for row in rows for one in row.figures}
    pairs = [
        (one.box, table.headers[at].box)
        for row in rows
        for one in row.figures
        if (at := under[id(one)]) is not None
    ]
    if not is_beside or len(pairs) < len(under) or not _is_aligned(pairs):
        return []
    totals = _totals(table.headers, name)
    found: list[tuple[int, list[str]]] = []
    for row in rows:
        texts = {under[id(one)]: one.text for one in row.figures}
        if len(texts) < len(row.figures):
            return []
        label = [" ".join(one.text for one in row.words)] if row.words else []
        found.append((row.at, label + [texts.get(at, "") for at in range(len(table.headers))]))
        if any(at in texts and total not in texts for at, total in totals.items()):
            return []
    return found


def _totals(headers: Sequence[Piece], name: str) -> dict[int, int]:
    """The place of each header that has a total, as a total has, and that of its total, which is the next one."""
    found: dict[int, int] = {}
    for at, one in enumerate(headers):
        if key_of_word(one.text, name, "column") == "total":
            found |= dict.fromkeys(range(len(found), at + 1), at)
    return found


def _is_row(words: Sequence[Piece], table: str) -> bool:
    """Whether the last of some words are a row's label, and no group's name."""
    kinds = {one.kind for one in meanings(words[-1].text) if one.table == table} if words else ()
    return "row" in kinds and "group" not in kinds


def _under(figure: Piece, headers: Sequence[Piece]) -> int | None:
    """The place of the only header that a figure stands under."""
    left, _, right, _ = figure.box
    over = [at for at, one in enumerate(headers) if one.box.left < right and left < one.box.right]
    return over[0] if len(over) == 1 else None


def _is_aligned(pairs: Sequence[tuple[Box, Box]]) -> bool:
    """Whether figures stand under their headers, each as far aside: where headers are wider than their columns, some
    stand under that of the next one.
    """
    near = _ASIDE * min((figure.height for figure, _ in pairs), default=0.0)
    asides = zip(*(starmap(sub, product(*map(_edges, pair))) for pair in pairs), strict=True)
    return not pairs or any(max(found) - min(found) < near for found in asides)


def _edges(box: Box) -> tuple[float, float, float]:
    """What may stand under the same of another: the left side, the middle and the right side."""
    return box.left, box.middle[0], box.right
