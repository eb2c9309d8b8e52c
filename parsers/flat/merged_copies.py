"""This module puts cells, one on a line, into rows where a merged cell stands once for each place that it covers.

This is how python-docx gives the cells of a Word table, and programs write each on a line. How often the
words of the first row are repeated tells how many cells a row has.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from parsers.form_words import APPLICANTS, DISPUTES, OUTCOMES, table_of_word
from parsers.headings import is_mandated
from parsers.text import is_figure

_APPLICANTS, _RECONSIDERATION = "申请人情况", "行政复议"  # in the first rows of tables 三 and 四
_FEWEST = 2  # times that a merged cell of table 二 is told
_MANY = 30  # lines


def rows_of_copies(lines: Sequence[str]) -> list[str]:
    """The lines of a text, those of such a table in rows with pipes; there may be an empty line between any two.

    >>> rows_of_copies(["第二十条第（五）项"] * 2 + ["信息内容", "本年处理决定数量", "行政许可", "5", "三、收到和处理政府信息公开申请情况"])
    ['| 第二十条第（五）项 | 第二十条第（五）项 |', '| 信息内容 | 本年处理决定数量 |', '| 行政许可 | 5 |', '三、收到和处理政府信息公开申请情况']
    >>> rows_of_copies(["第二十条第（五）项"] * 2 + ["信息内容", "本年处理决定数量", "5", "行政许可"])[2:]  # no row ends in a word
    ['信息内容', '本年处理决定数量', '5', '行政许可']
    >>> rows_of_copies(["第二十条第（五）项"] * 2 + ["信息内容", "本年处理决定数量", "行政许可", "5", "7"])[4:]  # nor is a row half full
    ['行政许可', '5', '7']
    """
    apart = len(lines) > _MANY and not any(lines[1::2])
    read = lines[::2] if apart else lines
    result: list[str] = []
    at = 0
    for start, width, end in _tables(read):
        cells = list(takewhile(lambda line: not is_mandated(line), read[start:end]))
        while len(cells) % width and not cells[-1]:
            cells.pop()
        rows = [cells[first : first + width] for first in range(0, len(cells), width)]
        if len(cells) % width == 0 and all(map(_is_row, rows)):
            result += read[at:start]
            result += (f"| {' | '.join(row)} |" for row in rows)
            at = start + len(cells)
    return [*result, *read[at:]] if at else list(lines)


def _tables(lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where each table begins, how many cells its rows have, and where the next begins."""
    firsts = [next(found) for _, found in groupby(_beginnings(lines), key=lambda one: one[0])]
    for (_, start, width), (_, end, _) in pairwise((*firsts, ("", len(lines), 0))):
        yield start, width, end


def _beginnings(lines: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Where a table begins: which table, at which line, and how many cells its rows have; table 二 begins several times."""
    at, before = 0, 0
    for word, run in groupby(lines):
        times = len(list(run))
        if times == APPLICANTS and word == _APPLICANTS:
            yield "requests", at - before, before + times
        elif times == OUTCOMES and word == _RECONSIDERATION:
            yield "disputes", at, DISPUTES
        elif times >= _FEWEST and table_of_word(word) == "disclosures":
            yield "disclosures", at, times
        at, before = at + times, times


def _is_row(cells: Sequence[str]) -> bool:
    """Whether no word follows the figures of a row."""
    figures = [is_figure(cell) for cell in cells if cell]
    return sorted(figures) == figures
