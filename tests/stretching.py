"""This module makes texts on which a pattern may backtrack: what it matches, one of its repetitions made long.

>>> list(stretched(re.compile(r"a\\s*b"), 3))
['a   \\x00', 'a   b', 'a   b\\x00']
"""

import importlib
import re
from collections.abc import Iterator
from itertools import chain, islice, repeat
from typing import Any

# How Python itself reads a pattern.
_PARSER: Any = importlib.import_module("re._parser")
_COMPILER: Any = importlib.import_module("re._compiler")
_CONSTANTS: Any = importlib.import_module("re._constants")
_SIGNS = " a7公\n年<>\"'();{}[]=,.、，。：:一-/_*&|+#\\"
_NO_SIGN = "\x00"  # which no pattern looks for
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_FOUND: dict[str, str] = {}  # a sign of each set of signs met
_MOST = 2  # times that any other repetition is there


def stretched(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """For each repetition of a pattern three texts: that ends after it and fits no more, that fits, that fits but for its end."""
    tree = _PARSER.parse(pattern.pattern, pattern.flags)
    for at in range(_repetitions(tree)):
        pieces = list(_Writer(at, length).pieces(tree))
        longest = max(range(len(pieces)), key=lambda one: len(pieces[one]), default=0)
        whole = "".join(pieces)
        yield "".join(pieces[: longest + 1]) + _NO_SIGN
        yield whole
        yield whole + _NO_SIGN


def _parts(name: str, argument: Any) -> list[Any]:
    """The patterns within a part of a pattern."""
    if name in _REPEATS:
        return [argument[2]]
    if name == "BRANCH":
        return list(argument[1])
    if name == "SUBPATTERN":
        return [argument[3]]
    if name == "ASSERT":
        return [argument[1]]
    return [argument] if name == "ATOMIC_GROUP" else []


def _repetitions(tree: Any) -> int:
    return sum(
        (str(name) in _REPEATS) + sum(map(_repetitions, _parts(str(name), argument)))
        for name, argument in tree
    )


class _Writer:
    """Writes what a pattern matches; the repetition of that number is long."""

    def __init__(self, number: int, length: int) -> None:
        self._left, self._length = number, length
        self._groups: dict[int | None, str] = {}

    def pieces(self, tree: Any) -> Iterator[str]:
        for name, argument in tree:
            yield from self._piece(str(name), argument)

    def _piece(self, name: str, argument: Any) -> Iterator[str]:
        if name == "LITERAL":
            yield chr(argument)
        elif name in ("IN", "NOT_LITERAL", "ANY"):
            yield _sign(name, argument)
        elif name in _REPEATS:
            yield from self._repeated(*argument)
        elif name == "BRANCH":
            yield from self._branch(argument[1])
        elif name == "GROUPREF":
            yield self._groups.get(argument, "")
        elif name == "SUBPATTERN":
            written = list(self.pieces(argument[3]))
            self._groups[argument[0]] = "".join(written)
            yield from written
        else:
            for part in _parts(name, argument):
                yield from self.pieces(part)

    def _repeated(self, least: int, most: int, part: Any) -> Iterator[str]:
        self._left -= 1
        is_long = self._left == -1
        one = list(self.pieces(part))
        if is_long:
            unit = "".join(one)
            yield unit * max(1, min(int(most), self._length // (len(unit) or 1)))
        else:
            yield from chain.from_iterable(islice(repeat(one), min(max(least, 1), _MOST)))

    def _branch(self, branches: list[Any]) -> Iterator[str]:
        """The branch with the long repetition, else the first one."""
        for part in branches:
            within = _repetitions(part)
            if 0 <= self._left < within:
                yield from self.pieces(part)
                return
            self._left -= within
        written = _Writer(-1, self._length)
        yield from written.pieces(branches[0])


def _sign(name: str, argument: Any) -> str:
    """A sign of a set of signs; of several the first that others are likely to have too."""
    key = f"{name} {argument}"
    if key not in _FOUND:
        state = _PARSER.State()
        tree = _PARSER.SubPattern(state, [(getattr(_CONSTANTS, name), argument)])
        one = _COMPILER.compile(tree)
        _FOUND[key] = next((sign for sign in _SIGNS if one.fullmatch(sign)), "ζ")
    return _FOUND[key]
