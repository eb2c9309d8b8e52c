"""What a small printed province, whose figures are known, answers to questions that `test_plain_questions` does not ask of rows.

And to some that it does, from the page to the answer.
"""

import sqlite3
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from scraper.questions import questions
from tests.province import YEARS, Printed, database


class Province:
    """A database and what was printed into it: the current page of every agency's own report."""

    def __init__(self, path: Path) -> None:
        pages = database(path, 5)
        self.db = sqlite3.connect(path)
        self.all = {(page.agency, page.year): page for page in pages}
        self.own = {key: page for key, page in self.all.items() if not is_government(page)}

    def ask(self, name: str, **values: Any) -> list[dict[str, Any]]:
        one = questions()[name]
        cursor = self.db.execute(one.sql, dict.fromkeys(one.parameters, "") | values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def by_year(self, *places: tuple[str, str, str]) -> dict[int, int]:
        found: Counter[int] = Counter()
        for page in self.own.values():
            found[page.year] += sum(figure(page, *place) for place in places)
        return dict(found)


def is_government(page: Printed) -> bool:
    return page.agency.endswith("政府")


def figure(page: Printed, table: str, row: str, column: str) -> int:
    return int(page.figures.get((table, row, column)) or 0)


def total(page: Printed, row: str) -> int:
    return figure(page, "requests", row, "total")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Province:
    return Province(tmp_path_factory.mktemp("questions") / "reports.db")


def column(rows: list[dict[str, Any]], key: str, value: str) -> dict[Any, Any]:
    return {row[key]: row[value] for row in rows}


def test_requests_by_year_are_the_printed_ones_added_up(asked):
    rows = asked.ask("requests_by_year")
    assert column(rows, "report_year", "new_requests") == asked.by_year(
        ("requests", "new_requests", "total")
    )


def test_a_government_is_added_to_its_departments_nowhere(asked):
    for name in ("requests_by_year", "how_answered", "who_asks"):
        own = asked.ask(name)
        both = asked.ask(name, scope="consolidated")
        assert own != both, name
    counts = column(asked.ask("requests_by_year"), "report_year", "reports")
    assert counts == dict(Counter(year for _, year in asked.own))


def test_the_agency_with_most_requests_stands_first_and_all_shares_add_up_to_one(asked):
    rows = asked.ask("most_requests", year=2024)
    most = max(total(page, "new_requests") for page in asked.own.values() if page.year == 2024)
    assert rows[0]["new_requests"] == most
    assert rows[-1]["cumulative_share"] == 1


def test_who_asks_is_told_by_kind_of_applicant_as_printed(asked):
    rows = asked.ask("who_asks")
    for kind in ("natural_person", "business_enterprise", "total"):
        place = ("requests", "new_requests", kind)
        assert column(rows, "report_year", kind) == asked.by_year(place)


def test_why_requests_are_refused(asked):
    rows = asked.ask("why_refused", year=2023)
    for row in rows:
        assert row["requests"] == asked.by_year(("requests", row["row"], "total"))[2023]
    assert sum(row["share"] for row in rows) == pytest.approx(1, abs=0.001)
    assert [row["requests"] for row in rows] == sorted((r["requests"] for r in rows), reverse=True)


def test_the_agencies_that_refuse_most_stand_first_with_what_they_refused(asked):
    rows = asked.ask("most_refused", year=2023)
    wanted = {
        page.agency: sum(
            total(page, row)
            for _, row, column in page.figures
            if row.startswith("withheld_") and column == "total"
        )
        for page in asked.own.values()
        if page.year == 2023
    }
    found = {row["agency_name"]: row["withheld_total"] for row in rows}
    assert found == {agency: count for agency, count in wanted.items() if count}
    assert list(found.values()) == sorted(found.values(), reverse=True)
    for row in rows:
        share = row["withheld_total"] / row["results_total"]
        assert row["withheld_share"] == pytest.approx(share, abs=0.0001)


def test_how_often_information_is_not_held(asked):
    rows = asked.ask("not_held", year=2022)
    wanted = {
        page.agency: total(page, "unable_not_held")
        for page in asked.own.values()
        if page.year == 2022 and total(page, "unable_not_held")
    }
    assert column(rows, "agency_name", "unable_not_held") == wanted


def test_what_was_carried_over_is_not_what_was_carried_forward(asked):
    rows = asked.ask("carry_mismatch")
    wanted = {
        (agency, year)
        for (agency, year), page in asked.all.items()
        if "carry" in page.faults and (agency, year - 1) in asked.all
    }
    assert {(row["agency_name"], row["report_year"]) for row in rows} == wanted
    assert {row["difference"] for row in rows} == {1}


def test_every_failing_equation_is_listed_and_no_other(asked):
    rows = asked.ask("failing_equations")
    faulty = Counter((row["agency_name"], row["report_year"]) for row in rows)
    wanted = {key for key, page in asked.all.items() if "sum" in page.faults}
    assert faulty == dict.fromkeys(wanted, 2)
    assert {row["where"] for row in rows} == {"requests.granted", "requests.total"}


def test_the_reports_told_to_be_late_are_those_that_were_published_late(asked):
    rows = asked.ask("punctuality")
    found = {(row["report_year"], row["scope"]): row["late"] for row in rows}
    late = Counter(
        (page.year, "consolidated" if is_government(page) else "own")
        for page in asked.all.values()
        if "late" in page.faults
    )
    assert found == {key: late[key] for key in found}
    assert sum(row["reports"] for row in asked.ask("lateness")) == sum(late.values())


def test_agencies_and_years_without_a_report(asked):
    rows = asked.ask("missing_reports")
    never = {row["agency_name"] for row in rows if row["agency_name"].endswith("信访局")}
    missing = {(row["agency_name"], row["report_year"]) for row in rows}
    names = {agency for agency, _ in asked.all}
    wanted = {(name, year) for name in names for year in YEARS} - set(asked.all)
    assert missing == wanted | {(name, year) for name in never for year in YEARS}
    assert len(never) == 5


def test_fees_with_their_unit_and_what_the_prose_says(asked):
    rows = asked.ask("fees", year=2024)
    for row in rows:
        page = asked.own[row["agency_name"], 2024]
        if page.faults & {"old-form"}:
            continue
        assert row["fees_amount"] == str(figure(page, "disclosures", "fees", "amount"))
        assert row["fees_amount_unit"] == "万元"
        assert "信息处理费0元" in row["processing_fee"]


def test_prose_copied_from_the_year_before_is_found(asked):
    rows = asked.ask("repeated_prose", share="0.9")
    found = {(r["agency_name"], r["report_year"]) for r in rows if r["kind"] == "last-year"}
    copied = {
        key
        for key, page in asked.all.items()
        if "own-copy" in page.faults and (key[0], key[1] - 1) in asked.all
    }
    assert copied
    assert copied <= found


def test_reports_that_are_all_zero(asked):
    rows = asked.ask("zero_reports")
    empty = Counter(
        agency
        for (agency, _), page in asked.own.items()
        if not any(total(page, row) for row in ("new_requests", "carried_over", "results_total"))
    )
    assert column(rows, "agency_name", "years") == empty
    often = asked.ask("zero_reports", years="2")
    assert column(often, "agency_name", "years") == {k: n for k, n in empty.items() if n > 1}


def test_evidence_without_a_report_is_of_the_latest_proved_one(asked):
    rows = asked.ask("evidence", row="granted", column="total")
    page = asked.all[rows[0]["agency_name"], rows[0]["report_year"]]
    assert rows[0]["report_year"] == max(YEARS)
    assert [(row["value"], row["sha256"]) for row in rows] == [
        (total(page, "granted"), page.capture.sha256)
    ]


def test_the_years_of_a_series_follow_each_other(asked):
    for name in ("requests_by_year", "who_asks", "litigation_route"):
        years = [row["report_year"] for row in asked.ask(name)]
        assert all(after == before + 1 for before, after in pairwise(years)), name
