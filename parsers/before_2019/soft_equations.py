"""This module judges the soft equations of a list of statistics, which no notice prescribes.

A failure means that the figures should be looked at; it neither proves nor contradicts anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from parsers.before_2019.indicators import STATISTICS
from parsers.equations import Instance, Supposed, equation_instances, judge, sum_places
from schemas.finding import Finding, finding
from schemas.form import forms
from schemas.report import Statistic

_VALUE = "value"


def soft_equation_failures(version: str, rows: Sequence[Statistic]) -> Iterator[Finding]:
    """A finding for every soft equation that a printed column breaks, both sides quoted."""
    blank = {(key, _VALUE): None for key in forms()[version].tables[STATISTICS].optional}
    for name in dict.fromkeys(row.column for row in rows):
        column = Supposed(blank | dict(_figures(row for row in rows if row.column == name)))
        for instance in equation_instances(version, STATISTICS):
            if _fails(instance, column):
                yield _failure(instance, column, name)


def _fails(instance: Instance, column: Supposed) -> bool:
    if instance.equation.relation == "=":
        return judge(instance, column) is False
    try:
        left, right = sum_places(instance.left, column), sum_places(instance.right, column)
    except KeyError:
        return False
    return left is not None and right is not None and left > right


def _figures(
    rows: Iterable[Statistic],
) -> Iterator[tuple[tuple[str, str], int | Decimal | None]]:
    for row in rows:
        if row.indicator:
            yield (row.indicator, _VALUE), row.amount if row.value is None else row.value


def _failure(instance: Instance, column: Supposed, name: str | None) -> Finding:
    left, right = (sum_places(side, column) or 0 for side in (instance.left, instance.right))
    equation = instance.equation
    sign = "≠" if equation.relation == "=" else ">"
    where = f"{STATISTICS}.{equation.right[0]}" + (f" [{name}]" if name else "")
    code = "unusual-figures" if equation.usual else "soft-equation-failed"
    return finding(code, where, f"{left} {sign} {right} ({equation.text})")
