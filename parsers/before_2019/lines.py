"""This module splits a line of a list of statistics into its label, its unit and its figures.

A cell is interpreted by its column, or by its order in a line whose columns differ from the header's. Where a list
has no headers that are known, what its lines have at the same place tells the columns, or nothing does.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from parsers.before_2019.indicators import (
    CODE_HEADS,
    NAME_HEADS,
    NOTE_HEADS,
    UNIT_HEADS,
    is_indicator,
    is_unit,
    key_of,
    value_heads,
)
from parsers.page import Grid
from parsers.tables.layout import ON_A_LINE
from parsers.text import APART, is_figure, number, squeeze

VALUE, UNIT, CODE, OTHER = "value", "unit", "code", "other"

_KINDS = (
    dict.fromkeys(UNIT_HEADS, UNIT)
    | dict.fromkeys(CODE_HEADS, CODE)
    | dict.fromkeys(NAME_HEADS | NOTE_HEADS, OTHER)
)

Columns = list[tuple[str, str]]  # each grid column's kind and the words that head it
_CODES = 8  # lines that a code counts; so many figures that rise by one each are no figures
_NEARLY_ALL = 0.75
# The digits, or the thousands, of a figure.
_PARTED = re.compile(r"[1-9](?: \d)+|[1-9]\d{0,2}(?: \d{3})+")


def is_header(line: tuple[str, ...]) -> bool:
    """Whether a line heads a list: it names a column of indicators and one of units or of figures."""
    words = {key_of(text) for text in line if text}
    return not words.isdisjoint(NAME_HEADS) and not words.isdisjoint(UNIT_HEADS | value_heads())


def texts_at(grid: Grid, row: list[int]) -> list[str]:
    """The text at each grid column of a line."""
    return [grid.lines[ref // ON_A_LINE][ref % ON_A_LINE] if ref >= 0 else "" for ref in row]


def header_columns(grid: Grid, row: list[int]) -> Columns:
    """The kind and the words of each grid column under a line of headers; no figures stand before the indicators."""
    texts = texts_at(grid, row)
    named = next((at for at, text in enumerate(texts) if key_of(text) in NAME_HEADS), 0)
    kinds = [
        OTHER if at < named and kind == VALUE else kind for at, kind in enumerate(map(_kind, texts))
    ]
    return list(zip(kinds, map(squeeze, texts), strict=True))


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
    unit = next((at for at in cells[1:] if is_unit(line[at])), None)
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
    known = [text for text in texts if is_indicator(text)]
    return (known or texts or [""])[-1]


def unheaded_columns(grid: Grid, rows: list[list[int]]) -> Columns:
    """The columns of a list with unknown headers: after a column of codes that numbers its lines, or
    by what nearly all lines of indicators have at the same place; none where those lines differ.
    """
    texts = list(zip_longest(*(texts_at(grid, row) for row in rows), fillvalue=""))
    for place, column in enumerate(texts[:-1]):
        codes = [int(code) for text in column if (code := text.strip("* ")).isdecimal()]
        counts = len(codes) >= _CODES and all(b == a + 1 for a, b in pairwise(codes))
        if counts and not any(is_indicator(text) for one in texts[place + 1 :] for text in one):
            united = [any(text and is_unit(text) for text in one) for one in texts[:place]]
            before = [(UNIT if is_one else OTHER, "") for is_one in united]
            return [*before, (CODE, ""), *_numbered(column[0] for column in texts[place + 1 :])]
    return _columns_by_place(
        [line for row in rows if any(map(is_indicator, line := texts_at(grid, row)))]
    )


def has_figures_apart(grid: Grid, columns: Columns) -> bool:
    """Whether nothing joins figures of a list without headers: lines have as many as others, if none has columns,
    and in text they are not all such as the digits or the thousands of one figure are, if blanks part these.

    >>> lists = [[("当面申请数", "1", "2"), ("网络申请数", "4")], [("当面申请数", "1", "234")], [("当面申请数", "0", "2")]]
    >>> [has_figures_apart(Grid(tuple(lines), None, number=1), []) for lines in lists]
    [False, False, True]
    """
    listed = [line for line in grid.lines if any(map(is_indicator, line))]
    cells = [[cell for _, cell in cells_in_order(line, columns).values] for line in listed]
    if not columns and any(map(_has_second_half, listed, cells)):
        return False
    printed = [
        " ".join(line[at] for at in row) for line, row in zip(listed, cells, strict=True) if row
    ]
    several = [line for line in printed if " " in line]
    if grid.spans is None and several and all(map(_PARTED.fullmatch, several)):
        return False
    return bool(columns) or len({line.count(" ") for line in printed}) < 2


def _has_second_half(line: Sequence[str], figures: Sequence[int]) -> bool:
    """Whether an indicator stands after a figure in a line, whose figures are then not all of one."""
    return bool(figures) and any(map(is_indicator, line[figures[0] :]))


def _columns_by_place(lines: list[list[str]]) -> Columns:
    widths = Counter(map(len, lines))
    width, so_many = max(widths.items(), key=lambda one: one[1], default=(0, 0))
    columns = list(zip(*(line for line in lines if len(line) == width), strict=True))
    label = next((place for place, one in enumerate(columns) if any(map(is_indicator, one))), 0)
    after = columns[label + 1 :]
    first = next((place for place, one in enumerate(after) if _are_figures(one)), len(after))
    if so_many < _NEARLY_ALL * len(lines) or not all(map(_are_figures, after[first:])):
        return []
    units = [(UNIT if any(map(is_unit, one)) else OTHER, "") for one in after[:first]]
    return [*[(OTHER, "")] * (label + 1), *units, *_numbered("" for _ in after[first:])]


def _are_figures(column: Iterable[str]) -> bool:
    printed = [text for text in column if text]
    return sum(map(is_figure, printed)) > _NEARLY_ALL * len(printed)


def _numbered(heads: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The columns of figures under the first texts of a list, by number where those are figures themselves."""
    for number_of, head in enumerate(heads, 1):
        yield VALUE, squeeze(head) if head and not is_figure(head) else str(number_of)
