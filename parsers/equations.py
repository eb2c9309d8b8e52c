"""This module judges the form's equations over figures: each in every row or column that it runs along."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple, Protocol

from parsers.records import Value
from parsers.tables.by_labels import Place
from schemas.form import Equation, forms


class Instance(NamedTuple):
    """An equation in one row or one column: its places on either side."""

    equation: Equation
    along: str
    left: tuple[Place, ...]
    right: tuple[Place, ...]


@cache
def equation_instances(version: str, table: str) -> tuple[Instance, ...]:
    """Every equation of a form's table in every row or column that it runs along."""
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


def _place(equation: Equation, key: str, along: str) -> Place:
    return (key, along) if equation.axis == "rows" else (along, key)


class Judged(Protocol):
    """What the equations judge: figures by place, and the places that are no figure."""

    @property
    def values(self) -> Mapping[Place, Value]:
        """The figure of every place that is printed, None for a blank."""
        ...

    @property
    def unreadable(self) -> frozenset[Place]:
        """The printed places that are no figure."""
        ...


class Supposed(NamedTuple):
    """Figures as somebody supposes them to be, for the equations to judge."""

    values: Mapping[Place, Value]
    unreadable: frozenset[Place] = frozenset()


def equations_of(name: str, place: Place, every: Iterable[Instance]) -> tuple[str, ...]:
    """The equations in which a place of a table stands, as a repair names them."""
    return tuple(
        f"{name}.{one.along}: {one.equation.text}"
        for one in every
        if place in one.left or place in one.right
    )


def sum_places(places: tuple[Place, ...], read: Judged) -> int | Decimal | None:
    """The sum of a side, a blank counting as nothing; None where every place is blank.

    A place that is not printed is a KeyError.
    """
    values = read.values
    printed = [value for place in places if (value := values[place]) is not None]
    return sum(printed) if printed else None


def judge(instance: Instance, read: Judged) -> bool | None:
    """Whether an equation holds; None where it cannot be judged.

    That is where a place is missing or unreadable, a total is blank beside printed terms, or only
    blanks stand beside a total other than zero.
    """
    try:
        return _balanced(instance, read)
    except KeyError:
        return None


def _balanced(instance: Instance, read: Judged) -> bool | None:
    figure = read.values.__getitem__
    try:
        return sum(map(figure, instance.left)) == sum(map(figure, instance.right))  # type: ignore[arg-type]
    except TypeError:  # a blank, or what is no figure
        pass
    left, right = sum_places(instance.left, read), sum_places(instance.right, read)
    if not read.unreadable.isdisjoint((*instance.left, *instance.right)):
        return None
    if right is None:
        return True if left is None else None
    if left is None:
        return True if right == 0 else None
    return left == right
