"""Derived tables are filled by the set and must be what they are cell by cell, whatever happened."""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.errors import NotAReport
from scraper.database.connect import schema
from scraper.database.derived import DERIVED, derive, derived_schema
from scraper.database.describe import describe
from scraper.extract import extract
from scraper.reading import Reading, make_reading
from scraper.store import Store
from tests.cellwise import definitions
from tests.dumped import selected
from tests.printing.statistics import as_html, figures, lines, rows_of
from tests.province import database
from tests.reports import capture, registrant, report, stored
from tests.yearbook import yearbook

FIXTURES = Path(__file__).parent.parent / "fixtures" / "reports"
ROSTER = [("甲市人民政府", "甲市应急管理局", None), ("甲市人民政府", "甲市林业局", None)]
Make = Callable[[Path], object]


def different(path: Path) -> list[str]:
    """The derived tables that are not what they are defined to be."""
    with sqlite3.connect(path) as db:
        return [
            name for name, select in definitions().items()
            if rows(db, name) != sorted(db.execute(select), key=repr)
        ]  # fmt: skip


def stale(path: Path) -> list[str]:
    """The derived tables that are not what they are when they are made anew from nothing."""
    with sqlite3.connect(path) as held, sqlite3.connect(":memory:") as again:
        held.backup(again)
        for name in DERIVED:
            again.execute(f"DELETE FROM {name}")
        derive(again)
        return [name for name in DERIVED if rows(held, name) != rows(again, name)]


def rows(db: sqlite3.Connection, name: str) -> list[tuple[object, ...]]:
    return rows_of_answer(db.execute(f"SELECT * FROM {name}"))


def counts(path: Path) -> dict[str, int]:
    return {name: selected(path, f"SELECT count(*) FROM {name}")[0][0]
            for name in definitions()}  # fmt: skip


def told(name: str, day: int | None = 1, **more: object) -> Reading:
    page = capture(name, day, registrant=registrant("甲市应急管理局"))
    return make_reading(page, report(page, **more))


def run(path: Path, *readings: Reading, roster: object = ()) -> None:
    stored(path, readings, roster)


SINCE_2019 = {*definitions()} - {"statistic_totals"}
BEFORE_2019 = {"statistic_totals", "quality", "coverage", "publication"}


def lists(folder: Path) -> Path:
    """Pages with the statistics of before 2019, one of them in two columns."""
    two = [(row.labels[0], str(n), str(n * 2)) for n, row in enumerate(rows_of("local"), 1)]
    pages = {
        "one": as_html(lines(figures(1) | {"staff_full_time": None})),
        "two": as_html([("指标名称", "本期实际", "本年累计"), *two]),
    }
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("make", "filled"), [
    (lambda path: yearbook(path, 20, range(2018, 2025)), SINCE_2019),
    (lambda path: database(path, 3), SINCE_2019),
    (lambda path: extract(path, [FIXTURES]), SINCE_2019 - {"year_breaks", "year_gaps"}),
    (lambda path: extract(path, [lists(path.parent)]), BEFORE_2019),
], ids=["yearbook", "province", "fixtures", "lists"])  # fmt: skip
def test_every_derived_table_is_what_it_is_cell_by_cell(make, filled, tmp_path):
    make(tmp_path / "a.db")
    assert different(tmp_path / "a.db") == []
    assert stale(tmp_path / "a.db") == []
    assert {name for name, count in counts(tmp_path / "a.db").items() if count} == filled


def test_derived_tables_views_and_indexes_of_an_earlier_build_are_made_anew(tmp_path):
    """A row that a form has gained since is a column that they lack."""
    yearbook(tmp_path / "a.db", 3, range(2020, 2025))
    with sqlite3.connect(tmp_path / "a.db") as db:
        db.executescript("DROP TABLE quality; CREATE TABLE quality (report TEXT PRIMARY KEY)")
        db.executescript(
            "DROP INDEX portals_agency; DROP VIEW outcomes; CREATE VIEW outcomes AS SELECT 1"
        )
        db.executescript(
            "DROP INDEX captures_report; CREATE INDEX captures_report ON captures(sha256)"
        )
    run(tmp_path / "a.db", told("b", report_year=2023))
    assert different(tmp_path / "a.db") == []
    assert stale(tmp_path / "a.db") == []
    with sqlite3.connect(tmp_path / "a.db") as db, sqlite3.connect(":memory:") as new:
        new.executescript(schema())
        describe(new)
        kept, made = ({sql for (sql,) in one.execute("SELECT sql FROM sqlite_master") if sql}
                      for one in (db, new))  # fmt: skip
        assert kept >= made


def test_the_derived_tables_have_the_columns_of_their_definitions(tmp_path):
    yearbook(tmp_path / "a.db", 1, range(2023, 2024))
    with sqlite3.connect(tmp_path / "a.db") as db:
        for name, select in definitions().items():
            made, wanted = (db.execute(f"SELECT * FROM ({one}) LIMIT 0").description
                            for one in (f"SELECT * FROM {name}", select))  # fmt: skip
            assert [column[0] for column in made] == [column[0] for column in wanted], name


