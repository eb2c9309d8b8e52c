"""This module goes through all that a PDF's page draws, as pdfium tells it: each thing, and where it is put."""

import ctypes
from collections.abc import Iterator
from typing import Any

from parsers.readers.pdf_page import Handle, PdfPage
from parsers.readers.ruled import Box

_DEEPEST = 8  # drawings within drawings

Matrix = tuple[float, float, float, float, float, float]
AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


def things(page: PdfPage) -> Iterator[tuple[Handle, int, Matrix]]:
    """All that a page draws, with what takes the space that it is put into to the page's."""
    pdfium = page.pdfium

    def within(
        count: Any, get: Any, owner: Handle, matrix: Matrix, depth: int
    ) -> Iterator[tuple[Handle, int, Matrix]]:
        for index in range(count(owner)):
            thing = get(owner, index)
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind != pdfium.FPDF_PAGEOBJ_FORM:
                yield thing, kind, matrix
            elif depth < _DEEPEST:
                yield from within(
                    pdfium.FPDFFormObj_CountObjects,
                    pdfium.FPDFFormObj_GetObject,
                    thing,
                    then(matrix_of(pdfium, thing), matrix),
                    depth + 1,
                )

    return within(pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, page.handle, AS_IT_IS, 0)


def matrix_of(pdfium: Any, thing: Handle) -> Matrix:
    """What takes a thing's own space to the one that it is put into."""
    told = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(told)):
        return AS_IT_IS
    return told.a, told.b, told.c, told.d, told.e, told.f


def then(first: Matrix, second: Matrix) -> Matrix:
    """The one matrix that does what two do, one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def bounds(pdfium: Any, thing: Handle) -> Box:
    """What a thing covers, in the space that it is put into: left, bottom, right, top."""
    told = tuple(ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, told))
    return Box(*(one.value for one in told))
