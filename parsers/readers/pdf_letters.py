"""This module locates the letters of a PDF's strings, and decodes them by their font."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFTextState
from pdfminer.utils import apply_matrix_rect

from parsers.letter_shapes import normalize_shapes
from parsers.readers.geometry import Box, Matrix
from parsers.readers.letters import Letter

_SPACE = 32  # the code that a space between words is set wider by

Glyphs = dict[tuple[PDFFont, int], "Glyph"]


class Glyph(NamedTuple):
    """A glyph of a font: its text, its width in ems, and the origin of vertical writing."""

    text: str
    width: float
    start: float | tuple[float | None, float]


def place_letters(
    state: PDFTextState, pieces: Sequence[object], place: Matrix, glyphs: Glyphs
) -> Iterator[Letter]:
    """The letters of a string with their rectangles on the page; advances the state's position past them."""
    font = state.font
    x, y = state.linematrix
    scaling = state.scaling * 0.01
    downwards = font is not None and font.is_vertical()
    across = 1.0 if downwards else scaling
    for piece in pieces:
        if isinstance(piece, (int, float)):
            step = -0.001 * piece * state.fontsize * across
            x, y = (x, y + step) if downwards else (x + step, y)
            continue
        if font is None or not isinstance(piece, bytes):
            continue
        for code in font.decode(piece):
            glyph = glyphs.get((font, code)) or glyphs.setdefault((font, code), _glyph(font, code))
            step = glyph.width * state.fontsize * across
            em = _downwards(glyph, state, step) if downwards else _across(font, state, step)
            yield Letter(_placed(em, place, x, y), glyph.text)
            step += (
                state.charspace + state.wordspace * (code == _SPACE and not font.is_multibyte())
            ) * across
            x, y = (x, y + step) if downwards else (x + step, y)
    state.linematrix = (x, y)


def _glyph(font: PDFFont, code: int) -> Glyph:
    try:
        text = font.to_unichr(code)
    except PDFUnicodeNotDefined:
        text = f"(cid:{code})"
    return Glyph(normalize_shapes(text), font.char_width(code), font.char_disp(code))


def _across(font: PDFFont, state: PDFTextState, width: float) -> tuple[float, float, float, float]:
    """The box of a glyph, as low as its font reaches: one that is drawn upside down and turned by its matrix
    (Type 3) has the lowest point as its ascent.
    """
    low = min(0.0, font.get_descent(), font.get_ascent()) * state.fontsize + state.rise
    return 0.0, low, width, low + state.fontsize


def _downwards(
    glyph: Glyph, state: PDFTextState, height: float
) -> tuple[float, float, float, float]:
    """The box of a glyph in vertical writing, which goes down from its origin."""
    size = state.fontsize
    aside, above = glyph.start if isinstance(glyph.start, tuple) else (None, glyph.start)
    left = -size * 0.5 if aside is None else -aside * size * 0.001
    high = (1000 - above) * size * 0.001 + state.rise
    return left, high + height, left + size, high


def _placed(em: tuple[float, float, float, float], matrix: Matrix, x: float, y: float) -> Box:
    """Where a letter stands whose box is `em` in its font's units, drawn at a point under a matrix."""
    a, b, c, d, e, f = matrix
    left, low, right, high = em
    if b == 0 == c:
        x0, x1 = a * (x + left) + e, a * (x + right) + e
        y0, y1 = d * (y + low) + f, d * (y + high) + f
    else:
        x0, y0, x1, y1 = apply_matrix_rect(matrix, (x + left, y + low, x + right, y + high))
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
