"""This module reads the rows that a converter such as MarkItDown made of workbooks and of PDFs.

Of a workbook it prints what pandas does: `Unnamed: 3` heads a column without a name, `NaN` stands for a blank cell,
and a number may stand before each row. Of a PDF it draws rows where words stand apart: words that happen to stand
below each other make a column, whatever the rules of the table are, so that two figures may share a cell, and a blank
cell may be none: only their order counts. A label that wraps begins a new table.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from parsers.flat.pieces import split_at_pipes
from parsers.form_words import APPLICANTS
from parsers.readers.separated import lines_of_rows
from parsers.text import is_figure

_BLANK = re.compile(r"Unnamed: \d+|[Nn]a[Nn]")
# A row of such names, of which a sheet's first line may be one.
_NAMES = re.compile(r"^[ \t]*\|(?:.*Unnamed: \d|[ \t|]*0 *\| *1 *\|)", re.MULTILINE)
# A row that heads a table of Markdown.
_HEAD = re.compile(
    r"^[ \t]*\|(.*)\|[ \t]*\n[ \t]*\|(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t]*$", re.MULTILINE
)
_FEWEST = 3  # such rows with figures: a table that a page's end parts has one

Cells = list[str]


def has_data_frames(text: str) -> bool:
    """Whether a text has a table that pandas has printed.

    >>> [has_data_frames(line) for line in ("|    |   0 | 1   |", "| 三、收到 | Unnamed: 1 |", "| 规章 | 0 | 1 |")]
    [True, True, False]
    """
    return "|" in text and _NAMES.search(text) is not None


def without_names(lines: Sequence[str]) -> list[str]:
    """The lines of a text with the cells of such tables, without the names that they have none for.

    >>> without_names(["|    | 三、收到 | Unnamed: 1 |", "|---:|:--|:--|", "|  0 | NaN | 自然人 |", "|  1 | 规章 | 5 |"])
    ['三、收到', ' | 自然人 |', '规章 | 5 |']
    >>> without_names(["| 件数 | Unnamed: 1 |", "| 0 | 规章 |", "| 1 | 行政许可 |"])  # a column with a name is no count of rows
    ['件数', '0 | 规章 |', '1 | 行政许可 |']
    """
    result: list[str] = []
    for is_row, block in groupby(lines, lambda line: line.lstrip().startswith("|")):
        these = list(block)
        if not is_row or not _NAMES.match(these[0]):
            result += these
            continue
        names, *rows = [cells for line in these if (cells := split_at_pipes(line))]
        numbers = [cells[0] for cells in rows]
        first = int(not names[0] and numbers == [str(at) for at in range(len(numbers))])
        kept = (row[first:] for row in (names, *rows))
        result += lines_of_rows(
            [["" if _BLANK.fullmatch(cell) else cell for cell in row] for row in kept]
        )
    return result


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
