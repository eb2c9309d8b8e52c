"""What two years of one agency say of each other, and the years between that say nothing."""

import sqlite3

import pytest

from schemas.report import Disclosure, Dispute
from scraper.check import check
from scraper.reading import make_reading
from tests.commands import gongkai
from tests.reports import capture, registrant, report, stored

CODE = "11330800002618736G"
APPLICANTS = ("natural_person", "total")  # of those that the reports of tests print


def filled(path, reports):
    readings = []
    for number, one in enumerate(reports):
        page = capture(f"{number}", registrant=registrant("甲市应急管理局"))
        told = report(page, **one) if isinstance(one, dict) else one(page)
        readings.append(make_reading(page, told))
    stored(path, readings)
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    return db


def broken(db, **wanted):
    rows = db.execute("SELECT * FROM year_pairs WHERE difference != 0")
    return [
        (
            row["report_year"],
            row["check"],
            row["key"],
            row["expected"],
            row["printed"],
            row["severity"],
        )
        for row in rows
        if all(row[name] == value for name, value in wanted.items())
    ]


def year(number, before=0, after=0, **more):
    return {"report_year": number, "carried": (before, after)} | more


def test_what_is_carried_over_must_have_been_carried_forward(tmp_path):
    db = filled(tmp_path / "a.db", [year(2022, 0, 4), year(2023, 4, 7), year(2024, 6, 0)])
    assert broken(db, check="carried-over") == [
        (2024, "carried-over", "natural_person", 7, 6, "warning"),
        (2024, "carried-over", "total", 7, 6, "error"),
    ]


def test_a_pair_has_both_sides_and_both_reports(tmp_path):
    db = filled(tmp_path / "a.db", [year(2022, 0, 4), year(2023, 4, 7)])
    told = db.execute("SELECT * FROM year_pairs WHERE key = 'total'").fetchone()
    assert (told["expected"], told["printed"], told["difference"], told["decided"]) == (4, 4, 0, 0)
    assert told["previous_report"].endswith("-2022-own")
    assert told["report"].endswith("-2023-own")


def test_own_and_consolidated_reports_are_never_set_beside_each_other(tmp_path):
    db = filled(tmp_path / "a.db", [year(2022, 0, 4), year(2023, 9, 0, scope="consolidated")])
    assert db.execute("SELECT count(*) FROM year_pairs").fetchone()[0] == 0


def test_an_agency_that_was_renamed_is_one_by_its_organisation_code(tmp_path):
    reports = [
        year(2022, 0, 4, agency="甲市安全生产监督管理局", agency_code=CODE),
        year(2023, 5, 0, agency="甲市应急管理局", agency_code=CODE),
    ]
    db = filled(tmp_path / "a.db", reports)
    assert broken(db, key="total") == [(2023, "carried-over", "total", 4, 5, "error")]
    assert db.execute("SELECT name FROM agencies").fetchall()[0][0] == "甲市应急管理局"


def test_an_agency_that_took_another_over_is_not_held_to_the_others_figures(tmp_path):
    other = "11330800002618728L"
    reports = [year(2022, 0, 4, agency="甲市体育局", agency_code=other),
               year(2022, 0, 1, agency="甲市文化局", agency_code=CODE),
               year(2023, 1, 0, agency="甲市文化和体育局", agency_code=CODE)]  # fmt: skip
    db = filled(tmp_path / "a.db", reports)
    assert broken(db, check="carried-over") == []
    assert db.execute("SELECT count(*) FROM year_pairs WHERE key = 'total'").fetchone()[0] == 1


def with_rows(number, **tables):
    def made(page):
        return report(page, report_year=number).model_copy(update=tables)

    return made


def test_the_form_of_2019_has_rules_of_its_own_which_may_fail_for_good_reasons(tmp_path):
    def disclosed(newly, total, items, change):
        return (
            Disclosure(row="normative_documents", newly_disclosed=newly, total_disclosed=total),
            Disclosure(row="licensing", items_previous_year=items, items_change=change),
        )

    db = filled(
        tmp_path / "a.db",
        [with_rows(2019, disclosures=disclosed(3, 30, 50, -8)),
         with_rows(2020, disclosures=disclosed(5, 36, 41, 0))],
    )  # fmt: skip
    assert broken(db) == [
        (2020, "items", "licensing", 42, 41, "info"),
        (2020, "disclosed", "normative_documents", 35, 36, "info"),
    ]


def test_documents_disclosed_by_2020_are_not_those_in_force_in_2021(tmp_path):
    before = Disclosure(row="normative_documents", newly_disclosed=1, total_disclosed=30)
    after = Disclosure(row="normative_documents", issued=1, repealed=0, in_force=8)
    db = filled(
        tmp_path / "a.db",
        [with_rows(2020, disclosures=(before,)), with_rows(2021, disclosures=(after,))],
    )
    assert broken(db) == []


@pytest.mark.parametrize(("total", "wanted"), [(2, -1), (3, 0), (9, 0)])
def test_cases_pending_are_no_fewer_than_the_cases_of_the_next_year(tmp_path, total, wanted):
    db = filled(
        tmp_path / "a.db",
        [with_rows(2022, disputes=(Dispute(row="reconsideration", pending=3, total=3),)),
         with_rows(2023, disputes=(Dispute(row="reconsideration", total=total),))],
    )  # fmt: skip
    row = db.execute("SELECT difference FROM year_pairs WHERE \"check\" = 'pending'").fetchone()
    assert row["difference"] == wanted


def test_years_between_two_reports_are_gaps(tmp_path):
    db = filled(tmp_path / "a.db", [year(2019), year(2020), year(2023), year(2025)])
    gaps = db.execute("SELECT first_missing, last_missing, years FROM year_gaps ORDER BY 1")
    assert [tuple(row) for row in gaps] == [(2021, 2022, 2), (2024, 2024, 1)]


def test_check_tells_breaks_and_gaps(tmp_path):
    filled(tmp_path / "a.db", [year(2020, 0, 4), year(2021, 5, 0), year(2024)]).close()
    found = check(tmp_path / "a.db")
    first = found.years[0]
    assert (first["year"], first["key"], first["severity"]) == (2021, "total", "error")
    assert [(one["first_missing"], one["last_missing"]) for one in found.gaps] == [(2022, 2023)]
    told = gongkai("check", tmp_path / "a.db")
    assert told.returncode == 0
    assert "do not carry over from the year before" in told.stdout
    assert "Years without a report between years with one" in told.stdout
