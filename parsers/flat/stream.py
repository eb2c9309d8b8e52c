"""This module restores the rows of a table that has each cell on a line of its own.

A row is a label and the values up to the next one. Values are never shifted: a row with fewer
values than columns stays short, and reading then refuses it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from parsers.flat.broken_labels import Token, join_broken_labels
from parsers.flat.glued import row_widths
from parsers.flat.line_noise import is_next_number
from parsers.flat.pieces import split_at_pipes, split_cells
from parsers.flat.row_padding import omits_blank_cells, strip_padding
from parsers.form_words import (
    is_group,
    key_of_word,
    last_word,
    meanings,
    table_of_word,
)
from parsers.group_words import is_of_group
from parsers.numbers import is_figure
from parsers.text import fold

_YEAR_BEGUN = re.compile(r"20(?:[12]\d?)?")
_LAST_ROW = fold("政府集中采购")  # prose or a heading follows it, and no row
_BLOCK = fold("第二十条第(一)项")


def restore_rows(lines: list[str]) -> list[tuple[str, ...]]:
    """The rows of the stream of cells; headers and group labels are rows of their own."""
    tokens = join_broken_labels(list(_piped(lines) if _is_piped(lines) else _tokens(lines)))
    usual = _usual_gap(tokens)
    rows: list[list[str]] = [[]]
    table = ""
    for token, after in zip(tokens, [*tokens[1:], Token("")], strict=True):
        table = table_of_word(token.text) or table
        row_label = _is_row(token.text, after.text, table)
        if rows[-1] and _begins(token, rows[-1], table, row_label=row_label):
            rows.append([])
        rows[-1].append(token.text)
        if row_label and not is_figure(after.text):
            rows[-1] += [""] * _blanks(token, usual, rows)
    return [tuple(row) for row in _ended(rows) if row]


def _ended(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows without what follows the last one in a truncated text: the number of a next label, or a year."""
    *row, broken = rows[-1]
    at = last_word(row)
    if at < 0 or len(row) - at - 1 not in row_widths(row[at]):
        return rows
    is_year = fold(row[at]) == _LAST_ROW and _YEAR_BEGUN.fullmatch(broken)
    if is_year or is_next_number(broken, row[at]):
        rows[-1].pop()
    return rows


def _is_piped(lines: list[str]) -> bool:
    """Whether each cell has a pipe behind it, so that a line with nothing but a pipe is a blank cell."""
    filled = [line for line in lines if line.strip("| ")]
    return sum("|" in line for line in filled) * 2 > len(filled)


def _piped(lines: list[str]) -> Iterator[Token]:
    """The cells of such lines, blank ones included; a pipe at the beginning of a row adds a blank one.

    Where a copy omits blank cells, the pipes after a row's figures stand for no cell. As many pipes as fill
    up the line of a single cell stand for none either: behind a row's label they say that its figure is lost.
    """
    filled = [line for line in lines if line]
    left_out = omits_blank_cells(filled)
    whole = "|" * max((len(line) - len(line.rstrip("|")) for line in filled), default=0)
    after_figure = False
    for line in filled:
        ends_row = len(whole) > 1 and line.endswith(whole)
        if line.strip("| "):
            cells = split_at_pipes(line.rstrip("|") if ends_row else line)
            after_figure = any(map(is_figure, cells))
            yield from map(Token, strip_padding(cells) if left_out else cells)
        elif not (ends_row or (left_out and after_figure)):
            yield from [Token("")] * line.count("|")


def _tokens(lines: list[str]) -> Iterator[Token]:
    """The cells of the lines, each with the number of empty lines after it."""
    text: str | None = None
    gap = 0
    for line in lines:
        cells = [cell for cell in _cells(line) if cell]
        if not cells:
            gap += 1
            continue
        if text is not None:
            yield Token(text, gap)
        yield from map(Token, cells[:-1])
        text, gap = cells[-1], 0
    if text is not None:
        yield Token(text, gap)


def _cells(line: str) -> Sequence[str]:
    """The cells of a line; a word may stand beside a piece of another that is broken over lines.

    Such are a header beside the end of the one before it, and a label beside a merged cell's words.
    """
    if "|" in line:
        return split_at_pipes(line)
    cells, parts = split_cells(line), line.split()
    words = list(takewhile(lambda part: not is_figure(part), parts))
    figures = parts[len(words) :]
    if len(words) < 2 or any(map(meanings, cells)) or not all(map(is_figure, figures)):
        return cells
    beside = is_of_group(words[0]) if figures else any(is_of_group(w) or meanings(w) for w in words)
    return parts if beside else cells


def _usual_gap(tokens: list[Token]) -> int:
    """The number of empty lines between any two cells, gaps that hold blank cells left aside."""
    gaps = sorted(token.gap for token in tokens)
    return gaps[len(gaps) // 4] if gaps else 0


def _is_row(text: str, following: str, table: str) -> bool:
    """Whether a word is the label of a row of the table; 其他 and 总计 only where a value follows."""
    if table == "disputes" or not key_of_word(text, table, "row"):
        return False
    return is_figure(following) or not key_of_word(text, table, "column")


def _begins(token: Token, row: list[str], table: str, *, row_label: bool) -> bool:
    """Whether a cell begins a new row: a label, a block, a word after a value, the first value after headers."""
    text = token.text
    if not text:
        return False
    if is_figure(text):
        last = next((cell for cell in reversed(row) if cell), "")
        return not is_figure(last) and not _is_row(last, text, table)
    after_value = not row[-1] or is_figure(row[-1])
    if after_value or _BLOCK in (fold(text), fold(row[0])):
        return True
    return row_label and not all(map(is_group, row))


def _blanks(token: Token, usual: int, rows: list[list[str]]) -> int:
    """How many blank cells follow a label without values: its row's, if the gap has room for them."""
    known = row_widths(token.text)
    width = min(known) if len(known) == 1 else _headed(rows)
    return width if width in known and token.gap - usual >= width else 0


def _headed(rows: list[list[str]]) -> int:
    """How many columns the last row of headers names."""
    for row in reversed(rows):
        if columns := sum(key_of_word(text, "disclosures", "column") is not None for text in row):
            return columns
    return 0
