"""This module cuts the pictures out of a PDF's pages of text, where one may show a table, as a reader sees them."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from parsers.readers.drawing import Drawing
from parsers.readers.geometry import Box, bounding_box
from parsers.readers.paper import Paper
from parsers.readers.pdf import MOST_PAGES
from parsers.readers.pictures import A_SIGN, RESOLUTION, area_of, is_picture
from parsers.readers.sheet import NEAR
from parsers.readers.untyped import PdfPage

# It stands in a dictionary of its own stream, which is never packed itself.
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")


def pictures_of_pages(body: bytes) -> Iterator[bytes]:
    """The pictures as files, from page to page; those of pages that are pictures themselves were read with them."""
    if not _IMAGE.search(body):  # to draw its pages once more takes as long as to read it
        return
    from parsers.readers.pdf_pages import draw_page, open_pdf, read_layers

    with open_pdf(body) as document:
        layers = read_layers(document)
        for page in document.pages[:MOST_PAGES]:
            yield from _pictures(page, draw_page(page, layers))


def _pictures(page: PdfPage, drawing: Drawing) -> Iterator[bytes]:
    size = float(page.width), float(page.height)
    paper = Paper(page.page_number, size, drawing)
    if not drawing.images or is_picture(drawing, size, paper.letters, paper.rules):
        return
    large = (box for box in _whole(drawing.images) if area_of(box) > A_SIGN * size[0] * size[1])
    for box in large:
        shown = page.crop(box, strict=False).to_image(resolution=RESOLUTION, antialias=True)
        file = BytesIO()
        shown.original.save(file, "PNG")
        yield file.getvalue()


def _whole(boxes: Sequence[Box]) -> list[Box]:
    """The pictures from top to bottom, those one where each begins as the one above ends: a program cut it in strips."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box.top, box.left)):
        if found and _goes_on(found[-1], box):
            found[-1] = bounding_box((found[-1], box))
        else:
            found.append(box)
    return found


def _goes_on(above: Box, below: Box) -> bool:
    edges = ((above.left, below.left), (above.right, below.right), (above.bottom, below.top))
    return all(abs(one - other) < NEAR for one, other in edges)
