"""An equation holds, fails, or is not judged, as the form's own arithmetic lets it."""

from decimal import Decimal
from typing import Any

import pytest

from parsers.equations import Instance, judge
from schemas.form import forms

MISSING, UNREADABLE = "missing", "unreadable"
EQUATION = forms()["2021"].tables["requests"].equations[0]
HOLDS, FAILS, IS_NOT_JUDGED = True, False, None

# The terms, the total, and what is said of them.
CASES = [
    ([1, 2], 3, HOLDS),
    ([1, 2], 4, FAILS),
    ([0, 0], 0, HOLDS),
    ([Decimal("1.50"), 1], Decimal("2.5"), HOLDS),
    ([1, None], 1, HOLDS),  # in a sum a blank counts as nothing
    ([1, None], 2, FAILS),
    ([None, None], None, HOLDS),  # both sides blank
    ([1, None], None, IS_NOT_JUDGED),  # a blank total beside printed terms
    ([0, 0], None, IS_NOT_JUDGED),
    ([None, None], 0, HOLDS),  # only blank terms beside a total of zero
    ([None, None], 3, IS_NOT_JUDGED),  # beside another
    ([1, MISSING], 1, IS_NOT_JUDGED),
    ([1, 2], MISSING, IS_NOT_JUDGED),
    ([None, MISSING], None, IS_NOT_JUDGED),
    ([3, UNREADABLE], 3, IS_NOT_JUDGED),
    ([3, 4], UNREADABLE, IS_NOT_JUDGED),
    ([None, UNREADABLE], 0, IS_NOT_JUDGED),
    ([None, UNREADABLE], None, IS_NOT_JUDGED),
]


@pytest.mark.parametrize(("terms", "total", "outcome"), CASES)
def test_an_equation_is_judged_by_what_is_printed(terms, total, outcome):
    places = [("granted", f"{number}") for number in range(len(terms))]
    told = dict(zip([*places, ("results_total", "x")], [*terms, total], strict=True))
    values: Any = {
        place: None if value == UNREADABLE else value
        for place, value in told.items() if value != MISSING
    }  # fmt: skip
    unreadable = frozenset(place for place, value in told.items() if value == UNREADABLE)
    one = Instance(EQUATION, "x", tuple(places), (("results_total", "x"),))
    assert judge(one, values, unreadable) is outcome
