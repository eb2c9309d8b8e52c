"""This module removes stray page numbers in or below rows that add up only without them.

Only rows of table 三 add up; elsewhere such a number is kept and reported.
"""

from collections.abc import Sequence

from parsers.flat.line_noise import is_page_number
from parsers.form_words import APPLICANTS, key_of_word, last_word
from parsers.tables import reading
from parsers.text import number

_FEW = 6  # pages over which a table may go

Row = tuple[str, ...]


def drop_stray_numbers(rows: Sequence[Row]) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows without stray numbers, and these numbers.

    If many rows have an additional cell, it belongs to a column and is kept.

    The last row is not changed, since a truncated text may end in the number of a label.

    >>> row = ("2.重复申请", "1", "0", "0", "0", "0", "0", "1")
    >>> last = ("(七)总计", *row[1:])
    >>> drop_stray_numbers([row, ("5",), last]) == ([row, last], ("5",))
    True
    >>> drop_stray_numbers([(*row[:4], "5", *row[4:]), last]) == ([row, last], ("5",))
    True
    >>> torn = ("2.重复申请", "1", "0", "0", "5", "0", "0", "0", "6")
    >>> drop_stray_numbers([torn, last]) == ([torn, last], ())
    True
    >>> zeros = ("2.重复申请", "1", "0", "0", "0", "0", "0", "0", "1")  # no page has the number 0
    >>> drop_stray_numbers([zeros, last]) == ([zeros, last], ())
    True
    >>> either = ("2.重复申请", "1", "0", "1", "0", "0", "0", "0", "1")  # each of its first ones may be the stray
    >>> drop_stray_numbers([either, last]) == ([either, last], ())
    True
    """
    may_have = any(_is_lone(row) or len(row) > APPLICANTS + 1 for row in rows)
    if not may_have or sum(map(_is_wide, rows)) > _FEW:
        return list(rows), ()
    kept: list[Row] = []
    strays: list[str] = []
    for row in rows[:-1]:
        if _is_lone(row) and kept and adds_up(_values(kept[-1])):
            strays += row
        elif (stray := _stray(row)) is not None:
            strays.append(row[stray])
            kept.append((*row[:stray], *row[stray + 1 :]))
        else:
            kept.append(row)
    return [*kept, rows[-1]], tuple(strays)


def _is_wide(row: Row) -> bool:
    values = _values(row)
    return len(values) == APPLICANTS + 1 and bool(values[-1])


def _is_lone(row: Row) -> bool:
    return len(row) == 1 and is_page_number(row[0])


def _stray(row: Row) -> int | None:
    """The position of the stray number in a row with one cell too many; None if none or several fit.

    A blank cell may itself be the additional one, as beside a label over two columns.
    """
    values = _values(row)
    if not _is_wide(row) or not all(values):
        return None
    numbers = (at for at, text in enumerate(values) if is_page_number(text))
    rest = {(*values[:at], *values[at + 1 :]): at for at in numbers}
    fitting = [at for one, at in rest.items() if adds_up(one)]
    return len(row) - len(values) + fitting[0] if len(fitting) == 1 else None


def _values(row: Row) -> Row:
    """The cells after the label of a row of table 三."""
    label = last_word(row)
    named = label >= 0 and key_of_word(row[label], "requests", "row")
    return row[label + 1 :] if named else ()


def adds_up(values: Sequence[str]) -> bool:
    """Whether the cells of a row are its figures, blanks among them, and the last is their sum; padding may follow."""
    if len(values) < APPLICANTS or any(values[APPLICANTS:]):
        return False
    row = values[:APPLICANTS]
    read = number(row[-1]).value is not None and all(number(x).state != "unparsed" for x in row)
    return read and reading.adds_up(row, APPLICANTS - 1)
