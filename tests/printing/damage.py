"""This module changes a table's cells as portals do, in ways that lose no figure and no label.

A table so changed is read whole; what loses something is in `wounds`.
"""

from collections.abc import Callable

from tests.printing.paper import placed
from tests.printing.tables import Cell, Lines


def padded_headers(lines: Lines) -> Lines:
    """Header cells that should span down are followed by empty cells instead."""
    if len(lines) < 4 or len(lines[2]) not in (5, 10):
        return lines
    first, second, third, *rest = lines
    second = [cell._replace(rows=1) for cell in second]
    if len(third) == 5:  # table 三: 自然人 and 总计 stand on either side of the organisations
        third = [Cell(""), *third, Cell("")]
    else:  # table 四: the five outcomes of reconsideration stand before those of litigation
        third = [*(Cell("") for _ in range(5)), *third]
    return [first, second, third, *rest]


def padded_labels(lines: Lines) -> Lines:
    """Labels that should span columns are followed by empty cells instead."""
    return [
        [
            part
            for cell in line
            for part in (cell._replace(columns=1), *[Cell("")] * (cell.columns - 1))
        ]
        if len(line) > 7 and line[0].columns > 1
        else line
        for line in lines
    ]


def lost_spans(lines: Lines) -> Lines:
    """Every span gone: only the printed order is left."""
    return [[Cell(cell.text) for cell in line] for line in lines]


def unmerged(lines: Lines) -> Lines:
    """Each merged cell in its first place alone, blanks in the others, as a sheet leaves them."""
    found = placed(lines)
    width = max(column + cell.columns for _, column, cell in found)
    grid = [[Cell("")] * width for _ in lines]
    for line, column, cell in found:
        grid[line][column] = Cell(cell.text)
    return grid


def full_width(lines: Lines) -> Lines:
    """Figures in full-width digits."""
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    return _figures(lines, lambda text: text.translate(wide))


def thousands(lines: Lines) -> Lines:
    """Figures with thousands separators."""
    return _figures(lines, lambda text: f"{int(text):,}" if text.isdigit() else text)


def spaced_labels(lines: Lines) -> Lines:
    """A space between any two characters of a label."""
    return [
        [c if _is_figure(c.text) else c._replace(text=" ".join(c.text)) for c in line]
        for line in lines
    ]


def _figures(lines: Lines, change: Callable[[str], str]) -> Lines:
    return [
        [c._replace(text=change(c.text)) if _is_figure(c.text) else c for c in line]
        for line in lines
    ]


def _is_figure(text: str) -> bool:
    return bool(text) and text.replace(".", "").isdigit()


# Ways that lose nothing a reader needs; in flattened text only those of the letters are left.
HARMLESS: dict[str, Callable[[Lines], Lines]] = {
    "as prescribed": lambda lines: lines, "padded headers": padded_headers, "padded labels": padded_labels,
    "full-width figures": full_width, "thousands separators": thousands, "spaced labels": spaced_labels,
    "lost spans": lost_spans, "unmerged cells": unmerged,
}  # fmt: skip
TEXTUAL = ("as prescribed", "full-width figures", "thousands separators", "spaced labels")
