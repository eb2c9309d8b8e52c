"""This module joins labels and headers that narrow columns, or a copy with a cell per line, broke over lines."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from parsers.form_words import meanings
from parsers.text import is_figure, squeeze

_MOST_WORDS = 10  # of one line of headers
_LONGEST = 80  # letters: a longer line is prose
_MOST_JOINED = 9  # lines that one label is broken over


def join_broken_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines, with each that contains only the ends of words above it joined to these, figures last.

    >>> join_broken_lines(["信息内容  本年新制  本年新公  对外公开", "作数量  开数量  总数量", "规章  0  0  6"])
    ['信息内容 本年新制作数量 本年新公开数量 对外公开总数量', '规章  0  0  6']
    >>> join_broken_lines(["信息内容  本年制发  本年废止  现行有效", "件数  件数  件数"])
    ['信息内容 本年制发件数 本年废止件数 现行有效件数']
    >>> join_broken_lines(["其他对外管理服务  8  0  93", "事项"])
    ['其他对外管理服务事项 8 0 93']
    >>> join_broken_lines(["(二)部分公开(区分处理的,", "只计这一情形,不计其  0  1  1", "他情形)"])
    ['(二)部分公开(区分处理的,只计这一情形,不计其他情形) 0 1 1']
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
    if _is_open(begun) and not meanings(end):
        return " ".join((begun + end, *before, *after))
    if not (before or after):
        return ""
    known = meanings(begun) or meanings(end)
    return " ".join((begun + end, *before, *after)) if not known and meanings(begun + end) else ""


def _is_open(label: str) -> bool:
    """Whether a known label has a note whose end stands on the next line: 部分公开(区分处理."""
    note = squeeze(label)
    return note.count("(") > note.count(")") and bool(meanings(label))


def _label(line: str) -> tuple[str, list[str]]:
    """The words of a line and the figures at its end."""
    parts = line.split()
    cut = len(parts)
    while cut and is_figure(parts[cut - 1]):
        cut -= 1
    return "".join(parts[:cut]), parts[cut:]


class Token(NamedTuple):
    """A cell of the stream; `gap` counts the empty lines and lone pipes after it.

    Where each cell has a pipe behind it, a blank one is a token of its own, and there are no gaps.
    """

    text: str
    gap: int = 0


def join_broken_labels(tokens: list[Token]) -> list[Token]:
    """Return the cells, with labels that were broken over lines joined: the longest run of words that is a known label.

    The end of a label may stand after its row's figures, where a page ends within the row.
    """
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        run = _words_from(tokens, index)
        step = next((n for n in range(len(run), 1, -1) if _one_label(run[:n])), 1)
        text = "".join(run[:step]) or tokens[index].text
        result.append(Token(text, tokens[index + step - 1].gap))
        index += step
    return _with_ends(result)


def _words_from(tokens: list[Token], index: int) -> list[str]:
    """The words in succession from a cell on, as many as a label may be broken into."""
    run: list[str] = []
    for token in tokens[index : index + _MOST_JOINED]:
        if not token.text or is_figure(token.text):
            break
        run.append(token.text)
    return run


def _one_label(parts: list[str]) -> bool:
    return bool(meanings("".join(parts))) and not all(map(meanings, parts))


def _with_ends(tokens: list[Token]) -> list[Token]:
    """Return the cells, with the end of a label after its row's figures joined to its beginning."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        begun = _unknown_from(tokens, index)
        figures = _figures_from(tokens, index + len(begun)) if begun else 0
        after = index + len(begun) + figures
        ends = _unknown_from(tokens, after) if figures else []
        cut = next(
            ((a, e) for a in range(len(begun)) for e in range(len(ends), 0, -1)
             if _one_label([*begun[a:], *ends[:e]])), None,
        )  # fmt: skip
        if cut is None:
            result.append(tokens[index])
            index += 1
            continue
        first, last = cut
        result += tokens[index : index + first]
        result.append(Token("".join((*begun[first:], *ends[:last])), tokens[index + first].gap))
        result += tokens[index + len(begun) : after]
        index = after + last
    return result


def _unknown_from(tokens: list[Token], index: int) -> list[str]:
    run = _words_from(tokens, index)
    return run[: next((at for at, text in enumerate(run) if meanings(text)), len(run))]


def _figures_from(tokens: list[Token], index: int) -> int:
    at = index
    while at < len(tokens) and is_figure(tokens[at].text):
        at += 1
    return at - index
