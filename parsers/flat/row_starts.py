"""This module removes the pipe that stands on a line of its own before every row, where a copy has one.

It would be a blank cell at the end of the row before: the pipe that begins a line of markdown, after which
this copy prints each cell on the next line.
"""

from collections.abc import Sequence

from parsers.flat.pieces import split_at_pipes
from parsers.text import fold, is_figure

_HEADERS = frozenset(
    map(fold, ("信息内容", "自然人", "商业企业"))
)  # they begin a line in every form


def drop_row_starts(lines: Sequence[str]) -> list[str]:
    """Return the lines without lone pipes before a row's words, if most lines of headers have one.

    >>> drop_row_starts(["|", "信息内容 |", "本年处理决定数量 |", "|", "行政许可 |", "3 |"])
    ['信息内容 |', '本年处理决定数量 |', '行政许可 |', '3 |']
    >>> drop_row_starts(["信息内容 |", "本年处理决定数量 |", "|", "行政许可 |", "3 |"])[2]
    '|'
    """
    filled = [line for line in lines if line]
    before = [above for above, line in zip(["", *filled], filled, strict=False) if _heads(line)]
    if before.count("|") * 2 <= len(before):
        return list(lines)
    pairs = zip(filled, [*filled[1:], ""], strict=True)
    return [line for line, after in pairs if line != "|" or not _begins(after)]


def _heads(line: str) -> bool:
    return fold(line.strip("| ")) in _HEADERS


def _begins(line: str) -> bool:
    """Whether a line is a cell of words, which stand in no row after its figures."""
    return any(cell and not is_figure(cell) for cell in split_at_pipes(line))
