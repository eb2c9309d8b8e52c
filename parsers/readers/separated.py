r"""This module reads values that are separated by commas: the records of a data set, by the names in its
first line, and the rows of the form's tables, as programs save those of a PDF or of a workbook.

>>> records("标题,发布机构,内容\n甲局2023年政府信息公开工作年度报告,甲局,\"一、总体情况\n无\"")
[{'标题': '甲局2023年政府信息公开工作年度报告', '发布机构': '甲局', '内容': '一、总体情况\n无'}]
>>> records("本局2023年,共公开,信息内容\n3,4,5") is None
True
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from io import StringIO
from itertools import groupby

from parsers.flat.rows import is_row_label
from parsers.text import below

_TITLES = frozenset(("标题", "文章标题", "信息标题", "文件标题", "名称", "title"))
_TEXT = re.compile("内容|正文|全文|content|text|body|html")
_HEAD = 2000  # characters in which the names stand
_MOST = 1000
# The end of a row of figures, or of blanks.
_FIGURES = re.compile(r"(?:,[ \t]*\"?[\d.]{0,12}\"?[ \t]*){6}\r?$", re.MULTILINE)
_FEWEST = 5  # such rows


def records(text: str) -> list[dict[str, str]] | None:
    """The records of a text, each by the names of its values; None for a text that is no such data set."""
    if text.startswith("<"):
        return None  # a page, as nearly all texts are
    text = text.lstrip("\ufeff")
    names_line = text[:_HEAD].partition("\n")[0].strip()
    mark = max(",\t", key=names_line.count)
    names = [name.strip(' "') for name in names_line.split(mark)]
    folded = {name.lower() for name in names}
    has_titles = len(folded) == len(names) and not _TITLES.isdisjoint(folded)
    if not has_titles or not any(map(_TEXT.search, folded)):
        return None
    rows = _rows(text, mark)
    if not 1 < len(rows) <= _MOST or any(len(row) != len(names) for row in rows):
        return None
    return [dict(zip(names, row, strict=True)) for row in rows[1:]]


def rows_as_pipes(text: str) -> str:
    r"""A text with pipes between the cells of its rows where commas part them; any other text as it is.

    >>> rows_as_pipes("表三,,,,,,,\n" + '"一、本年\n新收",2,0,0,0,,0,2\n' * 5).splitlines()[:2]
    ['表三', '一、本年新收 | 2 | 0 | 0 | 0 |  | 0 | 2 |']
    """
    if text.count(",") < _FEWEST * 6 or len(_FIGURES.findall(text)) < _FEWEST:
        return text
    return "\n".join(lines_of_rows(map(_whole, _rows(text, ",")))) or text


def _whole(row: list[str]) -> list[str]:
    """A row; a sentence with commas, which a program did not quote, is one cell of it.

    >>> _whole(["2023年", "我局公开信息3条。"]), _whole(["规章", "3"])
    (['2023年,我局公开信息3条。'], ['规章', '3'])
    """
    return [",".join(row).rstrip(",")] if any("。" in cell for cell in row) else row


def lines_of_rows(rows: Iterable[Sequence[str]]) -> list[str]:
    """A line for each row of cells: what stands alone in it, or its cells with pipes.

    Columns at the end that no row between two such lines fills are left out, and so are the numbers that
    pandas prints for names of columns and rows.

    >>> lines_of_rows([["", "0", "1"], ["0", "规章", ""], ["1", "行政许可", "5"]])
    ['规章 |  |', '行政许可 | 5 |']
    """
    told = [[reduce(below, cell.split("\n"), "") for cell in row] for row in _unnumbered(rows)]
    result: list[str] = []
    for alone, block in groupby(told, key=_stands_alone):
        table = list(block)
        filled = (at + 1 for row in table for at, cell in enumerate(row) if cell.strip())
        width = max(filled, default=0)
        result += (row[0] if alone else f"{' | '.join(row[:width])} |" for row in table)
    return result


def _unnumbered(rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The rows without the numbers that a program put before those of a table, counted from 0."""
    count = None  # of the rows of a table with numbers, so far
    for row in rows:
        if _counts_up(row):
            count = None
        elif row and not row[0] and _counts_up(row[1:]):
            count = 0
        elif row and count is not None and row[0] == str(count):
            count += 1
            yield row[1:]
        elif row:
            yield row


def _counts_up(row: Sequence[str]) -> bool:
    return len(row) > 1 and list(row) == [str(at) for at in range(len(row))]


def _stands_alone(row: Sequence[str]) -> bool:
    """Whether a row has one text and is none of a table, which may be blank."""
    return not any(row[1:]) and not is_row_label(row[0], beside_figures=True)


def _rows(text: str, mark: str) -> list[list[str]]:
    """The rows of a text, one value of which may be a whole page; none where its quotation marks do not close."""
    usual = csv.field_size_limit(len(text) + 1)
    try:
        return [row for row in csv.reader(StringIO(text), delimiter=mark, strict=True) if row]
    except csv.Error:
        return []
    finally:
        csv.field_size_limit(usual)
