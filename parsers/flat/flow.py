"""This module finds tables that a copy has flattened to text: paragraphs to grids.

Three shapes are met: a row a line with `|` between cells, a cell a line, and cells glued to their
label. The forms' words show where a table begins and ends, and which line belongs to which row.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from parsers.flat.filled import leaves_blanks_out, without_fill
from parsers.flat.parted import beside
from parsers.flat.pieces import pieces, widths
from parsers.flat.stream import restore
from parsers.page import Grid
from parsers.recognise import tells, vocabulary, words
from parsers.sections import is_mandated, is_row_begun
from parsers.text import fold, is_figure

_HEADING = re.compile(r"^[一二三四五六七八九十]{1,2}\s*[、.．是]")
_PAGE_MARK = re.compile(r"^[-—–\s]*(?:第\s*)?\d{1,3}(?:\s*页)?[-—–\s]*$|^P\.\s*\d+$")
_LONGEST_CELL = 80  # a longer line with no word of the form is prose
_FIGURES = 4  # prose does not put so many figures after a word of the form
_STRANGERS = 10  # lines without a word or figure that end a table; the longest label has nine

Block = str | Grid


def tables_in_text(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks, each flattened table among the paragraphs replaced by its grid."""
    result: list[Block] = []
    number = max((block.number for block in blocks if isinstance(block, Grid)), default=0)
    for run in _runs(blocks):
        if isinstance(run, Grid):
            result.append(run)
            continue
        position = 0
        for start, end in _regions(run):
            number += 1
            result += run[position:start]
            result.append(_grid(run[start:end], number))
            position = end
        result += run[position:]
    return tuple(result)


def _runs(blocks: tuple[Block, ...]) -> Iterator[list[str] | Grid]:
    run: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            run.append(block)
        else:
            yield run
            yield block
            run = []
    yield run


