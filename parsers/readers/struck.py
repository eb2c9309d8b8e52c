"""This module leaves out the letters of a printed page that a rule strikes out: they are not said.

Such a rule goes through the middle of letters, and ends where they end; a table's ends at its cells.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from parsers.readers.frames import Rule
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter

_BAND = 16.0  # points: rules are looked up by where they are on the page
_MIDDLE = (0.3, 0.75)  # of a letter's height, from its top
_THIN = 0.15  # of a letter's height
_BEYOND = 0.5  # of a letter's height: so far a rule may go beyond what it strikes out
_MOST_LOOKS = 2_000_000


def unstruck(letters: Sequence[Letter], rules: Sequence[Rule]) -> list[Letter]:
    """The letters without those that are struck out."""
    bands: dict[int, list[Box]] = defaultdict(list)
    for rule in rules:
        if not rule.upright:
            bands[int(rule.box.top // _BAND)].append(rule.box)
    crossed: dict[Box, list[int]] = defaultdict(list)
    looks = 0
    for number, letter in enumerate(letters):
        for box in _near(letter, bands):
            looks += 1
            if _crosses(box, letter.box):
                crossed[box].append(number)
        if looks > _MOST_LOOKS:
            return list(letters)
    out = {
        number
        for box, numbers in crossed.items()
        if _ends_with(box, [letters[number].box for number in numbers])
        for number in numbers
    }
    return [letter for number, letter in enumerate(letters) if number not in out]


def _near(letter: Letter, bands: dict[int, list[Box]]) -> Iterator[Box]:
    for band in range(int(letter.box.top // _BAND), int(letter.box.bottom // _BAND) + 1):
        yield from bands.get(band, ())


def _crosses(rule: Box, letter: Box) -> bool:
    """Whether a rule goes through the middle of a letter."""
    height = letter.bottom - letter.top
    high, low = (letter.top + share * height for share in _MIDDLE)
    return (
        rule.bottom - rule.top < _THIN * height
        and high < (rule.top + rule.bottom) / 2 < low
        and rule.left <= (letter.left + letter.right) / 2 <= rule.right
    )


def _ends_with(rule: Box, struck: Sequence[Box]) -> bool:
    """Whether a rule begins with the first of letters, ends with the last, and leaves no gap."""
    reach = _BEYOND * max(box.bottom - box.top for box in struck)
    edges = sorted((box.left, box.right) for box in struck)
    lefts = [*(left for left, _ in edges), rule.right]
    rights = [rule.left, *(right for _, right in edges)]
    return all(left - right < reach for left, right in zip(lefts, rights, strict=True))
