"""This module reads the labels and values printed before a report's first heading.

A box may be a table, a list or a line of text, with pipes or without. Values stand beside their
labels or on the lines below, and the cell of an empty value may be missing.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from parsers.metadata.box_rows import barred, grid_pairs, is_box, label_alone, pairs_of, row_pairs
from parsers.metadata.label_pairs import Pair, boxed_pairs, glued_label
from parsers.metadata.label_rows import split_label_rows
from parsers.metadata.labels import clean_value, field_of, known_labels, label_of
from parsers.metadata.title_lines import title_line
from parsers.metadata.titles import is_report_title
from parsers.metadata.values import may_be_value
from parsers.page import Block
from schemas.vocabulary import vocabulary

_WIDE = re.compile(r"\s{2,}|\t")
_BULLET = re.compile(r"^[ \t\u3000]*[-*+][ \t]+(?=\S)", re.MULTILINE)  # as markdown has it
_LONGEST_PART = 3  # characters of a label's beginning that is a line
_LIKE_BEFORE = 2  # so many values on the lines under their labels, and the last may be there too
_LONGEST_GLUED = 20
_NO_COMMON_WORD = 3  # characters of a label
_PUNCTUATION = re.compile(r"[,，。;；:：!?()《》]")
_A_BOX = 3  # labels of fields
_PROSE, _PARAGRAPHS = 80, 2  # characters and paragraphs of prose, after which no box goes on


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
        if not isinstance(block, str) and is_box(block):
            found += grid_pairs(block.lines)
        yield from found
        lines = []
        seen.update(filter(None, (field_of(pair.label) for pair in found)))
        if len(seen) < _A_BOX:
            paragraphs = 0
        elif paragraphs >= _PARAGRAPHS:
            return
    yield from _text_pairs(lines)


def _text_pairs(lines: Sequence[str]) -> Iterator[Pair]:
    text = "\n".join(lines)
    if "｜" in text or _BULLET.search(text):
        lines = _BULLET.sub("", text.replace("｜", "|")).split("\n")
    found, rest = split_label_rows(lines)
    yield from found
    yield from _line_pairs(rest)


def _line_pairs(lines: Sequence[str]) -> Iterator[Pair]:
    """The labels of lines of text; the value of a label at the end of a line may be below it."""
    open_label: str | None = None
    boxed = False
    stacked = 0
    near = _near_labels(lines)
    lines = _mend_labels(lines, near)
    for index, line in enumerate(lines):
        if not (index in near or boxed or open_label):
            continue  # a menu's line: no label in it, and no box's on the two lines below
        found = _found(lines, index, boxed)
        if not found and not open_label:
            boxed = False
            continue
        if open_label and not found and not clean_value(line):
            continue
        taken = False
        if open_label:
            follows = _follows(lines, index, boxed, stacked)
            taken = not (found or _is_row(line)) and may_be_value(
                open_label, clean_value(line), follows
            )
            yield Pair(open_label, clean_value(line) if taken else "")
            open_label = None
            stacked += taken
        boxed = taken or (
            bool(found) and (boxed or any(p.label in vocabulary().boxed for p in found))
        )
        if found and not found[-1].value:
            open_label, found = found[-1].label, found[:-1]
        yield from found
    if open_label:
        yield Pair(open_label, "")


def _mend_labels(lines: Sequence[str], near: Collection[int]) -> Sequence[str]:
    """Return the lines, with a label that is broken over two of them (成文, then 日期:) moved to the second."""
    mended = list(lines)
    for at in near:
        if 0 <= at < len(lines) - 1 and 0 < len(lines[at]) <= _LONGEST_PART:
            goes_on = _plain(lines[at + 1])
            if goes_on and lines[at] + goes_on[0].label in known_labels():
                mended[at : at + 2] = ["", lines[at] + lines[at + 1]]
    return mended


def _near_labels(lines: Sequence[str]) -> set[int]:
    """The lines that have a label or bars, and the two above each; hardly any of a menu is among them."""
    telling = (at for at, line in enumerate(lines) if "|" in line or _plain(line))
    return {above for at in telling for above in (at - 2, at - 1, at)}


def _found(lines: Sequence[str], index: int, boxed: bool) -> tuple[Pair, ...]:
    """The labels of a line: with bars, among those of a box, or on its own."""
    line = lines[index]
    if "|" in line:
        return barred(line)
    if not boxed:
        return _plain(line) or _first(lines, index)
    return _in_box(line) or _glued(line)


def _follows(lines: Sequence[str], index: int, boxed: bool, stacked: int) -> bool:
    """Whether a value's line is followed by a label, or by the report if earlier values were below their labels."""
    below = lines[index + 1] if index + 1 < len(lines) else ""
    ends = stacked >= _LIKE_BEFORE and is_report_title(title_line(below))
    return ends or bool(_in_box(below) if boxed else _plain(below))


def _is_row(line: str) -> bool:
    """Whether a line is the next row of a box with bars between its cells."""
    return "|" in clean_value(line) or ("|" in line and any(map(label_of, line.split("|"))))


def _in_box(line: str) -> tuple[Pair, ...]:
    """The labels of a line without bars among those of a box: wide spaces may part its columns."""
    cells = _WIDE.split(line.strip()) if "  " in line or "\t" in line else []
    if sum(label_of(cell) is not None for cell in cells) > 1 and label_of(cells[0]):
        return tuple(row_pairs(cells, table=True))
    if label := label_of(line):
        return (Pair(label, ""),)
    return _plain(line) or boxed_pairs(line)


def _first(lines: Sequence[str], index: int) -> tuple[Pair, ...]:
    """A label that no colon tells from a word, where a box's label is on the next line or under its value."""
    if not _is_boxed(lines[index + 1 : index + 3]):
        return ()
    label = label_of(lines[index])
    if label:
        return (Pair(label, ""),) if field_of(label) else ()
    begins = glued_label(lines[index], vocabulary().boxed)
    return _glued(lines[index]) if begins and _is_boxed(lines[index + 1 : index + 2]) else ()


def _is_boxed(lines: Sequence[str]) -> bool:
    return any(pair.label in vocabulary().boxed for line in lines for pair in _plain(line))


def _glued(line: str) -> tuple[Pair, ...]:
    """The label that a line of a box begins with and its value, which only a page's style parts from it."""
    one = glued_label(line, known_labels())
    if one is None or may_be_value(one.label, one.value, follows=False):
        return (one,) if one else ()
    listed = field_of(one.label) == "keywords"
    told = (
        len(one.label) >= _NO_COMMON_WORD
        and len(one.value) <= _LONGEST_GLUED
        and (listed or not _PUNCTUATION.search(one.value))
        and may_be_value(one.label, one.value, follows=True)
    )
    return (one,) if told else ()


@lru_cache(maxsize=4096)
def _plain(line: str) -> tuple[Pair, ...]:
    label = label_alone(line)
    return (Pair(label, ""),) if label else pairs_of(line)
