"""The forms are data, and test themselves: what they say is said once, and every word is read."""

from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

import pytest

from parsers.form_words import TABLES
from parsers.tables.by_labels import interpret_labels
from parsers.text import fold
from schemas.data_files import read_toml
from schemas.form import Form, Line, forms
from schemas.report import Disclosure, Dispute, Report, Request, Status
from tests.commands import gongkai
from tests.printing.tables import all_forms, first_label
from tests.reading import report_of
from tests.render import Layout, specimen, true_figures

RECORDS = {"disclosures": Disclosure, "requests": Request, "disputes": Dispute}
EVERY = {
    f"{form.version}-{table.name}": table
    for form in forms().values()
    for table in form.tables.values()
}
every_table = pytest.mark.parametrize("table", EVERY.values(), ids=EVERY)
MANDATED = all_forms()
WORDINGS = [
    (form, number)
    for form in MANDATED
    for number in range(
        max(
            len(one.labels)
            for name in TABLES
            for one in (*form.tables[name].rows.values(), *form.tables[name].columns.values())
        )
    )
]
WORDS = [
    (form.version, form.tables[name].name, word)
    for form in MANDATED
    for name in TABLES
    for word in (*form.tables[name].headers, *form.tables[name].groups)
]


def clashes(named: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """The folded labels of more than one key; the same words may stand under two others."""
    counted = Counter(
        (label, getattr(one, "under", None))
        for one in named.values()
        for label in {fold(label) for label in one.labels}
    )
    return [label for label, times in counted.items() if times > 1]


@every_table
def test_no_folded_label_names_two_rows_or_two_columns(table):
    assert clashes(table.rows) == []
    assert clashes(table.columns) == []


@every_table
def test_a_label_that_folds_to_nothing_or_like_another_of_its_key_says_nothing(table):
    for one in (*table.rows.values(), *table.columns.values()):
        folded = [fold(label) for label in one.labels]
        assert all(folded)
        assert len(set(folded)) == len(folded) or table.name not in TABLES, one.labels


@every_table
def test_every_equation_names_keys_of_one_axis(table):
    for equation in table.equations:
        keys = table.rows if equation.axis == "rows" else table.columns
        assert {*equation.left, *equation.right} <= set(keys)
        assert set(equation.left).isdisjoint(equation.right)


@every_table
def test_every_row_has_columns_of_its_table(table):
    for row in table.rows.values():
        assert row.columns
        assert set(row.columns) <= set(table.columns)


@pytest.mark.parametrize("name", TABLES)
def test_the_columns_of_all_forms_are_the_fields_of_the_record(name):
    printed = {c for form in MANDATED for c in form.tables[name].columns}
    assert printed == set(RECORDS[name].model_fields) - {"row", "printed", "unit"}


@pytest.mark.parametrize("bad", ["granted + no_such_row = total", "no_such_row = granted"])
def test_an_equation_of_an_unknown_name_is_refused_when_the_form_is_read(bad):
    from schemas.form import _table  # noqa: PLC0415 - the one way to read a form that is not ours

    with pytest.raises(ValueError, match="is not a key of this form"):
        _table(
            "requests", {"rows": {"granted": ["甲"]}, "columns": {"total": ["乙"]}, "checks": [bad]}
        )


def test_years_that_run_backwards_are_refused():
    with pytest.raises(ValueError, match="years run backwards"):
        Form(version="x", authority="x", years=(2021, 2019))


def test_each_form_begins_where_another_ends():
    years = sorted(form.years for form in forms().values())
    assert all(one[1] + 1 == other[0] for one, other in pairwise(years))


def test_a_form_that_only_adds_a_row_leaves_reports_of_the_form_before_as_they_are(monkeypatch):
    now = forms()["2021"]
    requests = now.tables["requests"]
    rows = requests.rows | {"added": Line(key="added", labels=("新增一项",), columns=tuple(requests.columns))}  # fmt: skip
    tables = now.tables | {"requests": requests.model_copy(update={"rows": rows})}
    later = now.model_copy(update={"version": "2099", "years": (2099, 9999), "tables": tables})
    for module in ("tables.by_labels", "records"):
        monkeypatch.setattr(f"parsers.{module}.forms", lambda: {"2099": later, **forms()})
    monkeypatch.setattr("parsers.records.interpret_labels", interpret_labels.__wrapped__)
    report = report_of(specimen(1, Layout()).text)
    assert report.status == Status.PROVED
    assert {one.form for one in report.tables.values()} == {"2021"}
    assert "hybrid-form" not in {one.code for one in report.findings}


def test_the_equations_of_table_three_are_those_of_the_notice():
    counted = {form.version: _judged(form) for form in MANDATED}
    assert counted == {"2021": 7 + 7 + 25 + 3, "2019": 7 + 7 + 23 + 3}


def _judged(form: Form) -> int:
    return sum(
        len(table.columns if equation.axis == "rows" else table.rows)
        for table in form.tables.values()
        for equation in table.equations
    )


@pytest.mark.parametrize(
    ("form", "number"), WORDINGS, ids=[f"{f.version}-wording {n}" for f, n in WORDINGS]
)
def test_every_wording_of_every_label_is_read_as_its_first(form, number):
    printed = specimen(7, Layout(variant=number), form.version)
    _is_well_read(report_of(printed.text), form.version)


@pytest.mark.parametrize(("version", "table", "word"), WORDS)
def test_every_word_that_is_no_label_is_known_where_it_stands(version, table, word):
    form = forms()[version]
    page = specimen(8, Layout(), version).text
    nearest = max(
        _headings(form, table),
        key=lambda one: SequenceMatcher(a=fold(one), b=fold(word)).ratio(),
    )
    assert f">{nearest}<" in page
    _is_well_read(report_of(page.replace(f">{nearest}<", f">{word}<")), version)


def _headings(form: Form, table: str) -> set[str]:
    """The words of a printed table that name neither a row nor a column."""
    from tests.printing import tables  # noqa: PLC0415

    figures = true_figures(form, 1)
    lines = {
        "disclosures": [x for b in tables.disclosures(form, figures) for x in b],
        "requests": tables.requests(form, figures),
        "disputes": tables.disputes(form, figures),
    }[table]
    known = form.tables[table]
    labels = {first_label(x) for x in (*known.rows.values(), *known.columns.values())}
    return {c.text for line in lines for c in line if c.text and not c.text[0].isdigit()} - labels


def _is_well_read(report: Report, version: str) -> None:
    results = report.tables
    assert [f for f in report.findings if f.code != "information-fee-stated"] == []
    assert {results[n].form for n in TABLES} == {version}
    assert all(results[n].places == results[n].expected for n in TABLES)
    assert results["requests"].status is Status.PROVED


def test_an_equation_says_what_it_rests_on():
    told = {
        version: Counter(
            table.standing(one) for table in form.tables.values() for one in table.equations
        )
        for version, form in forms().items()
    }
    assert set(told["2021"]) == set(told["2019"]) == {"prescribed"}
    assert set(told["2014"]) == {"inferred", "usual"}
    assert set(told["local"]) == {"inferred"}
    shown = gongkai("forms", "local").stdout
    assert shown.count("inferred: ") == told["local"]["inferred"]


def test_the_forms_are_shown_in_the_language_of_the_reader():
    shown = {lang: gongkai("forms", "2019", "--lang", lang).stdout for lang in ("zh", "en")}
    assert "适用于 2019 至 2020 年度的报告" in shown["zh"]
    assert "report years 2019–2020" in shown["en"]
    assert "prescribed" not in shown["zh"]
    assert shown["zh"].count("规定：") == shown["en"].count("prescribed: ") > 1


def test_a_data_file_that_a_hand_has_broken_is_named(tmp_path, monkeypatch):
    (tmp_path / "handmade").mkdir()
    (tmp_path / "handmade" / "__init__.py").touch()
    (tmp_path / "handmade" / "a.toml").write_text("labels = [1")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ValueError, match=r"^handmade/a\.toml: Unclosed array"):
        read_toml("handmade", "a.toml")
