"""This module reads scans and pictures to a page: text recognised on whole pages, tables by rules.

Never cell by cell: a digit cut out alone is misread. What was not read for sure, and a cell with ink
in which nothing was recognised, shows a sign that is no figure, so that no proof can take it for one.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from statistics import median
from typing import Any

from parsers.page import Page
from parsers.readers.frames import anchored, frames, joined
from parsers.readers.guard import guarded
from parsers.readers.lattice import cells
from parsers.readers.lettering import Letter, in_cell, rectangle, said
from parsers.readers.printed import is_table
from parsers.readers.register import registered
from parsers.readers.ruled import Box, Cell, around
from parsers.readers.sheet import NEAR, Item, Sheet, TextLine, blocks, top
from schemas.finding import Finding, finding

UNREAD = "□"
_LEAST_BYTES = 2000  # a picture of less is a sign or a line, whatever reads it
_WIDTH = 595.0  # points: a sheet is taken for A4, whatever its resolution
_LEAST_HEIGHT = 25  # pixels of a line of digits: at 150 dpi it has some 30, at 100 dpi 20
_SURE = 0.85  # of a digit: less is no figure

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
            findings.append(finding("document-damaged", None, f"{type(error).__name__}: a picture"))
    return Page(blocks(registered(sheets)), findings=(*findings, *coarseness(sheets)))


def sheet(image: Image, number: int) -> Sheet:
    """Recognise one grey picture of a page."""
    from parsers.readers import rules

    straight = rules.straightened(image)
    scale = straight.shape[1] / _WIDTH
    near = NEAR * scale
    found = rules.rules(straight)
    drawn = anchored(joined(found, near), near / 2)
    tables = [boxes for frame in frames(drawn, near) if is_table(boxes := cells(frame, near))]
    outlines = [around(boxes) for boxes in tables]
    lines = list(
        _recognised(
            rules.without_sides(straight, found, [box for boxes in tables for box in boxes])
        )
    )
    letters = [letter for line in lines for letter in line]
    items: list[Item] = [
        tuple(Cell(_scaled(box, scale), _text_in(box, letters, straight), number) for box in boxes)
        for boxes in tables
    ]
    items += [
        TextLine(_scaled(rectangle(rest), scale), said(rest))
        for line in lines
        if (rest := [letter for letter in line if not _inside(letter, outlines)])
    ]
    return Sheet(tuple(sorted(items, key=top)), straight.shape[0] / scale, _is_coarse(letters))


def _is_coarse(letters: Sequence[Letter]) -> bool:
    """Whether digits are so low that one may pass for another."""
    heights = [one.box.bottom - one.box.top for one in letters if one.text.isdecimal()]
    return bool(heights) and median(heights) < _LEAST_HEIGHT


def coarseness(sheets: Sequence[Sheet]) -> list[Finding]:
    """What is to be said of the sheets' resolution."""
    return [finding("scan-coarse")] if any(one.coarse for one in sheets) else []


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": 2600})


def _recognised(image: Image) -> Iterator[list[Letter]]:
    """The lines of text, each in pieces small enough to lie in one cell."""
    import cv2

    result = _engine()(
        cv2.cvtColor(image, cv2.COLOR_GRAY2BGR),
        return_word_box=True,
        return_single_char_box=True,
        use_cls=False,
    )
    if getattr(result, "txts", None) is None:  # no text: the result then is of another shape
        return
    for words in result.word_results or ():
        pieces = [
            Letter(_bounds(corners), _sure(text, float(score)))
            for text, score, corners in words
            if corners is not None
        ]
        if pieces:
            yield pieces


def _sure(text: str, score: float) -> str:
    """What was recognised; a digit that is not sure is a sign. A word is held against the form's."""
    return UNREAD if score < _SURE and any(c.isdigit() for c in text) else text


def _bounds(corners: Any) -> Box:
    across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return Box(min(across), min(down), max(across), max(down))


def _text_in(cell: Box, letters: Sequence[Letter], image: Image) -> str:
    """What is recognised in a cell, line by line; a sign where there is ink and nothing was.

    A figure of fewer digits than there are pieces of ink has lost one.
    """
    from parsers.readers import rules

    mine = [letter for letter in letters if _inside(letter, [cell])]
    text = in_cell(mine, cell)
    if not text:
        return UNREAD if rules.blots(image, cell) else ""
    digits = text.replace(".", "").replace(",", "")
    return (
        f"{text}{UNREAD}" if digits.isdecimal() and rules.blots(image, cell) > len(text) else text
    )


def _inside(letter: Letter, boxes: Sequence[Box]) -> bool:
    left, up, right, down = letter.box
    return any(box.holds((left + right) / 2, (up + down) / 2) for box in boxes)


def _scaled(box: Box, scale: float) -> Box:
    return Box(*(edge / scale for edge in box))
