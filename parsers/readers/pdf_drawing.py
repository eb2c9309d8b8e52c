"""This module says what a PDF's page draws: letters, surfaces and rules, in the order of drawing."""

from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.readers.frames import Rule
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter

Colour = tuple[float, float, float]  # red, green and blue, of 1
Matrix = tuple[float, float, float, float, float, float]

WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)


class Ink(NamedTuple):
    """How letters are drawn: after so many surfaces, in what colours, through what window.

    A colour that cannot be told is None. `shown`: not in a layer that is off, not of no colour;
    `traced`: drawn with nothing, as the words are that were recognised over a scan.
    """

    order: int
    colours: tuple[Colour | None, ...]
    window: Box
    shown: bool = True
    traced: bool = False


class Mark(NamedTuple):
    """A letter as drawn; `turn` is UP where it is written up the page, DOWN, OVER or 0."""

    letter: Letter
    ink: Ink
    turn: int = 0


class Surface(NamedTuple):
    """What is laid on a page: its colour, None where it cannot be told.

    `covers`: it is a rectangle under which nothing is seen.
    """

    box: Box
    colour: Colour | None
    covers: bool


@dataclass(slots=True)
class Drawing:
    """All that a page draws; `curves` are its paths that are bent.

    `faults` say where its drawing breaks off or is no drawing.
    """

    marks: list[Mark] = field(default_factory=list)
    surfaces: list[Surface] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    curves: int = 0
    commands: int = 0
    faults: list[str] = field(default_factory=list)


def is_within(inner: Box, outer: Box) -> bool:
    """Whether a rectangle is wholly within another."""
    return (
        outer.left <= inner.left and inner.right <= outer.right
        and outer.top <= inner.top and inner.bottom <= outer.bottom
    )  # fmt: skip


def within(box: Box, window: Box, margin: float = 0.0) -> Box | None:
    """What of a rectangle is in a window, or at most so far beside it."""
    left, top = max(box.left, window.left - margin), max(box.top, window.top - margin)
    right, bottom = min(box.right, window.right + margin), min(box.bottom, window.bottom + margin)
    return Box(left, top, right, bottom) if left <= right and top <= bottom else None
