"""This module reads scans and pictures by OCR: whole pages, with tables by their rules.

Cells are never recognised one by one, since a digit cut out alone is misread. A digit that is
uncertain, and a cell with ink but without text, gets a sign that is no figure, so that no proof can
rely on it.
"""

from collections.abc import Sequence
from statistics import median
from typing import Any

from parsers.page import Page
from parsers.readers.alignment import align_sheets
from parsers.readers.cell_grid import Cell, find_cells
from parsers.readers.frames import Rule, find_frames, join_rules, keep_anchored
from parsers.readers.geometry import Box, bounding_box
from parsers.readers.guard import guarded, stopped
from parsers.readers.letters import Letter, cell_text, letters_box, line_text
from parsers.readers.ocr import UNREAD, lies_aside, recognise_text, turn_upright
from parsers.readers.paragraphs import TextLine
from parsers.readers.printed import is_table
from parsers.readers.second_look import confirm_uncertain, is_inside
from parsers.readers.sheet import NEAR, Item, Sheet, item_top, sheet_blocks
from parsers.text import is_figure
from schemas.finding import Finding, finding

_LEAST_BYTES = 2000  # a picture of less is a sign or a line, whatever reads it
_WIDTH, _LENGTH = 595.0, 842.0  # points: a sheet is taken for A4, whatever its resolution
# Pixels of a line of digits: at 100 dpi it has some 18, in a screenshot 600 wide 14.
_LEAST_HEIGHT = 12
_FEW = 2  # figures that a stain or a stroke of a pen may hide
_MOST_UNREAD = 0.05  # of the figures: where more are uncertain, some that seem certain are wrong

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


def recognise_sheet(image: Image, number: int, width: float = _WIDTH) -> Sheet:
    """Read the grey picture of one page, `width` points wide; one that lies on its side is turned first."""
    from parsers.readers import scan_image, scan_level, scan_scale

    straight = scan_level.straighten(scan_scale.bring_to_scale(image))
    scale = straight.shape[1] / width
    found = scan_image.find_rules(straight)
    drawn = [rule._replace(box=_scaled(rule.box, 1 / scale)) for rule in found]
    anchored = keep_anchored(join_rules(drawn, NEAR), NEAR / 2 + _half_a_rule(drawn))
    tables = [
        [_scaled(box, scale) for box in boxes]
        for frame in find_frames(anchored, NEAR)
        if is_table(boxes := find_cells(frame, NEAR), straight.shape[0] / scale)
    ]
    outlines = [bounding_box(boxes) for boxes in tables]
    every = [box for boxes in tables for box in boxes]
    clean = scan_image.erase_sides(straight, found, every)
    read = list(recognise_text(scan_image.reduce_noise(clean)))
    if width == _WIDTH and lies_aside(read):
        return recognise_sheet(turn_upright(image), number, _LENGTH)
    lines = confirm_uncertain(read, every, clean)
    letters = [letter for line in lines for letter in line]
    items: list[Item] = [
        tuple(
            Cell(_scaled(box, 1 / scale), _text_in(box, letters, straight), number) for box in boxes
        )
        for boxes in tables
    ]
    items += [
        TextLine(_scaled(letters_box(rest), 1 / scale), line_text(rest))
        for line in lines
        if (rest := [letter for letter in line if not is_inside(letter, outlines)])
    ]
    return Sheet(
        tuple(sorted(items, key=item_top)),
        straight.shape[0] / scale,
        _is_coarse(letters, straight.shape[1] / image.shape[1]) or _is_illegible(items),
    )


def _half_a_rule(drawn: Sequence[Rule]) -> float:
    """Half the thickness of the upright rules: a level rule ends at the outer edge of the last."""
    return median([one.box.right - one.box.left for one in drawn if one.upright] or [0.0]) / 2


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
    return (
        f"{text}{UNREAD}"
        if digits.isdecimal() and scan_image.count_blots(image, cell) > len(text)
        else text
    )


def _scaled(box: Box, times: float) -> Box:
    return Box(*(edge * times for edge in box))
