"""This module looks a second time at rows of a table that have an uncertain digit.

They are recognised as whole rows with less noise. The certain text must equal the earlier guess
digit by digit, so that two recognitions agree. So is a row with half a bracket beside a 0, as the sides
that are left of a worn one look, or with an O among digits.
"""

from collections.abc import Iterator, Sequence

from parsers.numbers import is_figure
from parsers.readers.geometry import Box, bounding_box
from parsers.readers.letters import Letter
from parsers.readers.ocr import UNREAD, Lines, recognise_text
from parsers.readers.untyped import Image

_BRACKETS = ("(", ")", "（", "）")
_ROUND = str.maketrans("Oo", "00")
_LIKE_0 = (*_BRACKETS, "O", "o")
_MARGIN = 2  # pixels
_APART = 16  # pixels between two rows
_HIGHEST = 2400  # pixels: rows that are recognised as one picture, no larger than a page


def is_inside(letter: Letter, boxes: Sequence[Box]) -> bool:
    """Whether a piece stands in one of the boxes."""
    left, up, right, down = letter.box
    return any(box.holds((left + right) / 2, (up + down) / 2) for box in boxes)


def confirm_uncertain(lines: Lines, cells: Sequence[Box], image: Image) -> Lines:
    """The lines, with the uncertain digits that a second recognition of their rows has confirmed."""
    letters = [one for line in lines for one in line]
    unsure = [one for one in letters if one.text == UNREAD or one.text in _LIKE_0]
    suspects = (cell for cell in cells if any(is_inside(one, [cell]) for one in unsure))
    doubtful = [cell for cell in suspects if is_figure(_digits(_in(cell, letters)))]
    rows = sorted({(cell.top, cell.bottom) for cell in doubtful})
    whole = [bounding_box(cell for cell in cells if (cell.top, cell.bottom) == row) for row in rows]
    again = [letter for few in _pictures(whole) for letter in _again(few, image)]
    settled: dict[int, Letter] = {}
    for cell in doubtful:
        settled |= _settled(_in(cell, letters), _in(cell, again))
    return [[settled.get(id(one), one) for one in line] for line in lines]


def _pictures(rows: Sequence[Box]) -> Iterator[list[Box]]:
    """The rows grouped by the picture in which they are recognised together."""
    few: list[Box] = []
    high = 0.0
    for row in rows:
        height = row.bottom - row.top + _APART
        if few and high + height > _HIGHEST:
            yield few
            few, high = [], 0.0
        few.append(row)
        high += height
    if few:
        yield few


def _again(rows: Sequence[Box], image: Image) -> Iterator[Letter]:
    """The letters recognised in some rows, which are put below each other in a picture, at their
    places on the page.
    """
    import numpy

    from parsers.readers import scan_image

    strips = [_strip(row, image) for row in rows]
    wide = max(strip.shape[1] for _, _, strip in strips)
    high = sum(strip.shape[0] + _APART for _, _, strip in strips)
    picture = numpy.full((high, wide), int(numpy.median(image)), image.dtype)
    places: list[tuple[Box, float, float]] = []
    down = 0
    for left, top, strip in strips:
        tall, across = strip.shape
        picture[down : down + tall, :across] = strip
        places.append((Box(0, down, wide, down + tall + _APART), left, top - down))
        down += tall + _APART
    lines = recognise_text(scan_image.remove_noise(picture))
    for letter in (one for line in lines for one in line):
        for place, right, lower in places:
            if is_inside(letter, [place]):
                yield letter._replace(box=_moved(letter.box, right, lower))


def _strip(row: Box, image: Image) -> tuple[int, int, Image]:
    """A row's left and top edge, and its part of the picture."""
    left, top = max(int(row.left) - _MARGIN, 0), max(int(row.top) - _MARGIN, 0)
    return left, top, image[top : int(row.bottom) + _MARGIN, left : int(row.right) + _MARGIN]


def _moved(box: Box, right: float, down: float) -> Box:
    return Box(box.left + right, box.top + down, box.right + right, box.bottom + down)


def _in(cell: Box, letters: Sequence[Letter]) -> list[Letter]:
    """The pieces in a cell from left to right."""
    return sorted((one for one in letters if is_inside(one, [cell])), key=lambda one: one.box.left)


def _settled(before: list[Letter], now: list[Letter]) -> dict[int, Letter]:
    """The uncertain pieces of a cell with their confirmed texts; none where the two recognitions differ."""
    if UNREAD in "".join(one.text for one in now) or _digits(before) != _digits(now):
        return {}
    kept = set(map(id, _without_half(before)))
    unsure = (one for one in before if one.text == UNREAD or one.text in _LIKE_0)
    said = ((one, one.guess.translate(_ROUND) if id(one) in kept else "") for one in unsure)
    return {id(one): one._replace(text=text) for one, text in said}


def _digits(pieces: Sequence[Letter]) -> str:
    return "".join(one.guess for one in _without_half(pieces)).translate(_ROUND)


def _without_half(pieces: Sequence[Letter]) -> Sequence[Letter]:
    """The pieces without a bracket beside a 0 that nothing opens or closes; beside a 1 it may be a 0 itself."""
    brackets = [at for at, one in enumerate(pieces) if one.guess in _BRACKETS]
    at = brackets[0] if len(brackets) == 1 else len(pieces)
    beside = (one.guess.translate(_ROUND) for one in pieces[max(at - 1, 0) : at + 2])
    return [*pieces[:at], *pieces[at + 1 :]] if at < len(pieces) and "0" in beside else pieces
