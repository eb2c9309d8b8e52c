"""This module brings tables as pandas prints them, whose rows MarkItDown makes of workbooks, to rows with pipes.

`Unnamed: 3` heads a column without a name, `NaN` stands for a blank cell, and a number may stand before each row.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from parsers.flat.pieces import split_at_pipes
from parsers.readers.separated import lines_of_rows

_BLANK = re.compile(r"Unnamed: \d+|[Nn]a[Nn]")
# A row of such names, of which a sheet's first line may be one.
_NAMES = re.compile(r"^[ \t]*\|(?:.*Unnamed: \d|[ \t|]*0 *\| *1 *\|)", re.MULTILINE)


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
