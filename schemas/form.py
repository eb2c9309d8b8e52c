"""This module reads the forms: what tables a report has, their rows, columns, words and equations.

Each version is one TOML file in `schemas/forms`, complete in itself and the one source of truth.
Everything that knows the form derives from here.
"""

import re
import tomllib
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from schemas.record import Record

Axis = Literal["rows", "columns"]


class Column(Record):
    """A column: its printed label first, then variants; `unit` is what the notice prescribes."""

    key: str
    labels: tuple[str, ...]
    unit: str | None = None
    signed: bool = False


class Line(Record):
    """A row of the form: its labels, and the keys of the columns in which it has a place."""

    key: str
    labels: tuple[str, ...]
    columns: tuple[str, ...]


class Equation(Record):
    """An equation between keys of one axis, true along every key of the other.

    `new_requests + carried_over = results_total + carried_forward` has rows on both sides, so it
    is judged in each column.
    """

    text: str
    axis: Axis
    left: tuple[str, ...]
    right: tuple[str, ...]


class Table(Record):
    """A table of a form. `across`: printed as one line, every row's columns side by side."""

    name: str
    rows: dict[str, Line]
    columns: dict[str, Column]
    headers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    equations: tuple[Equation, ...] = ()
    across: bool = False

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Every place that the table has, as (row, column), in the order of print."""
        return tuple((row.key, column) for row in self.rows.values() for column in row.columns)


class Form(Record):
    """One version of the form, known by the year of the notice that prescribes it."""

    version: str
    authority: str
    years: tuple[int, int]
    tables: dict[str, Table] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        if self.years[0] > self.years[1]:
            raise ValueError("years run backwards")
        return self


@cache
def forms() -> dict[str, Form]:
    """Every version of the form, the newest first."""
    folder = files("schemas").joinpath("forms")
    versions = sorted((f.name.removesuffix(".toml") for f in folder.iterdir()), reverse=True)
    return {v: _form(v, folder.joinpath(f"{v}.toml").read_text(encoding="utf-8")) for v in versions}


def _form(version: str, text: str) -> Form:
    raw: dict[str, Any] = tomllib.loads(text)
    tables = {name: _table(name, value) for name, value in raw.items() if isinstance(value, dict)}
    return Form(version=version, authority=raw["authority"], years=raw["years"], tables=tables)


def _table(name: str, raw: dict[str, Any]) -> Table:
    columns = {key: Column(key=key, **_labels(value)) for key, value in raw["columns"].items()}
    rows = {
        key: Line(key=key, **{"columns": tuple(columns), **_labels(value)})
        for key, value in raw["rows"].items()
    }
    return Table(
        name=name,
        rows=rows,
        columns=columns,
        headers=raw.get("headers", ()),
        groups=raw.get("groups", ()),
        equations=tuple(
            _equation(text, tuple(rows), tuple(columns)) for text in raw.get("checks", ())
        ),
        across=raw.get("across", False),
    )


def _labels(value: list[str] | dict[str, Any]) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"labels": value}


def _equation(text: str, rows: tuple[str, ...], columns: tuple[str, ...]) -> Equation:
    """Compile `a + b_* = c`: it runs along the axis that its right side belongs to."""
    left, right = (re.split(r"\s*\+\s*", side.strip()) for side in text.split("="))
    axis: Axis = "rows" if right[0] in rows else "columns"
    keys = rows if axis == "rows" else columns
    return Equation(
        text=text,
        axis=axis,
        left=tuple(key for term in left for key in _expand(term, keys)),
        right=tuple(key for term in right for key in _expand(term, keys)),
    )


def _expand(term: str, keys: tuple[str, ...]) -> list[str]:
    found = [key for key in keys if fnmatchcase(key, term)]
    if not found:
        raise ValueError(f"{term!r} is no key of this form")
    return found
