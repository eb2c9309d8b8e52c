"""This module removes from the lines of a flattened table the pipes and numbers that are no cells.

Some copies print each cell on a line and its pipe on the next, or a pipe of its own before every
row; only with the pipe beside its cell can a blank cell be told from the pipe that ends the cell
before it. Pages break off in the number of a label.
"""

import re
from collections.abc import Iterator, Sequence

from parsers.flat.pieces import split_at_pipes
from parsers.form_words import meanings
from parsers.numbers import is_figure
from parsers.text import fold

# They begin a line in every form.
_HEADERS = frozenset(map(fold, ("信息内容", "自然人", "商业企业")))
_LONGEST = 3  # digits of a page's number
_PAGE_MARK = re.compile(
    r"^[-—–\s]*(?:第\s*)?\d{1,3}(?:\s*页)?[-—–\s]*$|^P\.\s*\d+$"
    r"|^(?:第\s*)?\d{1,3}(?:\s*页)?\s*(?:[/／]\s*共?|[,，]?\s*共)\s*\d{1,3}(?:\s*页)?$"
)
_NUMBERED = re.compile(r"\s*(\d{1,2})\s*[.、．]")


def attach_lone_pipes(lines: Sequence[str]) -> list[str]:
    """Return the lines, with each lone pipe moved to the end of the cell above it, and empty lines between dropped.

    >>> attach_lone_pipes(["规章", "|", "3", "|", "|", "5", "|||"])
    ['规章 |', '3 |', '|', '5 |', '||']
    """
    return list(_join_lone_pipes(lines))


def _join_lone_pipes(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with a pipe that is alone on a line put behind the cell above it."""
    held: list[str] = []  # a cell without a pipe after it, and the empty lines below
    for line in lines:
        if held and not line:
            held.append(line)
        elif held and not line.strip("| "):
            yield f"{held[0]} |"
            held = []
            yield from filter(None, [line[1:].strip()])
        else:
            yield from held
            held = [line] if _is_open(line) else []
            yield from () if held else (line,)
    yield from held


def _is_open(line: str) -> bool:
    """Whether a line is one cell that does not end in a pipe; it may begin with one."""
    cell = line.strip("| ")
    return bool(cell) and "|" not in cell and not line.endswith("|")


def drop_row_starts(lines: Sequence[str]) -> list[str]:
    """Return the lines without lone pipes before a row's words, if most lines of headers have one.

    >>> drop_row_starts(["|", "信息内容 |", "本年处理决定数量 |", "|", "行政许可 |", "3 |"])
    ['信息内容 |', '本年处理决定数量 |', '行政许可 |', '3 |']
    >>> drop_row_starts(["信息内容 |", "本年处理决定数量 |", "|", "行政许可 |", "3 |"])[2]
    '|'
    """
    filled = [line for line in lines if line]
    if not opens_rows(filled):
        return list(lines)
    pairs = zip(filled, [*filled[1:], ""], strict=True)
    return [line for line, after in pairs if line != "|" or not has_words(after)]


def opens_rows(lines: Sequence[str]) -> bool:
    """Whether a lone pipe stands before most lines of headers, and before each row that follows a header.

    >>> opens_rows(["|", "信息内容 |", "本年处理决定数量 |", "行政许可 |", "|"])
    False
    """
    pairs = list(zip(["", *lines], lines, strict=False))
    before = [above for above, line in pairs if fold(line.strip("| ")) in _HEADERS]
    if before.count("|") * 2 <= len(before):
        return False
    return not any(_is(above, "column") and _is(line, "row") for above, line in pairs)


def _is(line: str, kind: str) -> bool:
    return any(word.kind == kind for word in meanings(line.strip("| ")))


def has_words(line: str) -> bool:
    """Whether a line has a cell of words, which stand in no row after its figures."""
    return any(cell and not is_figure(cell) for cell in split_at_pipes(line))


def is_page_mark(line: str) -> bool:
    """Whether a line is a page's number and no figure: `- 3 -`, `第3页 共8页`, `3 / 8`."""
    return bool(_PAGE_MARK.match(line)) and not is_figure(line)


def is_page_number(line: str) -> bool:
    """Whether a line is a number that may be a page's, or a figure; no page has the number 0."""
    return line.isdecimal() and len(line) <= _LONGEST and int(line) > 0


def is_next_number(text: str, label: str) -> bool:
    """Whether a text counts on from a label: where a page or a text breaks off, it is all that is left of the next.

    >>> is_next_number("7", "6.属于四类过程性信息"), is_next_number("8", "6.属于四类过程性信息")
    (True, False)
    """
    match = _NUMBERED.match(label)
    return match is not None and text == str(int(match[1]) + 1)


def drop_next_number(lines: Sequence[str]) -> list[str]:
    """The lines without a last one that counts on from the last label, where cells have pipes after them.

    >>> drop_next_number(["6.属于四类过程性信息 | | | | | | |", "7"])
    ['6.属于四类过程性信息 | | | | | | |']
    >>> drop_next_number(["6.属于四类过程性信息", "0", "7"])[-1]
    '7'
    """
    filled = [at for at, line in enumerate(lines) if line]
    last = lines[filled[-1]].lstrip("| ") if filled else ""
    if not last.isdecimal() or not any("|" in line for line in lines):
        return list(lines)
    before = (cell for at in reversed(filled[:-1]) for cell in reversed(split_at_pipes(lines[at])))
    label = next((cell for cell in before if meanings(cell)), "")
    return list(lines[: filled[-1]]) if is_next_number(last, label) else list(lines)
