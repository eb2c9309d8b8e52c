"""This module reads scans and pictures to a page: text recognised on whole pages, tables by rules.

Never cell by cell: a digit cut out alone is misread. A cell with ink in which nothing was recognised
says so with a sign that is no figure, so that no proof can take it for a blank.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

from parsers.page import Page
from parsers.readers.guard import Unreadable, guarded
from parsers.readers.ruled import Box, Cell
from parsers.readers.sheet import Item, Sheet, TextLine, blocks
from schemas.finding import finding

_UNREAD = "□"
_MOST_PIXELS = 40_000_000
_MOST_FRAMES = 20
_WIDTH = 595.0  # points: a sheet is taken for A4, whatever its resolution
_LEAST_SCORE = 0.6

Image = Any  # a grey numpy array


class Letter(NamedTuple):
    """A recognised piece of text and its rectangle in pixels."""

    box: Box
    text: str


@guarded("ocr")
def read(body: bytes) -> Page:
    """Read a picture, or a TIFF of several, to a `Page`."""
    sheets = [sheet(image, number) for number, image in enumerate(_images(body), 1)]
    return Page(blocks(sheets), findings=(finding("read-by-ocr"),))


def sheet(image: Image, number: int) -> Sheet:
    """Recognise one grey picture of a page."""
    from parsers.readers import rules

    straight = rules.straightened(image)
    tables = rules.tables(straight)
    lines = list(_recognised(straight))
    scale = _WIDTH / straight.shape[1]
    letters = [letter for line in lines for letter in line]
    items: list[Item] = [
        tuple(Cell(_scaled(box, scale), _text_in(box, letters, straight), number) for box in cells)
        for cells in tables
    ]
    frames = [_around(cells) for cells in tables]
    items += [
        TextLine(_scaled(_around([letter.box for letter in rest]), scale), _joined(rest))
        for line in lines
        if (rest := [letter for letter in line if not _inside(letter, frames)])
    ]
    items.sort(key=_top)
    return Sheet(tuple(items), straight.shape[0] * scale)


def _images(body: bytes) -> Iterator[Image]:
    import numpy
    from PIL import ImageSequence
    from PIL.Image import open as opened

    with opened(BytesIO(body)) as picture:
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if frame.width * frame.height > _MOST_PIXELS:
                raise Unreadable(f"{frame.width} x {frame.height} pixels")
            if number < _MOST_FRAMES:
                yield numpy.asarray(frame.convert("RGBA").convert("L"))


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
    for words in result.word_results or ():
        pieces = [
            Letter(_bounds(corners), text)
            for text, score, corners in words
            if corners is not None and score >= _LEAST_SCORE
        ]
        if pieces:
            yield pieces


def _bounds(corners: Any) -> Box:
    across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return Box(min(across), min(down), max(across), max(down))


def _text_in(cell: Box, letters: list[Letter], image: Image) -> str:
    """What is recognised in a cell, line by line; a sign where there is ink and nothing was."""
    from parsers.readers import rules

    mine = [letter for letter in letters if _inside(letter, [cell])]
    if mine:
        return _joined(mine)
    return _UNREAD if rules.has_ink(image, cell) else ""


def _joined(letters: list[Letter]) -> str:
    """Pieces in the order of reading: lines from top to bottom, each from left to right."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: _middle(letter.box)[1]):
        last = lines[-1][-1].box if lines else None
        if last and _middle(letter.box)[1] < last.bottom - (last.bottom - last.top) / 4:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return "".join(
        letter.text for line in lines for letter in sorted(line, key=lambda one: one.box.left)
    )


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _inside(letter: Letter, boxes: list[Box]) -> bool:
    return any(box.holds(*_middle(letter.box)) for box in boxes)


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _scaled(box: Box, scale: float) -> Box:
    return Box(*(edge * scale for edge in box))


def _top(item: Item) -> float:
    return item.box.top if isinstance(item, TextLine) else min(cell.box.top for cell in item)
