"""This module hurts table 三 as portals and editors do, and knows what can still be read of it.

A wound says which places nobody can read any more and what is printed in those it changed; it never
says what our reading makes of it.
"""

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from schemas.form import Table
from tests.printing.tables import Cell, Lines

Place = tuple[str, str]
HEAD = 3  # lines of header before the rows


class Wound(NamedTuple):
    """What came of table 三: its lines, the places lost, the figures changed, and the status due.

    `partial`: places are missing. `unsound`: a label, a header or a figure is not as the form has
    it. Neither: all is well read, whatever the figures say.
    """

    lines: Lines
    lost: frozenset[Place] = frozenset()
    changed: Mapping[Place, int] = MappingProxyType({})
    partial: bool = False
    unsound: bool = False


def none(lines: Lines, table: Table, random: Random) -> Wound:
    """As printed."""
    return Wound(lines)


def wrong_figures(lines: Lines, table: Table, random: Random) -> Wound:
    """One to three figures mistyped."""
    places = random.sample(table.places, random.randint(1, 3))
    changed = {}
    for row, column in places:
        cell, text = _cell(lines, table, row, column)
        changed[row, column] = int(text or 0) + random.randint(1, 99)
        lines = _put(lines, cell, str(changed[row, column]))
    return Wound(lines, changed=changed)


def dropped_row(lines: Lines, table: Table, random: Random) -> Wound:
    """A row is gone, its spans left as they were."""
    row = random.choice(_inner(lines, table))
    at = _line(table, row)
    return Wound([*lines[:at], *lines[at + 1 :]], _row(table, row), partial=True)


def dropped_cell(lines: Lines, table: Table, random: Random) -> Wound:
    """A row has lost one of its cells, so that no other can be placed."""
    row = random.choice(list(table.rows))
    at = _line(table, row)
    cell = random.randrange(len(lines[at]) - 7, len(lines[at]))
    short = [*lines[at][:cell], *lines[at][cell + 1 :]]
    return Wound([*lines[:at], short, *lines[at + 1 :]], _row(table, row), partial=True)


def unknown_label(lines: Lines, table: Table, random: Random) -> Wound:
    """A label is mistyped past recognition."""
    row = random.choice(list(table.rows))
    label = len(lines[_line(table, row)]) - 8
    return Wound(
        _put(lines, (_line(table, row), label), "某某情形"), _row(table, row), partial=True
    )


def garbled_figure(lines: Lines, table: Table, random: Random) -> Wound:
    """A figure is no figure."""
    row, column = random.choice(table.places)
    cell, text = _cell(lines, table, row, column)
    return Wound(_put(lines, cell, f"{text}O"), frozenset({(row, column)}), unsound=True)


def swapped_rows(lines: Lines, table: Table, random: Random) -> Wound:
    """Two rows that follow each other change places."""
    inner = _inner(lines, table)
    at = _line(table, random.choice([row for row in inner if _follows(row, inner, table)]))
    return Wound([*lines[: at - 1], lines[at], lines[at - 1], *lines[at + 1 :]], unsound=True)


def swapped_headers(lines: Lines, table: Table, random: Random) -> Wound:
    """Two columns change places, headers with figures, so that every sum holds."""
    one, other = sorted(random.sample(range(1, 6), 2))
    swapped = [*lines[:2], _swap(lines[2], one - 1, other - 1)]
    swapped += [_swap(line, len(line) - 7 + one, len(line) - 7 + other) for line in lines[HEAD:]]
    return Wound(swapped, unsound=True)


def printed_twice(lines: Lines, table: Table, random: Random) -> Wound:
    """A row is printed again with other figures; the first stands."""
    row = random.choice(_inner(lines, table))
    at = _line(table, row)
    again = [*lines[at][:-1], Cell(f"{lines[at][-1].text}1")]
    return Wound([*lines, again], unsound=True)


def cut(lines: Lines, table: Table, random: Random) -> Wound:
    """The page ends in the middle of the table."""
    kept = random.randint(2, len(table.rows) - 1)
    gone = list(table.rows)[kept:]
    lost = frozenset((row, column) for row in gone for column in table.columns)
    return Wound(lines[: HEAD + kept], lost, partial=True)


def new_row(lines: Lines, table: Table, random: Random) -> Wound:
    """A row that the form does not have stands among the others."""
    at = _line(table, random.choice(_inner(lines, table)))
    stranger = [Cell("9.某某情形"), *(Cell(str(random.randint(0, 9))) for _ in range(7))]
    return Wound([*lines[:at], stranger, *lines[at:]], unsound=True)


def long_span(lines: Lines, table: Table, random: Random) -> Wound:
    """A label of several rows reaches a line too far, which moves no figure: each follows its own label."""
    at = random.choice(
        [i for i, line in enumerate(lines) if i >= HEAD and line[-8].rows == 1 < line[0].rows]
    )
    first = lines[at][0]
    longer = first._replace(rows=first.rows + 1)
    return Wound([*lines[:at], [longer, *lines[at][1:]], *lines[at + 1 :]])


WOUNDS: dict[str, Callable[[Lines, Table, Random], Wound]] = {
    "none": none, "one to three wrong figures": wrong_figures, "a row dropped": dropped_row,
    "a cell dropped": dropped_cell, "an unknown label": unknown_label, "a garbled figure": garbled_figure,
    "two rows swapped": swapped_rows, "two columns swapped": swapped_headers, "a row printed twice": printed_twice,
    "a page cut": cut, "a row that no form has": new_row, "a span too long": long_span,
}  # fmt: skip
SPANNED = ("a span too long",)  # what only a source with spans can suffer

CELLS_COUNTED = ("a cell dropped",)  # what padding hides, so that no reader could tell


def _line(table: Table, row: str) -> int:
    return HEAD + list(table.rows).index(row)


def _row(table: Table, row: str) -> frozenset[Place]:
    return frozenset((row, column) for column in table.columns)


def _cell(lines: Lines, table: Table, row: str, column: str) -> tuple[tuple[int, int], str]:
    at = _line(table, row)
    cell = len(lines[at]) - 7 + list(table.columns).index(column)
    return (at, cell), lines[at][cell].text


def _put(lines: Lines, cell: tuple[int, int], text: str) -> Lines:
    at, index = cell
    line = lines[at]
    changed = [*line[:index], line[index]._replace(text=text), *line[index + 1 :]]
    return [*lines[:at], changed, *lines[at + 1 :]]


def _inner(lines: Lines, table: Table) -> list[str]:
    """The rows whose line has no label of a group."""
    return [row for row in table.rows if len(lines[_line(table, row)]) == 8 and
            lines[_line(table, row)][0].columns == 1]  # fmt: skip


def _follows(row: str, inner: list[str], table: Table) -> bool:
    keys = list(table.rows)
    return keys.index(row) > 0 and keys[keys.index(row) - 1] in inner


def _swap(line: list[Cell], one: int, other: int) -> list[Cell]:
    swapped = list(line)
    swapped[one], swapped[other] = line[other], line[one]
    return swapped
