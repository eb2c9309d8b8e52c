"""This module defines what a page of a PDF or an OFD draws: letters, surfaces and rules, in the order of drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.readers.frames import Rule
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter

Colour = tuple[float, float, float]  # red, green and blue, of 1

WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)
TOO_MUCH = "its pages draw too much"  # why a document is not read whose pages have no end


class Surface(NamedTuple):
    """A filled area and its colour, None where that cannot be determined.

    `covers`: it is an opaque rectangle, under which nothing is seen.
    """

    box: Box
    colour: Colour | None
    covers: bool


class Ink(NamedTuple):
    """How letters are drawn: after how many surfaces, in which colours, within which clipping window.

    A colour that cannot be determined is None. `shown`: not in a layer that is off, and not
    transparent. `traced`: drawn with neither fill nor stroke, as OCR programs add words over a
    scan.
    """

    order: int
    colours: tuple[Colour | None, ...]
    window: Box
    shown: bool = True
    traced: bool = False


class Mark(NamedTuple):
    """A letter as drawn."""

    letter: Letter
    ink: Ink


@dataclass(slots=True)
class Drawing:
    """All that a page draws; `curves` counts its curved paths, and `shapes` are its pictures and what its paths
    draw but rules and surfaces.

    `faults` say where its content streams break off or are invalid.
    """

    marks: list[Mark] = field(default_factory=list)
    surfaces: list[Surface] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)
    curves: int = 0
    commands: int = 0
    faults: list[str] = field(default_factory=list)


def plain_colour(parts: Sequence[float]) -> Colour | None:
    """A colour by its shares: of white alone, of red, green and blue, or of four inks; None for any other number.

    >>> plain_colour((0.5,)), plain_colour((0.0, 0.0, 0.0, 0.75)), plain_colour((1.0, 0.0))
    ((0.5, 0.5, 0.5), (0.25, 0.25, 0.25), None)
    """
    if len(parts) == 1:
        return (parts[0],) * 3
    if len(parts) == 4:
        cyan, magenta, yellow, black = (1 - part for part in parts)
        return cyan * black, magenta * black, yellow * black
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


def is_within(inner: Box, outer: Box) -> bool:
    """Whether a rectangle is wholly within another."""
    return (
        outer.left <= inner.left and inner.right <= outer.right
        and outer.top <= inner.top and inner.bottom <= outer.bottom
    )  # fmt: skip


def within(box: Box, window: Box, margin: float = 0.0) -> Box | None:
    """The part of a rectangle within a window widened by a margin; None where there is none."""
    left, top = max(box.left, window.left - margin), max(box.top, window.top - margin)
    right, bottom = min(box.right, window.right + margin), min(box.bottom, window.bottom + margin)
    return Box(left, top, right, bottom) if left <= right and top <= bottom else None
