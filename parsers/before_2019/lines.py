"""This module splits a line of a list of statistics into its label, its unit and its figures.

A cell is interpreted by its column, or by its order in a line whose columns differ from the header's. A list
without headers may have several figures on each line, too.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from parsers.before_2019 import indicators
from parsers.numbers import is_figure, number
from parsers.page import Grid
from parsers.tables.layout import ON_A_LINE
from parsers.text import APART, squeeze

VALUE, UNIT, CODE, OTHER = "value", "unit", "code", "other"

_KINDS = (
    dict.fromkeys(indicators.UNIT_HEADS, UNIT)
    | dict.fromkeys(indicators.CODE_HEADS, CODE)
    | dict.fromkeys(indicators.NAME_HEADS | indicators.NOTE_HEADS, OTHER)
)

Columns = list[tuple[str, str]]  # each grid column's kind and the words that head it
_CODES = 8  # figures that rise by one each: fewer may do so by chance
_NEARLY_ALL = 0.75
# The digits, or the thousands, of a figure.
_PARTED = re.compile(r"[1-9](?: \d)+|[1-9]\d{0,2}(?: \d{3})+")


def is_header(line: tuple[str, ...]) -> bool:
    """Whether a line heads a list: it names a column of indicators and one of units, codes or figures."""
    words = {indicators.key_of(text) for text in line if text}
    return not words.isdisjoint(indicators.NAME_HEADS) and not words.isdisjoint(
        indicators.UNIT_HEADS | indicators.CODE_HEADS | indicators.value_heads()
    )


def texts_at(grid: Grid, row: list[int]) -> list[str]:
    """The text at each grid column of a line."""
    return [grid.lines[ref // ON_A_LINE][ref % ON_A_LINE] if ref >= 0 else "" for ref in row]


def header_columns(grid: Grid, row: list[int]) -> Columns:
    """The kind and the words of each grid column under a line of headers; no figures stand before the indicators."""
    texts = texts_at(grid, row)
    named = next(
        (at for at, text in enumerate(texts) if indicators.key_of(text) in indicators.NAME_HEADS), 0
    )
    kinds = [
        OTHER if at < named and kind == VALUE else kind for at, kind in enumerate(map(_kind, texts))
    ]
    return list(zip(kinds, map(squeeze, texts), strict=True))


def refine_columns(columns: Columns, below: Columns) -> Columns:
    """Return the columns, with those of figures named by a second line of headers."""
    pairs = zip_longest(columns, below, fillvalue=(OTHER, ""))
    return [new if new[1] and old[0] == VALUE else old for old, new in pairs]


def _kind(text: str) -> str:
    word = indicators.key_of(text)
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
        return cells_in_order(line, columns)
    first = position * ON_A_LINE
    own = [ref - first if ref >= first else -1 for ref in row]
    single = kinds.count(VALUE) == 1
    printed = [(cell, *of) for cell, of in zip(own, columns, strict=True) if cell >= 0]
    values = tuple(("" if single else name, cell) for cell, kind, name in printed if kind == VALUE)
    units = [line[cell] for cell, kind, _ in printed if kind == UNIT]
    before = kinds.index(UNIT) if UNIT in kinds else kinds.index(VALUE)
    labels = [line[cell] for cell in own[:before] if cell >= 0 and line[cell]]
    return Cells(_label(labels), next(iter(units), ""), tuple(dict.fromkeys(values)))


def cells_in_order(line: tuple[str, ...], columns: Columns) -> Cells:
    """Split a line by the order of its cells: label, unit, figures; a code before the figures is left out."""
    names = [name for kind, name in columns if kind == VALUE]
    cells = [at for at, text in enumerate(line) if text]
    unit = next((at for at in cells[1:] if indicators.is_unit(line[at])), None)
    others = [at for at in cells[1:] if at != unit]
    unsure = [at for at in others if APART in line[at]]  # figures whose columns nothing tells
    figures = unsure or [at for at in others if is_figure(line[at])]
    labels = [line[at] for at in cells if at != unit and at not in figures]
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
    known = [text for text in texts if indicators.is_indicator(text)]
    return (known or texts or [""])[-1]


def unheaded_columns(grid: Grid) -> Columns:
    """The columns of figures of a list without headers, by number; none where nothing tells figures of a line apart.

    Nearly all lines then have as many figures, of which the first are no codes. No indicator stands after one, and in
    a text they are not such as the digits or the thousands of one figure are, if blanks part these.
    """
    listed = [line for line in grid.lines if any(map(indicators.is_indicator, line))]
    found = [[at for _, at in cells_in_order(line, []).values] for line in listed]
    (width, so_many), *_ = Counter(map(len, found)).most_common(1)
    pairs = [(line, row) for line, row in zip(listed, found, strict=True) if row]
    firsts = [int(line[row[0]]) for line, row in pairs if line[row[0]].isdecimal()]
    halves = any(indicators.is_indicator(text) for line, row in pairs for text in line[row[0] :])
    several = [" ".join(line[at] for at in row) for line, row in pairs if len(row) > 1]
    parted = grid.spans is None and bool(several) and all(map(_PARTED.fullmatch, several))
    coded = len(firsts) >= _CODES and count_up(firsts)
    if so_many < _NEARLY_ALL * len(found) or coded or halves or parted:
        return []
    return [(VALUE, str(number)) for number in range(1, width + 1)]


def count_up(codes: Sequence[int]) -> bool:
    """Whether nearly all of some numbers are one more than the one before, as codes of indicators are."""
    steps = sum(after == before + 1 for before, after in pairwise(codes))
    return len(codes) >= indicators.FEWEST and steps >= _NEARLY_ALL * (len(codes) - 1)
