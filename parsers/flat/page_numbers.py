"""This module recognises page numbers among the lines of a table, or among cells that each end in a pipe."""

import re
from collections.abc import Sequence

from parsers.flat.pieces import split_at_pipes
from parsers.form_words import meanings
from parsers.text import is_figure

_PAGE_MARK = re.compile(
    r"^[-—–\s]*(?:第\s*)?\d{1,3}(?:\s*页)?[-—–\s]*$|^P\.\s*\d+$"
    r"|^(?:第\s*)?\d{1,3}(?:\s*页)?\s*(?:[/／]\s*共?|[,，]?\s*共)\s*\d{1,3}(?:\s*页)?$"
)
_LONGEST = 3  # digits of a page's number
_NEARLY_ALL = 0.9


def is_page_mark(line: str) -> bool:
    """Whether a line is a page's number and no figure: `- 3 -`, `第3页 共8页`, `3 / 8`."""
    return bool(_PAGE_MARK.match(line)) and not is_figure(line)


def drop_page_numbers(lines: Sequence[str]) -> list[str]:
    """Return the lines without bare numbers, if nearly all other lines end in a pipe.

    A number right after a label may be its figure, and the last one may belong to a row that lost its last pipe.

    >>> drop_page_numbers(["规章 |", "3 |", "|", "7", "5 |"])
    ['规章 |', '3 |', '|', '5 |']
    >>> drop_page_numbers(["行政许可 |", "7", "行政处罚 |"])[1]
    '7'
    """
    filled = [line for line in lines if line]
    others = [line for line in filled if line.strip("| ") and not _is_number(line)]
    if sum("|" in line for line in others) < _NEARLY_ALL * len(others):
        return list(lines)
    before = ["", *filled]
    return [
        line
        for at, line in enumerate(filled)
        if not _is_number(line) or at == len(filled) - 1 or _is_label(before[at])
    ]


def _is_number(line: str) -> bool:
    return line.isdecimal() and len(line) <= _LONGEST


def _is_label(line: str) -> bool:
    cells = split_at_pipes(line)
    return bool(cells) and bool(meanings(cells[-1]))
