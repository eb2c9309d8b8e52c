"""This module reads the text of a picture by OCR: lines in pieces, with a sign for each uncertain digit."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from parsers.readers.geometry import Box
from parsers.readers.letters import Letter

UNREAD = "□"
_SURE = 0.85  # of a digit: less is no figure

Image = Any  # a grey numpy array


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": 2600})


def recognise_text(image: Image) -> Iterator[list[Letter]]:
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
            Letter(_bounds(corners), _sure(text, float(score)), text)
            for text, score, corners in words
            if corners is not None
        ]
        if pieces:
            yield pieces


def _sure(text: str, score: float) -> str:
    """The recognised text, or a sign for a digit that is uncertain; words are checked against the form's."""
    return UNREAD if score < _SURE and any(c.isdigit() for c in text) else text


def _bounds(corners: Any) -> Box:
    across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return Box(min(across), min(down), max(across), max(down))


def is_inside(letter: Letter, boxes: Sequence[Box]) -> bool:
    """Whether a piece stands in one of the boxes."""
    left, up, right, down = letter.box
    return any(box.holds((left + right) / 2, (up + down) / 2) for box in boxes)
