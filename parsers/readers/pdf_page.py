"""This module opens a PDF by pdfium and tells where on a page, as it is shown, a point of its space lies.

pdfium is what Chromium shows PDF with. Its handles are closed before the document is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from math import ceil
from threading import RLock
from typing import Any, NamedTuple

from parsers.readers.guard import Unreadable
from parsers.readers.ruled import Box

POINTS = 72  # an inch
_QUARTERS = {0: (1, 0), 90: (0, -1), 180: (-1, 0), 270: (0, 1)}  # cosine and sine of a page's turn

_MOST_NOTES = 1000  # and fields, on a page; the form's tables have some 200
_MOST_FILLED = 60  # pages of a form
_MOST_STEPS = 20_000  # of drawing a page; one of the form takes some hundreds, an image one for each of its lines

_ONE_AT_A_TIME = RLock()  # two threads within pdfium end the whole process

Handle = Any  # pypdfium2 has no types of its own
Image = Any  # of Pillow


class Grey(NamedTuple):
    """A picture in greys: a byte a dot, so many dots across and down, so many bytes a line."""

    dots: bytes
    width: int
    height: int
    stride: int


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

    def grey(self, scale: float) -> Grey | None:
        """The page in greys, dots a point; None where that takes too many steps."""
        from pypdfium2 import PdfBitmap

        width, height = (max(ceil(edge * scale), 1) for edge in self.size)
        image = PdfBitmap.new_native(width, height, self.pdfium.FPDFBitmap_Gray)
        try:
            image.fill_rect((255, 255, 255, 255), 0, 0, width, height)
            whole = self._drawn_on(image, width, height)
            return Grey(bytes(image.buffer), width, height, image.stride) if whole else None
        finally:
            image.close()

    def _drawn_on(self, image: Image, width: int, height: int) -> bool:
        """Draw the page step by step; whether it was done before there were too many."""
        pdfium, steps = self.pdfium, count(1)
        pause = pdfium.IFSDK_PAUSE(version=1)
        pause.NeedToPauseNow = type(pause.NeedToPauseNow)(lambda _: next(steps) > _MOST_STEPS)
        drawn = pdfium.FPDF_RenderPageBitmap_Start(
            image.raw, self.handle, 0, 0, width, height, 0, pdfium.FPDF_GRAYSCALE, pause
        )
        pdfium.FPDF_RenderPage_Close(self.handle)
        return bool(drawn == pdfium.FPDF_RENDER_DONE)

    def close(self) -> None:
        """Let go of what pdfium holds for it."""
        self.text.close()
        self._page.close()


@contextmanager
def opened(body: bytes) -> Iterator["Pages"]:
    """The pages of a PDF, of one document at a time; what pdfium cannot open is a PdfiumError."""
    from pypdfium2 import PdfDocument

    with _ONE_AT_A_TIME:
        document = PdfDocument(body)
        try:
            pages = Pages(document)
            pages.fill()
            yield pages
        finally:
            document.close()


class Pages:
    """The pages of an open PDF, each open as long as it is looked at."""

    def __init__(self, document: Handle) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document)

    def fill(self) -> None:
        """Have the fields of a form drawn that are filled but have no look of their own."""
        from pypdfium2 import raw

        if self._document.get_formtype() == raw.FORMTYPE_NONE:
            return
        for index in range(min(_MOST_FILLED, len(self))):
            page = self._document[index]
            _notes(page)
            page.close()
        self._document.init_forms()

    def first(self, most: int) -> Iterator[PdfPage]:
        """The first pages, so many at most."""
        for index in range(min(most, len(self))):
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
        if _notes(page):
            drawn = raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
            if drawn == raw.FLATTEN_SUCCESS:
                page.close()
                return self._document[index]
        return page


def _notes(page: Handle) -> int:
    """How many notes and fields a page has; Unreadable for more than a page can bear."""
    from pypdfium2 import raw

    found = int(raw.FPDFPage_GetAnnotCount(page.raw))
    if found > _MOST_NOTES:
        page.close()
        raise Unreadable("a page has too many notes")
    return found
