"""This module reads the text of a picture by OCR: lines in pieces, with a sign for each uncertain digit."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from parsers.readers.geometry import box_around
from parsers.readers.letters import Letter, letters_box

UNREAD = "□"
_WORD, _SLENDER = 4, 1.5  # letters of a line that has a direction; times as long as wide
_SURE = 0.85  # of a digit: less is no figure

Image = Any  # a grey numpy array

# A core for each process, since many documents are read side by side; cells are narrow, and paper beside a figure helps.
_PARAMETERS = {
    "Global.log_level": "critical",
    "Global.max_side_len": 4000,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "Rec.rec_img_shape": [3, 48, 208],
}

Lines = list[list[Letter]]


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params=_PARAMETERS)


def recognise_text(image: Image) -> Iterator[list[Letter]]:
    """The lines of text, each in pieces small enough to lie in one cell."""
    for top, band in _bands(image):
        for line in _recognised(band):
            yield [letter._replace(box=letter.box.moved(top)) for letter in line] if top else line


def _recognised(image: Image) -> Iterator[list[Letter]]:
    """The lines of a picture no higher than a page."""
    result = _run(image)
    if getattr(result, "txts", None) is None:  # no text: the result then is of another shape
        return
    for words in result.word_results or ():
        pieces = [
            Letter(
                box_around((float(x), float(y)) for x, y in corners),
                _sure(text, float(score)),
                text,
            )
            for text, score, corners in words
            if corners is not None
        ]
        if pieces:
            yield pieces


def _run(image: Image) -> Any:
    """What the OCR engine answers, with the place of each sign."""
    import cv2

    return _engine()(
        cv2.cvtColor(image, cv2.COLOR_GRAY2BGR),
        return_word_box=True,
        return_single_char_box=True,
        use_cls=False,
    )


def lies_aside(lines: Lines) -> bool:
    """Whether most lines of a page run up or down."""
    words = [letters_box(line) for line in lines if len(line) >= _WORD]
    tall = sum(box.height > _SLENDER * (box.right - box.left) for box in words)
    return tall * 2 > len(words)


def turn_upright(image: Image) -> Image:
    """A picture that lies on its side, turned whichever way more of it is recognised, and more surely."""
    import numpy

    ways = [numpy.ascontiguousarray(numpy.rot90(image, quarter)) for quarter in (1, -1)]
    return max(ways, key=_legible)


def _legible(image: Image) -> float:
    """How much is recognised in the middle of a picture, and how surely."""
    third = image.shape[0] // 3
    result = _run(image[third : 2 * third])
    return sum(getattr(result, "scores", None) or ())


def _bands(image: Image) -> Iterator[tuple[int, Image]]:
    """The parts of a picture from top to bottom, each no higher than is recognised well, with their upper edges."""
    import numpy

    from parsers.readers.bands import cuts
    from parsers.readers.scan_ink import find_ink

    ink = numpy.count_nonzero(find_ink(image), axis=1)
    edges = [0, *cuts(ink, image.shape[1]), image.shape[0]]
    for top, bottom in pairwise(edges):
        yield top, image[top:bottom]


def _sure(text: str, score: float) -> str:
    """The recognised text, or a sign for a digit that is uncertain; words are checked against the form's."""
    return UNREAD if score < _SURE and any(c.isdigit() for c in text) else text
