"""Table 三 as an error-correcting code: what is located, what is computed, what is never claimed."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import records
from parsers.dropped import place_short_rows
from parsers.page import Grid
from parsers.proof import prove
from parsers.recognise import parts
from parsers.recovery import recover
from parsers.repairs import propose
from schemas.form import forms
from schemas.report import Status
from tests.figures import balanced, read_requests

PLACES = forms()["2021"].tables["requests"].places
place = st.sampled_from(PLACES)
seeds = st.integers(min_value=0, max_value=10**6)


def status(figures):
    return prove("requests", read_requests(figures))[0].status


@pytest.mark.parametrize("version", ["2021", "2019"])
@pytest.mark.parametrize("seed", range(5))
def test_a_table_whose_sums_are_true_is_proved(seed, version):
    result, findings = prove("requests", read_requests(balanced(seed, version), version))
    assert result.status is Status.PROVED
    assert result.held == {"2021": 39, "2019": 37}[version]
    assert not findings


@settings(max_examples=200, deadline=None)
@given(seeds, st.dictionaries(place, st.integers(1, 99), min_size=1, max_size=3))
def test_one_to_three_wrong_figures_are_never_proved(seed, changes):
    figures = balanced(seed)
    wrong = figures | {p: figures[p] + by for p, by in changes.items()}
    assert status(wrong) is not Status.PROVED


@settings(max_examples=200, deadline=None)
@given(seeds, place, st.integers(1, 999))
def test_one_wrong_figure_is_located_and_its_value_proposed(seed, where, by):
    figures = balanced(seed)
    wrong = figures | {where: figures[where] + by}
    (repair,) = propose("requests", read_requests(wrong))
    assert (repair.row, repair.column) == where
    assert repair.proposed == figures[where]
    assert repair.printed == str(wrong[where])
    assert repair.assumes == "single-error"


@settings(max_examples=200, deadline=None)
@given(seeds, st.sets(place, min_size=1, max_size=3))
def test_any_three_missing_figures_are_computed(seed, holes):
    figures = balanced(seed)
    read = read_requests({p: v for p, v in figures.items() if p not in holes})
    found = {(r.row, r.column): r.proposed for r in recover("requests", read)}
    assert found == {p: figures[p] for p in holes}
    assert prove("requests", read)[0].status is not Status.PROVED


@pytest.mark.parametrize("seed", range(20))
def test_what_the_equations_leave_open_is_not_computed(seed):
    figures = balanced(seed)
    holes = set(Random(seed).sample(PLACES, 40))
    read = read_requests({p: v for p, v in figures.items() if p not in holes})
    found = {(r.row, r.column): r.proposed for r in recover("requests", read)}
    assert all(figures[p] == value for p, value in found.items())


def test_nothing_is_computed_where_printed_figures_already_disagree():
    figures = balanced(1)
    wrong = figures | {("granted", "natural_person"): 10**6}
    del wrong["new_requests", "total"]
    assert recover("requests", read_requests(wrong)) == ()


def test_a_true_table_needs_no_repair():
    assert propose("requests", read_requests(balanced(3))) == ()
    assert recover("requests", read_requests(balanced(3))) == ()


def test_an_all_zero_table_is_consistent_and_never_proved():
    assert status(dict.fromkeys(PLACES, 0)) is Status.CONSISTENT


def test_blank_totals_beside_printed_terms_are_not_judged():
    details = forms()["2021"].tables["requests"].equations[1].left
    figures = balanced(4) | {(row, "total"): "" for row in details}
    result, _ = prove("requests", read_requests(figures))
    assert (result.failed, result.not_judged) == (0, len(details) + 1)
    assert result.status is Status.CONSISTENT


def without_zeros(seed, rows):
    """A table whose zeros are blank, and dropped from the rows named."""
    figures = {p: v or "" for p, v in balanced(seed).items()}
    columns = list(forms()["2021"].tables["requests"].columns)
    table = [("", *(c.labels[0] for c in forms()["2021"].tables["requests"].columns.values()))]
    for row in forms()["2021"].tables["requests"].rows.values():
        cells = [str(figures[row.key, column]) for column in columns]
        table.append((row.labels[0], *(c for c in cells if c or row.key not in rows)))
    return balanced(seed), records.read("requests", parts([Grid(tuple(table), None)]), "2021")


@pytest.mark.parametrize("seed", range(30))
def test_dropped_blanks_are_placed_only_as_they_were(seed):
    figures, read = without_zeros(seed, {"granted", "withheld_state_secret"})
    repairs, findings = place_short_rows("requests", read)
    assert all(figures[r.row, r.column] == r.proposed for r in repairs)
    assert bool(repairs) or bool(findings) or not read.short
    assert prove("requests", read)[0].status is not Status.PROVED
