"""This module pairs a row of labels with the row of values below it."""

import re
from collections.abc import Iterator, Sequence

from parsers.metadata.label_pairs import pairs_of, split_pairs
from parsers.metadata.labels import Pair, clean_value, field_of, label_of
from parsers.metadata.values import fits, may_be_value

_NUMBERS = ("序号", "序號")
_FEWEST = 2  # labels that make a row of heads
_STACKED = 4  # labels one after another: fewer may all be blank but the last
# Fields whose values are like no menu's items, which a page lists under the same labels.
_TELLING = ("index_number", "document_number", "written_on", "published_on", "issued_on")
_MOSTLY = 4  # of so many labels nobody need know one
_BETWEEN = re.compile(r"\t|[ \u3000]{2,}")


def pair_rows(line: Sequence[str], below: Sequence[str]) -> Iterator[Pair]:
    """Each label of a row with the value below it; an unknown label stays as printed."""
    both = ((head, value) for head, value in zip(line, below, strict=True) if head.strip())
    return (Pair(label_of(head) or clean_value(head), clean_value(value)) for head, value in both)


def _is_number_head(cell: str) -> bool:
    """Whether a cell is the first of the header of a numbered list, which is not a box."""
    return cell.strip("| \t") in _NUMBERS


def is_label_row(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of three rows holds labels, a few perhaps unknown, and the next their values.

    A list has more rows of values, and these do not describe the page.
    """
    heads, below, after = (*rows, (), ())[:3]
    labels = [label_of(cell) for cell in heads if cell.strip()]
    known = len(labels) - labels.count(None)
    return (
        known >= _FEWEST
        and not _is_number_head(heads[0])
        and known * _MOSTLY >= len(labels) * (_MOSTLY - 1)
        and len(heads) == len(below)
        and not any(label_of(cell) or split_pairs(cell) for cell in below)
        and not (len(after) == len(heads) and any(after) and not any(map(label_of, after)))
    )


def split_label_rows(lines: Sequence[str]) -> tuple[list[Pair], list[str]]:
    """The pairs of such rows among lines of text, and the lines that are left.

    The cells of a row are parted by pipes, tabs or wide spaces, or have a line each.
    """
    labels = [*map(label_of, lines)]
    if len(labels) - labels.count(None) < _STACKED and not _has_cells("\n".join(lines)):
        return [], list(lines)
    found: list[Pair] = []
    rest: list[str] = []
    at = 0
    while at < len(lines):
        heads, taken = _beside(lines[at : at + 3]), 2
        if not heads and labels[at]:
            numbered = any(map(_is_number_head, lines[max(at - _STACKED, 0) : at]))
            heads = [] if numbered else _stacked(lines[at:], labels[at:])
            taken = 2 * len(heads)
        found += heads
        rest += [] if heads else [lines[at]]
        at += taken if heads else 1
    return found, rest


def _has_cells(text: str) -> bool:
    return "|" in text or "\t" in text or "  " in text or "\u3000\u3000" in text


def _beside(lines: Sequence[str]) -> list[Pair]:
    """The pairs of the first of three lines, whose cells are labels of those in the second; else none."""
    if len(lines) < 2 or not _has_cells(lines[0]):
        return []
    barred = all("|" in line for line in lines[:2])
    rows = [line.split("|") for line in lines] if barred else _spaced(lines)
    is_one = len(rows[0]) > 1 and is_label_row(rows)
    return list(pair_rows(rows[0], rows[1])) if is_one else []


def _spaced(lines: Sequence[str]) -> list[list[str]]:
    """The cells of lines that spaces part; after tabs, the second has the blank ones at its ends that were
    stripped off, where its values fit their labels one way only.
    """
    rows = [_BETWEEN.split(line.strip()) for line in lines]
    heads, values = rows[:2]
    lost = len(heads) - len(values)
    if "\t" not in lines[0] or lost < 1 or len(values) < 2:
        return rows
    labels = [label_of(head) or "" for head in heads]
    ways = ([*[""] * before, *values, *[""] * (lost - before)] for before in range(lost + 1))
    fitting = [way for way in ways if _all_fit(labels, way)]
    return [heads, fitting[0] if len(fitting) == 1 else values, *rows[2:]]


def _all_fit(labels: Sequence[str], values: Sequence[str]) -> bool:
    """Whether each value is blank or of the kind that its label takes."""
    pairs = zip(labels, values, strict=True)
    return all(not value or fits(label, value) for label, value in pairs)


def _stacked(lines: Sequence[str], labels: Sequence[str | None]) -> list[Pair]:
    """The pairs of labels on the first lines with as many values on the lines after them; else none."""
    many = labels.index(None) if None in labels else len(labels)
    if many < _STACKED or len(lines) < 2 * many:
        return []
    found = list(pair_rows(lines[:many], lines[many : 2 * many]))
    fit = all(may_be_value(one.label, one.value, follows=True) for one in found)
    return found if fit and any(field_of(one.label) in _TELLING for one in found) else []


def row_pairs(cells: Sequence[str], *, table: bool) -> Iterator[Pair]:
    """The labels of a row with their values: in a table a cell may be a label without a colon."""
    label: str | None = None
    for cell in cells:
        if table and (named := label_of(cell)):
            label = named  # the one before has no value
        elif found := pairs_of(cell):
            yield from found[:-1]
            label = None if found[-1].value else found[-1].label
            yield from found[-1:] if found[-1].value else ()
        elif label:
            yield Pair(label, clean_value(cell))
            label = None


def barred_pairs(line: str) -> tuple[Pair, ...]:
    """The labels of a line with bars, which is read as a table's row if its first cell is a label."""
    cells = line.strip("| \t").split("|")
    return tuple(row_pairs(cells, table=len(cells) > 1 and label_of(cells[0]) is not None))
