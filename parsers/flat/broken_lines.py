"""This module rejoins headers and labels that narrow columns of a PDF broke over two lines."""

from collections.abc import Sequence
from itertools import combinations

from parsers.form_words import meanings
from parsers.text import is_figure

_MOST_WORDS = 8  # of one line of headers
_LONGEST = 80  # letters: a longer line is prose


def join_broken_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines, with each that contains only the ends of words above it joined to these, figures last.

    >>> join_broken_lines(["信息内容  本年新制  本年新公  对外公开", "作数量  开数量  总数量", "规章  0  0  6"])
    ['信息内容 本年新制作数量 本年新公开数量 对外公开总数量', '规章  0  0  6']
    >>> join_broken_lines(["其他对外管理服务  8  0  93", "事项"])
    ['其他对外管理服务事项 8 0 93']
    >>> join_broken_lines(["信息内容  本年制发  现行有效件数", "情况  数量"])[1]
    '情况  数量'
    """
    joined: list[str] = []
    for line in lines:
        above = joined[-1] if joined else ""
        short = 0 < len(above) < _LONGEST and 0 < len(line) < _LONGEST and "|" not in above + line
        if short and (whole := _headers(above, line) or _row(above, line)):
            joined[-1] = whole
        else:
            joined.append(line)
    return joined


def _headers(above: str, line: str) -> str:
    """Join two lines of headers to one of complete words; empty if that is impossible or ambiguous."""
    words, ends = above.split(), line.split()
    if not 1 < len(words) <= _MOST_WORDS or not 0 < len(ends) < len(words):
        return ""
    if all(map(meanings, words)) or any(map(is_figure, (*words, *ends))):
        return ""
    ways = []
    for places in combinations(range(len(words)), len(ends)):
        beside = dict(zip(places, ends, strict=True))
        whole = [word + beside.get(at, "") for at, word in enumerate(words)]
        ways += [whole] if all(map(meanings, whole)) else []
    return " ".join(ways[0]) if len(ways) == 1 else ""


def _row(above: str, line: str) -> str:
    """Join two lines to a complete label with the figures of either; empty if that is impossible."""
    (begun, before), (end, after) = _label(above), _label(line)
    if not begun or not end or (before and after) or not (before or after):
        return ""
    known = meanings(begun) or meanings(end)
    return " ".join((begun + end, *before, *after)) if not known and meanings(begun + end) else ""


def _label(line: str) -> tuple[str, list[str]]:
    """The words of a line and the figures at its end."""
    parts = line.split()
    cut = len(parts)
    while cut and is_figure(parts[cut - 1]):
        cut -= 1
    return "".join(parts[:cut]), parts[cut:]
