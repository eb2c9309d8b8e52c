"""This module reads the text of a picture by OCR: lines in pieces, with a sign for each uncertain digit."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from parsers.readers.geometry import box_around
from parsers.readers.letters import Letter
from parsers.readers.untyped import Image

UNREAD = "□"
_SURE = 0.85  # of a digit: less is no figure
_WORD = 4  # letters: a line of so many is recognised surely where it stands upright


# A core for each process, since many documents are read side by side; lines are found in a page made smaller, which
# takes half the time; cells are narrow, and paper beside a figure helps.
_PARAMETERS = {
    "Global.log_level": "critical",
    "Global.max_side_len": 4000,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "Det.limit_type": "max",
    "Det.limit_side_len": 1600,
    "Rec.rec_img_shape": [3, 48, 128],
}

Lines = list[list[Letter]]


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params=_PARAMETERS)


def recognise_text(image: Image) -> Lines:
    """The lines of text, each in pieces small enough to lie in one cell."""
    return [line for line, _ in scored_lines(image)]


def scored_lines(image: Image) -> Iterator[tuple[list[Letter], float]]:
    """The lines of text in pieces, each with how sure it is, from 0 to 1."""
    for top, band in _bands(image):
        for line, score in _recognised(band):
            yield [letter._replace(box=letter.box.moved(top)) for letter in line], score


def are_legible(lines: Sequence[tuple[list[Letter], float]]) -> bool:
    """Whether most lines of words are sure, as they are not on a page that lies upside down."""
    words = [score > _SURE for line, score in lines if len(line) >= _WORD]
    return sum(words) * 2 > len(words)


def _recognised(image: Image) -> Iterator[tuple[list[Letter], float]]:
    """The lines of a picture no higher than a page."""
    result = _run(image)
    if getattr(result, "txts", None) is None:  # no text: the result then is of another shape
        return
    for words, sure in zip(result.word_results or (), result.scores, strict=False):
        located = (word for word in words if word[2] is not None)
        if pieces := [_piece(*word) for word in located]:
            yield pieces, float(sure)


def _piece(text: str, score: Any, corners: Any) -> Letter:
    box = box_around((float(x), float(y)) for x, y in corners)
    return Letter(box, _sure(text, float(score)), text)


def _run(image: Image) -> Any:
    """What the OCR engine answers, with the place of each sign."""
    import cv2

    colours = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR)
    return _engine()(colours, return_word_box=True, return_single_char_box=True, use_cls=False)


def _bands(image: Image) -> Iterator[tuple[int, Image]]:
    """The parts of a picture from top to bottom, each no higher than is recognised well, with their upper edges."""
    import numpy

    from parsers.readers.bands import cuts
    from parsers.readers.scan_tones import find_ink

    ink = numpy.count_nonzero(find_ink(image), axis=1)
    edges = [0, *cuts(ink, image.shape[1]), image.shape[0]]
    for top, bottom in pairwise(edges):
        yield top, image[top:bottom]


def _sure(text: str, score: float) -> str:
    """The recognised text, or a sign for a digit that is uncertain; words are checked against the form's."""
    return UNREAD if score < _SURE and any(c.isdigit() for c in text) else text
