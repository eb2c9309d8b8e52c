"""This module finds the cells of tables 二 and 四 that are there only because a merged cell was printed in each place it covers:
`行政许可 | 7 | 7 | 7` under `信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量`.
"""

from collections.abc import Sequence
from itertools import groupby

from parsers.form_words import key_of_word, meanings, table_of_word
from parsers.numbers import is_figure
from schemas.form import every_table

Row = tuple[str, ...]
_COLUMNS = {row.columns for table in every_table("disclosures") for row in table.rows.values()}
_TABLES = ("disclosures", "disputes")  # in table 三 labels are repeated, which reading sees through


def drop_repeats(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, with each merged cell of tables 二 and 四 only once.

    >>> drop_repeats([("信息内容", "本年处理决定数量", "本年处理决定数量"), ("行政处罚", "7", "7")])
    [('信息内容', '本年处理决定数量'), ('行政处罚', '7')]
    """
    kept = places_once(rows)
    return [tuple(row[at] for at in places) for row, places in zip(rows, kept, strict=True)]


def places_once(rows: Sequence[Row]) -> list[Sequence[int]]:
    """The places of each row whose cells are to be kept, so that a merged cell is there only once."""
    every: list[Sequence[int]] = [range(len(row)) for row in rows]
    if not any(_repeats(row) or _is_title(row) for row in rows):
        return every
    groups: list[list[int]] = []
    above: Row = ()
    for number, row in enumerate(rows):
        if _is_title(row):
            every[number] = [0]
        elif _is_header(row):
            groups = _runs(row) if _repeats(row) or len(row) == len(above) else []
            groups = groups if _is_of_form(row, groups) else []
            if groups:
                every[number] = [run[0] for run in groups if not _is_from_above(row, above, run[0])]
            above = row
            continue
        elif sum(map(len, groups)) == len(row):
            same = all(len({row[at] for at in run}) == 1 for run in groups)
            every[number] = [run[0] for run in groups] if same else every[number]
        above = ()
    return every


def _is_of_form(row: Row, groups: list[list[int]]) -> bool:
    """Whether the columns of table 二 that a header names, merged ones once, are all of a row's: a slip names one twice."""
    told = (key_of_word(row[run[0]], "disclosures", "column") for run in groups)
    columns = tuple(filter(None, told))
    return not columns or columns in _COLUMNS


def _is_title(row: Row) -> bool:
    """Whether a line says one thing that no form knows in each of its cells."""
    alone = len(set(row)) == 1 < len(row) and bool(row[0])
    return alone and not meanings(row[0]) and not is_figure(row[0])


def _repeats(row: Row) -> bool:
    """Whether a line of words of tables 二 and 四 has one of them twice, side by side."""
    beside = (cell for cell, run in groupby(row) if cell and len(list(run)) > 1)
    return any(table_of_word(cell) in _TABLES for cell in beside)


def _is_header(row: Row) -> bool:
    """Whether a line has words and no figures; a row of table 二 whose cells are blank has its label alone."""
    labelled = any(key_of_word(cell, "disclosures", "row") for cell in row)
    return any(map(meanings, row)) and not labelled and not any(map(is_figure, row))


def _runs(row: Row) -> list[list[int]]:
    """The places of a line's cells, those of equal cells side by side together."""
    return [[at for at, _ in run] for _, run in groupby(enumerate(row), key=lambda one: one[1])]


def _is_from_above(row: Row, above: Row, at: int) -> bool:
    """Whether a cell of a header is a merged one of the line above; table 二 has none that goes on below."""
    same = len(row) == len(above) and row[at] == above[at]
    return same and table_of_word(row[at]) != "disclosures"
