"""This module parts the heads of table 四 that programs print in one line, each with the name of its group before it."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from parsers.form_words import OUTCOMES, key_of_word
from parsers.group_words import SEAMS
from parsers.page import Grid, Span
from parsers.tables.layout import Moved, arrange
from parsers.tables.shapes import REMEMBERED, InternedShape
from parsers.text import squeeze
from schemas.form import forms

_TABLE = "disputes"
_OUTCOMES = [
    label for one in forms()["2021"].tables[_TABLE].columns.values() for label in one.labels
]


@lru_cache(maxsize=REMEMBERED)
def _glued_lines(interned: InternedShape) -> frozenset[int]:
    """The lines of a grid of this shape whose cells each have the name of a group and an outcome."""
    lines = ([text for text in line if text] for line in interned.shape.lines)
    return frozenset(
        at for at, told in enumerate(lines) if len(told) >= OUTCOMES and all(map(part_head, told))
    )


def part_head(text: str) -> tuple[str, str] | None:
    """The name of a group and the outcome that stand in one cell.

    >>> part_head("行政复议-结果维持"), part_head("行政诉讼（复议后起诉）总计")
    (('行政复议', '结果维持'), ('行政诉讼(复议后起诉)', '总计'))
    >>> part_head("结果维持"), part_head("未经复议直接起诉")
    (None, None)
    """
    squeezed = squeeze(text)
    outcome = next(filter(squeezed.endswith, _OUTCOMES), "")
    group = squeezed.removesuffix(outcome).rstrip(SEAMS) if outcome else ""
    return (group, outcome) if group and key_of_word(group, _TABLE, "row") else None


def part_heads(grid: Grid, interned: InternedShape) -> list[Grid]:
    """A grid of this shape with the names of groups in a line of their own above the outcomes; nothing if it has no such line."""
    if not (glued := _glued_lines(interned)):
        return []
    lines: list[list[Moved]] = []
    for at, texts in enumerate(grid.lines):
        spans = grid.spans or {}
        line = [Moved(text, (at, cell), spans.get((at, cell))) for cell, text in enumerate(texts)]
        if at in glued:
            heads = [(*(part_head(one.text) or ("", "")), one) for one in line]
            lines.append(list(_groups(heads, merged=grid.spans is not None)))
            line = [one._replace(text=outcome) for _, outcome, one in heads]
        lines.append(line)
    return [arrange(grid, lines)]


def _groups(heads: list[tuple[str, str, Moved]], *, merged: bool) -> Iterator[Moved]:
    """The cells over the outcomes of each group: one that covers them, or one with blanks after it."""
    for group, run in groupby(heads, key=lambda head: head[0]):
        cells = [one for _, _, one in run]
        yield Moved(group, cells[0].was, Span(1, len(cells)) if merged else None)
        yield from [Moved("")] * (0 if merged else len(cells) - 1)
