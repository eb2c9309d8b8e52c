"""This module joins the letters of a page, each with its position, to lines and cells.

Figures side by side, or one above the other, stay two: joined they would be a third figure.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.numbers import note
from parsers.readers.geometry import Box

APART = "|"  # between two figures in one cell: no figure holds it
_GAP = 0.9  # of a letter's height: digits further apart are of two figures
SPACE = 0.3  # of a letter's height: a wider gap parts words
_DIGIT, _CLOSE = 0.6, 0.15  # of a letter's height: wider than a digit, and no gap
# Of a letter's height: a mark of a note is so small, 0.83 in browsers, and so far off its line.
_SMALL, _OFF = 0.87, 0.1
_WRAPPED = 4  # digits: no cell of the form is narrower
_OPEN = re.compile(r"\d[,，]\d{0,2}$")  # a figure whose thousands are not whole: it goes on


UP, DOWN, OVER = 1, -1, 2  # how letters may be written that do not stand upright


class Letter(NamedTuple):
    """A letter, or a piece of text from OCR, and its rectangle.

    `guess` is what OCR recognised where `text` is only the sign for an uncertain digit; `ink` is its
    hue, empty for black. `turn` is UP where it is written up the page, DOWN, OVER or 0.
    """

    box: Box
    text: str
    guess: str = ""
    ink: str = ""
    turn: int = 0


def group_lines(letters: Iterable[Letter]) -> list[list[Letter]]:
    """The letters in lines from top to bottom, each from left to right."""
    found: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.box.middle[1]):
        if found and _side_by_side(found[-1][-1].box, letter.box):
            found[-1].append(letter)
        else:
            found.append([letter])
    return [sorted(line, key=lambda letter: letter.box.left) for line in found]


def _side_by_side(one: Box, other: Box) -> bool:
    """Whether two letters are in one line, though a small one may be raised."""
    return other.middle[1] < one.bottom - (one.bottom - one.top) / 4 or (
        other.top < one.middle[1] < other.bottom - (other.bottom - other.top) / 4
    )


def line_text(line: Sequence[Letter]) -> str:
    """The text of a line, with a space for each wide gap; the mark of a note is no digit."""
    text = mark = ""
    last: Letter | None = None
    right = 0.0
    for letter in line:
        apart = last is not None and letter.box.left - right > SPACE * last.box.height
        right = letter.box.right
        if last and not apart and last.text[-1:].isdigit() and _is_raised(letter, last):
            mark += letter.text
            continue
        text += note(mark) + " " * (apart or _is_recoloured(last, letter)) + letter.text
        last, mark = letter, ""
    return (text + note(mark)).strip()


def cell_text(letters: Iterable[Letter], cell: Box, *, wraps: bool = False) -> str:
    """The text of a cell; separate figures stay apart, unless they are known to be one that wraps, and the mark of a
    note is no digit.
    """
    text = mark = ""
    last: Letter | None = None
    for number, line in enumerate(group_lines(letters)):
        for place, letter in enumerate(line):
            if last and last.text[-1:].isdigit() and _is_raised(letter, last):
                mark += letter.text
                continue
            text, mark = text + note(mark), ""
            above = text if number and not place else None
            parted = last and (
                _two_figures(last, letter, cell, above) or _is_gap(last, letter, line)
            )
            text += APART * (bool(parted) and not (wraps and above is not None))
            text += letter.text
            last = letter if letter.text.strip() else last
    return (text + note(mark)).strip()


def _two_figures(last: Letter, letter: Letter, cell: Box, above: str | None) -> bool:
    """Whether a letter begins a figure of its own; `above` is what is said above the line it begins."""
    if not (last.text[-1:].isdigit() and letter.text[:1].isdigit()):
        return False
    if above is not None:  # a figure wraps only where it fills the cell
        if _OPEN.search(above):
            return False
        wide = len(above) >= _WRAPPED and above[-_WRAPPED:].isdecimal()
        return not wide or cell.right - last.box.right > last.box.height
    parted = letter.box.left - last.box.right > _GAP * last.box.height
    return parted or _is_recoloured(last, letter) or _is_resized(last, letter)


def join_figures(above: str, below: str) -> str:
    """The text of two parts of a cell, with a sign between two figures, of which the first may be whole."""
    both = above[-1:].isdigit() and below[:1].isdigit() and not _OPEN.search(above)
    return f"{above}{APART if both else ''}{below}"


def _is_gap(last: Letter, letter: Letter, line: Sequence[Letter]) -> bool:
    """Whether two printed digits are apart, by more than a digit, in a line that has others close together."""
    apart = letter.box.left - last.box.right > _DIGIT * last.box.height
    return apart and _are_digits(last, letter) and any(_are_close(*pair) for pair in pairwise(line))


def _are_digits(one: Letter, other: Letter) -> bool:
    return one.text.isdecimal() and other.text.isdecimal() and not one.guess


def _are_close(one: Letter, other: Letter) -> bool:
    return _are_digits(one, other) and other.box.left - one.box.right < _CLOSE * one.box.height


def _is_recoloured(last: Letter | None, letter: Letter) -> bool:
    """Whether two digits differ in hue, and so belong to two figures."""
    if last is None or last.ink == letter.ink:
        return False
    return last.text[-1:].isdigit() and letter.text[:1].isdigit()


def _is_resized(last: Letter, letter: Letter) -> bool:
    """Whether one of two printed digits is a mark's size; what OCR recognised has no exact size."""
    low, high = sorted((last.box.height, letter.box.height))
    return low < _SMALL * high and len(last.text) == len(letter.text) == 1


def _is_raised(letter: Letter, last: Letter) -> bool:
    """Whether a letter is small and stands higher or lower than the one before: it marks a note."""
    size, off = last.box.height, abs(letter.box.middle[1] - last.box.middle[1])
    return letter.box.height < _SMALL * size and off > _OFF * size
