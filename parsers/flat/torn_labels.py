"""This module tells the rows of a table 三 whose labels a program has torn from their figures, so that order names them.

A label of several lines comes out before its figures or after them, so that it would be given a neighbour's.
"""

from collections.abc import Sequence

from parsers import records
from parsers.flat.disorder import made_unreadable, rows_named, rows_of_figures
from parsers.form_words import APPLICANTS, last_word
from parsers.numbers import adds_up, is_figure
from parsers.page import Grid
from parsers.recognise import find_tables
from schemas.form import every_table

Row = tuple[str, ...]
_NAME = "requests"


def are_torn(rows: Sequence[Row]) -> bool:
    """Whether a row's figures that add up stand without a label, or after a label with figures of its own."""
    return any(_has_more(row[last_word(row) + 1 :], labelled=last_word(row) >= 0) for row in rows)


def _has_more(values: Row, *, labelled: bool) -> bool:
    runs = [values[at : at + APPLICANTS] for at in range(0, len(values), APPLICANTS)]
    return len(runs) > labelled and all(
        len(run) == APPLICANTS and all(map(is_figure, run)) and adds_up(run, APPLICANTS - 1)
        for run in runs
    )


def are_named_by_order(rows: Sequence[Row]) -> bool:
    """Whether every row of table 三 is read where each line is a row, of which some have no label."""
    parts = [part for part in find_tables([Grid(tuple(rows), None)]) if part.table == _NAME]
    if not parts:
        return False
    read = records.read(_NAME, parts, None)
    return not read.missing and any(one.code == "row-without-label" for one in read.findings)


def without_neighbours_figures(rows: Sequence[Row], beside: Sequence[Row]) -> list[Row]:
    """The rows; figures that may be a neighbour's are joined to one unreadable cell.

    `beside` has the rows of single lines: only there a label has its own figures for certain. Between two such
    rows others have theirs if all labels that the form has there stand each before the figures of one row.
    """
    certain = {_own(row) for row in beside if rows_named(row) and rows_of_figures(row) == 1}
    result: list[Row] = []
    between: list[Row] = []
    above: Row = ()
    for row in (*rows, ()):
        end = len(row) if _own(row) in certain else last_word(row) + 1 + APPLICANTS
        if row and _own(row[:end]) not in certain:
            between.append(row)
            continue
        even = all(bool(rows_named(one)) == rows_of_figures(one) for one in between)
        labels = [label for one in between for label in rows_named(one)]
        if not even or not _are_all(labels, rows_named(above), rows_named(row)):
            between = [made_unreadable(one) if rows_named(one) else one for one in between]
        result += [*between, row[:end]] if row else between
        between = [row[end:]] if row[end:] else []
        above = row
    return result


def _own(row: Row) -> Row:
    """The label of a row of table 三, and the figures after it."""
    return *rows_named(row)[-1:], *filter(is_figure, row[last_word(row) + 1 :])


def _are_all(labels: list[str], above: Row, below: Row) -> bool:
    """Whether labels are those of all rows that a form has between two, or before the first or after the last.

    A group's name may be the label of a row in another form.
    """
    first, last = ("", *above)[-1], ("", *below)[-1]
    orders = (["", *table.rows, ""] for table in every_table(_NAME))
    return any(
        order[order.index(first) + 1 : order.index(last, 1)]
        == [one for one in labels if one in order]
        for order in orders
        if {first, last} <= set(order)
    )
