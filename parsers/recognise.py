"""This module knows the forms' printed words, and tells which tables stand where on a page.

Nothing here decides by year: only by the words that are printed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from parsers.page import Grid
from parsers.text import fold
from schemas.form import Table, forms

Kind = Literal["row", "column", "header", "group"]
TABLES = ("disclosures", "requests", "disputes")


class Word(NamedTuple):
    """What a printed word of a table means; for headers and groups the key is the folded word."""

    table: str
    kind: Kind
    key: str


class Part(NamedTuple):
    """The lines of one grid that belong to one table."""

    table: str
    grid: Grid
    lines: tuple[int, ...]


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
    for kind, lines in (("row", table.rows.values()), ("column", table.columns.values())):
        for line in lines:
            for label in line.labels:
                yield label, Word(table.name, kind, line.key)  # type: ignore[arg-type]
    for label in table.headers:
        yield label, Word(table.name, "header", fold(label))
    for label in table.groups:
        yield label, Word(table.name, "group", fold(label))


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[Word, ...]:
    """All that a printed text can mean in a table; empty for text that no form knows."""
    return vocabulary().get(fold(text), ())


@lru_cache(maxsize=16384)
def meaning(text: str, table: str, kind: Kind) -> str | None:
    """The key that a printed text has in this table as this kind of word, or None."""
    return next((w.key for w in words(text) if w.table == table and w.kind == kind), None)


@lru_cache(maxsize=16384)
def tells(text: str) -> str | None:
    """The one table that a printed text can belong to, None where it is of several or none."""
    tables = {word.table for word in words(text)}
    return tables.pop() if len(tables) == 1 else None


def parts(grids: Iterable[Grid]) -> list[Part]:
    """The lines of all grids that belong to the form's tables, in the order of print."""
    return [part for grid in grids for part in _split(grid)]


def _split(grid: Grid) -> list[Part]:
    votes = [_vote(line) for line in grid.lines]
    present = [name for name in TABLES if _is_there(grid, name, votes)]
    if not present:
        return []
    owners: list[str] = []
    current = next(vote for vote in votes if vote in present)
    for vote in votes:
        current = vote if vote in present else current
        owners.append(current)
    return [
        Part(name, grid, tuple(i for i, owner in enumerate(owners) if owner == name))
        for name in present
    ]


def _vote(line: tuple[str, ...]) -> str | None:
    found = Counter(table for text in line if text and (table := tells(text)))
    return found.most_common(1)[0][0] if found else None


def _is_there(grid: Grid, name: str, votes: list[str | None]) -> bool:
    """A table is there with a row of its own and, but for `requests`, a word of its header too."""
    if name not in votes:
        return False
    kinds = {
        word.kind
        for line, vote in zip(grid.lines, votes, strict=True)
        if vote == name
        for text in line
        for word in words(text)
        if word.table == name
    }
    return "row" in kinds and (name == "requests" or len(kinds) > 1)
