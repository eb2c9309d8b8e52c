"""This module evaluates the form's equations over figures, along each row or column."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from parsers.figures import Value
from schemas.form import Equation, FormPlace, forms

Values = Mapping[FormPlace, Value]


class Instance(NamedTuple):
    """An equation along one row or one column, and the places on its two sides."""

    equation: Equation
    along: str
    left: tuple[FormPlace, ...]
    right: tuple[FormPlace, ...]


@cache
def equation_instances(version: str, table: str) -> tuple[Instance, ...]:
    """All equations of a table, one instance for each row or column along which it holds."""
    form = forms()[version].tables[table]
    return tuple(
        Instance(
            equation,
            along,
            tuple(_place(equation, key, along) for key in equation.left),
            tuple(_place(equation, key, along) for key in equation.right),
        )
        for equation in form.equations
        for along in (form.columns if equation.axis == "rows" else form.rows)
    )


def _place(equation: Equation, key: str, along: str) -> FormPlace:
    return (key, along) if equation.axis == "rows" else (along, key)


def sum_places(places: tuple[FormPlace, ...], values: Values) -> int | Decimal | None:
    """The sum of the places of one side, blanks as nothing; None where all are blank.

    Raises KeyError for a place that is not printed.
    """
    printed = [value for place in places if (value := values[place]) is not None]
    return sum(printed) if printed else None


def blank_totals(every: tuple[Instance, ...], values: Values) -> frozenset[FormPlace]:
    """The totals that are blank though one of their own terms is a figure other than zero.

    Counted as nothing in a further equation, such a blank would break it, though no figure is wrong.
    """
    sums = ((one.right[0], one.left) for one in every if len(one.right) == 1)
    blank = ((total, terms) for total, terms in sums if values.get(total, 0) is None)
    return frozenset(total for total, terms in blank if any(map(values.get, terms)))


def judge(
    instance: Instance, values: Values, unreadable: frozenset[FormPlace] = frozenset()
) -> bool | None:
    """Whether an equation holds; None where it cannot be judged. A figure that is None is a blank.

    It cannot be judged where a place is missing or its text is no figure (`unreadable`), where a
    total is blank beside printed terms, or where all terms are blank beside a total other than zero.
    """
    try:
        return _balanced(instance, values, unreadable)
    except KeyError:
        return None


def _balanced(instance: Instance, values: Values, unreadable: frozenset[FormPlace]) -> bool | None:
    """Whether both sides are equal; None where an unreadable or a missing figure leaves it open."""
    figure = values.__getitem__
    try:
        return sum(map(figure, instance.left)) == sum(map(figure, instance.right))  # type: ignore[arg-type]
    except TypeError:  # a blank, or what is no figure
        pass
    left, right = sum_places(instance.left, values), sum_places(instance.right, values)
    if not unreadable.isdisjoint((*instance.left, *instance.right)):
        return None
    if right is None:
        return True if left is None else None
    if left is None:
        return True if right == 0 else None
    return left == right
