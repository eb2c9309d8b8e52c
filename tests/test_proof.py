"""An equation holds, fails, or is not judged, as the form's own arithmetic lets it."""

from decimal import Decimal
from typing import Any

import pytest

from parsers.equations import Instance, judge
from parsers.proof import prove
from parsers.repairs import propose_repairs
from schemas.form import forms
from schemas.report import Status
from tests.figures import balanced, read_requests

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


TABLE = forms()["2021"].tables["requests"]
COLUMNS, ROWS = tuple(TABLE.columns), tuple(TABLE.rows)
DETAILS = TABLE.equations[1].left

# Places left blank, and whether an equation is then said to fail.
LEFT_BLANK = {
    "the line of totals": ([("results_total", column) for column in COLUMNS], Status.CONSISTENT),
    "the column of totals": ([(row, "total") for row in ROWS], Status.CONSISTENT),
    "the totals of some lines": ([(row, "total") for row in DETAILS[:9]], Status.CONSISTENT),
    "one total": ([("new_requests", "total")], Status.CONSISTENT),
    "figures that are no totals": (
        [("carried_forward", column) for column in COLUMNS],
        Status.DOUBTFUL,
    ),
}


@pytest.mark.parametrize("what", LEFT_BLANK)
def test_a_total_left_blank_breaks_no_equation(what):
    blank, expected = LEFT_BLANK[what]
    figures: dict = balanced(3) | dict.fromkeys(blank, "")
    result, findings = prove("requests", read_requests(figures))
    assert result.status is expected
    assert bool(findings) is (expected is not Status.CONSISTENT)


def test_a_blank_total_of_zeros_counts_as_nothing():
    figures: dict = dict.fromkeys(balanced(3), 0) | {("results_total", "total"): ""}
    figures["carried_forward", "total"] = 1
    assert prove("requests", read_requests(figures))[0].failed == 2


def test_the_one_value_of_a_blank_total_is_still_proposed():
    figures = balanced(3)
    read = read_requests(figures | {("results_total", "total"): ""})
    (repair,), _ = propose_repairs(read, unproved=True)
    assert (repair.row, repair.proposed) == ("results_total", figures["results_total", "total"])
