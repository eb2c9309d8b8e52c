"""This module proves a table by the form's own equations, and says how far it can be trusted.

The statuses are those of the table in the design: arithmetic proves figures, never labels, so a
table is `proved` only when it was also well read.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple, Protocol

from parsers.records import TableRead, Value
from parsers.tables.by_labels import Place
from schemas.finding import Finding, finding
from schemas.form import Equation, forms
from schemas.report import Status, TableResult

_ORDER = tuple(Status)  # from worst to best


class Instance(NamedTuple):
    """An equation in one row or one column: its places on either side."""

    equation: Equation
    along: str
    left: tuple[Place, ...]
    right: tuple[Place, ...]


@cache
def instances(version: str, table: str) -> tuple[Instance, ...]:
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


def around(name: str, place: Place, every: Iterable[Instance]) -> tuple[str, ...]:
    """The equations in which a place of a table stands, as a repair names them."""
    return tuple(
        f"{name}.{one.along}: {one.equation.text}"
        for one in every
        if place in one.left or place in one.right
    )


def total(places: tuple[Place, ...], read: Judged) -> int | Decimal | None:
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
    left, right = total(instance.left, read), total(instance.right, read)
    if not read.unreadable.isdisjoint((*instance.left, *instance.right)):
        return None
    if right is None:
        return True if left is None else None
    if left is None:
        return True if right == 0 else None
    return left == right


def prove(name: str, read: TableRead | None) -> tuple[TableResult, tuple[Finding, ...]]:
    """Judge every equation of a table, and give its status with what failed or is missing."""
    if read is None:
        return TableResult(), (finding("table-absent", name),)
    every = instances(read.form.version, name)
    outcomes = _outcomes(every, read)
    failed = [one for one, holds in zip(every, outcomes, strict=True) if holds is False]
    missing = read.missing
    result = TableResult(
        form=read.form.version,
        status=_status(read, every, outcomes),
        places=len(read.expected) - len(missing),
        expected=len(read.expected),
        held=outcomes.count(True),
        failed=len(failed),
        not_judged=outcomes.count(None),
    )
    return result, (*read.findings, *_failures(name, failed, read), *_missing(name, missing))


def _outcomes(every: tuple[Instance, ...], read: TableRead) -> list[bool | None]:
    """What `judge` says of each equation; of a table of figures alone, in one go."""
    figure = read.values.__getitem__
    try:
        return [sum(map(figure, i.left)) == sum(map(figure, i.right)) for i in every]  # type: ignore[arg-type]
    except (KeyError, TypeError):  # a place that is missing, blank or no figure
        return [judge(instance, read) for instance in every]


def _status(read: TableRead, every: tuple[Instance, ...], outcomes: list[bool | None]) -> Status:
    if read.missing:
        return Status.PARTIAL
    if not read.sound or read.unreadable or (False in outcomes and not read.spans):
        return Status.DOUBTFUL
    if False in outcomes:
        return Status.CONTRADICTED
    proved = all(outcomes) and any(_says_something(instance, read) for instance in every)
    return Status.PROVED if proved else Status.CONSISTENT


def _says_something(instance: Instance, read: TableRead) -> bool:
    return any(read.values[place] for place in (*instance.left, *instance.right))


def _failures(name: str, failed: list[Instance], read: TableRead) -> Iterator[Finding]:
    for instance in failed:
        left, right = (_sum(side, read) for side in (instance.left, instance.right))
        yield finding(
            "equation-failed",
            f"{name}.{instance.along}",
            f"{left} ≠ {right} ({instance.equation.text})",
            read.placed[instance.right[0][0]].place(instance.right[0][1]),
        )


def _sum(places: tuple[Place, ...], read: TableRead) -> str:
    terms = " + ".join(str(read.values[place] or 0) for place in places)
    return terms if len(places) == 1 else f"{terms} = {total(places, read) or 0}"


def _missing(name: str, missing: tuple[Place, ...]) -> Iterator[Finding]:
    if missing:
        yield finding(
            "places-missing", name, " ".join(f"{row}.{column}" for row, column in missing)
        )


def worst(tables: dict[str, TableResult]) -> Status:
    """The report's status: its worst table's, but `consistent` beside a proved `requests` is fine.

    A list of statistics is judged only where it stands alone, as before 2019.
    """
    if alone := tables.get("statistics"):
        if not any(table.form for name, table in tables.items() if name != "statistics"):
            return alone.status
        tables = {name: table for name, table in tables.items() if name != "statistics"}
    statuses = [
        table.status
        for name, table in tables.items()
        if name == "requests"
        or table.status is not Status.CONSISTENT
        or tables["requests"].status is not Status.PROVED
    ]
    return min(statuses, key=_ORDER.index)
