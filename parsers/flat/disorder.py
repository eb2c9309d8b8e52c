"""This module makes figures unreadable that may belong to another row where a text's cells are out of order.

A program that reads a PDF column by column prints figures without a label, or far too many after
one; a label may then be followed by another row's figures. In table 三 the sum of a row vouches for
its figures.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from parsers.flat.glued import row_widths
from parsers.form_words import APPLICANTS, last_word, meanings
from parsers.numbers import adds_up, is_figure
from parsers.text import APART
from schemas.form import every_table

Row = tuple[str, ...]
_ORPHANS = 3  # figures without a label, or after one that has enough; fewer come of a note


def join_doubtful_figures(rows: Sequence[Row]) -> list[Row]:
    """Return the rows; if their cells are out of order, doubtful figures of a row are joined to one unreadable cell."""
    return list(rows) if sum(map(_orphans, rows)) < _ORPHANS else list(_join_doubtful(rows))


def join_figures_between(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, with the figures between a label and a row of figures alone joined to one unreadable cell.

    Where a program takes a label and the figures beside it for two lines, those of the label above may
    stand beside the next one, whose own follow.

    >>> rows = [("1.本机关不掌握相关政府信息",), ("2.没有现成信息需要另行制作", *"0010001"), ("供", *"0000000")]
    >>> [len(row) for row in join_figures_between(rows)]
    [1, 2, 8]
    """
    result = list(rows)
    said = [at for at, row in enumerate(rows) if rows_named(row) or any(map(is_figure, row))]
    for above, at, below in zip(said, said[1:], said[2:], strict=False):
        row, figures = rows[at], rows[at][last_word(rows[at]) + 1 :]
        alone = _is_label_alone(rows[above]) and last_word(rows[below]) < 0
        others = rows[below][-len(figures) :] != figures
        if (
            alone
            and others
            and rows_named(row)
            and rows_of_figures(row) == 1 == rows_of_figures(rows[below])
        ):
            result[at] = (*row[: -len(figures)], APART.join((*figures, "")))
    return result


def _is_label_alone(row: Row) -> bool:
    """Whether a row has neither figures nor blank cells."""
    return all(row[max(last_word(row), 0) :]) and not any(map(is_figure, row))


def _join_doubtful(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows; figures that may belong to another row are joined to one unreadable cell."""
    before: Row = ()
    settled = _settled(rows)
    for row, after, is_settled in zip(rows, (*rows[1:], ()), settled, strict=True):
        label = last_word(row)
        values = row[label + 1 :]
        alone = last_word(before) == len(before) - 1 and bool(before) and not _heads(before)
        strays = bool(after) and last_word(after) < 0 and any(map(is_figure, after))
        whole = label < 0 or len(values) in row_widths(row[label])
        sure = whole and (label < 0 or not (alone or strays))
        if len(values) == APPLICANTS:
            sure = sure and adds_up(values, APPLICANTS - 1) and is_settled
        yield row if sure else made_unreadable(row)
        before = row


def made_unreadable(row: Row) -> Row:
    """A row with its figures joined to one unreadable cell, if it has any."""
    label = last_word(row)
    values = row[label + 1 :]
    figures = any(map(is_figure, values))
    return (*row[: label + 1], APART.join((*values, ""))) if figures else row


def _settled(rows: Sequence[Row]) -> Iterator[bool]:
    """For each row of table 三, whether the figures after its label cannot be a neighbour's.

    Where figures were printed before their labels, all labels up to the next gap have a neighbour's
    figures. A row is settled where as many rows of figures as labels stand up to it, or as many
    before it as its form has.
    """
    figured = labelled = 0
    for row in rows:
        keys, runs = rows_named(row), rows_of_figures(row)
        before = figured, labelled
        figured += runs
        labelled += len(keys)
        even = before[0] == before[1] and figured == labelled
        yield even or any(before[0] in _positions(key) for key in keys)


def rows_named(row: Row) -> tuple[str, ...]:
    """The rows of table 三 that a line names; an ambiguous word names one only where figures follow it."""
    found = []
    for cell in row:
        words = [word for word in meanings(cell) if word.table == "requests"]
        named = [word.key for word in words if word.kind == "row"]
        if named and (len(words) == len(named) or is_figure(row[-1])):
            found.append(named[0])
    return tuple(found)


def rows_of_figures(row: Row) -> int:
    """How many rows' figures of table 三 a line has; none where its label is of another table."""
    label = last_word(row)
    if label >= 0 and not rows_named(row):
        return 0
    figures = sum(map(is_figure, row[label + 1 :]))
    return max(figures // APPLICANTS, int(label >= 0 and figures > 0))


@cache
def _positions(row: str) -> frozenset[int]:
    """How many rows stand before a row of table 三, in each form that has it."""
    orders = (list(table.rows) for table in every_table("requests"))
    return frozenset(order.index(row) for order in orders if row in order)


def _heads(row: Row) -> bool:
    return any(word.kind in ("column", "header") for cell in row for word in meanings(cell))


def _orphans(row: Row) -> int:
    """The number of figures in a line without a label, or after a label that already has enough."""
    label = last_word(row)
    figures = sum(map(is_figure, row[label + 1 :]))
    due = 0 if label < 0 else max(row_widths(row[label]), default=APPLICANTS)
    return max(figures - due, 0)
