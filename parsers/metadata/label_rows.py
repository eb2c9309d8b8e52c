"""This module pairs a row of labels with the row of values below it."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from parsers.metadata.label_pairs import pairs_of, split_pairs
from parsers.metadata.labels import Pair, clean_value, field_of, label_of
from parsers.metadata.values import fits, may_be_value

_NUMBERS = ("序号", "序號")
_FEWEST = 2  # labels that make a row of heads
_STACKED = 4  # labels one after another: fewer may all be blank but the last
_MOST_LABELS = 20
# Fields whose values are like no menu's items, which a page lists under the same labels.
_TELLING = ("index_number", "document_number", "written_on", "published_on", "issued_on")
_BAR, _SPACE = re.compile(r"\|"), re.compile(r"\t|[ \u3000]{2,}")
_PARTED = re.compile(f"{_BAR.pattern}|{_SPACE.pattern}")
_MOSTLY = 4  # of so many labels nobody need know one


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
    if not (_PARTED.search("\n".join(lines)) or any(map(label_of, lines))):
        return [], list(lines)  # a menu, as most are
    found: list[Pair] = []
    rest: list[str] = []
    at = 0
    while at < len(lines):
        heads, taken = _beside(lines[at : at + 3]) if _PARTED.search(lines[at]) else [], 2
        if not heads and label_of(lines[at]) and not any(map(_is_number_head, rest[-_STACKED:])):
            heads = _stacked(lines[at : at + 2 * _MOST_LABELS])
            taken = 2 * len(heads)
        found += heads
        rest += [] if heads else [lines[at]]
        at += taken if heads else 1
    return found, rest


def _beside(lines: Sequence[str]) -> list[Pair]:
    """The pairs of the first of three lines, whose cells are labels of those in the second; else none."""
    mark = _BAR if "|" in lines[0] else _SPACE
    rows = [mark.split(line) for line in lines]
    if "\t" in lines[0] and len(rows) > 1 < len(rows[1]) < len(rows[0]) <= _MOST_LABELS:
        rows[1] = _with_ends(rows[0], rows[1])
    is_one = len(rows) > 1 and is_label_row(rows)
    return list(pair_rows(rows[0], rows[1])) if is_one else []


def _with_ends(heads: list[str], values: list[str]) -> list[str]:
    """A row of values with the blank ones at its ends that were stripped off, where they fit their labels one way only."""
    lost = len(heads) - len(values)
    ways = ([*[""] * before, *values, *[""] * (lost - before)] for before in range(lost + 1))
    fitting = [way for way in ways if all(map(_may_stand_under, heads, way))]
    return fitting[0] if len(fitting) == 1 else values


def _may_stand_under(head: str, value: str) -> bool:
    return not value or fits(label_of(head) or "", value)


def _stacked(lines: Sequence[str]) -> list[Pair]:
    """The pairs of labels on the first lines with as many values on the lines after them; else none."""
    many = len(list(takewhile(label_of, lines)))
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
