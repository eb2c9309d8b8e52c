"""This module finds the frames of ruled tables: rules that touch each other, and the rectangle around them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from parsers.readers.geometry import Box, outline

_ENDING = 3  # uprights that stand on one rule: the sides of two cells
_SAME = 1.5  # points: the two edges of one drawn line


class Rule(NamedTuple):
    """A straight rule, as the thin rectangle that it is."""

    box: Box
    upright: bool


class Frame(NamedTuple):
    """A table's rules, and the rectangle around them."""

    box: Box
    rules: tuple[Rule, ...]


def join_rules(rules: Sequence[Rule], near: float) -> list[Rule]:
    """The rules, pieces that lie on one line joined to one rule; a dot that goes on in neither direction is none.

    The dots of a level rule lie in no upright one, and each could be a dot of either.
    """
    whole: list[Rule] = []
    for upright in (False, True):
        pieces = sorted((_place(rule), *_ends(rule)) for rule in rules if rule.upright == upright)
        for place, start, end in _whole(pieces, near):
            ends = (place, start, place, end) if upright else (start, place, end, place)
            if end - start > _SAME:
                whole.append(Rule(Box(*ends), upright))
    return whole


def _whole(
    pieces: list[tuple[float, float, float]], near: float
) -> list[tuple[float, float, float]]:
    """The pieces of one orientation joined: grouped by the line that they lie on, then along it."""
    found: list[tuple[float, float, float]] = []
    line: list[tuple[float, float, float]] = []
    for piece in [*pieces, (float("inf"), 0.0, 0.0)]:
        if line and piece[0] - line[0][0] > _SAME:
            found += _join_along(line, near)
            line = []
        line.append(piece)
    return found


def _join_along(
    line: list[tuple[float, float, float]], near: float
) -> list[tuple[float, float, float]]:
    """The pieces of rules that lie in one line, joined where they touch; each is its place, its start and its end."""
    place = sum(piece[0] for piece in line) / len(line)
    runs: list[tuple[float, float, float]] = []
    for _, start, end in sorted(line, key=lambda piece: piece[1]):
        if runs and start <= runs[-1][2] + near:
            runs[-1] = (place, runs[-1][1], max(runs[-1][2], end))
        else:
            runs.append((place, start, end))
    return runs


def _place(rule: Rule) -> float:
    box = rule.box
    return (box.left + box.right) / 2 if rule.upright else (box.top + box.bottom) / 2


def _ends(rule: Rule) -> tuple[float, float]:
    return (rule.box.top, rule.box.bottom) if rule.upright else (rule.box.left, rule.box.right)


def keep_anchored(rules: Sequence[Rule], near: float) -> list[Rule]:
    """All uprights, and the level rules that meet an upright at both ends, as no row of characters does."""
    uprights = [rule for rule in rules if rule.upright]

    def meets(x: float, y: float) -> bool:
        return any(
            abs(_place(other) - x) <= near and other.box.top - near <= y <= other.box.bottom + near
            for other in uprights
        )

    level = (rule for rule in rules if not rule.upright)
    held = (r for r in level if meets(r.box.left, r.box.top) and meets(r.box.right, r.box.top))
    return [*held, *uprights]


def find_frames(rules: Sequence[Rule], near: float) -> list[Frame]:
    """The frames of tables: at least two level rules, joined by an upright.

    The sides of a frame stand for rules that are not drawn, at the end of a page or an open side.
    """
    uprights = sorted((rule for rule in rules if rule.upright), key=_place)
    places = [_place(rule) for rule in uprights]
    owner = {id(rule): [rule] for rule in rules}
    for rule in rules:
        if not rule.upright:
            low = bisect_left(places, rule.box.left - near)
            high = bisect_right(places, rule.box.right + near)
            for other in uprights[low:high]:
                if other.box.top - near <= _place(rule) <= other.box.bottom + near:
                    _unite(owner, rule, other)
    groups = {id(group): group for group in owner.values()}.values()
    tables = [group for group in groups if _is_table(group)]
    lines = [group for group in groups if _is_line(group, near)]
    return [_with_sides(group, lines, near) for group in tables if group not in lines]


def _with_sides(group: Sequence[Rule], lines: Sequence[Sequence[Rule]], near: float) -> Frame:
    """The frame of a table, with uprights of its own height that touch none of its rules.

    On a page in the middle of a table, a merged cell at its side is drawn without top and bottom.
    """
    box = outline(group)
    sides = [
        rule
        for line in lines
        for rule in line
        if abs(rule.box.top - box.top) <= near and abs(rule.box.bottom - box.bottom) <= near
    ]
    rules = (*group, *sides)
    return Frame(outline(rules), rules)


def _is_line(group: Sequence[Rule], near: float) -> bool:
    """Whether rules are a single upright that is drawn as a box with two short ends."""
    box = outline(group)
    return box.right - box.left <= near and any(rule.upright for rule in group)


def _unite(owner: dict[int, list[Rule]], one: Rule, other: Rule) -> None:
    """Put the frames that two touching rules are in together, as one list."""
    first, second = owner[id(one)], owner[id(other)]
    if first is second:
        return
    small, large = sorted((first, second), key=len)
    large += small
    for rule in small:
        owner[id(rule)] = large


def _is_table(group: Sequence[Rule]) -> bool:
    """Whether rules make a table; one level rule may be the end of a row from the page before."""
    upright = sum(rule.upright for rule in group)
    return upright > 0 and len(group) - upright > (upright < _ENDING)
