"""A database held against its archive: the same is the same, and one changed digit is found."""

import json
import shutil
import sqlite3

import pytest

from scraper.verify import compare
from tests.commands import gongkai
from tests.dumped import altered, selected
from tests.render import Layout, specimen
from tests.reports import capture, filled, report


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for seed in range(4):
        text = specimen(seed, Layout(), "2021" if seed % 2 else "2019").text
        (folder / f"{seed}.html").write_text(text, encoding="utf-8")
    (folder / "none.html").write_text("<p>天气预报</p>", encoding="utf-8")
    assert gongkai("extract", tmp_path / "a.db", folder).returncode == 0
    return folder


def change(database, sql):
    with sqlite3.connect(database) as db:
        assert db.execute(sql).rowcount == 1


def found(database, pages):
    told = gongkai("verify", database, pages, "--json")
    return told.returncode, json.loads(told.stdout)["differences"]


def test_a_database_is_the_same_as_its_pages(tmp_path, pages):
    told = gongkai("verify", tmp_path / "a.db", pages)
    assert told.returncode == 0
    assert "0 differences" in told.stdout


@pytest.mark.parametrize(("table", "column", "where"), [
    ("requests", "total", "row = 'granted'"),
    ("disclosures", "amount", "row = 'fees'"),
    ("reports", "title", "true"),
    ("sections", "text", "true"),
    ("revisions", "json", "true"),
    ("captures", "sha256", "outcome = 'report'"),
])  # fmt: skip
def test_one_changed_value_is_found_with_both_sides(tmp_path, pages, table, column, where):
    database = tmp_path / "a.db"
    with sqlite3.connect(database) as db:
        key, before = db.execute(f"SELECT rowid, {column} FROM {table} WHERE {where}").fetchone() \
            if table in ("reports", "sections", "revisions", "captures") else db.execute(
                f"SELECT report, {column} FROM {table} WHERE {where}").fetchone()  # fmt: skip
        name = "rowid" if isinstance(key, int) else "report"
        changed = before + 1 if isinstance(before, int) else f"{before}0"
        sql = f"UPDATE {table} SET {column} = ? WHERE {name} = ? AND {where}"
        assert db.execute(sql, (changed, key)).rowcount == 1
    code, (one,) = found(database, pages)
    assert code == 3
    assert (one["table"], one["column"]) == (table, column)
    assert (one["database"], one["archive"]) == (changed, before)


def test_a_row_that_one_side_lacks_is_a_difference(tmp_path, pages):
    database = tmp_path / "a.db"
    with sqlite3.connect(database) as db:
        key = db.execute("SELECT min(report) FROM requests").fetchone()[0]
        db.execute("DELETE FROM requests WHERE report = ? AND row = 'granted'", (key,))
    code, (one,) = found(database, pages)
    assert (code, one["column"], one["database"], one["archive"]) == (3, None, "missing", "there")
    assert one["key"] == f"{key} granted"


def test_a_page_that_changed_or_went_is_told(tmp_path, pages):
    (pages / "1.html").unlink()
    code, told = found(tmp_path / "a.db", pages)
    assert code == 3
    assert {one["table"] for one in told} >= {"captures", "reports", "requests", "revisions"}


def test_what_could_not_be_read_is_named(tmp_path, pages):
    (pages / "torn.pdf").write_bytes(b"no document")
    assert gongkai("extract", tmp_path / "a.db", pages).returncode == 4
    told = gongkai("verify", tmp_path / "a.db", pages)
    assert told.returncode == 4
    assert "torn.pdf: " in told.stderr


def test_corrections_are_part_of_what_the_database_should_say(tmp_path, pages):
    reports = "SELECT sha256 FROM captures WHERE outcome = 'report'"
    sha256 = selected(tmp_path / "a.db", reports)[0][0]
    (tmp_path / "corrections.toml").write_text(
        f'[[correction]]\nsha256 = "{sha256}"\nplace = "requests.granted.total"\nvalue = 99999\n'
    )
    assert found(tmp_path / "a.db", pages)[0] == 3
    assert " 99999 " in gongkai("verify", tmp_path / "a.db", pages).stdout
    assert gongkai("extract", tmp_path / "b.db", pages).returncode == 0
    assert found(tmp_path / "b.db", pages) == (0, [])


def test_what_a_roster_says_and_no_page_is_no_difference(tmp_path, pages):
    roster = tmp_path / "roster.csv"
    roster.write_text("superior,agency,code\n海晏市人民政府,海晏市林业局,\n", encoding="utf-8")
    assert gongkai("extract", tmp_path / "a.db", pages, "--agencies", roster).returncode == 0
    assert found(tmp_path / "a.db", pages) == (0, [])


def test_an_agency_that_a_roster_spells_otherwise_is_no_difference(tmp_path):
    for year in (2023, 2024):
        heading = f"<h1>海晏县残疾人联合会{year}年政府信息公开工作年度报告</h1>"
        (tmp_path / f"{year}.html").write_text(
            f"{heading}<p>一、总体情况</p><p>依法公开。</p>", "utf-8"
        )
    roster = tmp_path / "roster.csv"
    roster.write_text("superior,agency\n海晏县人民政府,海晏县残联\n", encoding="utf-8")
    assert gongkai("extract", tmp_path / "a.db", tmp_path, "--agencies", roster).returncode == 0
    assert found(tmp_path / "a.db", tmp_path) == (0, [])
    altered(tmp_path / "a.db", "UPDATE agencies SET name = '海晏县妇联'")
    assert found(tmp_path / "a.db", tmp_path)[0] == 3


def test_another_build_that_reads_the_same_makes_no_difference(tmp_path, pages):
    database = tmp_path / "a.db"
    with sqlite3.connect(database) as db:
        db.execute("UPDATE captures SET read_by = '0.0.1 pdf'")
        db.execute("UPDATE reports SET parser_version = '0.0.1'")
        db.execute("DROP TABLE spare_texts")  # which was none of its tables
    assert found(database, pages) == (0, [])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_single_changed_digit_among_ten_thousand_reports_is_found(tmp_path):
    one, other = tmp_path / "a.db", tmp_path / "b.db"
    told = ({"agency": f"甲省第{number // 5}县水务局", "report_year": 2019 + number % 5, "total": number}
            for number in range(10_000))  # fmt: skip
    filled(one, ((page := capture(str(n)), report(page, **each)) for n, each in enumerate(told)))
    shutil.copy(one, other)
    with sqlite3.connect(one) as db:
        assert db.execute("SELECT count(*) FROM reports").fetchone()[0] == 10_000
        sql = "SELECT report FROM requests WHERE row = 'granted' AND total = 7042"
        (key,) = db.execute(sql).fetchone()
        db.execute("UPDATE requests SET total = 7043 WHERE report = ? AND row = 'granted'", (key,))
    _, (told,) = compare(one, other)
    assert (told.table, told.key, told.column) == ("requests", f"{key} granted", "total")
    assert (told.database, told.archive) == (7043, 7042)


def test_a_database_of_other_columns_is_told_in_one_line(tmp_path, pages):
    database = tmp_path / "a.db"
    altered(database, "ALTER TABLE reports RENAME COLUMN topic TO topics")
    told = gongkai("verify", database, pages)
    assert (told.returncode, told.stdout) == (1, "")
    assert "its tables are those of an earlier build; remove the file" in told.stderr
