"""This module lays paragraphs and tables out on pages: where each character and each rule stands.

A table is laid on one long strip and the strip cut into pages, through rows and merged cells, as
Word and its like do.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from tests.printing.tables import Cell, Lines

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, BOTTOM = 40.0, 72.0, 770.0
SIZE, LEADING, PADDING = 10.5, 14.0, 3.0
_MEASURE = WIDTH - 2 * LEFT
_LABELS = (50.0, 70.0, 110.0)  # the label columns of table 三


class Mark(NamedTuple):
    """A character, its upper left corner and its size."""

    x: float
    y: float
    text: str
    size: float = SIZE

    @property
    def width(self) -> float:
        return self.size / 2 if self.text.isascii() else self.size


class Stroke(NamedTuple):
    """A rule from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Leaf:
    """A page."""

    marks: list[Mark] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)


class Habits(NamedTuple):
    """How a program prints: `cut` rows at page ends, or move them over; `closed` rules there.

    `heads` repeats so many lines of a table overleaf. Without `uprights` only level rules are drawn.
    """

    cut: bool = True
    closed: bool = False
    heads: int = 0
    numbered: bool = True
    uprights: bool = True


PLAIN = Habits()


def lay(blocks: list[str | Lines], habits: Habits = PLAIN) -> list[Leaf]:
    """The pages of a document."""
    leaves, y = [Leaf()], TOP
    for block in blocks:
        if isinstance(block, str):
            for text in _wrapped(block, WIDTH - 2 * LEFT):
                if y + LEADING > BOTTOM:
                    leaves.append(Leaf())
                    y = TOP
                leaves[-1].marks += _set(text, LEFT, y)
                y += LEADING
        else:
            y = _lay_table(leaves, y, block, habits) + LEADING
    for number, leaf in enumerate(leaves, 1):
        leaf.marks += _set(f"- {number} -", 285, 800) * habits.numbered
        leaf.strokes = [s for s in leaf.strokes if habits.uprights or s.x0 != s.x1]
    return leaves


def _lay_table(leaves: list[Leaf], y: float, lines: Lines, habits: Habits) -> float:
    strip, bottoms = _strip(lines)
    head, _ = _strip(lines[: habits.heads]) if habits.heads else (Leaf(), [0.0])
    height = max((stroke.y1 for stroke in head.strokes), default=0.0)
    done, end = 0.0, bottoms[-1]
    if y + height + LEADING > BOTTOM:
        leaves.append(Leaf())
        y = TOP
    while True:
        room = BOTTOM - y
        stop = min(done + room, end)
        if stop < end and not habits.cut:
            stop = max((b for b in bottoms if b <= done + room), default=stop)
        _take(leaves[-1], strip, (done, stop), y - done, habits)
        if stop >= end:
            return y + stop - done
        leaves.append(Leaf())
        y = TOP
        if habits.heads:
            _take(leaves[-1], head, (0.0, height), y, habits)
            y += height
        done = stop


def _take(leaf: Leaf, strip: Leaf, part: tuple[float, float], down: float, habits: Habits) -> None:
    """Put a part of a strip on a page; a line of text that the cut would go through stands below."""
    start, stop = part
    leaf.marks += [
        mark._replace(y=max(mark.y, start + 1) + down)
        for mark in strip.marks
        if start - LEADING / 2 <= mark.y < stop - LEADING / 2
    ]
    for x0, y0, x1, y1 in strip.strokes:
        if y1 >= start and y0 <= stop:
            leaf.strokes.append(Stroke(x0, max(y0, start) + down, x1, min(y1, stop) + down))
    if habits.closed:
        wide = [min(s.x0 for s in strip.strokes), max(s.x1 for s in strip.strokes)]
        leaf.strokes += [Stroke(wide[0], y + down, wide[1], y + down) for y in part]


def _strip(lines: Lines) -> tuple[Leaf, list[float]]:
    """A table as one strip from 0 down, and where each of its lines ends."""
    found = placed(lines)
    edges = _edges(max(column + cell.columns for _, column, cell in found))
    tops = [0.0]
    for row in range(len(lines)):
        needs = [0.0]
        for first, column, cell in found:
            if first + cell.rows - 1 == row:
                room = edges[column + cell.columns] - edges[column] - 2 * PADDING
                text = len(_wrapped(cell.text, room)) * LEADING + 2 * PADDING
                needs.append(text - (tops[row] - tops[first]))
        tops.append(tops[row] + max(*needs, LEADING + 2 * PADDING))
    leaf = Leaf()
    for row, column, cell in found:
        box = edges[column], tops[row], edges[column + cell.columns], tops[row + cell.rows]
        _fill(leaf, cell, box)
    return leaf, tops


def _fill(leaf: Leaf, cell: Cell, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    leaf.strokes += [
        Stroke(left, top, right, top), Stroke(left, bottom, right, bottom),
        Stroke(left, top, left, bottom), Stroke(right, top, right, bottom),
    ]  # fmt: skip
    texts = _wrapped(cell.text, right - left - 2 * PADDING)
    y = (top + bottom - len(texts) * LEADING) / 2
    for number, text in enumerate(texts):
        leaf.marks += _set(text, left + PADDING, y + number * LEADING)


def placed(lines: Lines) -> list[tuple[int, int, Cell]]:
    """Each cell with its line and grid column, by the table model."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, line in enumerate(lines):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            found.append((row, column, cell))
            taken |= {(row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
    return found


def _edges(columns: int) -> list[float]:
    widths = [_MEASURE / columns] * columns
    if columns == 10:
        widths = [*_LABELS, *[(_MEASURE - sum(_LABELS)) / 7] * 7]
    return [LEFT + sum(widths[:i]) for i in range(columns + 1)]


def _wrapped(text: str, room: float) -> list[str]:
    found, width = [""], 0.0
    for c in text:
        step = SIZE / 2 if c.isascii() else SIZE
        if width + step > room and found[-1]:
            found.append("")
            width = 0.0
        found[-1] += c
        width += step
    return found


def _set(text: str, x: float, y: float) -> list[Mark]:
    marks = []
    for c in text:
        marks.append(Mark(x, y, c))
        x += marks[-1].width
    return marks
