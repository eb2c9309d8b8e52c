"""This module proposes the value of one wrong figure of table 三, whose equations are an error-correcting code.

The table has 25 rows and 7 columns of figures under 39 equations, and any two of these share few
places. One wrong figure breaks exactly the equations that it occurs in, and no other figure breaks
the same ones.
"""

from decimal import Decimal

from parsers.equations import Instance, equation_instances, judge, sum_places
from parsers.records import TableRead
from parsers.repairs.proposals import proposal
from schemas.form import FormPlace
from schemas.report import Repair

SINGLE_ERROR = "single-error"


def correct(read: TableRead) -> tuple[Repair, ...]:
    """The one change of a figure that makes every equation true; nothing where there is none, or several.

    Three wrong figures can look like one, so the proposal says that it assumes a single error.
    """
    every = equation_instances(read.form.version, read.table.name)
    broken = [i for i in every if judge(i, read.values, read.unreadable) is False]
    places = [place for place in _shared(broken) if _breaks(place, every, broken, read)]
    values = [(place, _value(place, broken, read)) for place in places]
    fixes = [(place, value) for place, value in values if value is not None]
    found = fixes if len(fixes) == 1 else []
    return tuple(proposal(read, place, value, SINGLE_ERROR, broken) for place, value in found)


def _shared(broken: list[Instance]) -> list[FormPlace]:
    """The places that occur in every broken equation, in the order of print."""
    sides = [{*one.left, *one.right} for one in broken]
    first = (*broken[0].left, *broken[0].right) if broken else ()
    return [place for place in first if all(place in side for side in sides)]


def _value(place: FormPlace, broken: list[Instance], read: TableRead) -> int | None:
    """The value of a place that makes all broken equations true; None where they need different values."""
    wanted = {_wanted(place, instance, read) for instance in broken}
    value = wanted.pop()
    return int(value) if not wanted and value >= 0 and value == int(value) else None


def _wanted(place: FormPlace, instance: Instance, read: TableRead) -> int | Decimal:
    sides = (instance.left, instance.right)
    left, right = (sum_places(side, read.values) or 0 for side in sides)
    old = read.values[place] or 0
    return old + (right - left if place in instance.left else left - right)


def _breaks(
    place: FormPlace, every: tuple[Instance, ...], broken: list[Instance], read: TableRead
) -> bool:
    """Whether a place occurs in no equation that holds: one would be broken if its figure were wrong."""
    return all(
        instance in broken or judge(instance, read.values, read.unreadable) is None
        for instance in every
        if place in instance.left or place in instance.right
    )
