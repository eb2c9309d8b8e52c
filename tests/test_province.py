import pytest
from sqlite_utils import Database

from tests.province import Printed, database, province


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Database, list[Printed]]:
    path = tmp_path_factory.mktemp("province") / "reports.db"
    return (pages := database(path, 3)) and (Database(path), pages)


def test_a_province_prints_the_same_pages_whenever_it_is_printed():
    first, second = ([page.capture.sha256 for page in province(1)] for _ in range(2))
    assert first == second


def test_every_printed_figure_is_in_the_database(small):
    db, pages = small
    current = {(page.agency, page.year): page for page in pages}
    facts = {
        (name, year, table, row, column): value
        for name, year, table, row, column, value in db.execute(
            'SELECT agencies.name, report_year, "table", row, column, value FROM facts '
            "JOIN reports ON reports.id = facts.report JOIN agencies ON agencies.id = reports.agency"
        )
        if value is not None
    }
    printed = {
        (*key, *place): str(value) if place[2] == "amount" else value
        for key, page in current.items()
        for place, value in page.figures.items()
    }
    assert facts == printed


def test_a_joined_view_keeps_money_as_its_exact_text(small):
    db, _ = small
    kinds = db.execute(
        "SELECT DISTINCT typeof(value) FROM facts JOIN reports ON reports.id = facts.report "
        "WHERE facts.column = 'amount' AND value IS NOT NULL"
    )
    assert kinds.fetchall() == [("text",)]


def test_the_faults_printed_are_the_faults_found(small):
    db, pages = small
    found = {
        code: {
            tuple(row)
            for row in db.execute(
                "SELECT DISTINCT agencies.name, report_year FROM findings "
                "JOIN reports ON reports.id = findings.report "
                "JOIN agencies ON agencies.id = reports.agency WHERE findings.code = ?",
                (code,),
            )
        }
        for code in ("equation-failed", "prose-disagrees", "form-not-of-year")
    }
    for fault, code in (("sum", "equation-failed"), ("prose", "prose-disagrees")):
        assert found[code] == {(p.agency, p.year) for p in pages if fault in p.faults}
    late = {(p.agency, p.year) for p in pages if "old-form" in p.faults and p.year > 2020}
    assert found["form-not-of-year"] == late
