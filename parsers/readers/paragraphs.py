"""This module joins the printed lines of a page to paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from parsers.numbers import is_figure
from parsers.readers.geometry import Box
from parsers.readers.letters import Letter

LARGER = 1.3  # times as high: a title above its text, in all programs that print
_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}\s*、")


class TextLine(NamedTuple):
    """A printed line outside the tables, and the letters that tell where its words stand, where these are known."""

    box: Box
    text: str
    letters: Sequence[Letter] = ()


class Measure(NamedTuple):
    """The left and right edge of the lines of a whole document, and the usual height of one."""

    left: float
    right: float
    height: float


def join_paragraphs(lines: Iterable[TextLine], measure: Measure) -> Iterator[str]:
    """Join lines to paragraphs: a line as wide as the text goes on in the next, unless that is a heading or figures.

    A title is larger than what stands around it, and may go on in the middle of the next line. A line that
    begins on the right is a signature.
    """
    left, right, usual = measure
    paragraph = ""
    full = 0.0  # the height of the line before, if it is as wide as the text
    middle = 0.0
    for line in lines:
        size = line.box.height
        is_centred = size > LARGER * usual and abs(line.box.middle[0] - middle) < size
        goes_on = full and (line.box.left < left + size or is_centred)
        words = line.text.split()
        are_figures = (len(words) > 1 and all(map(is_figure, words))) or _is_row(line.text)
        goes_on = goes_on and not are_figures and not _HEADING.match(line.text)
        if paragraph and not (goes_on and full < LARGER * size and size < LARGER * full):
            yield paragraph
            paragraph = ""
        paragraph += line.text
        is_wide = line.box.right > right - 1.5 * size and line.box.left < (left + right) / 2
        is_full = is_wide and not (words and is_figure(words[-1])) and not _is_row(line.text)
        full, middle = size if is_full else 0, line.box.middle[0]
    if paragraph:
        yield paragraph


def _is_row(text: str) -> bool:
    """Whether a line has the cells of a row, with bars between them."""
    return text.startswith("| ")
