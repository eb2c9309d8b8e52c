"""This module tells what stands in cells instead of a figure's text: such a cell is not blank.

Who has a figure as a picture alone pastes that in its cell, and a field of a page's form may hold words. A
table without the form's words is not looked at, nor what begins a line of words: there it is an ornament.
"""

from collections.abc import Mapping
from itertools import chain, groupby
from operator import itemgetter

from parsers.form_words import OF_TABLES

_WORDS = (*OF_TABLES, "统计指标", "申请数", "申请总数")  # and of the lists before 2019

Line = tuple[str, ...]


def with_pictures(lines: list[Line], pictures: Mapping[tuple[int, int], str]) -> list[Line]:
    """The lines of a table with a word for each picture that may be a figure.

    `pictures` are the words for the cells, by line and cell, that hold no text, in order.

    >>> with_pictures([("", "自然人"), ("本年新收", "")], {(0, 0): "[图片]", (1, 1): "[图片]"})
    [('', '自然人'), ('本年新收', '[图片]')]
    """
    said = "".join(chain.from_iterable(lines))
    if not any(word in said for word in _WORDS):
        return lines
    told = list(lines)
    for at, found in groupby(pictures, itemgetter(0)):
        cells = {cell for _, cell in found}
        if cells != {0} or any(map(str.isdecimal, lines[at])):
            told[at] = tuple([pictures.get((at, n), text) for n, text in enumerate(lines[at])])
    return told
