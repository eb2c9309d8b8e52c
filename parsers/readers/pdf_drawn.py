"""This module takes what a PDF's page draws from pdfium: the rules, and how much its pictures cover."""

from typing import NamedTuple

from parsers.readers.frames import Rule
from parsers.readers.pdf_page import PdfPage
from parsers.readers.pdf_rules import rules_of
from parsers.readers.pdf_things import bounds, matrix_of, then, things
from parsers.readers.ruled import Box

MOST = 20_000  # rules on a page; the form's tables draw some 2,000. Of more there are none
_NOTHING = 0.01  # points


class Drawn(NamedTuple):
    """What a page draws: its rules, the share of the page that each picture covers, how many lines.

    `words` are its pieces of text, `shapeless` those of them in which no letter has a shape: spaces,
    and what stands in a font that is neither in the document nor on this machine.
    """

    rules: list[Rule]
    pictures: list[float]
    lines: int
    words: int = 0
    shapeless: int = 0


def drawn(page: PdfPage) -> Drawn:
    """What a page draws."""
    pdfium = page.pdfium
    width, height = page.size
    rules: list[Rule] = []
    pictures: list[float] = []
    lines = words = shapeless = 0
    for thing, kind, matrix in things(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = then(matrix_of(pdfium, thing), matrix)
            pictures.append(abs(a * d - b * c) / (width * height))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            lines += 1
            if len(rules) <= MOST:
                rules.extend(rules_of(page, thing, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            words += 1
            shapeless += _is_shapeless(bounds(pdfium, thing))
    return Drawn(rules if len(rules) <= MOST else [], pictures, lines, words, shapeless)


def _is_shapeless(box: Box) -> bool:
    return abs(box.right - box.left) < _NOTHING and abs(box.bottom - box.top) < _NOTHING
