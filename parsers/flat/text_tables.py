"""This module finds tables that a copy has flattened to text: paragraphs to grids.

Such a table has a row on each line, with `|` between its cells, or a cell on each line, or cells
run together with their label. The forms' words show where it begins and ends and which line belongs
to which row.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from parsers.flat.broken_labels import opens_with_broken_word
from parsers.flat.broken_lines import is_open, join_broken_lines
from parsers.flat.line_noise import is_page_mark
from parsers.flat.pieces import split_cells
from parsers.flat.rows import is_row_label, split_rows
from parsers.form_words import known_words, meanings, table_of_word
from parsers.headings import is_mandated, is_row_begun
from parsers.numbers import is_figure
from parsers.page import Block, Grid
from parsers.text import squeeze

_HEADING = re.compile(r"^[一二三四五六七八九十]{1,2}\s*[、.．是]")
_LONGEST_CELL = 80  # a longer line with no word of the form is prose
_FIGURES = 4  # prose does not put so many figures after a word of the form
_OF_A_ROW = 12  # lines, empty ones too, that one row may be broken over
# Lines without a word or figure that end a table: two labels may be broken so often.
_STRANGERS = 14


def find_tables_in_text(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with a grid in the place of each flattened table among the paragraphs."""
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
    """The blocks, with neighbouring paragraphs gathered and their broken lines joined."""
    run: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            run.append(block)
        else:
            yield join_broken_lines(run)
            yield block
            run = []
    yield join_broken_lines(run)


def _regions(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where tables begin and end: from a word that only a table has to its last word or figure."""
    start, last, strangers = None, 0, 0
    for index, line in enumerate(lines):
        cells = [cell for cell in split_cells(line) if cell]
        if not cells or _is_broken(line):
            continue
        opens = _opens(cells) or (start is None and opens_with_broken_word(lines, index))
        if start is None:
            if opens:
                start, last, strangers = index, index, 0
        elif opens or any(meanings(cell) or is_figure(cell) for cell in cells):
            last, strangers = index, 0
        elif (
            _ends(lines, index, cells)
            or (strangers := strangers + (not _is_piece(line))) >= _STRANGERS
        ):
            yield start, _with_gap(lines, _with_end(lines, start, last + 1))
            start = None
    if start is not None:
        yield start, _with_gap(lines, _with_end(lines, start, last + 1))


@cache
def _letters() -> frozenset[str]:
    return frozenset("".join(known_words()))


def _is_piece(part: str) -> bool:
    """Whether a part of a line may be a piece of a word that a narrow cell broke, of a letter or two."""
    return len(part) < 3 and _letters().issuperset(part)


def _is_broken(line: str) -> bool:
    """Whether a line consists of such pieces."""
    parts = line.split()
    pieces = len(parts) > 1 and all(map(_is_piece, parts))
    return pieces and not meanings(line) and not all(map(meanings, parts))


def _with_gap(lines: list[str], end: int) -> int:
    """The end of a table, the empty lines after it included: they may be its last, blank cells."""
    while end < len(lines) and not lines[end].strip("| "):
        end += 1
    return end


def _opens(cells: list[str]) -> bool:
    """Whether a line can only be a table's: it has a word of one table alone, or a label and its figures."""
    if any(table_of_word(cell) for cell in cells):
        return True
    figures = sum(map(is_figure, cells))
    return figures > _FIGURES and any(is_row_label(cell, beside_figures=True) for cell in cells)


def _ends(lines: list[str], index: int, cells: list[str]) -> bool:
    """Whether a line without a word of the form ends a table: a heading, or prose."""
    line = lines[index]
    headed = bool(_HEADING.match(line)) and not is_row_begun(line) and not _has_rows_begun(line)
    if is_mandated(line) or any(len(squeeze(cell)) > _LONGEST_CELL for cell in cells):
        return True
    return headed and not _heads_figures(lines, index)


def _heads_figures(lines: list[str], index: int) -> bool:
    """Whether as many figures follow a line as only a row has, so that it is a misprinted label (二、上年转结)."""
    below = (cell for line in lines[index + 1 :] for cell in split_cells(line) if cell)
    row = list(islice(below, _FIGURES + 1))
    return len(row) > _FIGURES and all(map(is_figure, row))


def _with_end(lines: list[str], start: int, end: int) -> int:
    """The end of a table, the lines included that end the label of its last row, whose figures stand beside its middle."""
    above = [cell for line in lines[start:end][-_OF_A_ROW:] for cell in split_cells(line) if cell]
    while above and is_figure(above[-1]):
        above.pop()
    if not above or (meanings(above[-1]) and not is_open(above[-1])):
        return end
    said = ""
    for at in range(end, min(end + _OF_A_ROW, len(lines))):
        said += lines[at].strip()
        if said and any(meanings("".join(above[first:]) + said) for first in range(-1, -4, -1)):
            return at + 1
    return end


def _has_rows_begun(line: str) -> bool:
    """Whether words of a merged cell and of a label stand side by side, where a narrow cell broke one of them."""
    parts = line.split()
    known = [is_figure(part) or is_row_begun(part) or bool(meanings(part)) for part in parts]
    return len(parts) > 1 and all(known)


def _grid(lines: list[str], number: int) -> Grid:
    kept = [line for line in lines if not is_page_mark(line)]
    return Grid(tuple(split_rows(kept)), None, number=number)
