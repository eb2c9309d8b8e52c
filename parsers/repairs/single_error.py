"""This module proposes the value of one wrong figure of table 三, whose equations are an error-correcting code.

The table has 25 rows and 7 columns of figures under 39 equations, any two of which share few
places. One wrong figure breaks exactly the equations that it occurs in, and no other figure breaks
the same ones.
"""

from decimal import Decimal

from parsers.equations import Instance, equation_instances, equations_of, judge, sum_places
from parsers.records import TableRead
from parsers.tables.by_labels import Place
from parsers.tables.reading import texts_by_column
from schemas.report import Repair

SINGLE_ERROR = "single-error"


def propose(name: str, read: TableRead | None) -> tuple[Repair, ...]:
    """The one change of a figure that makes every equation true; nothing where there is none, or several.

    Three wrong figures can look like one, so the proposal says that it assumes a single error.
    """
    if read is None or not read.table.equations:
        return ()
    every = equation_instances(read.form.version, name)
    broken = [
        instance for instance in every if judge(instance, read.values, read.unreadable) is False
    ]
    if not broken:
        return ()
    fixes = [
        (place, value)
        for place in _shared(broken)
        if (value := _value(place, broken, read)) is not None
        and _breaks(place, every, broken, read)
    ]
    return tuple(_repair(name, place, value, broken, read) for place, value in fixes[:1]) * (
        len(fixes) == 1
    )


def _shared(broken: list[Instance]) -> list[Place]:
    """The places that occur in every broken equation, in the order of print."""
    common = set.intersection(*({*i.left, *i.right} for i in broken))
    return [place for place in (*broken[0].left, *broken[0].right) if place in common]


def _value(place: Place, broken: list[Instance], read: TableRead) -> int | None:
    """The value of a place that makes all broken equations true; None where they need different values."""
    wanted = {_wanted(place, instance, read) for instance in broken}
    value = wanted.pop()
    return int(value) if not wanted and value >= 0 and value == int(value) else None


def _wanted(place: Place, instance: Instance, read: TableRead) -> int | Decimal:
    left, right = (
        sum_places(instance.left, read.values) or 0,
        sum_places(instance.right, read.values) or 0,
    )
    old = read.values[place] or 0
    return old + (right - left if place in instance.left else left - right)


def _breaks(
    place: Place, every: tuple[Instance, ...], broken: list[Instance], read: TableRead
) -> bool:
    """Whether a place occurs in no equation that holds: one would be broken if its figure were wrong."""
    return all(
        instance in broken or judge(instance, read.values, read.unreadable) is None
        for instance in every
        if place in instance.left or place in instance.right
    )


def _repair(name: str, place: Place, value: int, broken: list[Instance], read: TableRead) -> Repair:
    return Repair(
        table=name,
        row=place[0],
        column=place[1],
        printed=texts_by_column(read.placed[place[0]])[place[1]],
        proposed=value,
        assumes=SINGLE_ERROR,
        equations=equations_of(name, place, broken),
        place=read.placed[place[0]].place(place[1]),
    )
