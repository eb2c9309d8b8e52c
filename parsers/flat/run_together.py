"""This module puts blanks into a paragraph in which a program has run a report together, its tables too.

That is what a page becomes when a program joins its texts with nothing between them (`textContent`,
`get_text()`). Words of the form tell where cells begin. The figures of a row are cut where its sums leave one
way to do it; others stay one cell, which no reader takes for a figure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate

from parsers.flat.cuts import choose, cut_groups, cut_row, ways_to_cut
from parsers.flat.glued import row_widths
from parsers.form_words import key_of_word, known_words
from parsers.headings import is_mandated
from parsers.patterns import late

# Words that stand beside each other in a header, with nothing between them.
_SIGNS = ("信息内容本年", "信息内容上一年", "总计商业", "尚未审结总计")
_HEADING = late(r"[一二三四五六]、")
_HEADING_ENDS = late(r"(?:情况|事项)")
_TOTAL = "总计"
_LONGEST_HEADING = 44
_MOST_TOTALS = 40  # of several reports; to cut the figures after each takes long
_BLANK = late(r"(?<![\d.])\s+|\s+(?![\d.\s])")  # but one between two figures
_TABLE = late(
    r"第二十条第?\s*[(（]|信息内容(?:本年|上一年)|[(（]?本[列行]数据的勾稽|申请人情况自然人|一、本年新收|行政复议行政诉讼结果|行政复议行政诉讼未经"
)
_FIGURES = late(r"[\d.,\s+-]*\d(?:[亿万千]?元|件|项)?")
_YEAR = late(r"20\d\d年")  # of the prose below: 行政事业性收费02025年
_DIGITS = late(r"\d")
_NOTE = r"(?:[(（](?:区分|单位)[^()（）]{1,30}[)）])?"
_PART = r"第二十条第?\s*[(（][一二三四五六七八九][)）]第?项"
_ENUMERATOR = r"(?:[(（][一二三四五六七][)）]|[一二三四]、|\d[.．、]|[(（])?"
_MARKS = r"[^\w\s]{0,2}"
_QUOTED = '[”")）]?'

Printed = tuple[str, str]  # a word, and what is printed after it


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
    if not any(sign in text for sign in _SIGNS) or text.count(_TOTAL) > _MOST_TOTALS:
        return text
    pieces: list[str] = []
    chosen: dict[Printed, tuple[str, ...]] = {}
    for part in _parts(text):
        begin = found.start() if (found := _TABLE.search(part)) else len(part)
        printed = _printed(_BLANK.sub("", part[begin:]))
        chosen |= _chosen(printed)
        pieces += [part[:begin], *_cells(printed, chosen)]
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


def _printed(table: str) -> list[Printed]:
    """The words of a table, each with what is printed after it; first what stands before them."""
    last, label = 0, ""
    printed: list[Printed] = []
    for match in _words().finditer(table):
        printed.append((label, table[last : match.start()]))
        last, label = match.end(), match[0]
    return [*printed, (label, table[last:])]


def _cells(printed: Sequence[Printed], chosen: Mapping[Printed, Sequence[str]]) -> Iterator[str]:
    """The words of a table and the figures after each; a table 三 without blank cells says that table 四 has none."""
    for label, text in printed:
        yield label
        prose = _YEAR.search(text)
        figures = _FIGURES.match(text, 0, prose.start() if prose else len(text))
        if figures:
            cut = chosen.get((label, text))
            yield from cut or _cut(figures[0].split(), label, full=bool(chosen))
        yield text[figures.end() :] if figures else text


def _chosen(printed: Sequence[Printed]) -> dict[Printed, tuple[str, ...]]:
    """The figures of the rows of table 三: where a row can be cut in several ways, the sums of the columns decide."""
    rows: dict[str, Printed] = {}
    for label, text in printed:
        key = key_of_word(label, "requests", "row") if _DIGITS.match(text) else None
        if key is not None and rows.setdefault(key, (label, text)) != (label, text):
            return {}
    ways = {key: _ways(text) for key, (_, text) in rows.items()}
    return {rows[key]: cut for key, cut in choose(ways).items()} if all(ways.values()) else {}


def _ways(text: str) -> tuple[tuple[str, ...], ...]:
    """The ways to cut the figures that stand first in a text."""
    printed = figures[0].split() if (figures := _FIGURES.match(text)) else []
    return tuple(way for way in ways_to_cut("".join(printed)) if _keeps(printed, way))


def _keeps(printed: Sequence[str], cut: Sequence[str]) -> bool:
    """Whether a cut parts the figures wherever they are printed apart."""
    return set(accumulate(map(len, printed))) <= set(accumulate(map(len, cut)))


def _cut(printed: Sequence[str], label: str, *, full: bool) -> Sequence[str]:
    """The figures of a row that a program ran together; as printed where a cut would join figures that stand apart."""
    digits = "".join(printed)
    cut = cut_groups(digits, full=full) if label == _TOTAL else cut_row(digits, row_widths(label))
    return cut if cut and _keeps(printed, cut) else printed
