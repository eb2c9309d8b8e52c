"""This module tells the colours of inks that a PDF names itself, of tables of colours, and of Lab.

An ink by itself (`Separation`, or several as `DeviceN`) has a function that says how it looks. Where the function is
no plain one, only paper without ink is told.
"""

from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdfcolor import PREDEFINED_COLORSPACE, PDFColorSpace
from pdfminer.pdftypes import PDFStream, resolve1

from parsers.readers.drawing import WHITE, Colour

OF_INKS = frozenset(("Separation", "DeviceN", "Indexed", "Lab"))
_PLAIN = 2  # the type of function that goes from one colour to another
_SHARES = 3  # of Lab, and as many at least follow the name of any other space
_NEUTRAL = 5.0  # of Lab: less of a hue no one sees
_ToRgb = Callable[[Any, PDFColorSpace], Colour | None]


class InkSpace(PDFColorSpace):
    """A colour space with what the PDF says of it."""

    def __init__(self, name: str, count: int, said: Any) -> None:
        super().__init__(name, count)
        self.said = said


def ink_colour(space: InkSpace, parts: Sequence[float], to_rgb: _ToRgb) -> Colour | None:
    """The colour of inks of these shares, of an entry of a table, or of Lab; None where it cannot be told."""
    if space.name == "Lab":
        return _neutral(parts)
    said = resolve1(space.said)
    if not isinstance(said, list) or len(said) <= _SHARES:
        return None
    base = _base(resolve1(said[1] if space.name == "Indexed" else said[2]))
    if base is None:
        return None
    if space.name == "Indexed":
        return _entry(resolve1(said[3]), int(parts[0]), base, to_rgb)
    return _mixed(resolve1(said[3]), parts, base, to_rgb) if any(parts) else WHITE


def _neutral(parts: Sequence[float]) -> Colour | None:
    hued = len(parts) != _SHARES or max(map(abs, parts[1:])) > _NEUTRAL
    return None if hued else (min(max(parts[0] / 100, 0.0), 1.0),) * 3


def _mixed(look: Any, parts: Sequence[float], base: PDFColorSpace, to_rgb: _ToRgb) -> Colour | None:
    """The colour of a share of an ink, where a plain function tells it."""
    if len(parts) > 1 or not isinstance(look, dict) or look.get("FunctionType") != _PLAIN:
        return None
    first, last = (resolve1(look.get(name, usual)) for name, usual in (("C0", [0]), ("C1", [1])))
    share = parts[0] ** float(look.get("N", 1))
    mixed = tuple(a + share * (b - a) for a, b in zip(first, last, strict=False))
    return to_rgb(mixed if len(mixed) > 1 else mixed[0], base)


def _base(said: Any) -> PDFColorSpace | None:
    """The colour space that another is told in, if it is one of the plain ones."""
    parts = said if isinstance(said, list) else [said]
    name = getattr(resolve1(parts[0]), "name", None)
    if name == "ICCBased" and isinstance(profile := resolve1(parts[1]), PDFStream):
        return PDFColorSpace("ICCBased", int(profile["N"]))
    return PREDEFINED_COLORSPACE.get(name) if isinstance(name, str) else None


def _entry(table: Any, number: int, base: PDFColorSpace, to_rgb: _ToRgb) -> Colour | None:
    """An entry of a table of colours, which is a string or a stream of bytes."""
    held = table.get_data() if isinstance(table, PDFStream) else table
    size = base.ncomponents
    shares = held[number * size : (number + 1) * size] if isinstance(held, bytes) else b""
    if len(shares) < size:
        return None
    parts = tuple(share / 255 for share in shares)
    return to_rgb(parts if size > 1 else parts[0], base)
