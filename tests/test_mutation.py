"""One thing changed on a page is told as that one thing, and never passes for nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import extract
from schemas.capture import Capture
from schemas.form import Form, forms
from schemas.report import Report, Status
from tests.pressed import Pressed, press
from tests.printing.tables import Figures, all_forms
from tests.render import Layout, layouts, true_figures

FORM = forms()["2021"]
REQUESTS = FORM.tables["requests"]
PLACES = [(form, place) for form in all_forms() for place in form.tables["requests"].places]
LABELS = [
    (table.name, row.key)
    for table in FORM.tables.values()
    for row in table.rows.values()
    if not table.across
]
PLAIN = Layout()


def report_of(figures: Figures, layout: Layout = PLAIN, form: Form = FORM) -> Report:
    return press(form, figures, layout).report()


def broken(form: Form, row: str, column: str) -> set[tuple[str, str]]:
    """The equations that a place of table 三 stands in: where each runs, and its text."""
    return {
        (f"requests.{column if equation.axis == 'rows' else row}", equation.text)
        for equation in form.tables["requests"].equations
        if (row if equation.axis == "rows" else column) in (*equation.left, *equation.right)
    }


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.sampled_from(PLACES), st.integers(1, 999))
def test_a_changed_figure_breaks_exactly_its_equations(seed, at, by):
    form, (row, column) = at
    figures = true_figures(form, seed)
    place = ("requests", row, column)
    report = report_of(figures | {place: figures[place] + by}, form=form)
    failed = [f for f in report.findings if f.code == "equation-failed"]
    told = {(f.where, f.text.rpartition("(")[2].rstrip(")")) for f in failed if f.text}
    assert told == broken(form, row, column)
    assert len(failed) == report.tables["requests"].failed == len(told)
    assert report.tables["requests"].status is Status.CONTRADICTED


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.sampled_from(REQUESTS.places), st.integers(1, 999), layouts())
def test_a_changed_figure_is_kept_as_printed_and_its_true_value_proposed(seed, at, by, layout):
    figures = true_figures(FORM, seed)
    place = ("requests", *at)
    true, printed = figures[place], figures[place] + by
    report = report_of(figures | {place: printed}, layout)
    (repair,) = report.repairs
    assert (repair.row, repair.column, repair.proposed) == (*at, true)
    (row,) = (one for one in report.requests if one.row == at[0])
    assert getattr(row, at[1]) == printed


@settings(max_examples=20)
@given(
    st.integers(0, 10**6),
    st.dictionaries(st.sampled_from(REQUESTS.places), st.integers(1, 99), min_size=1, max_size=3),
    layouts(),
)
def test_one_to_three_changed_figures_are_never_proved(seed, changes, layout):
    figures = true_figures(FORM, seed)
    wrong = {("requests", *at): figures["requests", *at] + by for at, by in changes.items()}
    report = report_of(figures | wrong, layout)
    assert report.tables["requests"].status is not Status.PROVED
    assert report.status is not Status.PROVED


@pytest.mark.parametrize(("table", "row"), LABELS)
def test_a_changed_label_loses_exactly_its_own_figures(table, row):
    figures = true_figures(FORM, 3)
    label = FORM.tables[table].rows[row].labels[0]
    page = press(FORM, figures, PLAIN).text
    assert page.count(f">{label}<") == 1
    report = _read(page.replace(f">{label}<", ">某某事项<"))
    read = {one.row for name in FORM.tables for one in getattr(report, name)}
    assert {r for t in FORM.tables.values() for r in t.rows} - read == {row}
    missing = [f for f in report.findings if f.code == "places-missing"]
    assert [(f.where, set((f.text or "").split())) for f in missing] == [
        (table, {f"{row}.{column}" for column in FORM.tables[table].rows[row].columns})
    ]
    assert report.tables[table].status is Status.PARTIAL


@pytest.mark.parametrize("row", FORM.tables["disputes"].rows)
def test_a_changed_group_of_table_four_is_never_given_anothers_figures(row):
    figures = true_figures(FORM, 4)
    label = FORM.tables["disputes"].rows[row].labels[0]
    report = _read(press(FORM, figures, PLAIN).text.replace(f">{label}<", ">某某事项<"))
    assert report.tables["disputes"].status in (Status.PARTIAL, Status.ABSENT, Status.DOUBTFUL)
    for one in report.disputes:
        for column in FORM.tables["disputes"].columns:
            assert getattr(one, column) in (None, figures["disputes", one.row, column])


def _swap_columns(page: Pressed) -> str:
    one, other = (
        REQUESTS.columns[c].labels[0] for c in ("business_enterprise", "research_institution")
    )
    return page.text.replace(one, "@").replace(other, one).replace("@", other)


def _swap_rows(page: Pressed) -> str:
    one, other = (
        REQUESTS.rows[r].labels[0] for r in ("not_processed_repeat", "not_processed_publication")
    )
    return page.text.replace(one, "@").replace(other, one).replace("@", other)


@pytest.mark.parametrize("swap", [_swap_columns, _swap_rows])
@pytest.mark.parametrize(
    "layout", [PLAIN, Layout(flat="bare pipes"), Layout(markup="nested layout tables")]
)
def test_labels_that_changed_places_are_caught_though_every_sum_holds(swap, layout):
    figures = true_figures(FORM, 5)
    report = _read(swap(press(FORM, figures, layout)))
    assert report.tables["requests"].failed == 0
    assert report.tables["requests"].status is Status.DOUBTFUL


@settings(max_examples=20)
@given(st.sampled_from(all_forms()), layouts(), st.booleans())
def test_a_form_of_zeros_or_blanks_is_consistent_and_never_proved(form, layout, blank):
    empty = blank and layout.flat is None
    figures: Figures = dict.fromkeys(true_figures(form, 1), None if empty else 0)
    report = report_of(figures, layout, form)
    assert {table.status for table in report.tables.values()} == {Status.CONSISTENT}
    assert report.status is Status.CONSISTENT


def _read(page: str) -> Report:
    return extract(Capture(body=page.encode()))
