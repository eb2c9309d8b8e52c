"""This module reads rows of table 三 whose labels are torn from their figures: the form's order names them.

In the text of a PDF a label of several lines comes out before or after its row, which is figures alone then.
Between two rows with labels such rows are named by order where they are as many as the form has there, each adds
up, and so does every column with them. As no sum tells two rows of results apart, the table stays doubtful.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from parsers.equations import equation_instances, judge
from parsers.numbers import adds_up, count, is_figure, number
from parsers.recognise import Part
from parsers.tables.headers import COLUMNS
from parsers.tables.reading import Reading, RowRead, place_of
from parsers.tables.subtotals import sums_up_group
from parsers.text import fold
from schemas.finding import Place
from schemas.form import Form, Line, Table, forms

_NAME = "requests"
_WIDTH = len(COLUMNS)


class _Unnamed(NamedTuple):
    """A line of figures that names no row: the row before it, its words, its figures and where it begins."""

    before: str
    words: str
    read: RowRead
    place: Place


def name_rows_by_order(reading: Reading, parts: Iterable[Part]) -> None:
    """Name all rows without labels, with a doubt about each, or none."""
    lines = list(_unnamed(reading))
    if not lines or reading.short or _repeats_label(parts):
        return
    for form in forms().values():
        if _NAME in form.tables and (named := _named(lines, reading, form)):
            _put(named, reading, form.tables[_NAME])
            return


def _named(lines: list[_Unnamed], reading: Reading, form: Form) -> dict[str, _Unnamed]:
    """The lines by the rows of a form that they are; none where one does not fit."""
    rows = form.tables[_NAME].rows
    if [row for row in rows if row in reading.rows] != list(reading.rows):
        return {}
    named: dict[str, _Unnamed] = {}
    for before, group in groupby(lines, key=lambda one: one.before):
        between, own = _between(before, list(rows), reading), list(group)
        if len(between) != len(own):
            return {}
        named |= zip(between, own, strict=True)
    fit = all(_may_be(rows[row], one) for row, one in named.items())
    return named if fit and _add_up(named, reading, form) else {}


def _put(named: Mapping[str, _Unnamed], reading: Reading, table: Table) -> None:
    """Add the rows to a reading, in the form's order, with a doubt about each in the place of that about its line."""
    read = reading.rows | {row: one.read for row, one in named.items()}
    reading.rows = {row: read[row] for row in table.rows if row in read}
    places = {one.place for one in named.values()}
    reading.findings = [one for one in reading.findings if one.place not in places]
    for row, one in named.items():
        reading.doubt("row-without-label", f"{_NAME}.{row}", " | ".join(one.read.texts), one.place)


def _repeats_label(parts: Iterable[Part]) -> bool:
    """Whether a row's label stands alone twice, so that its figures may be printed twice too."""
    lines = (line for part in parts for line in part.like if line.kind == "label")
    labels = [line.roles[line.label].row for line in lines]
    return len(labels) > len(set(labels))


def _unnamed(reading: Reading) -> Iterator[_Unnamed]:
    """The lines of several figures that no form has, but for sums beside the name of a group."""
    for before, grid, line in reading.strangers:
        figures = [at for at, text in enumerate(line.cells) if is_figure(text)]
        if len(figures) > 1 and not sums_up_group(line):
            first = figures[0]
            cells = tuple(range(first, figures[-1] + 1))
            read = RowRead(grid, line.position, COLUMNS[: len(cells)], cells)
            words = "".join((*line.cells[:first], *line.cells[figures[-1] + 1 :]))
            yield _Unnamed(before, words, read, place_of(grid, line.position, 0))


def _between(before: str, rows: list[str], reading: Reading) -> list[str]:
    """The rows that the form has after one that was read until the next that was; none if there is none."""
    if before not in reading.rows:
        return []
    after = rows[rows.index(before) + 1 :]
    end = next((at for at, row in enumerate(after) if row in reading.rows), 0)
    return after[:end]


def _may_be(row: Line, one: _Unnamed) -> bool:
    """Whether a line is a whole row of counts that add up, whose words are a part of a row's label, if it has any."""
    texts = one.read.texts
    whole = len(texts) == _WIDTH and all(count(text) is not None for text in texts)
    part = any(fold(one.words) in fold(label) for label in row.labels)
    return whole and part and adds_up(texts, _WIDTH - 1)


def _add_up(named: Mapping[str, _Unnamed], reading: Reading, form: Form) -> bool:
    """Whether each equation that the named rows occur in can be judged and is true."""
    every = reading.rows | {row: one.read for row, one in named.items()}
    values = {
        (row, column): figure.value
        for row, read in every.items()
        for column, text in zip(read.columns, read.texts, strict=True)
        if (figure := number(text)).state != "unparsed"
    }
    return all(
        judge(one, values)
        for one in equation_instances(form.version, _NAME)
        if any(row in named for row, _ in (*one.left, *one.right))
    )
