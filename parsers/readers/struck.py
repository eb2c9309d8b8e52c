"""This module separates rules that strike out or underline text from the rules of tables.

Such a rule begins and ends where letters do; a table's ends at its cells. What a rule goes through is
struck out, and not said; neither is a side of a cell.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from parsers.readers.frames import Rule
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter

_BAND = 16.0  # points: rules are looked up by where they are on the page
_THROUGH, _UNDER = (0.3, 0.75), (0.75, 1.0)  # of a letter's height, from its top
_THIN = 0.15  # of a letter's height
_BEYOND = 0.5  # of a letter's height: so far a rule may go beyond its letters
_NEAR = 1.2  # points: a side of a cell begins and ends so near to an upright one
_MOST_LOOKS = 2_000_000

_Crossed = dict[Box, list[int]]


def strike_out(letters: Sequence[Letter], rules: Sequence[Rule]) -> tuple[list[Letter], list[Rule]]:
    """The letters that are not struck out, and the rules that are not of text."""
    bands: dict[int, list[Box]] = defaultdict(list)
    for rule in rules:
        if not rule.upright:
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
    return (
        [letter for number, letter in enumerate(letters) if number not in out],
        [rule for rule in rules if rule.upright or rule.box not in free],
    )


def _near(letter: Letter, bands: dict[int, list[Box]]) -> Iterator[Box]:
    for band in range(int(letter.box.top // _BAND), int(letter.box.bottom // _BAND) + 1):
        yield from bands.get(band, ())


def _goes_along(rule: Box, letter: Box, part: tuple[float, float]) -> bool:
    """Whether a rule goes through a part of a letter's height."""
    height = letter.bottom - letter.top
    high, low = (letter.top + share * height for share in part)
    return (
        rule.bottom - rule.top < _THIN * height
        and high < (rule.top + rule.bottom) / 2 < low
        and rule.left <= (letter.left + letter.right) / 2 <= rule.right
    )


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
