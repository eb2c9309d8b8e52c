"""This module knows the forms' printed words, and tells which tables stand where on a page.

Nothing here decides by year: only by the words that are printed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from parsers.page import Grid
from parsers.tables.shapes import REMEMBERED, Met, example, met, shape
from parsers.text import fold, is_figure
from schemas.form import Table, forms

_BRACKETED = re.compile(r"(?<=\S)\s*[(（]([^()（）]*)[)）]$")
Kind = Literal["row", "column", "header", "group"]
LineKind = Literal["row", "label", "header", "values", "other", "empty"]
TABLES = ("disclosures", "requests", "disputes")


class Word(NamedTuple):
    """What a printed word of a table means; for headers and groups the key is the folded word."""

    table: str
    kind: Kind
    key: str


class Role(NamedTuple):
    """What a cell's text is in one table: the row and the column it may name, or another word.

    `heads`: it can only stand in a header, where 其他 and 总计 name rows as well as columns.
    """

    row: str | None
    column: str | None
    heads: bool
    known: bool


class Line(NamedTuple):
    """A printed line as one table sees it; `label` is the cell of its row's label, or -1."""

    position: int
    cells: tuple[str, ...]
    roles: tuple[Role, ...]
    kind: LineKind
    label: int


class Part(NamedTuple):
    """The lines of one grid that belong to one table; `like` are those of another of its shape."""

    table: str
    grid: Grid
    like: tuple[Line, ...]
    shape: Met

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines as this grid prints them: made when asked, as of a known shape they seldom are."""
        printed = self.grid.lines
        return tuple([line._replace(cells=printed[line.position]) for line in self.like])


@cache
def vocabulary() -> dict[str, tuple[Word, ...]]:
    """Every folded word of every form, with all that it can mean."""
    found: dict[str, dict[Word, None]] = {}
    for form in forms().values():
        for name in TABLES:
            if name in form.tables:
                for label, word in _words(form.tables[name]):
                    found.setdefault(fold(label), {})[word] = None
    return {label: tuple(meanings) for label, meanings in found.items()}


def _words(table: Table) -> Iterator[tuple[str, Word]]:
    for row in table.rows.values():
        yield from ((label, Word(table.name, "row", row.key)) for label in row.labels)
    for column in table.columns.values():
        yield from ((label, Word(table.name, "column", column.key)) for label in column.labels)
    yield from ((label, Word(table.name, "header", fold(label))) for label in table.headers)
    yield from ((label, Word(table.name, "group", fold(label))) for label in table.groups)


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[Word, ...]:
    """All that a printed text can mean in a table; empty for text that no form knows.

    What stands in brackets is a note, unless a label has it too: 行政诉讼(复议后起诉).
    """
    whole = _BRACKETED.sub(r"\1", text) if text.endswith((")", "）")) else text
    return vocabulary().get(fold(whole)) or vocabulary().get(fold(text), ())


@lru_cache(maxsize=16384)
def meaning(text: str, table: str, kind: Kind) -> str | None:
    """The key that a printed text has in this table as this kind of word, or None."""
    return next((w.key for w in words(text) if w.table == table and w.kind == kind), None)


@lru_cache(maxsize=16384)
def tells(text: str) -> str | None:
    """The one table that a printed text can belong to, None where it is of several or none.

    其他 tells nothing: it names a row and a column, and is broken off many a longer word.
    """
    found = {(word.table, word.kind == "column") for word in words(text)}
    return found.pop()[0] if len(found) == 1 else None


@cache
def roles(table: str) -> Callable[[str], Role]:
    """The function that gives a text's role in one table, remembering what it was asked."""

    @lru_cache(maxsize=16384)
    def role(text: str) -> Role:
        row, column = meaning(text, table, "row"), meaning(text, table, "column")
        heads = row is None and bool(column or meaning(text, table, "header"))
        return Role(row, column, heads, any(word.table == table for word in words(text)))

    return role


def parts(grids: Iterable[Grid]) -> list[Part]:
    """The lines of all grids that belong to the form's tables, in the order of print."""
    return [part for grid in grids for part in _split(grid)]


def _split(grid: Grid) -> Iterator[Part]:
    told = met(shape(grid))
    return (Part(name, grid, lines, told) for name, lines in _owned(told))


@lru_cache(maxsize=REMEMBERED)
def _owned(told: Met) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The tables that a grid of a shape holds, each with the lines that are its own."""
    grid = example(told.shape)
    votes = [_vote(line) for line in grid.lines]
    present = [name for name in TABLES if name in votes and _is_there(grid, name, votes)]
    if not present:
        return ()
    current = next(vote for vote in votes if vote in present)
    owners = [current := vote if vote in present else current for vote in votes]
    return tuple(
        (name, tuple(_line(grid, i, name) for i, o in enumerate(owners) if o == name))
        for name in present
    )


def _vote(line: tuple[str, ...]) -> str | None:
    """The table whose own words a line has the most of."""
    told = [table for text in line if text and (table := tells(text))]
    return max(told, key=told.count) if told else None


def _is_there(grid: Grid, name: str, votes: list[str | None]) -> bool:
    """A table is there with a row of its own and, but for `requests`, a word of its header too.

    A menu names 行政许可 and 行政处罚 as well.
    """
    role = roles(name)
    row = header = False
    for line, vote in zip(grid.lines, votes, strict=True):
        if vote == name:
            found = [role(text) for text in line if text]
            row = row or any(one.row for one in found)
            header = header or name == "requests" or any(one.known and not one.row for one in found)
            if row and header:
                return True
    return False


def _line(grid: Grid, index: int, table: str) -> Line:
    cells = grid.lines[index]
    found = tuple(map(roles(table), cells))
    kind, label = _kind(cells, found)
    if label >= 0 and meaning(cells[label], table, "group") and _is_word(cells, found, label + 1):
        kind, label = "values", -1
    return Line(index, cells, found, kind, label)


def _is_word(cells: tuple[str, ...], found: tuple[Role, ...], index: int) -> bool:
    """Whether a cell holds a word that no form has: after (六)其他处理, the name of a row in it."""
    text = cells[index] if index < len(cells) else ""
    return bool(
        text
        and not found[index].known
        and not is_figure(text)
        and not any(character.isdigit() for character in text)
        and any(character.isalpha() for character in text)  # a sign stands for an unread figure
    )


def _kind(cells: tuple[str, ...], found: tuple[Role, ...]) -> tuple[LineKind, int]:
    """What a line is: the rightmost label names a row, unless no figure follows it and a word
    beside it heads a column.
    """
    label = -1
    heads = False
    for index, role in enumerate(found):
        heads = heads or role.heads
        label = index if role.row else label
    if heads and (label < 0 or not any(map(is_figure, cells[label + 1 :]))):
        return "header", -1
    if label >= 0:
        return ("row" if len(cells) > label + 1 else "label"), label
    if not any(cells):
        return "empty", -1
    return ("values" if any(is_figure(text) for text in cells if text) else "other"), -1
