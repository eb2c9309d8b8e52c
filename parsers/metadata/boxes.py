"""This module reads the labels and values printed before a report's first heading.

A box may be a table, a list or a line of text, with pipes or without. Values stand beside their
labels or on the lines below, and the cell of an empty value may be missing.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from parsers.metadata.label_pairs import glued_label, pairs_of
from parsers.metadata.label_rows import (
    barred_pairs,
    is_label_row,
    pair_rows,
    row_pairs,
    split_label_rows,
)
from parsers.metadata.labels import Pair, clean_value, field_of, known_labels, label_of
from parsers.metadata.title_lines import title_line
from parsers.metadata.title_search import begins_title
from parsers.metadata.titles import is_report_title
from parsers.metadata.values import may_be_value
from parsers.page import Block, Grid
from schemas.vocabulary import vocabulary

_BULLET = re.compile(r"^[ \t\u3000]*[-*+][ \t]+(?=\S)", re.MULTILINE)  # as markdown has it
_A_BOX = 3  # labels of fields
_PROSE, _PARAGRAPHS = 80, 2  # characters and paragraphs of prose, after which no box goes on
_FIRST_ROWS = 12  # among which a table that is a box has a label
_LONGEST_PART = 3  # characters of a label's beginning that is a line
_LIKE_BEFORE = 2  # so many values on the lines under their labels, and the last may be there too
_NO_COMMON_WORD = 3  # characters of a label
_PUNCTUATION = re.compile(r"[,，。;；:：!?()《》]")


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


def line_pairs(lines: Sequence[str]) -> Iterator[Pair]:
    """The labels of lines of text; the value of a label at the end of a line may be below it."""
    open_label: str | None = None
    boxed = False
    stacked = 0
    near = _near_labels(lines)
    lines = _mend_labels(lines, near)
    for at, line in enumerate(lines):
        if not (at in near or boxed or open_label):
            continue  # a menu's line: no label in it, and no box's on the two lines below
        found = _found(lines, at, boxed=boxed)
        taken = False
        if open_label:
            value = clean_value(line)
            if not found and not _is_row(line):
                follows = _follows(lines, at, stacked, boxed=boxed)
                taken = may_be_value(open_label, value, follows=follows)
            yield Pair(open_label, value if taken else "")
            stacked += taken
        boxed = taken or (bool(found) and (boxed or _is_boxed(found)))
        open_label = found[-1].label if found and not found[-1].value else None
        yield from found[:-1] if open_label else found


def _mend_labels(lines: Sequence[str], near: Collection[int]) -> Sequence[str]:
    """Return the lines, with a label that is broken over two of them (成文, then 日期:) moved to the second."""
    mended = list(lines)
    for at in near:
        if 0 <= at < len(lines) - 1 and 0 < len(lines[at]) <= _LONGEST_PART:
            goes_on = pairs_of(lines[at + 1])
            if goes_on and lines[at] + goes_on[0].label in known_labels():
                mended[at : at + 2] = ["", lines[at] + lines[at + 1]]
    return mended


def _near_labels(lines: Sequence[str]) -> set[int]:
    """The lines that have a label or bars, and the two above each; hardly any of a menu is among them."""
    telling = (at for at, line in enumerate(lines) if "|" in line or pairs_of(line))
    return {above for at in telling for above in (at - 2, at - 1, at)}


def _is_row(line: str) -> bool:
    """Whether a line has several cells; a copy may give each cell of a box a line with its own bars."""
    return "|" in line and "|" in line.strip("| \t")


def _found(lines: Sequence[str], at: int, *, boxed: bool) -> tuple[Pair, ...]:
    """The labels of a line: with bars, among those of a box, or on its own."""
    line = lines[at]
    if _is_row(line):
        return barred_pairs(line)
    if boxed:
        return _in_box(line) or _glued(line)
    return pairs_of(line) or _first(line, [pairs_of(one) for one in lines[at + 1 : at + 3]])


def _follows(lines: Sequence[str], at: int, stacked: int, *, boxed: bool) -> bool:
    """Whether a value's line is followed by a label, or by the report if earlier values were below their labels."""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    title = title_line(below)
    ends = stacked >= _LIKE_BEFORE and is_report_title(title)
    ends = ends and not begins_title(lines[at], title, "")
    return ends or bool(_in_box(below) if boxed else pairs_of(below))


def _in_box(line: str) -> tuple[Pair, ...]:
    """The labels of a line among those of a box, where one may stand alone without a colon."""
    label = label_of(line)
    return (Pair(label, ""),) if label else pairs_of(line)


def _first(line: str, below: Sequence[Sequence[Pair]]) -> tuple[Pair, ...]:
    """A label that no colon tells from a word, where a box's label is on the next line or under its value."""
    if not any(map(_is_boxed, below)):
        return ()
    if label := label_of(line):
        return (Pair(label, ""),) if field_of(label) else ()
    begins = glued_label(line, vocabulary().boxed)
    return _glued(line) if begins and _is_boxed(below[0]) else ()


def _is_boxed(found: Sequence[Pair]) -> bool:
    return any(pair.label in vocabulary().boxed for pair in found)


def _glued(line: str) -> tuple[Pair, ...]:
    """The label that a line of a box begins with and its value, which only a page's style parts from it."""
    one = glued_label(line, known_labels())
    if one is None:
        return ()
    several = pairs_of(f"{one.label} {one.value}")
    if len(several) > 1:
        return several
    if may_be_value(one.label, one.value, follows=False):
        return (one,)
    listed = field_of(one.label) == "keywords"
    is_value = len(one.label) >= _NO_COMMON_WORD and (listed or not _PUNCTUATION.search(one.value))
    return (one,) if is_value else ()
