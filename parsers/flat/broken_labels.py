"""This module joins labels that a copy with a cell on each line broke over lines."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from parsers.flat.broken_lines import is_open
from parsers.form_words import begins_word, known_words, meanings, table_of_word
from parsers.group_words import is_of_group
from parsers.numbers import is_figure

_MOST_JOINED = 16  # lines that one label is broken over: a run of letters or signs on each
# Letters of what may be a merged cell's: nothing, then all but single ones.
_PIECES = (_MOST_JOINED, 2, 1)
_NUMBER = re.compile(r"[(（][一二三四五六七]|[一二三四]、|\d[.．、]")
_SLASHES = "/／"  # a blank cell, or a sign within 本年增/减


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
        step = max(filter(lambda n: _one_label(run[:n]), _lengths(run)), default=1)
        text = "".join(run[:step]) or tokens[index].text
        result.append(Token(text, tokens[index + step - 1].gap))
        index += step
    return _without_pieces(_with_ends(result))


def opens_with_broken_word(lines: Sequence[str], index: int) -> bool:
    """Whether the lines from one on are pieces of a word that only one table has, a cell on each line.

    >>> opens_with_broken_word(["行政", "复议", "行政", "诉讼"], 0), opens_with_broken_word(["行政", "机关"], 0)
    (True, False)
    """
    if lines[index][0] not in _first_letters():
        return False
    filled = [line for line in lines[index : index + 2 * _MOST_JOINED] if line.strip()]
    run = _words_from([Token(line) for line in filled], 0)
    return any(table_of_word("".join(run[:n])) and _one_label(run[:n]) for n in _lengths(run))


@cache
def _first_letters() -> frozenset[str]:
    return frozenset(word[0] for word in known_words())


def _words_from(tokens: list[Token], index: int) -> list[str]:
    """The words in succession from a cell on, as many as a label may be broken into."""
    run: list[str] = []
    for token in tokens[index : index + _MOST_JOINED]:
        if not token.text or (is_figure(token.text) and not (run and token.text in _SLASHES)):
            break
        run.append(token.text)
    return run


def _lengths(run: Sequence[str]) -> Iterator[int]:
    """How many of the words in succession, two or more, may be one label that was broken."""
    lengths = range(2, len(run) + 1)
    return takewhile(lambda length: begins_word("".join(run[:length])), lengths)


def _one_label(parts: list[str]) -> bool:
    """Whether parts are one known label, none after the first beginning with a number, as labels do.

    A slash at the end is the row's blank cell.
    """
    if parts[-1] in _SLASHES or any(map(_NUMBER.match, parts[1:])):
        return False
    return bool(meanings("".join(parts))) and not all(map(meanings, parts))


def _with_ends(tokens: list[Token]) -> list[Token]:
    """Return the cells, with the end of a label after its row's figures joined to its beginning.

    A merged cell's words may stand in pieces beside several rows; these pieces are left out.
    """
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        begun = _words_from(tokens, index)
        figures = _figures_from(tokens, index + len(begun)) if begun else 0
        after = index + len(begun) + figures
        ends = _ends_from(tokens, after) if figures else []
        goes_on = bool(figures) and (is_open(begun[-1]) or not meanings(begun[-1]))
        if not (goes_on or (ends and not meanings(ends[0]))):
            result.append(tokens[index])
            index += 1
            continue
        ways = (_cut(_own(begun, least), _own(ends, least)) for least in _PIECES)
        whole, first, last = next(filter(None, ways), ("", len(begun), 0))
        result += tokens[index : index + first]
        if whole:
            result.append(Token(whole, tokens[index + first].gap))
        result += tokens[index + len(begun) : after]
        index = after + last
    return result


def _without_pieces(tokens: Sequence[Token]) -> list[Token]:
    """Return the cells without pieces of a merged cell's words that no figure follows.

    无 counts as such a piece only beside another; alone it is a cell that says "none".
    """
    pairs = zip(tokens, [*tokens[1:], Token("")], strict=True)
    return [
        token for token, after in pairs
        if not _is_loose(token.text) or is_figure(after.text)
        or (is_figure(token.text) and not _is_loose(after.text))
    ]  # fmt: skip


def _is_loose(text: str) -> bool:
    """Whether a text may be a piece of a merged cell's words, and is no label."""
    return bool(text) and not meanings(text) and is_of_group(text)


def _own(words: Sequence[str], least: int) -> list[str]:
    """The words of a run; those that may be a piece of a merged cell's, of so many letters, are left empty."""
    return ["" if len(word) >= least and is_of_group(word) else word for word in words]


def _cut(begun: Sequence[str], ends: Sequence[str]) -> tuple[str, int, int] | None:
    """The longest label that words begin before figures and end after them, where it begins and how many words end it."""
    for first in range(len(begun)):
        for last in range(len(ends), -1, -1):
            parts = list(filter(None, (*begun[first:], *ends[:last])))
            if begun[first] and _one_label(parts):
                return "".join(parts), first, last
    return None


def _ends_from(tokens: list[Token], index: int) -> list[str]:
    """The words in succession from a cell on, without a label whose figures follow."""
    run = _words_from(tokens, index)
    after = index + len(run)
    labels = bool(run) and bool(meanings(run[-1]))
    return run[:-1] if labels and after < len(tokens) and is_figure(tokens[after].text) else run


def _figures_from(tokens: list[Token], index: int) -> int:
    at = index
    while at < len(tokens) and is_figure(tokens[at].text):
        at += 1
    return at - index
