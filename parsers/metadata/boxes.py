"""This module reads the labels and values printed before a report's first heading.

A box may be a table, a list or a line of text, with pipes or without. Values stand beside their
labels or on the lines below, and the cell of an empty value may be missing.
"""

import re
from collections.abc import Iterator, Sequence

from parsers.metadata.box_lines import line_pairs
from parsers.metadata.label_pairs import pairs_of
from parsers.metadata.label_rows import is_label_row, pair_rows, row_pairs, split_label_rows
from parsers.metadata.labels import Pair, field_of, known_labels, label_of
from parsers.page import Block, Grid
from schemas.vocabulary import vocabulary

_BULLET = re.compile(r"^[ \t\u3000]*[-*+][ \t]+(?=\S)", re.MULTILINE)  # as markdown has it
_A_BOX = 3  # labels of fields
_PROSE, _PARAGRAPHS = 80, 2  # characters and paragraphs of prose, after which no box goes on
_FIRST_ROWS = 12  # among which a table that is a box has a label


def box_pairs(blocks: Sequence[Block]) -> Iterator[Pair]:
    """Every label in the blocks with its value, which is empty if none is printed.

    Labels after a box and two paragraphs of prose belong to the document: its 名称 is no title.
    """
    lines: list[str] = []
    seen: set[str] = set()
    paragraphs = 0
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
            if len(block) < _PROSE or "。" not in block:
                continue
            if len(lines) > 1 and label_of(lines[-2]) is not None:
                continue  # a label's value, such as a summary
            paragraphs += 1
        found = list(_text_pairs(lines))
        if isinstance(block, Grid) and _is_box(block):
            found += _grid_pairs(block.lines)
        yield from found
        lines = []
        seen.update(filter(None, (field_of(pair.label) for pair in found)))
        if len(seen) < _A_BOX:
            paragraphs = 0
        elif paragraphs >= _PARAGRAPHS:
            return
    yield from _text_pairs(lines)


def _text_pairs(lines: Sequence[str]) -> Iterator[Pair]:
    """The labels of lines of text with their values: rows of labels over rows of values, then labels in lines."""
    text = "\n".join(lines)
    if "｜" in text or _BULLET.search(text):
        lines = _BULLET.sub("", text.replace("｜", "|")).split("\n")
    found, rest = split_label_rows(lines)
    yield from found
    yield from line_pairs(rest)


def _is_box(grid: Grid) -> bool:
    """Whether one of a table's first rows has a box's label, a label's cell, or a header line's labels."""
    return any(map(_is_row_of_box, grid.lines[:_FIRST_ROWS]))


def _is_row_of_box(cells: Sequence[str]) -> bool:
    """Whether a row has a label of boxes or one without a value, or the labels of two fields."""
    first = [found[0] for cell in cells if (found := pairs_of(cell))]
    alone = (one for one in first if not one.value)
    boxed = any(one.label in vocabulary().boxed for one in first)
    labelled = boxed or any(one.label in known_labels() for one in alone)
    return labelled or sum(field_of(one.label) != "" for one in first) > 1


def _grid_pairs(rows: Sequence[Sequence[str]]) -> Iterator[Pair]:
    """The labels of a table with their values, which are beside them or, for a row of labels, below."""
    at = 0
    while at < len(rows):
        heads = is_label_row(rows[at : at + 3])
        yield from pair_rows(rows[at], rows[at + 1]) if heads else row_pairs(rows[at], table=True)
        at += 2 if heads else 1
