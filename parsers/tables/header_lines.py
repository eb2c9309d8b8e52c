"""This module turns a printed line of headers into the columns that it names, from left to right.

A word that no form knows keeps its place, marked as unknown. A copy may have lost the ends of
words.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import ne

from parsers.form_words import meanings
from parsers.numbers import is_figure
from parsers.page import Grid
from parsers.recognise import TableLine
from parsers.tables.headers import CORNERS, GROUP, GROUPS, SUBTOTAL, UNKNOWN
from parsers.tables.reading import Reading, place_of
from parsers.text import fold, squeeze
from schemas.finding import finding
from schemas.form import every_table

_OVER_LABELS = ("申请人情况", "信息内容")  # what stands before these heads no column
_YEAR = re.compile(r"20\d\d")
_SHORTEST = 3  # letters that begin a word whose end is lost


def read_header_line(grid: Grid, line: TableLine, reading: Reading) -> tuple[str, ...]:
    """The columns of a line of headers, with unknown words marked as such."""
    known = _cut(grid, line, reading) or _repeated(grid, line, reading)
    return known or tuple(_words(grid, line, reading))


def _words(grid: Grid, line: TableLine, reading: Reading) -> Iterator[str]:
    """The words of a line in order; one before 申请人情况 or 信息内容 heads the labels, or the whole block."""
    over = next((at for at, text in enumerate(line.cells) if fold(text) in _OVER_LABELS), 0)
    first = next((at for at, role in enumerate(line.roles) if role.heads), -1)
    for cell, (text, role) in enumerate(zip(line.cells, line.roles, strict=True)):
        if role.column:
            reading.headers.setdefault(role.column, text)
            yield role.column
        elif any(word.key in GROUPS for word in meanings(text)):
            yield GROUP
        elif text and not role.known and not (squeeze(text) in CORNERS and cell <= first):
            place = place_of(grid, line.position, cell)
            if reading.table == "requests" and squeeze(text) == SUBTOTAL:
                reading.summed.setdefault(text, place)
            else:
                reading.doubt("unknown-label", reading.table, text, place)
            heads = not is_figure(text) or _YEAR.fullmatch(text)  # a page's number heads nothing
            if cell >= over and heads:
                yield UNKNOWN + text


def _cut(grid: Grid, line: TableLine, reading: Reading) -> tuple[str, ...]:
    """The columns of table 二 in a line where a copy lost the ends of some words; empty for any other line."""
    printed = list(zip(line.cells, line.roles, strict=True))
    cut = [text for text, role in printed if text and not role.known]
    if not cut or reading.table != "disclosures" or len(min(cut, key=len)) < _SHORTEST:
        return ()
    texts = [text for text, role in printed if text and (role.column or not role.known)]
    columns = complete_cut_header(tuple(map(fold, texts)))
    if columns:
        place = place_of(grid, line.position, line.cells.index(cut[0]))
        reading.findings.append(finding("header-cut", reading.table, " | ".join(cut), place))
        for column, text in zip(columns, texts, strict=True):
            reading.headers.setdefault(column, text)
    return columns


@lru_cache(maxsize=256)
def complete_cut_header(words: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of table 二 whose words begin with these, in the form's order; one word must be whole.

    >>> complete_cut_header(("本年新", "本年新", "对外公开总数量"))
    ('newly_made', 'newly_disclosed', 'total_disclosed')
    """
    fitting = [columns for columns, known in _blocks().items() if _begin(words, known)]
    return fitting[0] if len(fitting) == 1 else ()


def _begin(words: tuple[str, ...], known: tuple[tuple[str, ...], ...]) -> bool:
    """Whether words begin one of the labels of each column, and one of them is whole."""
    pairs = list(zip(words, known, strict=False)) if len(words) == len(known) else []
    begun = all(any(label.startswith(word) for label in labels) for word, labels in pairs)
    return begun and any(word in labels for word, labels in pairs)


def _repeated(grid: Grid, line: TableLine, reading: Reading) -> tuple[str, ...]:
    """The columns of table 二 in a line that prints one header twice, once in another's place; else empty."""
    named = [(cell, role.column) for cell, role in enumerate(line.roles) if role.column]
    columns = tuple(column for _, column in named)
    if reading.table != "disclosures" or len(set(columns)) == len(columns):
        return ()
    meant = replace_repeated_header(columns)
    for (cell, printed), column in zip(named, meant, strict=False):
        reading.headers.setdefault(column, line.cells[cell])
        if printed != column:
            place = place_of(grid, line.position, cell)
            reading.doubt("header-repeated", f"{reading.table}.{column}", line.cells[cell], place)
    return meant


@lru_cache(maxsize=256)
def replace_repeated_header(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that a line of table 二 means which names one twice; empty where the others leave it open.

    >>> replace_repeated_header(("newly_made", "newly_made", "total_disclosed"))
    ('newly_made', 'newly_disclosed', 'total_disclosed')
    >>> replace_repeated_header(("newly_made", "newly_made")), replace_repeated_header(("newly_made",) * 3)
    ((), ())
    """
    alike = [one for one in _blocks() if len(one) == len(columns) and set(columns) < set(one)]
    fitting = [one for one in alike if sum(map(ne, one, columns)) == 1]
    return fitting[0] if len(fitting) == 1 else ()


@cache
def _blocks() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The sets of columns that rows of table 二 have, over all forms, with the folded labels of each column."""
    return {
        row.columns: tuple(tuple(map(fold, table.columns[key].labels)) for key in row.columns)
        for table in every_table("disclosures")
        for row in table.rows.values()
    }
