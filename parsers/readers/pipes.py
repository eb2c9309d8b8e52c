"""This module reads plain text to a page: its lines as paragraphs, empty ones included.

Tables that a copy has flattened are found among the paragraphs by `parsers.flat.text_tables`.
"""

import re
from collections.abc import Iterator

from parsers.flat.pieces import split_cells, tabs_to_pipes
from parsers.numbers import is_figure
from parsers.page import Page
from parsers.patterns import HAN
from parsers.readers.comma_rows import cells_by_tabs
from parsers.readers.converted_rows import has_rows_of_words, rows_as_lines
from parsers.readers.front_matter import split_front_matter
from parsers.readers.joined_lines import lines_apart
from parsers.readers.line_markup import bars_drawn, links_apart, strip_markup
from parsers.readers.ruled_rows import join_ruled_rows
from schemas.finding import Finding, finding

ROWS_OF_WORDS = "rows-of-words"
_LONGEST_LINE = 100_000
_MOST_LINES = 100_000
_LONGEST_CELL = 200
# A label that a copy put on a line of its own, as it is bold, and its colon on the next.
_COLON_BELOW = re.compile(r"^([^\n：:|。]{2,12})\n[ \t]*([：:](?![：:]))", re.MULTILINE)
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
# The wide and no-break spaces that a copy lost, before prose, a figure and the end of a cell.
_LOST_SPACE = re.compile(
    r"^\?{2,4} ?(?=[(（\u4e00-\u9fff]|20\d\d年)|(?:^|(?<=\| ))\?{1,4}(?: (?=\d[\d.,]* ?\|)| ?(?=\|))"
)
_PARTED = 3  # of so many characters one must be a blank, before blanks between others are counted
_BETWEEN, _BESIDE = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])"), re.compile(rf"[{HAN}](?=[{HAN}])")
_SIGNS = r"，,。、:：;；（）()《》〈〉〔〕“”"
# Further blanks of such a text, before and behind signs and in days; not between a word and a figure.
_CLOSE = re.compile(
    rf"(?<=[{HAN}]) (?=[{HAN}{_SIGNS}]|(?:19|20)\d\d ?年)|(?<=[{_SIGNS}]) (?=[{HAN}{_SIGNS}\d])|(?<=\d) (?=[{_SIGNS}年月日])"
)
_ODD_BARS = re.compile(r"(?<!\|)\|(?:\|\|)*(?!\|)")
_SPREAD_YEAR = re.compile(r"(?<!\d )(?:2 0|1 9) \d \d ?年")


def read(text: str) -> Page:
    """Read decoded text to a `Page` of its lines; a no-break space is a space."""
    text = close_up(text.replace("\xa0", " "))
    text = cells_by_tabs(links_apart(_unquoted(bars_drawn(text))))
    if "||" in text and not _ODD_BARS.search(text):  # two between any two cells
        text = text.replace("||", "|")
    text = _COLON_BELOW.sub(r"\1\2", join_ruled_rows(text))
    metas, lines = split_front_matter(lines_apart(text.splitlines()))
    by_words = "---" in text and has_rows_of_words(text)
    lines = rows_as_lines(lines) if by_words else lines
    findings = (*_cut(lines), *_broken_off(text, lines), *[finding(ROWS_OF_WORDS)] * by_words)
    kept = [line[:_LONGEST_LINE] for line in lines[:_MOST_LINES]]
    kept = tabs_to_pipes(kept) if "\t" in text else kept
    said = (strip_markup(line.strip()) for line in kept)
    blocks = tuple(_LOST_SPACE.sub("", line) if "?" in line else line for line in said)
    return Page(blocks, title=dict(metas).get("ArticleTitle"), metas=metas, findings=findings)


def _unquoted(text: str) -> str:
    r"""A text without the signs of a Markdown quotation before its lines, if most have one.

    >>> _unquoted("甲\n> | 规章 | 1 |\n> > 乙")
    '甲\n| 规章 | 1 |\n乙'
    """
    is_quoted = text.count("\n>") * 2 > text.count("\n")
    return _QUOTED.sub("", text) if is_quoted else text


def _cut(lines: list[str]) -> Iterator[Finding]:
    if len(lines) > _MOST_LINES:
        yield finding("document-cut", None, f"{len(lines)} lines")


def _broken_off(text: str, lines: list[str]) -> Iterator[Finding]:
    """What to tell of a text whose last letter is a figure's, in a cell and without a line end."""
    last = split_cells(lines[-1][-_LONGEST_CELL:].strip())[-1:] if text[-1:].isdigit() else ()
    if last and is_figure(last[0]):
        yield finding("ends-in-figure", None, last[0])


def close_up(text: str) -> str:
    """A text without the blanks between its characters, where most have one, as in what OCR or a justified line gave.

    Two blanks stay, as cells have between them, and so do those between figures, but for a year's.

    >>> close_up("甲 局 2 0 2 3 年 政 府 信 息  公 开 1 2 件")
    '甲局2023年政府信息  公开 1 2 件'
    """
    if text.count(" ") * _PARTED < len(text):
        return text
    parted = len(_BETWEEN.findall(text))
    if parted <= len(_BESIDE.findall(text)):
        return text
    return _CLOSE.sub("", _SPREAD_YEAR.sub(lambda year: year[0].replace(" ", ""), text))
