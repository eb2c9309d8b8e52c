"""This module tells what a cell of a spreadsheet shows of its number: a format may hide it, round it or scale it.

A figure is printed as it is shown: `;;;` shows nothing, `0,` thousands, `0%` hundredths, and a format for
accounts or a condition a dash for zero. The grammar is that of ECMA-376, part 1, 18.8.31.

>>> [shown(12345, one) for one in ("General", "#,##0", '0"件"', "0,", "0.0%", ";;;")]
['12345', '12345', '12345件', '12', '1234500.0%', '']
"""

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

_TOKEN = re.compile(r'"[^"]*"?|[\\!_*].|\[[^\]]*\]?|General|G/通用格式|.', re.DOTALL)
_PRECISE = Context(prec=15)  # the digits that a spreadsheet keeps
_PLAIN = frozenset({"General", "G/通用格式", "@"})
_PLACES = frozenset("0#?.,%")
_UNKNOWN = re.compile(r"[A-Za-z年月日/]|\[[<>=]")  # a date, a fraction, an exponent, a condition
_CONDITION = re.compile(r"\[(=|<>|[<>]=?)(-?\d+(?:\.\d+)?)\]")
_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge
}  # fmt: skip
_SIGNS = " -()（）"
# An office's button for accounts sets a currency's sign before a number, whatever its unit.
_NO_WORDS = _SIGNS + "¥￥$€"
_RED = frozenset({"[red]", "[红色]"})


class _Section(NamedTuple):
    """One part of a format: its places for digits, with point, commas and percent signs; the words before and after
    them; a minus sign; the condition that stands before it.
    """

    places: str
    before: str
    unit: str
    minus: bool
    condition: str


def shown(value: float, code: str) -> str | None:
    """The text that a cell with a format shows for a number; None for a format that is not understood."""
    exact = _PRECISE.create_decimal(repr(value))
    sections = _sections(code)
    if sections is None:
        return None
    if (at := _which(sections, exact)) is None:
        return None
    places, before, unit, minus, _ = sections[at]
    said = before.strip(_NO_WORDS)
    if places in _PLAIN:
        return f"{said}{exact.normalize():f}{unit.strip(_SIGNS)}"
    digits = places.replace("%", "")
    thousands = len(digits) - len(digits.rstrip(","))
    size = abs(exact).scaleb(2 * places.count("%") - 3 * thousands)
    decimals = len(digits.partition(".")[2].replace(",", ""))
    rounded = size.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if not digits.strip(".,") or not (rounded or "0" in digits):
        return (before + unit).strip()
    sign = "-" if exact < 0 and rounded and (at == 0 or minus) else ""
    return f"{sign}{said}{rounded:f}{'%' * places.count('%')}{unit.strip(_SIGNS)}"


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """The parts of a format, for positive numbers, negative ones and zero; None if one is not understood."""
    parts: list[list[str]] = [[]]
    for part in _TOKEN.findall(code or "General"):
        if part == ";":
            parts.append([])
        else:
            parts[-1].append(part)
    sections = [_section(tokens) for tokens in parts[:3]]
    known = [one for one in sections if one is not None]
    return tuple(known) if len(known) == len(sections) else None


def _which(sections: Sequence[_Section], number: Decimal) -> int | None:
    """The place of the part for a number; None where it is not told by its sign and no condition holds, or it is less
    than zero where there are conditions.
    """
    if not any(one.condition for one in sections):
        few = len(sections)
        return 1 if number < 0 and few > 1 else 2 if not number and few > 2 else 0
    if number < 0 or not sections[0].condition:
        return None
    return next((at for at, one in enumerate(sections) if _holds(one.condition, number)), None)


def _holds(condition: str, number: Decimal) -> bool:
    """Whether a condition holds for a number; none always does."""
    found = _CONDITION.fullmatch(condition)
    return not found or _HOLDS[found[1]](number, Decimal(found[2]))


def _section(tokens: list[str]) -> _Section | None:
    """One part of a format; None for a date, a fraction, an exponent, words between digits, and digits before them."""
    places = before = unit = ""
    condition = next(filter(_CONDITION.fullmatch, tokens), "")
    minus = parted = False
    for token in filter(condition.__ne__, tokens):
        if token in _PLAIN or token in _PLACES:
            if parted:
                return None
            places += token
        elif _UNKNOWN.match(token):
            return None
        elif token[0] == "[":
            minus = minus or token.lower() in _RED
        elif token[0] not in "_*":
            said = token[1:].rstrip('"') if token[0] in '"\\!' else token
            parted = bool(places.strip("%"))
            before, unit = (before, unit + said) if parted else (before + said, unit)
    if places and any(map(str.isdecimal, before)):
        return None
    minus = minus or any(sign in before + unit for sign in "-(（")
    return _Section(places, before, unit, minus, condition)
