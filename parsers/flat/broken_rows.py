"""This module joins rows that a copy has broken at a blank cell, where a cell ends, or at the width of its page."""

import re
from collections.abc import Sequence
from itertools import chain, pairwise, takewhile

from parsers.flat.glued import row_widths
from parsers.flat.line_noise import is_page_number
from parsers.flat.pieces import split_at_pipes
from parsers.form_words import APPLICANTS, DISPUTES, OUTCOMES, is_group, last_word, meanings
from parsers.numbers import adds_up, is_figure
from parsers.patterns import HAN

_MOST_LINES = 4  # that one row is broken over
# A row that ends in blank cells, each on a line of its own, and goes on with a figure. Where every cell has
# lone pipes around it, no line has both words and a pipe at its end; words after a pipe begin a row,
# and figures do under the headers of table 四.
_BROKEN = re.compile(
    rf"[^|\s](?<!\| [总總][计計]) ?\|\n(?:\|\n)+\| ?(?![^|\n]*[{HAN}])[^|\s][^\n]*\|$", re.MULTILINE
)
_BEGUN = re.compile(r"[^|]+\|").match  # a line with a cell before a pipe


def join_broken_rows(lines: Sequence[str]) -> list[str]:
    """Return the lines, with a row that was broken in any of the ways below in one line again."""
    return join_wrapped_rows(join_blank_cells(join_open_rows(lines)))


def join_blank_cells(lines: Sequence[str]) -> list[str]:
    """Return the lines, with a row that was broken at each of its blank cells in one line again.

    >>> join_blank_cells(["予以公开 | 3 |", "|", "| 5 |", "行政许可 |", "|", "行政处罚 | 2 |"])
    ['予以公开 | 3 | | | 5 |', '行政许可 | |', '行政处罚 | 2 |']
    """
    filled = [line for line in lines if line]
    if not _BROKEN.search("\n".join(filled)):
        return list(lines)
    joined: list[str] = []
    for line in filled:
        if joined and joined[-1].endswith("|") and line.startswith("|"):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def join_open_rows(lines: Sequence[str]) -> list[str]:
    """Return the lines, with a row in one again that was broken where cells end, among rows that all end in a pipe.

    >>> join_open_rows(["信息内容 | 本年增/减", "| 处理决定数量", "|", "行政许可", "| 0 | 5 |", "行政处罚 | 0 | 2 |"])
    ['信息内容 | 本年增/减 | 处理决定数量 |', '行政许可 | 0 | 5 |', '行政处罚 | 0 | 2 |']
    >>> join_open_rows(["规章 | 0 | 0", "| 自然人 | 总计", "规范性文件 | 0 | 0"])[1]
    '| 自然人 | 总计'
    """
    filled = [line for line in lines if line]
    pairs = [pair for pair in pairwise(filled) if "|" in pair[0]]
    begun = sum(map(bool, map(_BEGUN, filled)))
    framed = sum(line[0] == "|" == above[-1] for above, line in pairs)
    if begun <= framed or any(line[0] != "|" != above[-1] for above, line in pairs):
        return list(lines)
    joined: list[str] = []
    for line in filled:
        above = joined[-1] if joined else ""
        is_open = not above.endswith("|") and ("|" in above or (line != "|" and _is_cell(above)))
        if line.startswith("|") and is_open:
            joined[-1] = f"{above} {line}"
        else:
            joined.append(line)
    return joined if len(joined) < len(filled) else list(lines)


def _is_cell(line: str) -> bool:
    return bool(meanings(line)) or is_figure(line)


def with_whole_label(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row whose label a copy has split over its first cells, with the label in one.

    >>> with_whole_label(("四、结转下年度继续", "办理", "0", "0", "0", "0", "0", "0", "0"))[:2]
    ('四、结转下年度继续办理', '0')
    """
    words = list(takewhile(lambda cell: cell and not is_figure(cell), row))
    if len(words) < 2 or len(words) == len(row) or any(map(meanings, words)):
        return row
    labels = ("".join(words[at:]) for at in range(len(words) - 1))
    whole = next((label for label in labels if row_widths(label)), None)
    return (whole, *row[len(words) :]) if whole else row


def join_wrapped_rows(lines: Sequence[str]) -> list[str]:
    """Return the lines, with a row that goes on after the pipe at its end in one line again.

    A pipe stands between two cells only, so a line that ends in one is followed by a cell: by a blank
    one at the end of its row, or by the figures of the next line, if these complete it.

    >>> join_wrapped_rows(["(七)总计| 1| 0| 0|", "0| 0| 0| 1", "四、结转下年度继续办理| 0| 0| 0| 0| 0| 0|"])
    ['(七)总计| 1| 0| 0| 0| 0| 0| 1', '四、结转下年度继续办理| 0| 0| 0| 0| 0| 0|']
    """
    if not any(line.endswith("|") for line in lines) or not _stand_between(lines):
        return list(lines)
    joined: list[str] = []
    at = 0
    while at < len(lines):
        most = min(_MOST_LINES, len(lines) - at)
        ways = (n for n in range(2, most + 1) if _is_row(lines[at : at + n]))
        step = next(ways, 1) if lines[at].endswith("|") else 1
        joined.append(" ".join(lines[at : at + step]))
        at += step
    return joined


def _stand_between(lines: Sequence[str]) -> bool:
    """Whether pipes stand between cells only: where one follows every cell, no line ends without."""
    barred = [line for line in lines if "|" in line]
    between = sum(not line.startswith("|") and not line.endswith("|") for line in barred)
    return between * 4 > len(barred)


def _is_row(lines: Sequence[str]) -> bool:
    """Whether lines are one row: its words and its first figures, then figures alone, as many as it has columns."""
    first, *others = map(split_at_pipes, lines)
    if not all(line.endswith("|") for line in lines[:-1]) or not all(others):
        return False
    cells = [*first, *chain.from_iterable(others)]
    begun = len(first) if not all(map(is_group, first)) else len(cells)  # labels end on these
    label = last_word(cells[:begun])
    values = cells[label + 1 :]
    if not all(not cell or is_figure(cell) for cell in values):
        return False
    if len(values) not in (row_widths(cells[label]) if label >= 0 else {DISPUTES}):
        return False
    last = others[-1][0]
    may_be_page = len(others) == 1 == len(others[-1]) and is_page_number(last)
    width = OUTCOMES if len(values) == DISPUTES else len(values)
    summed = width in (OUTCOMES, APPLICANTS) and adds_up(values[-width:], width - 1)
    return not may_be_page or summed
