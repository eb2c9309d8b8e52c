"""This module keeps of a text whose cells came out in another order than that of print what is beyond doubt.

Where a program reads a PDF by columns, figures stand without a label, or far too many after one: there
a label may be followed by another row's figures. Of table 三 a row's sum vouches for its figures.
"""

from collections.abc import Iterator, Sequence

from parsers.flat.pieces import widths
from parsers.recognise import words
from parsers.text import APART, is_figure, number

Row = tuple[str, ...]
_APPLICANTS = 7
_ORPHANS = 3  # figures without a label, or after one that has enough; fewer come of a note


def beyond_doubt(rows: Sequence[Row]) -> list[Row]:
    """The rows of cells that stood a line each; where they are in disorder, the figures of doubtful ones in one cell."""
    return list(rows) if sum(map(_orphans, rows)) < _ORPHANS else list(_sure(rows))


def _sure(rows: Sequence[Row]) -> Iterator[Row]:
    before: Row = ()
    for row, after in zip(rows, (*rows[1:], ()), strict=True):
        label = _label(row)
        values = row[label + 1 :]
        alone = _label(before) == len(before) - 1 and bool(before) and not _heads(before)
        strays = bool(after) and _label(after) < 0 and any(map(is_figure, after))
        sure = (
            len(values) in widths(row[label]) and not alone and not strays if label >= 0 else True
        )
        if len(values) == _APPLICANTS:
            sure = sure and _adds_up(values)
        doubtful = not sure and any(map(is_figure, values))
        yield (*row[: label + 1], APART.join((*values, ""))) if doubtful else row
        before = row


def _label(row: Row) -> int:
    return max((at for at, cell in enumerate(row) if words(cell)), default=-1)


def _heads(row: Row) -> bool:
    return any(word.kind in ("column", "header") for cell in row for word in words(cell))


def _orphans(row: Row) -> int:
    """How many figures have no label, or stand after one that has enough."""
    label = _label(row)
    figures = sum(map(is_figure, row[label + 1 :]))
    due = 0 if label < 0 else max(widths(row[label]), default=_APPLICANTS)
    return max(figures - due, 0)


def _adds_up(values: Sequence[str]) -> bool:
    *terms, total = (number(value).value or 0 for value in values)
    return sum(terms) == total
