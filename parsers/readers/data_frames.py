"""This module reads the rows of a sheet as pandas prints them: `Unnamed: 3` heads a column without a name,
`NaN` stands for a blank cell, and a number may stand before each row. MarkItDown reads workbooks so.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from parsers.flat.pieces import split_at_pipes
from parsers.readers.separated import lines_of_rows

_UNNAMED = "Unnamed: "
_BLANK = re.compile(r"Unnamed: \d+|[Nn]a[Nn]")


def without_blanks(lines: Sequence[str]) -> list[str]:
    """The lines of a text, those of such a table with blank cells; any other lines as they are.

    >>> without_blanks(["|    | 三、收到 | Unnamed: 1 |", "|---:|:--|:--|", "|  0 | NaN | 自然人 |", "|  1 | 规章 | 5 |"])
    ['三、收到', ' | 自然人 |', '规章 | 5 |']
    """
    if not any(_UNNAMED in line for line in lines):
        return list(lines)
    result: list[str] = []
    for is_row, block in groupby(lines, lambda line: line.lstrip().startswith("|")):
        these = list(block)
        if not is_row or _UNNAMED not in these[0]:
            result += these
            continue
        rows = [cells for line in these if (cells := split_at_pipes(line))]
        numbers = [cells[0] for cells in rows[1:]]
        first = int(not rows[0][0] and numbers == [str(at) for at in range(len(numbers))])
        result += lines_of_rows(
            [["" if _BLANK.fullmatch(cell) else cell for cell in row[first:]] for row in rows]
        )
    return result
