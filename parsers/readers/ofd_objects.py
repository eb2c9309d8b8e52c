"""This module locates the characters of OFD text objects and the lines of OFD paths."""

import re
from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import Element

from parsers.letter_shapes import normalize_shapes
from parsers.readers.geometry import Matrix, Point, box_around
from parsers.readers.letters import Letter
from parsers.readers.pdf_paths import Line

_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_RISE, _FALL = 0.86, 0.14  # of the size: how far a character reaches above and below its line
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")
_STEP = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
_MOST_STEPS = 5000  # of a path
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
    wide = next(iter(parse_numbers(text.get("HScale"))), 1.0)
    x, y = 0.0, 0.0
    for code in text.iter():
        if code.tag.rpartition("}")[2] != "TextCode":
            continue
        x = next(iter(parse_numbers(code.get("X"))), x)
        y = next(iter(parse_numbers(code.get("Y"))), y)
        content = (code.text or "")[:_LONGEST_TEXT]
        across, down = (_steps(code.get(name), len(content)) for name in ("DeltaX", "DeltaY"))
        for c, dx, dy in zip(content, across, down, strict=True):
            width = (size / 2 if c.isascii() else size) * wide
            corners = [(x, y - _RISE * size), (x + width, y + _FALL * size)]
            yield Letter(
                box_around([at(corner, placed) for corner in corners]), normalize_shapes(c)
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


def find_lines(path: Element, placed: Matrix) -> list[Line]:
    """The subpaths of a path on the page, split at their curves."""
    found: list[Line] = []
    for data in path.iter():
        if data.tag.rpartition("}")[2] != "AbbreviatedData":
            continue
        for word, rest in islice(_STEP.findall(data.text or ""), _MOST_STEPS):
            numbers = parse_numbers(rest)
            points = [at(point, placed) for point in zip(numbers[::2], numbers[1::2], strict=False)]
            if word == "C":
                _close(found)
            elif points and (word in "SM" or not found):
                found.append(Line(points[-1:]))
            elif points and word in "QBA":
                found[-1].bent = True
                found[-1].points += points[:-1] if word != "A" else []
                found.append(Line(points[-1:], bent=True))
            elif points:
                found[-1].points.append(points[-1])
    return found


def _close(lines: list[Line]) -> None:
    if lines and not lines[-1].bent:
        lines[-1].points.append(lines[-1].points[0])


def at(point: Point, placed: Matrix) -> Point:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = placed
    x, y = point
    return a * x + c * y + e, b * x + d * y + f
