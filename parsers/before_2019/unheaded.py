"""This module tells the columns of a list of statistics without headers, and whether it has any that can be told."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

from parsers.before_2019.indicators import is_indicator, is_unit
from parsers.before_2019.lines import CODE, OTHER, UNIT, VALUE, Columns, cells_in_order, texts_at
from parsers.page import Grid
from parsers.text import is_figure, squeeze

_CODES = 8  # lines that a code counts; so many figures that rise by one each are no figures
_NEARLY_ALL = 0.75
# The digits, or the thousands, of a figure.
_PARTED = re.compile(r"[1-9](?: \d)+|[1-9]\d{0,2}(?: \d{3})+")


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
