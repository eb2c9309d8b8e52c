"""This module tells which cells of a printed table are so narrow that their figures go on in the next line.

Nothing but the sides of a cell tells a figure that wraps from two figures, one above the other: each line but the last
is full, as no line in any cell as wide as it is wider. Of a single such cell that is no evidence.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parsers.form_words import meanings
from parsers.readers.geometry import Box, bounding_box, outline
from parsers.readers.letters import Letter, group_lines
from parsers.readers.overhang import begins_page, ends_page

_SIGNS = frozenset(",，.．")
# Of a letter's height, or points: between a cell's text and both its sides, at most.
_MARGINS, _LEAST = 1.1, 11.3
_SPILL = 0.3  # of a letter's height: as far as it may stand beyond its cell
_SAME = 0.5  # points: what rounding may take
_FEWEST = 2  # cells of a table


class _Text(NamedTuple):
    """A cell with its lines from top to bottom."""

    box: Box
    lines: list[list[Letter]]

    @property
    def width(self) -> float:
        """How wide the cell is."""
        return self.box.right - self.box.left

    def is_figure(self) -> bool:
        """Whether nothing but digits and their signs stands in the cell, upright."""
        letters = [letter for line in self.lines for letter in line]
        return all(not one.turn and (one.text.isdecimal() or one.text in _SIGNS) for one in letters)


def wrapped_cells(held: Mapping[Box, Sequence[Letter]], height: float) -> set[Box]:
    """The cells of a table, given with their letters, whose figure goes on below.

    Those of a row at the edge of a page so high are none: the page's end may have cut it.
    """
    found: set[Box] = set()
    texts = [_text(box, letters) for box, letters in held.items() if letters]
    rows: dict[tuple[float, float], list[_Text]] = defaultdict(list)
    for text in texts:
        if text.lines:
            rows[text.box.top, text.box.bottom].append(text)
    upright = [t for row in rows.values() for t in row if not any(x.turn for x in t.lines[0])]
    whole = bounding_box(held)
    rows = {at: row for at, row in rows.items() if not _is_at_edge(at, whole, height)}
    for row in rows.values():
        found |= {one.box for one in _wrapped(row) if _is_full(one, upright)}
    return found if len(found) >= _FEWEST else set()


def _is_at_edge(row: tuple[float, float], table: Box, height: float) -> bool:
    """Whether a row, given as its top and its bottom, is one that the edge of a page may have cut."""
    is_first = row[0] == table.top and begins_page(table, height)
    return is_first or (row[1] == table.bottom and ends_page(table, height))


def _text(box: Box, letters: Sequence[Letter]) -> _Text:
    return _Text(box, group_lines(letter for letter in letters if letter.text.strip()))


def _wrapped(row: Sequence[_Text]) -> Iterator[_Text]:
    """The figures of a row in several lines; none where all are in as many, and no label beside them is whole:
    there may be two rows whose rule is missing.
    """
    figures = [text for text in row if text.is_figure()]
    words = [text for text in row if text not in figures and _is_one_row(text)]
    if words or len({len(text.lines) for text in figures}) > 1:
        yield from (text for text in figures if len(text.lines) > 1)


def _is_one_row(words: _Text) -> bool:
    """Whether words are a single label."""
    said = "".join(letter.text for line in words.lines for letter in line)
    return len(words.lines) == 1 or bool(meanings(said))


def _is_full(text: _Text, texts: Sequence[_Text]) -> bool:
    """Whether none of a figure's lines, all within its cell, has room for the first digit of the next.

    A line of one letter fills its cell however narrow that is, and tells of no other.
    """
    alike = (line for one in texts if one.width <= text.width + _SAME for line in one.lines)
    widest = max((_width(line) for line in alike if len(line) > 1), default=0)
    spill = _SPILL * text.lines[0][0].box.height
    ends = outline([*text.lines[0], *text.lines[-1]])
    if ends.top < text.box.top - spill or ends.bottom > text.box.bottom + spill:
        return False
    for line, following in zip(text.lines, text.lines[1:], strict=False):
        whole = _width([*line[:1], *line[-1:]]) + _width(following[:1])
        margins = max(_LEAST, _MARGINS * line[0].box.height)
        if whole < widest + _SAME or text.width - whole > margins:
            return False
    return True


def _width(line: Sequence[Letter]) -> float:
    box = outline(line)
    return box.right - box.left
