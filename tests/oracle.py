"""This module gives the status that a printed table must have, by the rules of the design alone.

It knows the form and the printed figures, and nothing of how they are read.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from schemas.form import Table
from schemas.report import Status

Place = tuple[str, str]
Printed = Mapping[Place, int | Decimal | None]


def status(
    table: Table, printed: Printed, *, spans: bool, partial: bool = False, unsound: bool = False
) -> Status:
    """The status of a table with these printed figures; None is a blank."""
    if partial:
        return Status.PARTIAL
    outcomes = list(judged(table, printed))
    false = any(outcome is False for outcome, _ in outcomes)
    if unsound or (false and not spans):
        return Status.DOUBTFUL
    if false:
        return Status.CONTRADICTED
    whole = all(outcome for outcome, _ in outcomes)
    return Status.PROVED if whole and any(says for _, says in outcomes) else Status.CONSISTENT


def judged(table: Table, printed: Printed) -> Iterator[tuple[bool | None, bool]]:
    """Whether each equation holds along each key, and whether it has any figure but zeros."""
    for equation in table.equations:
        across = equation.axis == "rows"
        for along in table.columns if across else table.rows:
            left, right = (
                [(key, along) if across else (along, key) for key in side]
                for side in (equation.left, equation.right)
            )
            places = [*left, *right]
            sides = [[printed[place] for place in side] for side in (left, right)]
            holds = _holds(*sides)
            if holds is False and any(_is_left_blank(table, printed, place) for place in places):
                holds = None
            yield holds, any(value for side in sides for value in side)


def _is_left_blank(table: Table, printed: Printed, place: Place) -> bool:
    """Whether a place is a blank, and the total of terms of which one is a figure other than zero."""
    row, column = place
    return printed[place] is None and any(
        printed[(key, column) if equation.axis == "rows" else (row, key)]
        for equation in table.equations
        if list(equation.right) == [row if equation.axis == "rows" else column]
        for key in equation.left
    )


def _holds(left: list[int | Decimal | None], right: list[int | Decimal | None]) -> bool | None:
    terms = [value for value in left if value is not None]
    total = [value for value in right if value is not None]
    if not terms and not total:
        return True
    if not total or (not terms and sum(total)):
        return None
    return sum(terms) == sum(total)