STEPS: dict[str, tuple[Reading, ...]] = {
    "a year after": (told("b", report_year=2023, carried=(5, 3)),),
    "the year between": (told("c", report_year=2021, carried=(1, 9)),),
    "a year alone": (told("d", report_year=2017, agency="乙县财政局"),),
    "no year": (told("e", report_year=None),),
    "a correction of the page": (told("a2", 9, report_year=2022, carried=(2, 8), total=4),),
    "the same again, earlier": (told("a", 0, report_year=2022, carried=(2, 7)),),
    "the government's own": (told("f", report_year=2022, scope="consolidated", carried=(2, 70)),),
    "no report any more": (make_reading(capture("a", 1), NotAReport("a list")),),
    "nothing": (),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("roster", [(), ROSTER], ids=["alone", "with a roster"])
def test_a_second_run_leaves_what_one_run_would(step, roster, tmp_path):
    first = (told("a", report_year=2022, carried=(2, 7)), told("z", agency="丙县财政局"))
    run(tmp_path / "a.db", *first)
    run(tmp_path / "a.db", *STEPS[step], roster=roster)
    assert different(tmp_path / "a.db") == stale(tmp_path / "a.db") == []


def test_a_year_that_is_gone_widens_the_gap_though_no_other_agency_has_that_year(tmp_path):
    run(tmp_path / "a.db", *(told(f"{year}", report_year=year) for year in (2019, 2021, 2024)))
    run(tmp_path / "a.db", make_reading(capture("2021", 1), NotAReport("a list")))
    gaps = selected(tmp_path / "a.db", "SELECT first_missing, last_missing, years FROM year_gaps")
    assert gaps == [(2020, 2023, 4)]
    assert different(tmp_path / "a.db") == stale(tmp_path / "a.db") == []


EVERY = [one for step in STEPS.values() for one in step]


@settings(max_examples=5)
@given(order=st.permutations(EVERY), cuts=st.lists(st.integers(0, len(EVERY)), max_size=3))
def test_no_order_and_no_cut_into_runs_leaves_a_line_stale(order, cuts, tmp_path):
    path = tmp_path / "a.db"
    for first, last in zip([0, *sorted(cuts)], [*sorted(cuts), len(order)], strict=True):
        run(path, *order[first:last])
        assert different(path) == stale(path) == []
    path.unlink()


def test_a_run_that_is_killed_before_its_end_is_made_good_by_the_next(tmp_path):
    run(tmp_path / "a.db", told("a", report_year=2022))
    with Store(tmp_path / "a.db") as store:
        store.add(told("a2", 9, report_year=2022, total=4))
        store.add(told("b", report_year=2023))
    assert "quality" in different(tmp_path / "a.db")
    run(tmp_path / "a.db")
    assert different(tmp_path / "a.db") == stale(tmp_path / "a.db") == []


def test_a_run_touches_only_the_lines_of_what_is_new(tmp_path):
    yearbook(tmp_path / "a.db", 30, range(2018, 2025))
    with sqlite3.connect(tmp_path / "a.db") as db:
        agency = db.execute("SELECT agency FROM reports WHERE report_year = 2023").fetchone()[0]
        db.execute("CREATE TEMP TABLE made (agency TEXT)")
        for table in ("quality", "request_totals", "coverage", "publication"):
            db.execute(f"CREATE TEMP TRIGGER {table}_made AFTER INSERT ON {table} "
                       "BEGIN INSERT INTO made VALUES (new.agency); END")  # fmt: skip
        db.execute("UPDATE agencies SET level = 'township' WHERE id = ?", (agency,))
        derive(db)
        assert db.execute("SELECT DISTINCT agency FROM made").fetchall() == [(agency,)]
    assert different(tmp_path / "a.db") == []


@pytest.mark.parametrize(
    ("sums", "lines"), [("request_years", "request_totals"), ("dispute_years", "dispute_totals")]
)
def test_sums_by_year_are_those_of_the_lines(sums, lines, tmp_path):
    database(tmp_path / "a.db", 3)
    key = "report_year, scope, level, superior"
    with sqlite3.connect(tmp_path / "a.db") as db:
        both = (
            {row[1] for row in db.execute(f"PRAGMA table_info({name})")} for name in (sums, lines)
        )
        columns = sorted(set.intersection(*both) - {*key.split(", ")})
        added = ", ".join(f"sum({column})" for column in columns)
        wanted = db.execute(
            f"SELECT {key}, count(*), {added} FROM {lines} GROUP BY {key}"
        ).fetchall()
        told = f"SELECT {key}, reports, {', '.join(columns)} FROM {sums}"
        assert rows_of_answer(db.execute(told)) == rows_of_answer(wanted)
    assert len(columns) > 10


def rows_of_answer(found: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(found, key=repr)


def test_the_schema_is_made_of_whole_statements():
    for statement in derived_schema().split(";\n")[:-1]:
        assert sqlite3.complete_statement(f"{statement};"), statement
