"""This module reads scans and pictures to a page: text recognised on whole pages, tables by rules.

Never cell by cell: a digit cut out alone is misread. What was not read for sure, and a cell with ink
in which nothing was recognised, shows a sign that is no figure, so that no proof can take it for one.
"""

from collections.abc import Sequence
from statistics import median
from typing import Any

from parsers.page import Page
from parsers.readers.frames import anchored, frames, joined
from parsers.readers.guard import guarded, stopped
from parsers.readers.lattice import cells
from parsers.readers.lettering import Letter, in_cell, rectangle, said
from parsers.readers.printed import is_table
from parsers.readers.recognised import UNREAD, inside, recognised
from parsers.readers.register import registered
from parsers.readers.ruled import Box, Cell, around
from parsers.readers.second_pass import surer
from parsers.readers.sheet import NEAR, Item, Sheet, TextLine, blocks, top
from schemas.finding import Finding, finding

_LEAST_BYTES = 2000  # a picture of less is a sign or a line, whatever reads it
_WIDTH = 595.0  # points: a sheet is taken for A4, whatever its resolution
_LEAST_HEIGHT = 24  # pixels of a line of digits: at 150 dpi it has some 28, at 100 dpi 22

Image = Any  # a grey numpy array


@guarded("ocr")
def read(*bodies: bytes) -> Page:
    """Read a picture, a TIFF of several, or the pictures of one article, to a `Page`."""
    bodies = tuple(body for body in bodies if len(body) > _LEAST_BYTES)
    if not bodies:
        return Page(())
    from parsers.readers.grey import MOST_FRAMES, Broken, grey
    from parsers.readers.grey import frames as count_of

    sheets: list[Sheet] = []
    findings = [finding("read-by-ocr")]
    for body in bodies:
        try:
            for image in grey(body):
                sheets.append(sheet(image, len(sheets) + 1))
            if (count := count_of(body)) > MOST_FRAMES:
                findings.append(finding("document-cut", None, f"{count} pages"))
        except Broken as error:
            if len(bodies) == 1:
                raise
            findings.append(finding("document-damaged", None, stopped(error)))
    return Page(blocks(registered(sheets)), findings=(*findings, *coarseness(sheets)))


def sheet(image: Image, number: int) -> Sheet:
    """Recognise one grey picture of a page."""
    from parsers.readers import rules

    straight = rules.straightened(rules.enlarged(image))
    scale = straight.shape[1] / _WIDTH
    near = NEAR * scale
    found = rules.rules(straight)
    drawn = anchored(joined(found, near), near / 2)
    tables = [boxes for frame in frames(drawn, near) if is_table(boxes := cells(frame, near))]
    outlines = [around(boxes) for boxes in tables]
    every = [box for boxes in tables for box in boxes]
    clean = rules.without_sides(straight, found, every)
    lines = surer(list(recognised(rules.smooth(clean))), every, clean)
    letters = [letter for line in lines for letter in line]
    items: list[Item] = [
        tuple(Cell(_scaled(box, scale), _text_in(box, letters, straight), number) for box in boxes)
        for boxes in tables
    ]
    items += [
        TextLine(_scaled(rectangle(rest), scale), said(rest))
        for line in lines
        if (rest := [letter for letter in line if not inside(letter, outlines)])
    ]
    return Sheet(
        tuple(sorted(items, key=top)),
        straight.shape[0] / scale,
        _is_coarse(letters, straight.shape[1] / image.shape[1]),
    )


def _is_coarse(letters: Sequence[Letter], enlarged: float) -> bool:
    """Whether digits were so low, before they were enlarged, that one may pass for another."""
    heights = [one.box.bottom - one.box.top for one in letters if one.text.isdecimal()]
    return bool(heights) and median(heights) < _LEAST_HEIGHT * enlarged


def coarseness(sheets: Sequence[Sheet]) -> list[Finding]:
    """What is to be said of the sheets' resolution."""
    return [finding("scan-coarse")] if any(one.coarse for one in sheets) else []


def _text_in(cell: Box, letters: Sequence[Letter], image: Image) -> str:
    """What is recognised in a cell, line by line; a sign where there is ink and nothing was.

    A figure of fewer digits than there are pieces of ink has lost one.
    """
    from parsers.readers import rules

    mine = [letter for letter in letters if inside(letter, [cell])]
    text = in_cell(mine, cell)
    if not text:
        return UNREAD if rules.blots(image, cell) else ""
    digits = text.replace(".", "").replace(",", "")
    return (
        f"{text}{UNREAD}" if digits.isdecimal() and rules.blots(image, cell) > len(text) else text
    )


def _scaled(box: Box, scale: float) -> Box:
    return Box(*(edge / scale for edge in box))
