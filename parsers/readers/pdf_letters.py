"""This module takes the letters of a PDF's page from pdfium: what each says, and where it stands.

A letter's rectangle is its em, from its place on the line: letters of several fonts on one line have
their middles in one line too, whatever the fonts say of their heights.
"""

import ctypes
from collections.abc import Iterator
from math import copysign, hypot
from typing import Any

from parsers.readers.lettering import Letter, once, shaped
from parsers.readers.pdf_page import Handle, PdfPage
from parsers.readers.ruled import Box

MOST = 20_000  # on a page: of more there are none
_ABOVE, _BELOW = 0.86, 0.14  # of an em, from the line that letters stand on
_USUAL = 0.5  # of an em: what a letter is taken for whose font does not say how wide it is
_HYPHEN = 2  # what pdfium calls the hyphen at a line's end
_NO_CHARACTERS = range(0xD800, 0xE000)  # halves of one, as a damaged font may name
_INSTEAD, _NO_TEXT = b"ActualText", 2  # bytes: its end alone
UNTOLD = "\ufffd"  # the font does not say which character it is

Written = tuple[list[Letter], int]


def letters(page: PdfPage) -> Written:
    """The letters of a page, and 1 where most of them run up it, -1 where down, 0 else."""
    count = page.pdfium.FPDFText_CountChars(page.text.raw)
    if count > MOST:
        return [], 0
    told = list(_told(page, count))
    found = once(Letter(page.place(*box), text) for box, text, _ in told)
    return found, _way([run for _, _, run in told])


def _told(page: PdfPage, count: int) -> Iterator[tuple[Box, str, int]]:
    """Of each letter its em in the page's space, left, bottom, right and top, its text and its run."""
    pdfium, handle = page.pdfium, page.text.raw
    asked = _Asked(pdfium)
    for index in range(count):
        text = _text(pdfium, handle, index)
        if not text.isalpha() and _is_told_otherwise(pdfium, handle, index):
            text = UNTOLD
        if text and asked.of(handle, index):
            run = _run(*page.directed(*asked.along()))
            yield asked.em(), shaped(text), run


def _text(pdfium: Any, handle: Handle, index: int) -> str:
    """What a letter says; nothing for one that pdfium has made up, as a space between two words."""
    if pdfium.FPDFText_IsGenerated(handle, index) == 1:
        return ""
    code = pdfium.FPDFText_GetUnicode(handle, index)
    if pdfium.FPDFText_HasUnicodeMapError(handle, index) == 1 or code in _NO_CHARACTERS:
        return UNTOLD
    return "-" if code == _HYPHEN else chr(code) if code >= ord(" ") else ""


def _is_told_otherwise(pdfium: Any, handle: Handle, index: int) -> bool:
    """Whether a letter is not of what is printed, but of a text to be taken for it (`ActualText`).

    Words so told are held against the form's; figures are held against nothing.
    """
    thing = pdfium.FPDFText_GetTextObject(handle, index)
    return any(
        _is_text(pdfium, pdfium.FPDFPageObj_GetMark(thing, mark))
        for mark in range(pdfium.FPDFPageObj_CountMarks(thing))
    )


def _is_text(pdfium: Any, mark: Handle) -> bool:
    size = ctypes.c_ulong()
    told = pdfium.FPDFPageObjMark_GetParamStringValue(mark, _INSTEAD, None, 0, ctypes.byref(size))
    return bool(told) and size.value > _NO_TEXT


class _Asked:
    """What pdfium tells of one letter after another, each time into the same places."""

    def __init__(self, pdfium: Any) -> None:
        self._pdfium = pdfium
        self._matrix = pdfium.FS_MATRIX()
        self._origin = ctypes.c_double(), ctypes.c_double()
        self._into = ctypes.byref(self._matrix)
        self._into_origin = [ctypes.byref(one) for one in self._origin]
        self._size = self._width = 0.0
        self._sign = 1.0
        self._widths: dict[tuple[int | None, int], float] = {}

    def of(self, handle: Handle, index: int) -> bool:
        """Ask of a letter; whether it has a place at all."""
        pdfium = self._pdfium
        size = pdfium.FPDFText_GetFontSize(handle, index)
        self._size = abs(size)
        self._sign = copysign(1, size)
        self._width = self._size * self._wide(handle, index)
        return bool(
            pdfium.FPDFText_GetMatrix(handle, index, self._into)
            and pdfium.FPDFText_GetCharOrigin(handle, index, *self._into_origin)
        )

    def _wide(self, handle: Handle, index: int) -> float:
        """How many ems wide a letter is, by the document's own table: no font of the machine's counts.

        That of a font that is written downwards says how high, with a minus.
        """
        pdfium = self._pdfium
        font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(handle, index))
        key = (ctypes.cast(font, ctypes.c_void_p).value, pdfium.FPDFText_GetUnicode(handle, index))
        if key not in self._widths:
            told = ctypes.c_float()
            known = font and pdfium.FPDFFont_GetGlyphWidth(font, key[1], 1.0, ctypes.byref(told))
            self._widths[key] = abs(told.value) if known and told.value else _USUAL
        return self._widths[key]

    def along(self) -> tuple[float, float]:
        """The direction in which the letter is written; a size below zero turns it about."""
        return self._sign * self._matrix.a, self._sign * self._matrix.b

    def _up(self) -> tuple[float, float]:
        """Where its top is."""
        return self._sign * self._matrix.c, self._sign * self._matrix.d

    def em(self) -> Box:
        """The letter's em: as wide as its font says, and as high as its size from where it stands."""
        x, y = (one.value for one in self._origin)
        (across, rise), (right, up) = self.along(), self._up()
        size = self._size * hypot(right, up)
        width = self._width * hypot(across, rise)
        above, below = size * _ABOVE, size * _BELOW
        if abs(up) >= abs(right):
            low, high = (y - below, y + above) if up > 0 else (y - above, y + below)
            start, end = (x, x + width) if across >= 0 else (x - width, x)
            return Box(start, low, end, high)
        low, high = (x - below, x + above) if right > 0 else (x - above, x + below)
        start, end = (y, y + width) if rise >= 0 else (y - width, y)
        return Box(low, start, high, end)


def _run(x: float, y: float) -> int:
    """Whether a line of letters runs up a page, down, or neither."""
    if abs(x) >= abs(y):
        return 0
    return 1 if y > 0 else -1


def _way(runs: list[int]) -> int:
    """What most letters do, as those of a wide table on a tall page."""
    turned = [run for run in runs if run]
    if len(turned) * 2 <= len(runs):
        return 0
    return 1 if turned.count(1) * 2 > len(turned) else -1
