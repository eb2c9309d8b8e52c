"""This module puts blanks into a paragraph in which a program has run a report together, its tables too.

That is what a page becomes when a program joins its texts with nothing between them (`textContent`,
`get_text()`). Words of the form tell where cells begin. The figures of a row are cut where its sums leave one
way to do it; others stay one cell, which no reader takes for a figure.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from parsers.flat.glued import NO_DISPUTES, cut_row, row_widths
from parsers.form_words import known_words
from parsers.headings import is_mandated
from parsers.patterns import late

# Words that stand beside each other in a header, with nothing between them.
_SIGNS = ("信息内容本年", "信息内容上一年", "总计商业", "尚未审结总计")
_HEADING = late(r"[一二三四五六]、")
_HEADING_ENDS = late(r"(?:情况|事项)")
_TOTAL = "总计"
_LONGEST_HEADING = 44
_BLANK = late(r"(?<![\d.])\s+|\s+(?![\d.\s])")  # but one between two figures
_TABLE = late(
    r"第二十条第?\s*[(（]|信息内容(?:本年|上一年)|[(（]?本[列行]数据的勾稽|申请人情况自然人|一、本年新收|行政复议行政诉讼结果|行政复议行政诉讼未经"
)
_FIGURES = late(r"[\d.,\s+-]*\d(?:[亿万千]?元|件|项)?")
_YEAR = late(r"20\d\d年")  # of the prose below: 行政事业性收费02025年
_NOTE = r"(?:[(（](?:区分|单位)[^()（）]{1,30}[)）])?"
_PART = r"第二十条第?\s*[(（][一二三四五六七八九][)）]第?项"
_ENUMERATOR = r"(?:[(（][一二三四五六七][)）]|[一二三四]、|\d[.．、]|[(（])?"
_MARKS = r"[^\w\s]{0,2}"
_QUOTED = '[”")）]?'


@cache
def _words() -> re.Pattern[str]:
    known = sorted(known_words(), key=len, reverse=True)
    words = "|".join(_MARKS.join(word) for word in known)
    return re.compile(f"{_PART}|{_ENUMERATOR}(?:{words}){_NOTE}{_QUOTED}")


def with_blanks(text: str) -> str:
    """The paragraph with a blank before and after each heading of the form, word of a table and figure.

    >>> with_blanks("二、主动公开政府信息情况第二十条第(一)项信息内容本年制发件数规章000行政规范性文件123")
    '二、主动公开政府信息情况 第二十条第(一)项 信息内容 本年制发件数 规章 0 0 0 行政规范性文件 123'
    """
    if not any(sign in text for sign in _SIGNS):
        return text
    pieces: list[str] = []
    for part in _parts(text):
        begin = found.start() if (found := _TABLE.search(part)) else len(part)
        pieces += [part[:begin], *_cells(_BLANK.sub("", part[begin:]))]
    return " ".join(filter(None, map(str.strip, pieces)))


def _parts(text: str) -> Iterator[str]:
    """The headings of the form, and what is printed between them."""
    last = 0
    for match in _HEADING.finditer(text):
        line = text[match.start() : match.start() + _LONGEST_HEADING]
        ends = (line[: end.end()] for end in _HEADING_ENDS.finditer(line))
        if heading := next((one for one in ends if is_mandated(one[2:])), None):
            yield text[last : match.start()]
            yield heading
            last = match.start() + len(heading)
    yield text[last:]


def _cells(table: str) -> Iterator[str]:
    """The words of a table, and the figures after each; first what stands before them."""
    words = list(_words().finditer(table))
    ends = [*(word.start() for word in words[1:]), len(table)]
    yield table[: words[0].start()] if words else table
    for word, end in zip(words, ends, strict=bool(words)):
        yield word[0]
        prose = _YEAR.search(table, word.end(), end)
        figures = _FIGURES.match(table, word.end(), prose.start() if prose else end)
        if figures:
            yield from _cut(figures[0].split(), word[0])
        yield table[figures.end() if figures else word.end() : end]


def _cut(printed: Sequence[str], label: str) -> Sequence[str]:
    """The figures of a row that a program ran together; as printed where a cut would join figures that stand apart."""
    digits = "".join(printed)
    # The line of this last header of table 四 is cut only where all its figures are 0.
    if label == _TOTAL:
        return tuple(digits) if digits == NO_DISPUTES else printed
    cut = cut_row(digits, row_widths(label))
    apart = set(accumulate(map(len, printed)))
    return cut if cut and apart <= set(accumulate(map(len, cut))) else printed