def _regions(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where tables stand: from a word that only a table has to the last word or figure of it."""
    start, last, strangers = None, 0, 0
    for index, line in enumerate(lines):
        cells = [cell for cell in pieces(line) if cell]
        if not cells or _is_broken(line):
            continue
        told = _opens(cells)
        if start is None:
            if told:
                start, last, strangers = index, index, 0
        elif told or any(words(cell) or is_figure(cell) for cell in cells):
            last, strangers = index, 0
        elif _ends(line, cells) or (strangers := strangers + 1) >= _STRANGERS:
            yield start, _with_gap(lines, last + 1)
            start = None
    if start is not None:
        yield start, _with_gap(lines, last + 1)


@cache
def _letters() -> frozenset[str]:
    return frozenset("".join(vocabulary()))


def _is_broken(line: str) -> bool:
    """Whether a line is nothing but pieces of words that narrow cells broke, a letter or two each."""
    parts = line.split()
    letters = all(len(part) < 3 and _letters().issuperset(part) for part in parts)
    return len(parts) > 1 and letters and not words(line) and not all(map(words, parts))


def _with_gap(lines: list[str], end: int) -> int:
    """The end of a table with the empty lines after it: they may be its last, blank cells."""
    while end < len(lines) and not lines[end].strip("| "):
        end += 1
    return end


def _opens(cells: list[str]) -> bool:
    """Whether only a table has this line: a word of one table alone, or a label and its figures."""
    if any(tells(cell) for cell in cells):
        return True
    figures = sum(map(is_figure, cells))
    return figures > _FIGURES and any(_is_row(cell, True) for cell in cells)


def _ends(line: str, cells: list[str]) -> bool:
    headed = bool(_HEADING.match(line)) and not is_row_begun(line)
    return headed or is_mandated(line) or any(len(cell) > _LONGEST_CELL for cell in cells)


def _grid(lines: list[str], number: int) -> Grid:
    kept = [line for line in lines if not _PAGE_MARK.match(line) or is_figure(line)]
    rows = _rows_a_line(kept)
    if rows is None:
        rows = restore(beside(kept))
    elif not all(map(_is_known, chain.from_iterable(rows))):
        rows = max(rows, restore(beside(kept)), key=_fit)
    return Grid(tuple(rows), None, number=number)


def _is_known(cell: str) -> bool:
    return not cell or bool(words(cell)) or is_figure(cell)


def _fit(rows: list[tuple[str, ...]]) -> tuple[int, int]:
    """How many rows have as many values as columns, and how many words of the form are whole."""
    fitting = whole = 0
    for row in rows:
        known = [at for at, cell in enumerate(row) if words(cell)]
        whole += len(known)
        fitting += bool(known) and len(row) - known[-1] - 1 in widths(row[known[-1]])
    return fitting, whole


def _rows_a_line(lines: list[str]) -> list[tuple[str, ...]] | None:
    """The lines as rows, where most labels have their values beside them; else None."""
    rows = _cells(lines)
    beside = [row for row in rows if _has_figure(row) and any(_is_row(c, True) for c in row)]
    labelled = beside + [
        row for row in rows if not _has_figure(row) and any(_is_row(c, False) for c in row)
    ]
    across = any(
        len(row) > _FIGURES and _has_figure(row) and not any(map(words, row)) for row in rows
    )
    if not (len(beside) * 2 > len(labelled) or (not labelled and across)):
        return None
    return _mended([row for row in rows if row])


def _cells(lines: list[str]) -> list[tuple[str, ...]]:
    """The cells of each line; where lines have no outer bars, a bar in front follows a blank cell."""
    barred = [line for line in lines if "|" in line]
    outer = sum(line.startswith("|") for line in barred) * 2 > len(barred)
    rows = [(line, pieces(line)) for line in lines if line]
    if leaves_blanks_out(barred):
        rows = [(line, without_fill(row)) for line, row in rows]
    return [
        ("", *row) if line.startswith("|") and not outer and not any(map(words, row)) else row
        for line, row in rows
    ]


def _has_figure(row: tuple[str, ...]) -> bool:
    return any(is_figure(cell) for cell in row)


def _is_row(cell: str, beside_figures: bool) -> bool:
    """Whether a cell labels a row whose values follow it: 其他 and 总计 may head a column instead."""
    kinds = {word.kind for word in words(cell) if word.table != "disputes"}
    return "row" in kinds and (beside_figures or "column" not in kinds)


def _mended(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows with a label that was broken over two lines put together again."""
    mended: list[tuple[str, ...]] = []
    for row in rows:
        before = mended[-1] if mended else ()
        if whole := _side_by_side(before, row):
            mended[-1] = whole
            continue
        tail = next((cell for cell in reversed(before) if cell), "")
        if tail and row[0] and not is_figure(tail) and _ends_label(tail, row[0]):
            at = max(i for i, cell in enumerate(before) if cell)
            mended[-1] = (*before[:at], tail + row[0], *row[1:])
        else:
            mended.append(row)
    return mended


def _ends_label(begun: str, end: str) -> bool:
    """Whether the end of a label, which may be a shorter wording of it, was broken off its beginning."""
    whole = words(begun + end)
    if not whole or fold(begun) == fold(begun + end):
        return False
    return not words(end) or (not words(begun) and words(end) == whole)


def _side_by_side(above: tuple[str, ...], row: tuple[str, ...]) -> tuple[str, ...] | None:
    """A header of which several words were broken over two lines at once, made whole."""
    open_at = [at for at, cell in enumerate(above) if cell and not words(cell)]
    ends = [cell for cell in row if cell]
    if not open_at or len(open_at) != len(ends) or _has_figure(above):
        return None
    whole = [above[at] + end for at, end in zip(open_at, ends, strict=True)]
    if not all(map(words, whole)):
        return None
    joined = dict(zip(open_at, whole, strict=True))
    return tuple(joined.get(at, cell) for at, cell in enumerate(above))
