"""This module splits a line of a list of statistics into its label, its unit and its figures.

A cell is interpreted by its column, or by its order in a line whose columns differ from the header's.
"""

from itertools import pairwise, zip_longest
from typing import NamedTuple

from parsers.before_2019.indicators import (
    CODE_HEADS,
    FEWEST,
    NAME_HEADS,
    NOTE_HEADS,
    UNIT_HEADS,
    is_indicator,
    is_unit,
    key_of,
)
from parsers.page import Grid
from parsers.tables.layout import ON_A_LINE
from parsers.text import is_figure, number, squeeze

VALUE, UNIT, CODE, OTHER = "value", "unit", "code", "other"
_CODES = 8  # lines that a code counts; so many figures that rise by one each are no figures

_KINDS = (
    dict.fromkeys(UNIT_HEADS, UNIT)
    | dict.fromkeys(CODE_HEADS, CODE)
    | dict.fromkeys(NAME_HEADS | NOTE_HEADS, OTHER)
)

Columns = list[tuple[str, str]]  # each grid column's kind and the words that head it


def is_header(line: tuple[str, ...]) -> bool:
    """Whether a line heads a list: it names a column of indicators and one of units."""
    words = {key_of(text) for text in line if text}
    return bool(words & UNIT_HEADS) and bool(words & NAME_HEADS)


def is_coded_header(line: tuple[str, ...]) -> bool:
    """Whether a line heads a list that has codes in place of units."""
    words = {key_of(text) for text in line if text}
    return bool(words & CODE_HEADS) and bool(words & NAME_HEADS)


def counted_columns(grid: Grid, rows: list[list[int]]) -> Columns:
    """The columns of a list with unknown headers, if a column of codes numbers its lines; else none."""
    texts = list(zip_longest(*(texts_at(grid, row) for row in rows), fillvalue=""))
    for place, column in enumerate(texts[:-1]):
        codes = [int(code) for text in column if (code := text.strip("* ")).isdecimal()]
        if len(codes) >= _CODES and all(b == a + 1 for a, b in pairwise(codes)):
            united = [any(text and is_unit(text) for text in one) for one in texts[:place]]
            before = [(UNIT if is_one else OTHER, "") for is_one in united]
            return [*before, (CODE, ""), *((VALUE, squeeze(one[0])) for one in texts[place + 1 :])]
    return []


def texts_at(grid: Grid, row: list[int]) -> list[str]:
    """The text at each grid column of a line."""
    return [grid.lines[ref // ON_A_LINE][ref % ON_A_LINE] if ref >= 0 else "" for ref in row]


def header_columns(grid: Grid, row: list[int]) -> Columns:
    """The kind and the words of each grid column under a line of headers."""
    return [(_kind(text), squeeze(text)) for text in texts_at(grid, row)]


def sideways_columns(grid: Grid, row: list[int]) -> Columns:
    """The columns of a list whose header names the indicators and whose lines are columns; none for
    any other line.
    """
    texts = texts_at(grid, row)
    known = [place for place, text in enumerate(texts) if text and is_indicator(text)]
    if len({texts[place] for place in known}) < FEWEST or any(map(is_figure, texts)):
        return []
    return [
        (VALUE if text and place >= known[0] else OTHER, squeeze(text))
        for place, text in enumerate(texts)
    ]


def refine_columns(columns: Columns, below: Columns) -> Columns:
    """Return the columns, with those of figures named by a second line of headers."""
    pairs = zip_longest(columns, below, fillvalue=(OTHER, ""))
    return [new if new[1] and old[0] == VALUE else old for old, new in pairs]


def _kind(text: str) -> str:
    word = key_of(text)
    return _KINDS.get(word, VALUE if word else OTHER)


class Cells(NamedTuple):
    """A line split into its label, its unit, and for each figure the header above it and its cell."""

    label: str
    unit: str
    values: tuple[tuple[str, int], ...]


def split_line(line: tuple[str, ...], position: int, row: list[int], columns: Columns) -> Cells:
    """Split a line by the columns of the header, or by the order of its cells where it has other columns."""
    kinds = [kind for kind, _ in columns]
    if len(row) != len(kinds) or VALUE not in kinds:
        return _in_order(line, columns)
    first = position * ON_A_LINE
    own = [ref - first if ref >= first else -1 for ref in row]
    single = kinds.count(VALUE) == 1
    printed = [(cell, *of) for cell, of in zip(own, columns, strict=True) if cell >= 0]
    values = tuple(("" if single else name, cell) for cell, kind, name in printed if kind == VALUE)
    units = [line[cell] for cell, kind, _ in printed if kind == UNIT]
    before = kinds.index(UNIT) if UNIT in kinds else kinds.index(VALUE)
    labels = [line[cell] for cell in own[:before] if cell >= 0 and line[cell]]
    return Cells(_label(labels), next(iter(units), ""), tuple(dict.fromkeys(values)))


def _in_order(line: tuple[str, ...], columns: Columns) -> Cells:
    """Split a line by the order of its cells: label, unit, figures; a code before the figures is left out."""
    names = [name for kind, name in columns if kind == VALUE]
    cells = [place for place, text in enumerate(line) if text]
    unit = next((place for place in cells[1:] if is_unit(line[place])), None)
    figures = [place for place in cells[1:] if place != unit and is_figure(line[place])]
    labels = [line[place] for place in cells if place != unit and place not in figures]
    if not figures and unit is not None and number(line[unit]).state != "dash":
        figures = list(range(unit + 1, len(line)))[:1]
    if any(kind == CODE for kind, _ in columns) and len(figures) == len(names) + 1:
        figures = figures[1:]
    heads = names if len(names) == len(figures) > 1 else [str(n + 1) for n in range(len(figures))]
    heads = heads if len(figures) > 1 else [""]
    text = line[unit] if unit is not None else ""
    return Cells(_label(labels), text, tuple(zip(heads, figures, strict=False)))


def _label(texts: list[str]) -> str:
    """The label among the texts before a line's figures: the rightmost known indicator, else the rightmost text."""
    known = [text for text in texts if is_indicator(text)]
    return (known or texts or [""])[-1]
