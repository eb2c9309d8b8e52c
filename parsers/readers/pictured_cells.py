"""This module tells of pictures that stand in cells where figures should: such a cell is not blank.

Who has a figure as a picture alone pastes that in its cell. A table without the form's words is not looked
at, nor a picture that begins a line of words: there it is an ornament.
"""

from collections.abc import Sequence
from itertools import chain, groupby
from operator import itemgetter

from parsers.readers.loose_tables import has_loose_table

PICTURE = "[图片]"

Line = tuple[str, ...]


def with_pictures(lines: list[Line], places: Sequence[tuple[int, int]]) -> list[Line]:
    """The lines of a table with a word for each picture that may be a figure.

    `places` are the cells, by line and cell, that hold a picture and no text, in order.

    >>> with_pictures([("", "自然人"), ("本年新收", "")], [(0, 0), (1, 1)])
    [('', '自然人'), ('本年新收', '[图片]')]
    """
    if not has_loose_table("".join(chain.from_iterable(lines))):
        return lines
    told = list(lines)
    for at, found in groupby(places, itemgetter(0)):
        cells = {cell for _, cell in found}
        if cells != {0} or any(map(str.isdecimal, lines[at])):
            told[at] = tuple([PICTURE if n in cells else text for n, text in enumerate(lines[at])])
    return told
