"""This module cuts a paragraph apart into which a copy ran a report's headings and its tables.

The headings are those of the form, in the order of their numbers. Where words and figures of the form
follow one another, each is a line of its own: `parsers.flow` makes a table of them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.page import Grid, Page
from parsers.recognise import words
from parsers.sections import is_mandated
from parsers.text import is_figure

_SHORTEST, _LEAST_SAID = 60, 15
_ENDS = ("情况", "情況", "事项", "事項")  # of headings
_NUMERALS = "一二三四五六七八"
_HEADING = re.compile(rf"(?:^|(?<= ))([{_NUMERALS}])、 ?([^\s。]{{2,30}})(?= |$)")
_SENTENCE = ("。", "；", ";", "!", "！", ")", "）", "如下:", "如下：")
_A_TABLE = 4  # so many words of the form, and so many figures, are no prose
_OF_A_TABLE = ("第二十条第", "第二十條第", "本年新收", "复议后起诉", "復議後起訴", "復議后起訴")


def apart(page: Page) -> Page:
    """The page with such paragraphs cut; where there are none, the page itself."""
    cut = {
        index: tuple(_lines(block))
        for index, block in enumerate(page.blocks)
        if isinstance(block, str) and len(block) > _SHORTEST and "|" not in block
        if any(f"{end} " in block for end in _ENDS) or block.endswith(_ENDS)
    }
    if all(len(lines) == 1 for lines in cut.values()):
        return page
    blocks: list[str | Grid] = []
    for index, block in enumerate(page.blocks):
        blocks += cut.get(index, (block,))
    return replace(page, blocks=tuple(blocks))


def _lines(text: str) -> Iterator[str]:
    starts = list(_starts(text))
    for begin, end in zip([0, *starts], [*starts, len(text)], strict=True):
        part = text[begin:end].strip()
        if any(word in part for word in _OF_A_TABLE):
            yield from _cells(part)
        elif part:
            yield part


def _starts(text: str) -> Iterator[int]:
    """Where the form's headings begin, the first after a sentence: a list of contents has none."""
    last = -1
    for match in _HEADING.finditer(text):
        number = _NUMERALS.index(match[1])
        if number <= last or not is_mandated(match[2]):
            continue
        if last < 0 and not _opens(text[: match.start()].rstrip(), text[match.end() :]):
            return
        last = number
        if match.start():
            yield match.start()


def _opens(before: str, after: str) -> bool:
    """Whether a report's prose or table goes on after its first heading."""
    said = not _HEADING.search(after[: _LEAST_SAID + 1])
    return said and (not before or before.endswith(_SENTENCE))


def _cells(part: str) -> Iterator[str]:
    """A part's words and figures of the form a line each, what stands before and after them whole."""
    pieces = part.split(" ")
    formal = [at for at, piece in enumerate(pieces) if words(piece) or is_figure(piece)]
    figures = sum(map(is_figure, pieces))
    if figures < _A_TABLE or len(formal) - figures < _A_TABLE:
        yield part
        return
    yield from filter(None, (" ".join(pieces[: formal[0]]), *pieces[formal[0] : formal[-1] + 1]))
    if rest := " ".join(pieces[formal[-1] + 1 :]):
        yield rest
