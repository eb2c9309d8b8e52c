"""This module removes stray page numbers below rows that add up without them.

Only rows of table 三 add up; elsewhere such a number is kept and reported.
"""

from collections.abc import Sequence

from parsers.flat.line_noise import is_page_number
from parsers.form_words import APPLICANTS, key_of_word, last_word
from parsers.tables import reading
from parsers.text import number

Row = tuple[str, ...]


def drop_stray_numbers(rows: Sequence[Row]) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows without stray numbers, and these numbers.

    The last row is not changed, since a truncated text may end in the number of a label.

    >>> row = ("2.重复申请", "1", "0", "0", "0", "0", "0", "1")
    >>> last = ("(七)总计", *row[1:])
    >>> drop_stray_numbers([row, ("5",), last]) == ([row, last], ("5",))
    True
    """
    if not any(map(_is_lone, rows)):
        return list(rows), ()
    kept: list[Row] = []
    strays: list[str] = []
    for row in rows[:-1]:
        if _is_lone(row) and kept and adds_up(_values(kept[-1])):
            strays += row
        else:
            kept.append(row)
    return [*kept, rows[-1]], tuple(strays)


def _is_lone(row: Row) -> bool:
    return len(row) == 1 and is_page_number(row[0])


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
