"""This module drops the copies of a merged cell that a program printed in each column or line that it spans.

`行政许可 | 7 | 7 | 7` under `信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量` is
one figure.
"""

from collections.abc import Sequence
from itertools import groupby

from parsers.form_words import meanings, table_of_word
from parsers.text import is_figure

Row = tuple[str, ...]
_TABLES = ("disclosures", "disputes")  # in table 三 labels are repeated, which reading sees through


def drop_repeats(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, with each merged cell of tables 二 and 四 only once.

    >>> drop_repeats([("信息内容", "本年处理决定数量", "本年处理决定数量"), ("行政处罚", "7", "7")])
    [('信息内容', '本年处理决定数量'), ('行政处罚', '7')]
    >>> drop_repeats([("信息内容", "采购项目数量", "采购总金额"), ("政府集中采购", "3", "3")])[1]
    ('政府集中采购', '3', '3')
    """
    if not any(_repeats(row) for row in rows):
        return list(rows)
    kept_rows: list[Row] = []
    groups: list[list[int]] = []
    above: Row = ()
    for row in rows:
        if _is_of_words(row):
            groups = _runs(row) if _repeats(row) or len(row) == len(above) else []
            kept = [run[0] for run in groups if not _is_from_above(row, above, run[0])]
            kept_rows.append(tuple(row[at] for at in kept) if groups else row)
            above = row
            continue
        fits = groups and sum(map(len, groups)) == len(row)
        same = fits and all(len({row[at] for at in run}) == 1 for run in groups)
        kept_rows.append(tuple(row[run[0]] for run in groups) if same else row)
        above = ()
    return kept_rows


def _is_of_words(row: Row) -> bool:
    return not any(map(is_figure, row)) and any(map(meanings, row))


def _repeats(row: Row) -> bool:
    """Whether a line of words of tables 二 and 四 has one of them twice, side by side."""
    beside = (cell for cell, run in groupby(row) if cell and len(list(run)) > 1)
    return any(table_of_word(cell) in _TABLES or _is_block(cell) for cell in beside)


def _is_block(cell: str) -> bool:
    return any(word.table == "disclosures" for word in meanings(cell))


def _runs(row: Row) -> list[list[int]]:
    """The places of a line's cells, those of equal cells side by side together."""
    return [[at for at, _ in run] for _, run in groupby(enumerate(row), key=lambda one: one[1])]


def _is_from_above(row: Row, above: Row, at: int) -> bool:
    return (
        len(row) == len(above) and row[at] == above[at] and table_of_word(row[at]) != "disclosures"
    )
