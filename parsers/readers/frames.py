"""This module finds the frame of each ruled table: rules that touch, and the rectangle around them."""

from collections.abc import Sequence
from typing import NamedTuple

from parsers.readers.ruled import Box


class Rule(NamedTuple):
    """A straight rule, as the thin rectangle that it is."""

    box: Box
    upright: bool


def frames(rules: Sequence[Rule], near: float) -> list[Box]:
    """The frames of the tables: two rules across or more, joined by one upright or more.

    The sides of a frame stand for rules that are not drawn: at a page's end, at an open side.
    """
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.box.top):
        met = [group for group in groups if any(_touch(rule, other, near) for other in group)]
        groups = [group for group in groups if group not in met]
        groups.append([rule, *(other for group in met for other in group)])
    return [_around(group) for group in groups if _is_table(group)]


def _touch(one: Rule, other: Rule, near: float) -> bool:
    first, second = one.box, other.box
    return (
        one.upright != other.upright
        and first.left - near <= second.right
        and second.left - near <= first.right
        and first.top - near <= second.bottom
        and second.top - near <= first.bottom
    )


def _is_table(group: list[Rule]) -> bool:
    upright = sum(rule.upright for rule in group)
    return upright > 0 and len(group) - upright > 1


def _around(group: list[Rule]) -> Box:
    boxes = [rule.box for rule in group]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
