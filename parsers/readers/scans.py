"""This module reads scans and pictures by OCR: whole pages, with tables by their rules.

Cells are never recognised one by one, since a digit cut out alone is misread. A digit that is
uncertain, and a cell with ink but without text, gets a sign that is no figure, so that no proof can
rely on it.
"""

from collections.abc import Sequence
from statistics import median
from typing import Any

from parsers.page import Page
from parsers.readers.cell_grid import Cell, find_cells
from parsers.readers.frames import find_frames, join_rules, keep_anchored
from parsers.readers.geometry import Box, bounding_box
from parsers.readers.guard import guarded, stopped
from parsers.readers.letters import Letter, cell_text, letters_box, line_text
from parsers.readers.ocr import UNREAD, confirm_uncertain, is_inside, recognise_text
from parsers.readers.printed import is_table
from parsers.readers.sheet import NEAR, Item, Sheet, TextLine, align_sheets, item_top, sheet_blocks
from schemas.finding import Finding, finding

_LEAST_BYTES = 2000  # a picture of less is a sign or a line, whatever reads it
_WIDTH = 595.0  # points: a sheet is taken for A4, whatever its resolution
_LEAST_HEIGHT = 24  # pixels of a line of digits: at 150 dpi it has some 28, at 100 dpi 22

Image = Any  # a grey numpy array


@guarded("ocr")
def read(*bodies: bytes) -> Page:
    """Read a picture, a TIFF of several pages, or the pictures of one article, to a `Page`."""
    bodies = tuple(body for body in bodies if len(body) > _LEAST_BYTES)
    if not bodies:
        return Page(())
    from parsers.readers.grey import MOST_FRAMES, Broken, grey_frames
    from parsers.readers.grey import count_frames as count_of

    sheets: list[Sheet] = []
    findings = [finding("read-by-ocr")]
    for body in bodies:
        try:
            for image in grey_frames(body):
                sheets.append(recognise_sheet(image, len(sheets) + 1))
            if (count := count_of(body)) > MOST_FRAMES:
                findings.append(finding("document-cut", None, f"{count} pages"))
        except Broken as error:
            if len(bodies) == 1:
                raise
            findings.append(finding("document-damaged", None, stopped(error)))
    return Page(
        sheet_blocks(align_sheets(sheets)), findings=(*findings, *resolution_findings(sheets))
    )


def recognise_sheet(image: Image, number: int) -> Sheet:
    """Read the grey picture of one page."""
    from parsers.readers import scan_image

    straight = scan_image.straighten(scan_image.enlarge(image))
    scale = straight.shape[1] / _WIDTH
    near = NEAR * scale
    found = scan_image.find_rules(straight)
    drawn = keep_anchored(join_rules(found, near), near / 2)
    tables = [
        boxes for frame in find_frames(drawn, near) if is_table(boxes := find_cells(frame, near))
    ]
    outlines = [bounding_box(boxes) for boxes in tables]
    every = [box for boxes in tables for box in boxes]
    clean = scan_image.erase_sides(straight, found, every)
    lines = confirm_uncertain(list(recognise_text(scan_image.reduce_noise(clean))), every, clean)
    letters = [letter for line in lines for letter in line]
    items: list[Item] = [
        tuple(Cell(_scaled(box, scale), _text_in(box, letters, straight), number) for box in boxes)
        for boxes in tables
    ]
    items += [
        TextLine(_scaled(letters_box(rest), scale), line_text(rest))
        for line in lines
        if (rest := [letter for letter in line if not is_inside(letter, outlines)])
    ]
    return Sheet(
        tuple(sorted(items, key=item_top)),
        straight.shape[0] / scale,
        _is_coarse(letters, straight.shape[1] / image.shape[1]),
    )


def _is_coarse(letters: Sequence[Letter], enlarged: float) -> bool:
    """Whether the digits were so small before enlarging that one may pass for another."""
    heights = [one.box.bottom - one.box.top for one in letters if one.text.isdecimal()]
    return bool(heights) and median(heights) < _LEAST_HEIGHT * enlarged


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
    return (
        f"{text}{UNREAD}"
        if digits.isdecimal() and scan_image.count_blots(image, cell) > len(text)
        else text
    )


def _scaled(box: Box, scale: float) -> Box:
    return Box(*(edge / scale for edge in box))
