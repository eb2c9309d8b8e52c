"""This module pairs a row of labels with the row of values below it."""

import re
from collections.abc import Callable, Iterator, Sequence

from parsers.metadata.label_pairs import Pair, split_pairs
from parsers.metadata.labels import clean_value, field_of, label_of
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
    return (
        Pair(label_of(head) or clean_value(head), clean_value(value))
        for head, value in zip(line, below, strict=True)
        if head.strip()
    )


def is_list_head(line: Sequence[str]) -> bool:
    """Whether a row is the header of a numbered list, which is not a box."""
    return bool(line) and line[0].strip("| \t") in _NUMBERS


def is_label_row(lines: Sequence[Sequence[str]]) -> bool:
    """Whether the first of three rows holds labels, a few perhaps unknown, and the next their values.

    A list has more rows of values, and these do not describe the page.
    """
    line, below, after = (*lines, (), ())[:3]
    labels = [label_of(cell) for cell in line if cell.strip()]
    known = sum(label is not None for label in labels)
    return (
        known >= _FEWEST
        and not is_list_head(line)
        and known * _MOSTLY >= len(labels) * (_MOSTLY - 1)
        and len(line) == len(below)
        and any(cell.strip() for cell in below)
        and not any(label_of(cell) or split_pairs(cell) for cell in below)
        and not (len(after) == len(line) and any(after) and not any(map(label_of, after)))
    )


def split_label_rows(lines: Sequence[str]) -> tuple[list[Pair], list[str]]:
    """The pairs of such rows among lines of text, and the lines that are left.

    The cells of a row are parted by pipes, tabs or wide spaces, or have a line each.
    """
    if not _may_hold_heads(lines):
        return [], list(lines)
    found: list[Pair] = []
    rest: list[str] = []
    index = 0
    while index < len(lines):
        if heads := _beside(lines[index : index + 3]):
            index += 2
        elif heads := _stacked(lines, index):
            index += 2 * len(heads)
        else:
            rest.append(lines[index])
            index += 1
        found += heads
    return found, rest


def _may_hold_heads(lines: Sequence[str]) -> bool:
    """Whether any line has cells, or enough lines are labels to be a row."""
    labels = [*map(label_of, lines)]
    return len(labels) - labels.count(None) >= _STACKED or _has_cells("\n".join(lines))


def _has_cells(text: str) -> bool:
    return "|" in text or "\t" in text or "  " in text or "\u3000\u3000" in text


def _beside(lines: Sequence[str]) -> list[Pair]:
    if len(lines) < 2 or not _has_cells(lines[0]):
        return []
    are_barred = all("|" in line for line in lines[:2])
    for cells in _BARRED if are_barred else (_spaced,):
        rows = [*map(cells, lines)]
        if "\t" in lines[0] and 1 < len(rows[1]) < len(rows[0]):
            rows[1] = _shifted(rows[0], rows[1])
        if len(rows[0]) == len(rows[1]) > 1 and is_label_row(rows):
            return list(pair_rows(rows[0], rows[1]))
    return []


def _shifted(heads: Sequence[str], values: list[str]) -> list[str]:
    """The values of a line that lost blank cells at its ends, where they fit their labels one way only."""
    lost = len(heads) - len(values)
    ways = [[*[""] * before, *values, *[""] * (lost - before)] for before in range(lost + 1)]
    labels = [label_of(head) or "" for head in heads]
    fit = [
        way for way in ways if all(not v or fits(k, v) for k, v in zip(labels, way, strict=True))
    ]
    return fit[0] if len(fit) == 1 else values


def _spaced(line: str) -> list[str]:
    """The cells of a line, separated by tabs or else by wide spaces.

    Blank cells at its ends may have been stripped off, so that rows of different lengths make no
    table.
    """
    if "\t" in line:
        return line.split("\t")
    return _BETWEEN.split(line.strip())


# A bar at a line's end may be the table's own, or stand beside a blank cell.
_BARRED: tuple[Callable[[str], list[str]], ...] = (
    lambda line: line.split("|"),
    lambda line: line.strip("| \t").split("|"),
)


def _stacked(lines: Sequence[str], start: int) -> list[Pair]:
    """The pairs of labels on successive lines with as many values on the lines after them; else none."""
    end = start
    while end < len(lines) and label_of(lines[end]):
        end += 1
    values = lines[end : end + end - start]
    heads_list = any(is_list_head([line]) for line in lines[max(start - _STACKED, 0) : start])
    if (
        end - start < _STACKED
        or heads_list
        or len(values) < end - start
        or any(map(split_pairs, values))
    ):
        return []
    found = list(pair_rows(lines[start:end], values))
    fit = all(may_be_value(one.label, one.value, follows=True) for one in found)
    return found if fit and any(field_of(one.label) in _TELLING for one in found) else []
