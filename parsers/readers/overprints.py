"""This module recognises letters that are printed twice, or over others, on a page."""

from collections.abc import Iterable, Sequence

from parsers.readers.letters import Letter

_TWICE = 0.13  # of a letter's height: the same letter as close again makes it bold, or its shadow
_OVER, _NEXT = 0.45, 0.3  # of a letter's height: no two digits of one figure stand as close
_NARROW = 0.6  # of a digit's width, where the next begins that is written closely
_MOST_DIGITS = 15  # of a figure
_AROUND = tuple((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1))


def drop_overprints(letters: Iterable[Letter]) -> list[Letter]:
    """The letters without those printed twice in one place to look bold: 1 is not 11.

    The same letter further away is another: no two letters of a word are as close.
    """
    seen: dict[tuple[str, int, int], list[Letter]] = {}
    kept = []
    for letter in letters:
        left, top, _, _ = letter.box
        near = letter.box.height * _TWICE or 1.0
        x, y = round(left / near), round(top / near)  # of those kept there are few in one place
        places = [(letter.text, x + i, y + j) for i, j in _AROUND]
        if not any(_is_at(letter, one, near) for place in places for one in seen.get(place, ())):
            kept.append(letter)
            seen.setdefault((letter.text, x, y), []).append(letter)
    return kept


def _is_at(letter: Letter, other: Letter, near: float) -> bool:
    return (
        abs(letter.box.left - other.box.left) < near and abs(letter.box.top - other.box.top) < near
    )


def split_overprints(letters: Sequence[Letter]) -> list[Sequence[Letter]]:
    """The letters of a cell, in a new group wherever a figure is printed over another.

    Whichever of the two is visible, their digits in one line would be a third figure.
    """
    found: list[Sequence[Letter]] = []
    first = 0
    digits: list[Letter] = []
    for number, letter in enumerate(letters):
        if not letter.text.isdecimal():
            continue
        if any(_is_over(letter, one, not back) for back, one in enumerate(reversed(digits))):
            found.append(letters[first:number])
            first, digits = number, []
        digits = [*digits[1 - _MOST_DIGITS :], letter]
    return [*found, letters[first:]]


def _is_over(letter: Letter, other: Letter, next_to: bool) -> bool:
    """Whether a digit covers another; letters `next_to` each other may be set narrowly."""
    size = min(letter.box.height, other.box.height)
    near = (
        min(_NEXT * size, _NARROW * (other.box.right - other.box.left)) if next_to else _OVER * size
    )
    return (
        abs(letter.box.left - other.box.left) < near
        and abs(letter.box.middle[1] - other.box.middle[1]) < _OVER * size
    )
