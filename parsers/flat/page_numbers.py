"""This module tells the numbers of pages from figures, in a flattened table that has a pipe after each cell.

A page breaks off between two cells, and its number stands there without a pipe. A figure stands like that too where
its pipe has slipped to the next line, or is lost; how many cells the row has tells which it is.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.flat.glued import row_widths
from parsers.flat.line_noise import has_words, is_page_number, opens_rows
from parsers.flat.pieces import split_at_pipes
from parsers.flat.stray_numbers import adds_up
from parsers.form_words import DISPUTES, last_word, meanings
from parsers.text import is_figure

_PAGE_MARK = re.compile(
    r"^[-—–\s]*(?:第\s*)?\d{1,3}(?:\s*页)?[-—–\s]*$|^P\.\s*\d+$"
    r"|^(?:第\s*)?\d{1,3}(?:\s*页)?\s*(?:[/／]\s*共?|[,，]?\s*共)\s*\d{1,3}(?:\s*页)?$"
)
_NEARLY_ALL = 0.9
_DOUBT = " ¦"


class _Row(NamedTuple):
    """The lines of one row: its label's, and what stands below it up to the next words."""

    lines: Sequence[str]
    widths: frozenset[int]  # the numbers of cells that it may have after its label
    first: tuple[str, ...]  # cells on the label's own line


def is_page_mark(line: str) -> bool:
    """Whether a line is a page's number and no figure: `- 3 -`, `第3页 共8页`, `3 / 8`."""
    return bool(_PAGE_MARK.match(line)) and not is_figure(line)


def drop_page_numbers(lines: Sequence[str]) -> list[str]:
    """Return the lines without bare numbers that are no cells, if nearly all other lines end in a pipe.

    >>> drop_page_numbers(["规章 |", "3 |", "|", "7", "5 |"]), drop_page_numbers(["规章 |", "7", "3 |", "|", "5 |"])
    (['规章 |', '3 |', '|', '5 |'], ['规章 |', '3 |', '|', '5 |'])
    >>> drop_page_numbers(["规章 |", "3 |", "7", "|", "5 |"]), drop_page_numbers(["规章 |", "3 |", "7", "5 |"])
    (['规章 |', '3 |', '7 ¦', '|', '5 |'], ['规章 |', '3 |', '7', '5 |'])
    >>> drop_page_numbers(["行政许可 |", "7", "行政处罚 |"])[1]
    '7'
    >>> filled_up = ["2.重复申请 |", *["0 |"] * 5, "36", "|", "0 |", "|"]
    >>> drop_page_numbers(filled_up) == [*filled_up[:6], *filled_up[7:]]
    True
    >>> drop_page_numbers(["2.重复申请 |", *["|"] * 5, "7", "|", "|"])[6]  # a page's, or a figure without its total
    '7 ¦'
    """
    filled = [line for line in lines if line]
    if not any(map(_is_number, filled)) or not _have_pipes(filled):
        return list(lines)
    opened = opens_rows(filled)
    words = [at for at, line in enumerate(filled) if not _is_number(line) and has_words(line)]
    kept: list[str] = []
    for begin, end in pairwise([-1, *words, len(filled)]):
        kept += filled[max(begin, 0) : begin + 1]
        last = end - (opened and end < len(filled) and filled[end - 1] == "|")
        below = filled[begin + 1 : last]
        if any(map(_is_number, below)):
            row = _row(filled[begin] if begin >= 0 else "", below)
            below = _without_strays(row, is_last=end == len(filled))
        kept += [*below, *filled[last:end]]
    return kept


def _have_pipes(lines: Sequence[str]) -> bool:
    others = [line for line in lines if line.strip("| ") and not _is_number(line)]
    return sum("|" in line for line in others) >= _NEARLY_ALL * len(others)


def _is_number(line: str) -> bool:
    return line == "0" or is_page_number(line)


def _row(label_line: str, lines: Sequence[str]) -> _Row:
    """A row: its lines, the numbers of columns that it may have, and the cells beside its label."""
    own = split_at_pipes(label_line)
    label = last_word(own)
    if label < 0:
        return _Row(lines, frozenset(), ())
    of_disputes = any(word.table == "disputes" for word in meanings(own[label]))
    widths = row_widths(own[label]) | ({DISPUTES} if of_disputes else set())
    return _Row(lines, widths, tuple(own[label + 1 :]))


def _without_strays(row: _Row, *, is_last: bool) -> list[str]:
    """The lines of a row without its numbers that are no cells; a zero is no page's number.

    A number above a lone pipe may be a figure, or a page's above a blank cell. In table 三 the row's sum tells which,
    in table 四 a sum will fail; elsewhere, and without a sum, a sign beside it says that it cannot be read.
    """
    lines = row.lines
    pages = {at for at, line in enumerate(lines) if is_page_number(line)}
    slipped = {at for at in pages if at + 1 < len(lines) and not lines[at + 1].strip("| ")}
    ways = [pages - slipped, set[int](), pages]
    # A last lone pipe may fill up the line.
    fitting = _fitting(row, ways, 0) or _fitting(row, ways, 1)
    if not fitting:  # it will not be read; a figure may stand right after its label, or last
        few = ({0} if row.widths else set()) | ({len(lines) - 1} if is_last else set())
        return [line for at, line in enumerate(lines) if at not in pages - slipped - few]
    way = fitting[0]
    if slipped and pages in fitting:
        sums = [one for one in (way, pages) if adds_up(_cells(row, one))]
        way = sums[0] if sums else way
        if not sums and DISPUTES not in row.widths:
            lines = [line + _DOUBT if at in slipped else line for at, line in enumerate(lines)]
    return [line for at, line in enumerate(lines) if at not in way]


def _fitting(row: _Row, ways: Sequence[set[int]], padding: int) -> list[set[int]]:
    """The ways that leave a row as many cells as columns, apart from so many blank cells at its end."""
    cells = ((way, _cells(row, way)) for way in ways)
    ends = ((way, found, len(found) - padding) for way, found in cells)
    return [way for way, found, end in ends if end in row.widths and not any(found[end:])]


def _cells(row: _Row, dropped: set[int]) -> list[str]:
    """The cells after a row's label, without the numbers on the dropped lines and the pipes that fill up a line."""
    cells = list(row.first)
    bare = False
    for at, line in enumerate(row.lines):
        if at in dropped:
            continue
        if line.strip("| "):
            cells += filter(is_figure, split_at_pipes(line))
        elif not bare and (line == "|" or line.startswith("| |")):
            cells.append("")
        bare = _is_number(line)
    return cells
