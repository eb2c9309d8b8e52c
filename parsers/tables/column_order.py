"""This module decides by the figures whether a copy's columns are in the order of its header or of the form.

In the text of a PDF rows keep their order, but the words of a header of several lines may come out
in any: 总计 before 商业企业, though the figures are not in that order.
"""

from collections.abc import Sequence

from parsers.tables.headers import COLUMNS
from parsers.tables.reading import Entry, Reading, is_zero_or_blank
from parsers.text import number

_TOTAL = COLUMNS[-1]
_ANY_ORDER = sorted(COLUMNS)


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


def adds_up(texts: tuple[str, ...], total: int) -> bool:
    """Whether the figure at one place is the sum of all others."""
    figures = [number(text).value or 0 for text in texts]
    return figures[total] * 2 == sum(figures)
