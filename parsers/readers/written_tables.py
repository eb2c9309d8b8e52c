r"""This module brings tables as other programs write them to rows with pipes: those of a wiki or an AsciiDoc text,
whose rows may have several lines, and those that pandas prints.

For pandas `Unnamed: 3` heads a column without a name, `NaN` stands for a blank cell, and a number may stand
before each row. MarkItDown reads workbooks so.

>>> wiki = '\n{|\n! 信息内容\n! 本年处理决定数量\n|-\n|colspan="1"| 行政许可 || 5\n|}\n'
>>> rows_on_lines(wiki).splitlines()
['', '| 信息内容 | 本年处理决定数量 |', '| 行政许可 | 5 |']
>>> rows_on_lines('[cols="70%,30%"]\n|===\n|行政许可\n|5\n\n|行政处罚 |\n|===').splitlines()
['[cols="70%,30%"]', '| 行政许可 | 5 |', '| 行政处罚 |  |']
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from parsers.flat.pieces import split_at_pipes
from parsers.readers.separated import lines_of_rows

_ATTRIBUTES = re.compile(r"^\s*+(?:[\w-]++\s*+=\s*+(?:\"[^\"|]*\"|'[^'|]*'|[\w%.#-]++)\s*+)++\|")
_BETWEEN = re.compile(r"\|\||!!")
_COLUMNS = re.compile(r"cols=\"([^\"]*)\"")
_SPANS = re.compile(r"\d*(?:\.\d+)?\+\|")  # 5+|, .2+|
_ENDS = {"{|": "|}", "|===": "|==="}
_BLANK = re.compile(r"Unnamed: \d+|[Nn]a[Nn]")
# A row of such names, of which a sheet's first line may be one.
_NAMES = re.compile(r"^[ \t]*\|(?:.*Unnamed: \d|[ \t|]*0 *\| *1 *\|)", re.MULTILINE)


def rows_on_lines(text: str) -> str:
    """The text with a line between pipes for each row of such tables; of any other text as it is."""
    if "\n{|" not in text and "\n|===" not in text:
        return text
    result: list[str] = []
    table: list[str] = []
    end = ""
    for line in text.splitlines():
        if end and line.startswith(end):
            result += _rows(table, end)
            end = ""
        elif end:
            table.append(line)
        elif begun := next((sign for sign in _ENDS if line.startswith(sign)), None):
            table, end = [result[-1] if result else ""], _ENDS[begun]
        else:
            result.append(line)
    return "\n".join((*result, *(table[1:] if end else ()), ""))


def _rows(table: Sequence[str], end: str) -> Iterator[str]:
    """A line for each row of a table; `table` has the line above it and its lines."""
    above, *lines = table
    for row in _wiki_rows(lines) if end == "|}" else _chunks(above, lines):
        yield f"| {' | '.join(row)} |"


def _wiki_rows(lines: Sequence[str]) -> Iterator[list[str]]:
    row: list[str] = []
    for line in (*lines, "|-"):
        if line.startswith(("|-", "|+")):
            if row:
                yield row
            row = []
        elif line.startswith(("|", "!")):
            row += (_ATTRIBUTES.sub("", cell).strip() for cell in _BETWEEN.split(line[1:]))
        elif row:
            row[-1] = f"{row[-1]} {line.strip()}".strip()


def _chunks(above: str, lines: Sequence[str]) -> Iterator[list[str]]:
    """The rows of an AsciiDoc table, of as many cells as it has columns; a line each where cells cover several."""
    told = _COLUMNS.search(above)
    width = told[1].rstrip(",").count(",") + 1 if told else 0
    text = " ".join(lines)
    cells = [cell.strip() for cell in text.split("|")[1:]]
    if width and len(cells) % width == 0 and not _SPANS.search(text):
        yield from (cells[at : at + width] for at in range(0, len(cells), width))
    else:
        alone = (_SPANS.sub("|", line).removeprefix("|") for line in lines if line)
        yield from ([cell.strip() for cell in line.split("|")] for line in alone)


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
