"""This module makes a proposal: a value for a place, and the equations that it follows from."""

from collections.abc import Iterable

from parsers.equations import Instance
from parsers.records import TableRead
from parsers.tables.reading import texts_by_column
from schemas.form import FormPlace
from schemas.report import Repair


def proposal(
    read: TableRead, place: FormPlace, value: int, assumes: str, equations: Iterable[Instance]
) -> Repair:
    """A value proposed for a place, with what is printed there and those of the equations that it occurs in."""
    row, column = place
    placed = read.placed.get(row)
    printed = texts_by_column(placed).get(column) if placed else None
    return Repair(
        table=read.table.name,
        row=row,
        column=column,
        printed=printed,
        proposed=value,
        assumes=assumes,
        equations=tuple(
            f"{read.table.name}.{one.along}: {one.equation.text}"
            for one in equations
            if place in (*one.left, *one.right)
        ),
        place=placed.place(column) if placed and printed is not None else None,
    )
