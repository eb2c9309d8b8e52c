"""This module joins labels and headers that narrow columns broke over lines, side by side."""

from collections.abc import Iterator, Sequence
from itertools import islice

from parsers.form_words import meanings
from parsers.group_words import is_of_group
from parsers.numbers import is_figure, split_values
from parsers.text import has_open_bracket, squeeze

_MOST_WORDS = 10  # of one line of headers
_GOES_ON = ("、", ",")
_LONGEST = 80  # letters: a longer line is prose


def join_broken_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines, with each that contains only the ends of words above it joined to these, figures last.

    >>> join_broken_lines(["信息内容  本年新制  本年新公  对外公开", "作数量  开数量  总数量", "规章  0  0  6"])
    ['信息内容 本年新制作数量 本年新公开数量 对外公开总数量', '规章  0  0  6']
    """
    joined: list[str] = []
    for line in lines:
        above = joined[-1] if joined else ""
        if _may_join(above, line) and (whole := _headers(above, line) or _row(above, line)):
            joined[-1] = whole
        elif not above and len(joined) > 1 and (whole := _headers_apart(joined[-2], line)):
            joined[-2] = whole
        else:
            joined.append(line)
    return joined


def _may_join(above: str, line: str) -> bool:
    return 0 < len(above) < _LONGEST and 0 < len(line) < _LONGEST and "|" not in above + line


def _headers_apart(above: str, line: str) -> str:
    """The same for two lines with an empty one between them, as of a program that centres what stands beside them."""
    return _headers(above, line) if _may_join(above, line) and " " in above and " " in line else ""


def _headers(above: str, line: str) -> str:
    return " ".join(join_headers(above.split(), line.split()) or ())


def join_headers(words: list[str], ends: list[str]) -> list[str] | None:
    """The headers of a line, each with the end that stands on the next line; None if that is impossible or ambiguous."""
    if not 1 < len(words) <= _MOST_WORDS or not ends or all(map(meanings, ends)):
        return None
    if any(map(is_figure, (*words, *ends))):
        return None
    ways = list(islice(_whole(words, ends), 2))
    return ways[0] if len(ways) == 1 else None


def _whole(words: list[str], ends: list[str]) -> Iterator[list[str]]:
    """The ways to add so many ends to words, in order, so that each word is known."""
    if len(ends) > len(words):
        return
    if not words:
        yield []
        return
    first, *others = words
    if meanings(first):
        yield from ([first, *rest] for rest in _whole(others, ends))
    if ends and meanings(first + ends[0]):
        yield from ([first + ends[0], *rest] for rest in _whole(others, ends[1:]))


def _row(above: str, line: str) -> str:
    """Join two lines to a complete label with the figures of either; empty if that is impossible."""
    (begun, before), (end, after) = _label(above), _label(line)
    if not begun or not end or (before and after):
        return ""
    if is_open(begun) and not meanings(end) and not is_of_group(end):
        return " ".join((begun + end, *before, *after))
    if not (before or after):
        return ""
    known = meanings(begun) or meanings(end)
    return " ".join((begun + end, *before, *after)) if not known and meanings(begun + end) else ""


def is_open(label: str) -> bool:
    """Whether a known label goes on: in a note, as 部分公开(区分处理, or after a mark, as 逾期不补正、."""
    goes_on = has_open_bracket(label) or squeeze(label).endswith(_GOES_ON)
    return goes_on and bool(meanings(label))


def _label(line: str) -> tuple[str, list[str]]:
    """The words of a line and the figures at its end."""
    words, figures = split_values(line.split())
    return "".join(words), figures
