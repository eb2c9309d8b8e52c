"""This module reads the rows that a converter such as MarkItDown made of a PDF.

It draws rows where words stand apart: words that happen to stand below each other make a column, whatever the rules of
the table are, so that two figures may share a cell, and a blank cell may be none: only their order counts. A label that
wraps begins a new table.
"""

import re
from collections.abc import Iterator, Sequence

from parsers.flat.pieces import split_at_pipes
from parsers.form_words import APPLICANTS
from parsers.numbers import is_figure

# A row that heads a table of Markdown.
_HEAD = re.compile(
    r"^[ \t]*\|(.*)\|[ \t]*\n[ \t]*\|(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t]*$", re.MULTILINE
)
_FEWEST = 3  # such rows with figures: a table that a page's end parts has one

Cells = list[str]


def has_rows_of_words(text: str) -> bool:
    r"""Whether a text has such rows: figures head several of its tables.

    >>> has_rows_of_words("| 1.重复申请 | 0 28 | 1 |\n| --- | --- | --- |\n理结果\n" * 3)
    True
    """
    heads = (head[1].replace("|", " ").split() for head in _HEAD.finditer(text))
    return sum(any(map(is_figure, words)) for words in heads) >= _FEWEST


def rows_as_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a text, with the words of each row as a line without pipes.

    Where one row of a table prints a figure for each kind of applicant in a cell of its own, its columns
    are those of the form, and a cell that is blank in another row is a blank.

    >>> rows_as_lines(["三、本年度", "| | (一)予以公开 | 0 28 | | 1 |", "果"])
    ['三、本年度', '(一)予以公开 0 28 1', '果']
    >>> rows_as_lines(["| 3.其他 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |", "| (七)总计 | 4 | | 0 | | 0 | 0 | |"])
    ['3.其他 4 0 0 0 0 0 4', '| (七)总计 | 4 |  | 0 |  | 0 | 0 |  |']
    """
    result: list[str] = []
    table: list[Cells] = []
    for line in (*lines, ""):
        if not line.lstrip().startswith("|"):
            result += (*_rows(table), line)
            table = []
        elif cells := split_at_pipes(line):
            table.append(cells)
        else:  # a rule, and the row above heads a new table
            result += _rows(table[:-1])
            table = table[-1:]
    return result[:-1]


def _rows(rows: list[Cells]) -> Iterator[str]:
    """The rows without the pipes that part words; one that lacks a figure keeps the pipes between its figures."""
    columns = _columns(rows)
    for row in rows:
        filled = [at for at in columns if row[at : at + 1] and row[at]]
        if filled and len(filled) < len(columns):
            words = [cell for at, cell in enumerate(row) if cell and at not in columns]
            figures = (row[at] if at in filled else "" for at in columns)
            yield f"| {' | '.join((*words, *figures))} |"
        else:
            yield " ".join(filter(None, row))


def _columns(rows: list[Cells]) -> tuple[int, ...]:
    """The places of a table's figures; none unless a row has one for each applicant and no row has any elsewhere."""
    places = [tuple(at for at, cell in enumerate(row) if is_figure(cell)) for row in rows]
    widest = max(places, key=len, default=())
    beside = (cell for row in rows for at, cell in enumerate(row) if at not in widest)
    crowded = any(is_figure(word) for cell in beside for word in cell.split())
    return widest if len(widest) == APPLICANTS and not crowded else ()
