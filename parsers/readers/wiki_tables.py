r"""This module puts each row of a wiki's or an AsciiDoc text's table on one line, where it has several.

>>> wiki = '\n{|\n! 信息内容\n! 本年处理决定数量\n|-\n|colspan="1"| 行政许可 || 5\n|}\n'
>>> rows_on_lines(wiki).splitlines()
['', '| 信息内容 | 本年处理决定数量 |', '| 行政许可 | 5 |']
>>> rows_on_lines('[cols="70%,30%"]\n|===\n|行政许可\n|5\n\n|行政处罚 |\n|===').splitlines()
['[cols="70%,30%"]', '| 行政许可 | 5 |', '| 行政处罚 |  |']
"""

import re
from collections.abc import Iterator, Sequence

_ATTRIBUTES = re.compile(r"^\s*+(?:[\w-]++\s*+=\s*+(?:\"[^\"|]*\"|'[^'|]*'|[\w%.#-]++)\s*+)++\|")
_BETWEEN = re.compile(r"\|\||!!")
_COLUMNS = re.compile(r"cols=\"([^\"]*)\"")
_SPANS = re.compile(r"\d*(?:\.\d+)?\+\|")  # 5+|, .2+|
_ENDS = {"{|": "|}", "|===": "|==="}


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
