"""Table 三 as an error-correcting code: what is located, what is computed, what is never claimed."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import records
from parsers.page import Grid
from parsers.proof import prove
from parsers.recognise import find_tables
from parsers.repairs.missing import open_places, recover
from parsers.repairs.short_rows import place_short_rows
from parsers.repairs.single_error import correct
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


@settings(max_examples=60)
@given(seeds, st.dictionaries(place, st.integers(1, 99), min_size=1, max_size=3))
def test_one_to_three_wrong_figures_are_never_proved(seed, changes):
    figures = balanced(seed)
    wrong = figures | {p: figures[p] + by for p, by in changes.items()}
    assert status(wrong) is not Status.PROVED


@settings(max_examples=60)
@given(seeds, place, st.integers(1, 999))
def test_one_wrong_figure_is_located_and_its_value_proposed(seed, where, by):
    figures = balanced(seed)
    wrong = figures | {where: figures[where] + by}
    (repair,) = correct(read_requests(wrong))
    assert (repair.row, repair.column) == where
    assert repair.proposed == figures[where]
    assert repair.printed == str(wrong[where])
    assert repair.assumes == "single-error"


@settings(max_examples=60)
@given(seeds, st.sets(place, min_size=1, max_size=3))
def test_any_three_missing_figures_are_computed(seed, holes):
    figures = balanced(seed)
    read = read_requests({p: v for p, v in figures.items() if p not in holes})
    found = {(r.row, r.column): r.proposed for r in recover(read)}
    assert found == {p: figures[p] for p in holes}
    assert prove("requests", read)[0].status is not Status.PROVED


@pytest.mark.parametrize("seed", range(20))
def test_what_the_equations_leave_open_is_not_computed(seed):
    figures = balanced(seed)
    holes = set(Random(seed).sample(PLACES, 40))
    read = read_requests({p: v for p, v in figures.items() if p not in holes})
    found = {(r.row, r.column): r.proposed for r in recover(read)}
    assert all(figures[p] == value for p, value in found.items())


def test_nothing_is_computed_where_printed_figures_already_disagree():
    figures = balanced(1)
    wrong = figures | {("granted", "natural_person"): 10**6}
    del wrong["new_requests", "total"]
    assert recover(read_requests(wrong)) == ()


def test_a_true_table_needs_no_repair():
    assert correct(read_requests(balanced(3))) == ()
    assert recover(read_requests(balanced(3))) == ()


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
    return balanced(seed), records.read("requests", find_tables([Grid(tuple(table), None)]), "2021")


@pytest.mark.parametrize("seed", range(30))
def test_dropped_blanks_are_placed_only_as_they_were(seed):
    figures, read = without_zeros(seed, {"granted", "withheld_state_secret"})
    repairs, findings = place_short_rows(read)
    assert all(figures[r.row, r.column] == r.proposed for r in repairs)
    assert bool(repairs) or bool(findings) or not read.short
    assert prove("requests", read)[0].status is not Status.PROVED


def test_nothing_is_proposed_where_the_ways_to_place_dropped_blanks_are_too_many_to_try():
    _, read = without_zeros(3, set(forms()["2021"].tables["requests"].rows))
    repairs, findings = place_short_rows(read)
    assert (repairs, [(one.code, one.text) for one in findings]) == (
        (),
        [("blanks-many", None)],
    )


VERSIONS = ("2021", "2019")
ROWS = [(version, row) for version in VERSIONS for row in forms()[version].tables["requests"].rows]
SIGNS = ("O", "l0", "■", "?", "3 5/8", "B")  # what OCR gives for a digit that it could not read


def found(read):
    return {(one.row, one.column): one.proposed for one in recover(read)}


@pytest.mark.parametrize(("version", "row"), ROWS)
def test_a_row_lost_at_the_end_of_a_page_is_computed_whole(version, row):
    figures = balanced(11, version)
    lost = {place: value for place, value in figures.items() if place[0] == row}
    read = read_requests({p: v for p, v in figures.items() if p not in lost}, version)
    assert found(read) == lost
    assert prove("requests", read)[0].status in (Status.DOUBTFUL, Status.PARTIAL)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_digit_that_could_not_be_read_is_computed_beside_what_is_printed(sign):
    figures = balanced(12)
    where = ("granted", "business_enterprise")
    read = read_requests(figures | {where: sign})
    (repair,) = recover(read)
    assert (repair.row, repair.column, repair.printed) == (*where, sign)
    assert repair.proposed == figures[where]
    assert repair.assumes == "figures-missing"
    assert all(text.startswith("requests.") for text in repair.equations)
    assert prove("requests", read)[0].status is Status.DOUBTFUL


def test_an_unread_sign_after_a_label_that_is_a_group_too_leaves_its_row():
    figures = balanced(14, "2019")
    where = ("other_total", "natural_person")
    read = read_requests({p: v for p, v in figures.items() if p != where}, "2019")
    assert found(read) == {where: figures[where]}


def test_what_more_than_one_value_fits_is_counted_and_not_proposed():
    figures = balanced(13)
    square = {(row, column) for row in ("granted", "partially_granted")
              for column in ("natural_person", "business_enterprise")}  # fmt: skip
    read = read_requests({p: v for p, v in figures.items() if p not in square})
    assert recover(read) == ()
    (told,) = open_places(read, ())
    assert told.code == "figures-open"
    assert told.text.startswith("4 / 4: granted.natural_person")


def a_thousand(count):
    """Tables with one wrong figure, with three holes and with one to three errors: what came of each."""
    counts = {"located": 0, "computed": 0, "false proofs": 0}
    for seed in range(count):
        random, version = Random(seed), VERSIONS[seed % 2]
        figures = balanced(seed, version)
        places = forms()[version].tables["requests"].places
        where = random.choice(places)
        by = random.choice([n for n in range(-figures[where], 100) if n])
        wrong = read_requests(figures | {where: figures[where] + by}, version)
        told = [(r.row, r.column, r.proposed) for r in correct(wrong)]
        counts["located"] += told == [(*where, figures[where])]
        holes = set(random.sample(places, 3))
        read = read_requests({p: v for p, v in figures.items() if p not in holes}, version)
        counts["computed"] += found(read) == {p: figures[p] for p in holes}
        errors = {
            p: figures[p] + random.randint(1, 99) for p in random.sample(places, 1 + seed % 3)
        }
        spoilt = read_requests(figures | errors, version)
        counts["false proofs"] += prove("requests", spoilt)[0].status is Status.PROVED
    return counts


def test_of_sixty_random_tables_every_error_is_located_and_every_hole_computed():
    assert a_thousand(60) == {"located": 60, "computed": 60, "false proofs": 0}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_of_a_thousand_random_tables_every_error_is_located_and_every_hole_computed():
    assert a_thousand(1000) == {"located": 1000, "computed": 1000, "false proofs": 0}
