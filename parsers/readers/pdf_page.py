"""This module opens a PDF by pdfium and tells where on a page, as it is shown, a point of its space lies.

pdfium is what Chromium shows PDF with. Its handles are closed before the document is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from parsers.readers.ruled import Box

POINTS = 72  # an inch
_QUARTERS = {0: (1, 0), 90: (0, -1), 180: (-1, 0), 270: (0, 1)}  # cosine and sine of a page's turn

Handle = Any  # pypdfium2 has no types of its own
Image = Any  # of Pillow


class PdfPage:
    """A page of an open PDF: `size` in points as shown.

    `pdfium` are its functions, which ask for the page's `handle` or for that of its `text`.
    """

    def __init__(self, page: Handle, number: int) -> None:
        from pypdfium2 import raw

        self.pdfium = raw
        self.number = number
        self.size: tuple[float, float] = page.get_size()
        self.handle = page.raw
        self.text = page.get_textpage()
        self._page = page
        self._box: tuple[float, float, float, float] = page.get_bbox()
        self._turn = int(page.get_rotation())

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page's space, where it is shown."""
        west, south, east, north = self._box
        if self._turn == 90:
            return Box(bottom - south, left - west, top - south, right - west)
        if self._turn == 180:
            return Box(east - right, bottom - south, east - left, top - south)
        if self._turn == 270:
            return Box(north - top, east - right, north - bottom, east - left)
        return Box(left - west, north - top, right - west, north - bottom)

    def directed(self, x: float, y: float) -> tuple[float, float]:
        """A direction of the page's space, as it is shown; y still grows upwards."""
        cosine, sine = _QUARTERS[self._turn]
        return x * cosine - y * sine, x * sine + y * cosine

    def shown(self, resolution: int) -> Image:
        """The page as a picture, dots an inch, its edges hard: digits are read from it."""
        drawn = self._page.render(
            scale=resolution / POINTS,
            no_smoothtext=True,
            no_smoothpath=True,
            no_smoothimage=True,
            prefer_bgrx=True,
        )
        return drawn.to_pil().convert("RGB")

    def grey(self, scale: float) -> tuple[bytes, int, int, int]:
        """The page in greys, dots a point: a byte a dot, its width, its height, the bytes of a line."""
        drawn = self._page.render(scale=scale, grayscale=True)
        try:
            return bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride
        finally:
            drawn.close()

    def close(self) -> None:
        """Let go of what pdfium holds for it."""
        self.text.close()
        self._page.close()


@contextmanager
def opened(body: bytes) -> Iterator["Pages"]:
    """The pages of a PDF; what pdfium cannot open is a PdfiumError."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(body)
    try:
        document.init_forms()  # draws the fields that are filled but have no look of their own
        yield Pages(document)
    finally:
        document.close()


class Pages:
    """The pages of an open PDF, each open as long as it is looked at."""

    def __init__(self, document: Handle) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document)

    def first(self, count: int) -> Iterator[PdfPage]:
        """The first pages, so many at most."""
        for index in range(min(count, len(self))):
            with self.at(index + 1) as page:
                yield page

    @contextmanager
    def at(self, number: int) -> Iterator[PdfPage]:
        """One page by its number, counted from 1."""
        page = PdfPage(self._shown(number - 1), number)
        try:
            yield page
        finally:
            page.close()

    def _shown(self, index: int) -> Handle:
        """A page with all that a viewer shows: what stands in its form's fields, in notes on it."""
        from pypdfium2 import raw

        page = self._document[index]
        if raw.FPDFPage_GetAnnotCount(page.raw):
            drawn = raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
            if drawn == raw.FLATTEN_SUCCESS:
                page.close()
                return self._document[index]
        return page
