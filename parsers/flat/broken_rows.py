"""This module joins rows that a copy has broken where a cell ends."""

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.form_words import meanings
from parsers.numbers import is_figure

_BEGUN = re.compile(r"[^|]+\|").match  # a line with a cell before a pipe


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
