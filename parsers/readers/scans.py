"""This module reads scans and pictures by OCR: whole pages, with tables by their rules.

Cells are never recognised one by one, since a digit cut out alone is misread. A digit that is
uncertain, and a cell with ink but without text, gets a sign that is no figure, so that no proof can
rely on it.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from parsers.numbers import is_figure
from parsers.page import Page
from parsers.readers.cell_grid import Cell
from parsers.readers.geometry import Box, bounding_box, outline, scaled
from parsers.readers.guard import guarded, stopped
from parsers.readers.letters import Letter, cell_text, group_lines, line_text
from parsers.readers.ocr import UNREAD, are_legible, scored_lines
from parsers.readers.paragraphs import TextLine
from parsers.readers.second_look import confirm_uncertain, is_inside
from parsers.readers.sheet import Item, Sheet, align_sheets, item_top, sheet_blocks
from parsers.readers.untyped import Image
from schemas.finding import Finding, finding

_LEAST_BYTES = 2000  # a picture of less is a sign or a line, whatever reads it
_WIDTH, _LENGTH = 595.0, 842.0  # points: a sheet is taken for A4, whatever its resolution
# Pixels of a line of digits: at 100 dpi it has some 18, in a screenshot 600 wide 14.
_LEAST_HEIGHT = 12
_FEW = 2  # figures that a stain or a stroke of a pen may hide
_MOST_UNREAD = 0.05  # of the figures: where more are uncertain, some that seem certain are wrong

_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")


@guarded("ocr")
def read(*bodies: bytes) -> Page:
    """Read a picture, a TIFF of several pages, or the pictures of one article, to a `Page`."""
    bodies = tuple(body for body in bodies if len(body) > _LEAST_BYTES)
    if not bodies:
        return Page(())
    from parsers.readers.picture_pieces import join_pieces

    sheets: list[Sheet] = []
    findings = [finding("read-by-ocr")]
    for image in join_pieces(_frames(bodies, findings)):
        sheets += recognise_sheets(image, len(sheets) + 1)
    return Page(
        sheet_blocks(align_sheets(sheets)), findings=(*findings, *resolution_findings(sheets))
    )


def _frames(bodies: Sequence[bytes], findings: list[Finding]) -> Iterator[Image]:
    """The frames of pictures; to `findings` is added which of several are broken, and where one has too many."""
    from parsers.readers.grey import MOST_FRAMES, Broken, count_frames, grey_frames

    for body in bodies:
        try:
            yield from grey_frames(body)
            if (count := count_frames(body)) > MOST_FRAMES:
                findings.append(finding("document-cut", None, f"{count} pages"))
        except Broken as error:
            if len(bodies) == 1:
                raise
            findings.append(finding("document-damaged", None, stopped(error)))


def recognise_sheets(image: Image, number: int) -> list[Sheet]:
    """Read the grey picture of a page, or of two side by side, turned until it is legible; else as it lies."""
    import numpy

    from parsers.readers.scan_pages import lies_aside, part_pages
    from parsers.readers.scan_tones import blur_dots, clear_shine, deepen

    image = deepen(blur_dots(image))
    as_it_lies: list[Sheet] = []
    for quarters in (1, 3, 0) if lies_aside(image) and lies_aside(clear_shine(image)) else (0, 2):
        turned = numpy.ascontiguousarray(numpy.rot90(image, quarters))
        pages = part_pages(turned)
        wide = quarters % 2 == 1 and len(pages) == 1 and turned.shape[1] > turned.shape[0]
        read = [recognise_sheet(page, number, _LENGTH if wide else _WIDTH) for page in pages]
        sheets = [sheet for sheet, _ in read]
        if any(legible for _, legible in read):
            return sheets
        as_it_lies = as_it_lies if quarters else sheets
    return as_it_lies


def recognise_sheet(image: Image, number: int, width: float = _WIDTH) -> tuple[Sheet, bool]:
    """Read the grey picture of one page, `width` points wide, and tell whether it can be read as it lies."""
    from parsers.readers import scan_image, scan_level, scan_pages
    from parsers.readers.scan_tables import find_tables
    from parsers.readers.scan_tones import clear_shine

    straight = scan_level.straighten(scan_pages.bring_to_scale(image))
    scale = straight.shape[1] / width
    found, tables = find_tables(straight, scale)
    outlines = [bounding_box(boxes) for boxes in tables]
    every = [box for boxes in tables for box in boxes]
    clean = scan_image.erase_sides(straight, found, every)
    scored = list(scored_lines(scan_image.reduce_noise(clean)))
    lines = confirm_uncertain([line for line, _ in scored], every, clean)
    letters = [letter for line in lines for letter in line]
    plain = clear_shine(straight)
    items: list[Item] = [
        tuple(Cell(scaled(box, 1 / scale), _text_in(box, letters, plain), number) for box in boxes)
        for boxes in tables
    ]
    pieces = [
        Letter(outline(rest), line_text(list(map(_square, rest))))
        for line in lines
        if (rest := [letter for letter in line if not is_inside(letter, outlines)])
    ]
    rows = group_lines(pieces)
    items += (TextLine(scaled(outline(row), 1 / scale), line_text(row)) for row in rows)
    coarse = _is_coarse(letters, straight.shape[1] / image.shape[1]) or _is_illegible(items)
    ordered = tuple(sorted(items, key=item_top))
    return Sheet(ordered, straight.shape[0] / scale, coarse), are_legible(scored)


def _square(letter: Letter) -> Letter:
    """An ideograph as wide as high, as it is printed: the box of one sign of a line is as wide as its ink, or less."""
    left, top, right, bottom = letter.box
    more = (bottom - top - (right - left)) / 2
    if more <= 0 or not _IDEOGRAPH.fullmatch(letter.text):
        return letter
    return letter._replace(box=Box(left - more, top, right + more, bottom))


def _is_coarse(letters: Sequence[Letter], enlarged: float) -> bool:
    """Whether the digits were so small before enlarging that one may pass for another."""
    heights = [one.box.bottom - one.box.top for one in letters if one.text.isdecimal()]
    return bool(heights) and median(heights) < _LEAST_HEIGHT * enlarged


def _is_illegible(items: Sequence[Item]) -> bool:
    """Whether so many figures of the tables are unread that the others are not to be trusted."""
    texts = [cell.text for table in items if not isinstance(table, TextLine) for cell in table]
    unread = sum(UNREAD in text for text in texts)
    return unread > _FEW and unread > _MOST_UNREAD * (unread + sum(map(is_figure, texts)))


def resolution_findings(sheets: Sequence[Sheet]) -> list[Finding]:
    """A finding where a sheet was scanned too coarsely."""
    return [finding("scan-coarse")] if any(one.coarse for one in sheets) else []


def _text_in(cell: Box, letters: Sequence[Letter], image: Image) -> str:
    """The text of a cell; a sign for unread ink where there is ink and no text.

    A figure with fewer digits than pieces of ink has lost one, and gets the sign too.
    """
    from parsers.readers import scan_image

    inside = [letter for letter in letters if is_inside(letter, [cell])]
    text = cell_text(inside, cell)
    if not text:
        return UNREAD if scan_image.count_blots(image, cell) else ""
    digits = text.replace(".", "").replace(",", "")
    lost = digits.isdecimal() and scan_image.count_blots(image, cell) > len(text)
    return f"{text}{UNREAD}" if lost else text
