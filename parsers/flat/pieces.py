"""This module splits a line of flattened text into cells, at pipes, tabs or spaces."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from parsers.flat.glued import NO_DISPUTES, label_and_figures, row_widths, split_glued
from parsers.form_words import APPLICANTS, is_group, last_word, meanings
from parsers.group_words import is_of_group
from parsers.numbers import is_figure, split_values
from parsers.text import APART

_RULE = re.compile(r":?-{2,}:?")
_LONGEST_GLUED = 160
_UNITS = frozenset(
    ["件", "条", "次", "个", "项", "份", "人", "元", "万元", "條", "個", "項", "萬元"]
)
_NEARLY_ALL = 0.75


def split_at_pipes(line: str) -> list[str]:
    """The cells of a line with pipes, without those that its outer pipes would make; a rule of dashes has none."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) > 1 and not cells[0]:
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1]:
        cells = cells[:-1]
    return [] if all(_RULE.fullmatch(cell) for cell in cells) else cells


@lru_cache(maxsize=16384)
def separate_figures(cell: str) -> str:
    """Return a cell with a sign between figures that a copy joined: 51 179 is not 51179."""
    parts = cell.split()
    return APART.join(parts) if len(parts) > 1 and all(map(is_figure, parts)) else cell


@lru_cache(maxsize=4096)
def split_cells(line: str) -> tuple[str, ...]:
    """The cells of any line: at its pipes, else at spaces, else between words that were run together."""
    if "|" in line:
        return tuple(map(_own_label, split_at_pipes(line)))
    line = " ".join(line.split())
    if not line or len(line) > _LONGEST_GLUED:
        return (line,)
    parts = _with_units(line.split(" "))
    has_figure = len(parts) > 1 and is_figure(parts[-1])  # a sign is in no folded word
    if meanings(line) and not has_figure:
        return (line,)
    if line == NO_DISPUTES:
        return tuple(line)
    if is_figure(line) and not (len(parts) > 1 and all(map(is_figure, parts))):
        return (line,)
    return _spaced(parts) or split_glued(line) or (line,)


@lru_cache(maxsize=4096)
def _own_label(cell: str) -> str:
    """A cell without a piece of a merged cell's words: a copy may put one beside the label of each row.

    >>> _own_label("（三）不予 4.保护第三方合法权益"), _own_label("理结果 (二)部分公开"), _own_label("公开 3")
    ('4.保护第三方合法权益', '(二)部分公开', '公开 3')
    """
    words = cell.split()
    if len(words) < 2 or len(cell) > _LONGEST_GLUED or meanings(cell):
        return cell
    ends = ("".join(words[at:]) for at in range(1, len(words)) if is_of_group("".join(words[:at])))
    return next((end for end in ends if any(one.kind == "row" for one in meanings(end))), cell)


def _with_units(parts: list[str]) -> list[str]:
    """The parts of a line, with each unit joined to the figure before it: `34 件 3 件`."""
    joined: list[str] = []
    for part in parts:
        if part in _UNITS and joined and joined[-1].isdigit():
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _spaced(parts: list[str]) -> tuple[str, ...] | None:
    """Split a line at its spaces: a label and its figures, or words or figures alone; None for other lines.

    Such lines are `行政许可 97` and `四、结转下年度继续办理 0 0 0 0 0 0 0`.
    """
    if len(parts) < 2:
        return None
    words, figures = split_values(parts)
    label = "".join(words)
    if not label:
        return tuple(figures)
    if row := label_and_figures(label, figures):
        return row
    if all(map(meanings, words)):
        return tuple(parts)
    labels = _beside_group(words, len(figures)) if len(words) > 1 else None
    if labels is None and len(figures) >= APPLICANTS:
        labels = (label,)  # the end of one
    return (*labels, *figures) if labels else None


def _beside_group(words: list[str], width: int) -> tuple[str, ...] | None:
    """The labels of a row beside a group's cell, which may be whole before a label that is broken.

    A piece of its words, which are broken over the lines of its rows, is left out.
    """
    if is_group(words[0]):
        return words[0], "".join(words[1:])
    piece, label = "".join(words[:-1]), words[-1]
    return (label,) if width in row_widths(label) and is_of_group(piece) else None


def tabs_to_pipes(lines: Sequence[str]) -> list[str]:
    """Return the lines with tabs replaced by pipes, so that blank cells are kept.

    This is done only where nearly all rows have a cell for each column: elsewhere tabs merely align
    words.
    """
    rows = {line: row for line in lines if "\t" in line and (row := _tabbed(line))}
    # Tabs that begin or end every row make no cells.
    lead = min((len(line) - len(line.lstrip("\t")) for line in rows), default=0)
    tabs = min((len(line) - len(line.rstrip("\t")) for line in rows), default=0)
    rows = {
        line: row._replace(cells=row.cells[lead : len(row.cells) - tabs], label=row.label - lead)
        for line, row in rows.items()
    }
    inmost = max((row.label for row in rows.values() if APPLICANTS in row.due), default=0)
    rows = {line: _without_last_tabs(row, inmost) for line, row in rows.items()}
    due = [row for row in rows.values() if row.due]
    fitting = sum(len(row.values) in row.due for row in due)
    if fitting < _NEARLY_ALL * len(due) or not due:
        return list(lines)
    return [f"| {' | '.join(rows[line].cells)} |" if line in rows else line for line in lines]


class _Tabbed(NamedTuple):
    """A line's cells, the place of the last one of its label, and how many values its row can have: none without a label."""

    cells: list[str]
    label: int
    due: frozenset[int]

    @property
    def values(self) -> list[str]:
        """The cells after the label."""
        return self.cells[self.label + 1 :]


def _tabbed(line: str) -> _Tabbed | None:
    """The cells of a line with tabs; None where it belongs to no table."""
    cells = [cell.strip() for cell in line.strip("\r\n").split("\t")]
    label = last_word(cells)
    has_figures = any(map(is_figure, cells[label + 1 :]))
    if label < 0 and not has_figures:
        return None
    due = row_widths(cells[label]) if label >= 0 and has_figures else frozenset[int]()
    return _Tabbed(cells, label, due)


def _without_last_tabs(row: _Tabbed, inmost: int) -> _Tabbed:
    """A row without the blank cells that tabs at its end would make.

    Blank cells after a label are its own, as a spreadsheet prints merged ones, if with them the figures stand
    after the `inmost` label's column; only more blank cells may follow these, where another table is wider.
    Where there are as many figures as can be, no blank cell is a value.
    """
    if not row.due:
        return row
    most = max(row.due)
    end = inmost + 1 + most
    is_whole = len(row.cells) == end or (APPLICANTS in row.due and not any(row.cells[end:]))
    if len(row.cells) >= end and is_whole and not any(row.cells[row.label + 1 : inmost + 1]):
        return row._replace(cells=row.cells[:end], label=inmost)
    label, cells = row.cells[: row.label + 1], list(row.values)
    figures = [cell for cell in cells if is_figure(cell)]
    if len(figures) == most and not any(cell for cell in cells if not is_figure(cell)):
        return row._replace(cells=label + figures)
    while len(cells) > most and not cells[-1]:
        del cells[-1]
    return row._replace(cells=label + cells)
