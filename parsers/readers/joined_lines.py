"""This module takes apart a text whose lines a program joined to one: with a mark between them, or a blank."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.dates import ZEROS
from parsers.flat.run_on import has_table_word
from parsers.form_words import meanings
from parsers.headings import heading_of, is_mandated
from parsers.metadata.agencies import is_agency
from parsers.metadata.titles import is_report_title
from parsers.numbers import is_figure

_LONGEST_CELL = 200
_MOSTLY, _MANY = 0.9, 30
_FIGURE_CELL = re.compile(r"\|\s*[\d.]+\s*\|")
_SENTENCE_ENDS = ("。", "！", "!", "？", "；", ";")
_COMMA = re.compile("[，,。；;]")
_NUMBERED = re.compile("[一二三四五六七八九十]{1,2}、")
_ENTRY = re.compile(r"\d{1,3}[.、．]")
_YEAR = re.compile(rf"(?:19|20)\d\d|二[{ZEROS}0]")
_NAMELESS = re.compile(r"(?:(?:19|20)\d\d年?度?)?(?:政府|政务|政務)?[信资資][息讯訊]公[开開]")
_YEAR_BEHIND = re.compile(r"(?:19|20)\d\d年?度?$")
_LONGEST_TITLE, _LONGEST_HEADING, _SHORTEST_PROSE = 60, 30, 24


def lines_apart(lines: list[str]) -> list[str]:
    """The lines; where a program has joined all of them to one, that line is taken apart again.

    Where it left a mark for each line end, each cell of a table becomes a line, as it does where a program puts
    line ends between cells. Where it left only blanks, cells cannot be told from words, and stay in one line.

    >>> lines_apart(["甲局2023年年报 | 一、总体情况 | " + "0 | " * 40])[:3]
    ['甲局2023年年报', '一、总体情况', '0']
    """
    longest = max(lines, key=len, default="")
    if len(longest) < _MOSTLY * sum(map(len, lines)):
        return lines
    mark = "\\n" if longest.count("\\n") >= _MANY else max("|", "\t", key=longest.count)
    if longest.count(mark) >= _MANY:
        parts = [part.strip() for part in longest.split(mark)]
        if mark != "\\n":
            parts = [cell for part in parts for cell in _rows_apart(part)]
    elif "公" in longest and not _FIGURE_CELL.search(longest):
        parts = list(_sentences_apart(longest.split()))
    else:
        return lines
    at = lines.index(longest)
    return [*lines[:at], *parts, *lines[at + 1 :]]


def _rows_apart(part: str) -> Iterator[str]:
    """The cells of what stands between two marks: the last of a row, or a heading, and the first of the next row.

    Two figures there stay one text that is no figure.

    >>> list(_rows_apart("0 1.重复申请")), list(_rows_apart("2 5"))
    (['0', '1.重复申请'], ['2¦5'])
    """
    words = part.split() if len(part) < _LONGEST_CELL else []
    if len(words) > 1 and all(map(is_figure, words)):
        yield "¦".join(words)
        return
    for at in range(1, len(words)):
        first, rest = "".join(words[:at]), " ".join(words[at:])
        if is_figure(first) or ((meanings(first) or is_mandated(first)) and meanings(rest)):
            yield first
            yield from _rows_apart(rest)
            return
    yield part


def _sentences_apart(words: Sequence[str]) -> Iterator[str]:
    """Titles, headings and sentences of a text that has blanks for line ends, each with what is no other line's.

    A table stays in one line, with the heading above it.
    """
    whole = list(_with_whole_titles(words))
    begun: list[str] = []
    in_table = False
    for (word, is_title), (after, is_title_after) in pairwise([*whole, ("", True)]):
        begun.append(word)
        in_table = in_table or _is_of_table(word)
        ends = is_title or word.endswith(_SENTENCE_ENDS) or _is_heading(word)
        begins = not in_table and _begins_line(after)
        if is_title_after or ((ends or begins) and not _is_of_table(after)):
            yield " ".join(begun)
            begun, in_table = [], False


def _with_whole_titles(words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The words, and whether each is a title; one that begins with a body's name has the rest in the next word."""
    before, rest = "", iter(zip(words, [*words[1:], ""], strict=True))
    for word, after in rest:
        named = is_agency(_YEAR_BEHIND.sub("", word)) and not before.endswith((":", "："))
        if named and _NAMELESS.match(after) and is_report_title(after):
            yield f"{word} {after}", True
            next(rest)
        else:
            yield word, _is_title(word)
        before = word


def _is_of_table(word: str) -> bool:
    return bool(meanings(word)) or has_table_word(word)


def _begins_line(word: str) -> bool:
    return _is_heading(word) or (len(word) >= _SHORTEST_PROSE and bool(_COMMA.search(word)))


def _is_title(word: str) -> bool:
    """Whether a word is the title of a year's report: a column's name has no year, and an entry of a list a number.

    >>> _is_title("甲县水利局2023年政府信息公开工作年度报告"), _is_title("政府信息公开年报")
    (True, False)
    """
    if _ENTRY.match(word):
        return False
    dated = len(word) <= _LONGEST_TITLE and "公" in word and bool(_YEAR.search(word))
    return dated and is_report_title(word)


def _is_heading(word: str) -> bool:
    """Whether a word is one of the form's headings; a report's own may be a line of a list of figures."""
    found = heading_of(word) if len(word) <= _LONGEST_HEADING and _NUMBERED.match(word) else None
    return found is not None and is_mandated(found.words)
