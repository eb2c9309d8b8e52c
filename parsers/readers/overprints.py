"""This module recognises letters of a page that are no text of it: printed twice, over others, or struck out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from parsers.readers.frames import Rule
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter

_TWICE = 0.13  # of a letter's height: the same letter as close again makes it bold, or its shadow
_OVER, _NEXT = 0.45, 0.3  # of a letter's height: no two digits of one figure stand as close
_NARROW = 0.6  # of a digit's width, where the next begins that is written closely
_MOST_DIGITS = 15  # of a figure
_AROUND = tuple((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1))
_BAND = 16.0  # points: rules are looked up by where they are on the page
_THROUGH, _UNDER = (0.3, 0.75), (0.75, 1.0)  # of a letter's height, from its top
_BEYOND = 0.5  # of a letter's height: so far a rule may go beyond its letters
_NEAR = 1.2  # points: a side of a cell begins and ends so near to an upright one
_DOT = 1.5  # points: the dots of a rule, thousands on a page, go through no letter
_MOST_LOOKS = 2_000_000

_Crossed = dict[Box, list[int]]


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
    aside, down = letter.box.left - other.box.left, letter.box.top - other.box.top
    return abs(aside) < near and abs(down) < near


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
        before = enumerate(reversed(digits))
        if any(_is_over(letter, one, next_to=not back) for back, one in before):
            found.append(letters[first:number])
            first, digits = number, []
        digits = [*digits[1 - _MOST_DIGITS :], letter]
    return [*found, letters[first:]]


def _is_over(letter: Letter, other: Letter, *, next_to: bool) -> bool:
    """Whether a digit covers another; letters `next_to` each other may be set narrowly."""
    size = min(letter.box.height, other.box.height)
    narrow = min(_NEXT * size, _NARROW * (other.box.right - other.box.left))
    beside = abs(letter.box.left - other.box.left)
    above = abs(letter.box.middle[1] - other.box.middle[1])
    return beside < (narrow if next_to else _OVER * size) and above < _OVER * size


def strike_out(letters: Sequence[Letter], rules: Sequence[Rule]) -> tuple[list[Letter], list[Rule]]:
    """The letters that are not struck out, and the rules that are not of text."""
    bands: dict[int, list[Box]] = defaultdict(list)
    for rule in rules:
        if not rule.upright and rule.box.right - rule.box.left > _DOT:
            bands[int(rule.box.top // _BAND)].append(rule.box)
    through: _Crossed = defaultdict(list)
    under: _Crossed = defaultdict(list)
    looks = 0
    for number, letter in enumerate(letters):
        for box in _near(letter, bands):
            looks += 1
            if _goes_along(box, letter.box, _THROUGH):
                through[box].append(number)
            elif _goes_along(box, letter.box, _UNDER):
                under[box].append(number)
        if looks > _MOST_LOOKS:
            return list(letters), list(rules)
    struck = {box: found for box, found in through.items() if _is_of(box, found, letters)}
    lined = {box for box, found in under.items() if _is_of(box, found, letters)}
    free = _ending_freely(lined | struck.keys(), [rule.box for rule in rules if rule.upright])
    out = {number for found in struck.values() for number in found}
    kept = [letter for number, letter in enumerate(letters) if number not in out]
    return kept, [rule for rule in rules if rule.upright or rule.box not in free]


def _near(letter: Letter, bands: dict[int, list[Box]]) -> Iterator[Box]:
    for band in range(int(letter.box.top // _BAND), int(letter.box.bottom // _BAND) + 1):
        yield from bands.get(band, ())


def _goes_along(rule: Box, letter: Box, part: tuple[float, float]) -> bool:
    """Whether a rule goes through a part of a letter's height."""
    (left, top, right, bottom), (above, below) = letter, part
    if not rule.left <= (left + right) / 2 <= rule.right:  # the first, as most are beside it
        return False
    height = bottom - top
    level = (rule.top + rule.bottom) / 2
    return top + above * height < level < top + below * height


def _is_of(rule: Box, numbers: Sequence[int], letters: Sequence[Letter]) -> bool:
    """Whether a rule begins with the first of letters, ends with the last, and leaves no gap."""
    boxes = [letters[number].box for number in numbers]
    reach = _BEYOND * max(box.bottom - box.top for box in boxes)
    edges = sorted((box.left, box.right) for box in boxes)
    lefts = [*(left for left, _ in edges), rule.right]
    rights = [rule.left, *(right for _, right in edges)]
    return all(left - right < reach for left, right in zip(lefts, rights, strict=True))


def _ending_freely(rules: set[Box], uprights: Sequence[Box]) -> set[Box]:
    """The rules that meet no upright one where they begin or end, as sides of cells do."""
    if len(rules) * len(uprights) > _MOST_LOOKS:
        return set()
    return {rule for rule in rules if not any(_meets(rule, upright) for upright in uprights)}


def _meets(rule: Box, upright: Box) -> bool:
    level = (rule.top + rule.bottom) / 2
    return upright.top - _NEAR < level < upright.bottom + _NEAR and any(
        abs(end - (upright.left + upright.right) / 2) < _NEAR for end in (rule.left, rule.right)
    )
