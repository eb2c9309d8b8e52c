"""This module loads the forms: the tables of a report with their rows, columns, labels and equations.

Each version is one self-contained TOML file in `schemas/forms`, the single source from which everything
else about the form is derived.
"""

import re
import tomllib
from fnmatch import fnmatchcase
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from schemas.record import Record

Axis = Literal["rows", "columns"]
FormPlace = tuple[str, str]  # the keys of a row and of a column


class Column(Record):
    """A column: its printed label first, then variants; `unit` is what the notice prescribes."""

    key: str
    labels: tuple[str, ...]
    unit: str | None = None
    signed: bool = False


class Line(Record):
    """A row of the form: its labels, and the keys of the columns in which it has a place.

    `under` is the row that it is a part of, if the same label is printed under several; `unit` is set in
    lists whose rows have different units.
    """

    key: str
    labels: tuple[str, ...]
    columns: tuple[str, ...]
    unit: str | None = None
    under: str | None = None


class Equation(Record):
    """An equation between keys of one axis, which holds for every key of the other axis.

    `new_requests + carried_over = results_total + carried_forward` has rows on both sides, so it
    is judged in each column. `usual` marks one that usually holds, and whose failure is no error.
    """

    text: str
    axis: Axis
    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: Literal["=", "<="] = "="
    usual: bool = False


class Table(Record):
    """A table of a form. `across` means that it is printed as one line, with every row's columns side by side.

    `soft`: its equations are inferred rather than prescribed, so they neither prove nor contradict figures.
    `open`: it has no fixed rows, so none can be missing. `optional`: rows that count as blank in equations
    if they are not printed.
    """

    name: str
    rows: dict[str, Line]
    columns: dict[str, Column]
    headers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    equations: tuple[Equation, ...] = ()
    across: bool = False
    soft: bool = False
    open: bool = False

    @cached_property
    def places(self) -> tuple[FormPlace, ...]:
        """Every place that the table has, as (row, column), in the order of print."""
        return tuple((row.key, column) for row in self.rows.values() for column in row.columns)

    def standing(self, equation: Equation) -> Literal["prescribed", "inferred", "usual"]:
        """The basis of an equation: `prescribed` by a notice, `inferred` from printed reports, or `usual`."""
        if not self.soft:
            return "prescribed"
        return "usual" if equation.usual else "inferred"


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
    read = [
        _form(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8"))
        for file in files("schemas").joinpath("forms").iterdir()
    ]
    return {form.version: form for form in sorted(read, key=lambda f: f.years, reverse=True)}


@cache
def every_table(name: str) -> tuple[Table, ...]:
    """A table as each form has it that has one, the newest first."""
    return tuple(form.tables[name] for form in forms().values() if name in form.tables)


def _form(version: str, text: str) -> Form:
    raw: dict[str, Any] = tomllib.loads(text)
    tables = {name: _table(name, value) for name, value in raw.items() if isinstance(value, dict)}
    return Form(version=version, authority=raw["authority"], years=raw["years"], tables=tables)


def _table(name: str, raw: dict[str, Any]) -> Table:
    """One table of a form, from its TOML."""
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
        optional=raw.get("optional", ()),
        equations=tuple(
            _equation(text, tuple(rows), tuple(columns), usual=kind == "usual")
            for kind in ("checks", "usual")
            for text in raw.get(kind, ())
        ),
        **{flag: raw.get(flag, False) for flag in ("across", "soft", "open")},
    )


def _labels(value: list[str] | dict[str, Any]) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"labels": value}


def _equation(
    text: str, rows: tuple[str, ...], columns: tuple[str, ...], *, usual: bool = False
) -> Equation:
    """Compile `a + b_* = c` or `a <= c`: it runs along the axis that its right side belongs to."""
    sides = re.split(r"<=|=", text)
    left, right = (re.split(r"\s*\+\s*", side.strip()) for side in sides)
    axis: Axis = "rows" if right[0] in rows else "columns"
    keys = rows if axis == "rows" else columns
    return Equation(
        text=text,
        axis=axis,
        left=tuple(key for term in left for key in _expand(term, keys)),
        right=tuple(key for term in right for key in _expand(term, keys)),
        relation="<=" if "<=" in text else "=",
        usual=usual,
    )


def _expand(term: str, keys: tuple[str, ...]) -> list[str]:
    found = [key for key in keys if fnmatchcase(key, term)]
    if not found:
        raise ValueError(f"{term!r} is not a key of this form")
    return found
