r"""This module joins the lines of a plain text that was broken at a fixed width, as copies of PDF are.

Only prose is joined: what may be a row, a heading or the last line of a paragraph stays a line.

>>> lines = ["2023年，甲县水利局坚持公开为常态，推", "进工作，新收申请3件。", "一、总体情况"] * 4
>>> join_wrapped("\n".join(lines)).split("\n")[:2]
['2023年，甲县水利局坚持公开为常态，推进工作，新收申请3件。', '一、总体情况']
"""

import re
from collections.abc import Iterator, Sequence

from parsers.form_words import meanings
from parsers.headings import heading_of
from parsers.patterns import HAN

_NARROWEST, _WIDEST = 36, 130  # columns; a Chinese character has two
_HUNG = 4  # columns that a line may lack, so that no mark begins the next
_INDENT = 4  # columns that a paragraph's first line may have lost
_FEWEST = 4  # lines as wide as the text
_PROSE = re.compile("[，。、；,]")
_ENDS = ("。", "：", ":", "；", ";", "！", "？")
_TITLE = ("报告", "年报")
_YEAR = re.compile(rf"(?<=[{HAN}]) (?:19|20)\d\d$")  # a sentence's, though it ends a line
_BEGINS = re.compile(r"\s*[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]")
_ROW = re.compile(r"[|\t]|\s{3}|(?:^|\s)[\d.,—/-]+\s*$")


def join_wrapped(text: str) -> str:
    """A text with each paragraph in one line, where all of its lines end at one width; else as it is."""
    lines = text.splitlines()
    width = _width(lines)
    return "\n".join(_joined(lines, width)) if width else text


def _width(lines: Sequence[str]) -> float:
    """The columns at which all lines of prose are broken; 0 where they are not."""
    widths = [_columns(line) for line in lines if _PROSE.search(line) and not _ROW.search(line)]
    widest = max(widths, default=0)
    full = sum(width >= widest - _HUNG - _INDENT for width in widths)
    begun = sum(width > widest // 2 for width in widths)
    wrapped = _NARROWEST <= widest <= _WIDEST and full >= _FEWEST and full * 2 >= begun
    return widest if wrapped else 0


def _columns(line: str) -> float:
    """How wide a line was printed: a space beside a figure is half as wide as the figure."""
    printed = line.rstrip()
    return len(printed.encode("gbk", "replace")) - printed.strip().count(" ") / 2


def _joined(lines: Sequence[str], width: float) -> Iterator[str]:
    """The lines, each joined with those that it goes on in."""
    begun = ""
    for line in lines:
        if begun and _goes_on(line) and _PROSE.search(begun + line):
            begun += line.strip()
        else:
            if begun:
                yield begun
            begun = line.rstrip()
        first = begun == line.rstrip() and not begun.endswith(_TITLE)
        if not _is_broken(line, width - _INDENT if first else width):
            yield begun
            begun = ""
    if begun:
        yield begun


def _goes_on(line: str) -> bool:
    """Whether a line may go on with the one before it: no blank line, no row, no heading or label."""
    if not line.strip() or _ROW.search(_YEAR.sub("", line)) or _BEGINS.match(line):
        return False
    return heading_of(line.strip()) is None and not _is_of_form(line)


def _is_broken(line: str, width: float) -> bool:
    if _columns(line) < width - _HUNG or line.rstrip().endswith(_ENDS):
        return False
    return not _ROW.search(_YEAR.sub("", line)) and not _is_of_form(line)


def _is_of_form(line: str) -> bool:
    """Whether a line is a label or header of the form, or some side by side."""
    return bool(meanings(line)) or all(map(meanings, line.split()))
