"""This module removes the indicators' codes from statistics that were flattened to text.

If blank cells leave no trace, a code could be taken for a figure, and a figure could belong to any of several
columns; such a figure is joined to a sign that makes it unreadable.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.before_2019.indicators import (
    CODE_HEADS,
    FEWEST,
    NAME_HEADS,
    NOTE_HEADS,
    UNIT_HEADS,
    is_indicator,
    key_of,
)
from parsers.flat.line_noise import label_number
from parsers.text import APART, number

_NEARLY_ALL = 0.75
_WORDS = NAME_HEADS | UNIT_HEADS | NOTE_HEADS

Row = tuple[str, ...]


def drop_next_label_number(rows: list[Row]) -> list[Row]:
    """Return the rows, the last one without the number of the next label, if a truncated text ends with it.

    >>> drop_next_label_number([("1.当面申请数", "件", "4"), ("2.传真申请数", "件", "9", "3")])[1]
    ('2.传真申请数', '件', '9')
    """
    *others, last = rows
    number_before = label_number(last[0])
    longest = max(map(len, others), default=0)
    if number_before and last[-1] == str(number_before + 1) and len(last) > longest:
        return [*others, last[:-1]]
    return rows


def settle_columns(head: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Return header and rows without codes; figures of several columns are kept only in complete rows.

    >>> head = [("指标名称", "代码", "本期实际")]
    >>> rows = [("当面申请数", "11", "3"), ("传真申请数", "12"), ("网上申请数", "13"), ("信函申请数", "14", "5")]
    >>> settle_columns(head, rows)[:3]
    [('指标名称', '本期实际'), ('当面申请数', '3'), ('传真申请数',)]
    """
    coded = any(key_of(cell) in CODE_HEADS for row in head for cell in row)
    if coded and _count_up([int(row[at]) for row in rows if (at := _code(row))]):
        head = [tuple(cell for cell in row if key_of(cell) not in CODE_HEADS) for row in head]
        rows = [(*row[:at], *row[at + 1 :]) if (at := _code(row)) else row for row in rows]
    width = max(map(len, head), default=0)
    several = sum(key_of(cell) not in _WORDS for row in head for cell in row) > 1
    return [*head, *(_placed(rows, width) if several and len(head) == 1 else rows)]


def _code(row: Row) -> int:
    """The position of an indicator's code, which is its first figure; 0 if it has none."""
    places = (at for at, cell in enumerate(row) if at and cell.isdecimal())
    return next(places, 0) if is_indicator(row[0]) else 0


def _count_up(codes: list[int]) -> bool:
    """Whether nearly all codes are one more than the one before."""
    steps = sum(after == before + 1 for before, after in pairwise(codes))
    return len(codes) >= FEWEST and steps >= _NEARLY_ALL * (len(codes) - 1)


def _placed(rows: Sequence[Row], width: int) -> Iterator[Row]:
    for row in rows:
        figures = [cell for cell in row[1:] if number(cell).state == "number"]
        if figures and is_indicator(row[0]) and len(row) < width:
            yield (*(cell for cell in row if cell not in figures), APART.join((*figures, "")))
        else:
            yield row
