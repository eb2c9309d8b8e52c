"""This module locates the characters of OFD text objects and the rules of OFD paths."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from xml.etree.ElementTree import Element

from parsers.letter_shapes import normalize_shapes
from parsers.readers.frames import Rule
from parsers.readers.geometry import Box, Matrix, Point, box_around
from parsers.readers.letters import Letter

_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_RISE, _FALL = 0.86, 0.14  # of the size: how far a character reaches above and below its line
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")
_STEP = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
_THIN = 1.5  # points: what is thinner is a rule
_LONGEST_TEXT = 4000


def parse_numbers(attribute: str | None) -> list[float]:
    """The numbers in an attribute."""
    return [float(one) for one in _NUMBER.findall(attribute or "")]


def parse_matrix(attribute: str | None) -> Matrix:
    """The matrix in a CTM attribute; the identity where it is incomplete."""
    found = parse_numbers(attribute)
    if len(found) != len(_SAME):
        return _SAME
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def find_letters(text: Element, placed: Matrix) -> Iterator[Letter]:
    """The characters of a text object, each at its place."""
    size = next(iter(parse_numbers(text.get("Size"))), 3.5)
    x, y = 0.0, 0.0
    for code in text.iter():
        if code.tag.rpartition("}")[2] != "TextCode":
            continue
        x = next(iter(parse_numbers(code.get("X"))), x)
        y = next(iter(parse_numbers(code.get("Y"))), y)
        content = (code.text or "")[:_LONGEST_TEXT]
        across, down = (_steps(code.get(name), len(content)) for name in ("DeltaX", "DeltaY"))
        for c, dx, dy in zip(content, across, down, strict=True):
            width = size / 2 if c.isascii() else size
            corners = [(x, y - _RISE * size), (x + width, y + _FALL * size)]
            yield Letter(
                box_around([_at(corner, placed) for corner in corners]), normalize_shapes(c)
            )
            x, y = x + dx, y + dy


def _steps(attribute: str | None, count: int) -> list[float]:
    """The distances between characters, 0 after the last; `g 3 2.5` is 2.5 three times."""
    words, found = (attribute or "").split(), list[float]()
    place = 0
    while place < len(words) and len(found) < count:
        if words[place] == "g" and place + 2 < len(words) and words[place + 1].isdecimal():
            found += parse_numbers(words[place + 2])[:1] * min(int(words[place + 1]), count)
            place += 3
        else:
            found += parse_numbers(words[place])[:1]
            place += 1
    return [*found, *[0.0] * count][:count]


def find_rules(path: Element, placed: Matrix) -> Iterator[Rule]:
    """The straight rules that a path draws: thin boxes, and the sides of others."""
    for data in path.iter():
        if data.tag.rpartition("}")[2] == "AbbreviatedData":
            for line in _lines(data.text or ""):
                ends = [_at(point, placed) for point in line]
                yield from filter(None, (_rule(box_around(list(pair))) for pair in pairwise(ends)))


def _lines(data: str) -> Iterator[list[Point]]:
    """The runs of points that a path joins; of a curve only the end."""
    line: list[Point] = []
    for word, rest in islice(_STEP.findall(data), 5000):
        places = parse_numbers(rest)
        if word in "SM":
            yield line
            line = [(places[-2], places[-1])] if len(places) > 1 else []
        elif word == "C":
            line += line[:1]
        elif len(places) > 1:
            line.append((places[-2], places[-1]))
    yield line


def _rule(box: Box) -> Rule | None:
    width, height = box.right - box.left, box.bottom - box.top
    if max(width, height) < _THIN or min(width, height) > _THIN:
        return None
    return Rule(box, height > width)


def _at(point: Point, placed: Matrix) -> Point:
    a, b, c, d, e, f = placed
    x, y = point
    return a * x + c * y + e, b * x + d * y + f
