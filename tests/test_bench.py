"""What is measured is real: pages of their size, each read and proved, agencies all different."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from parsers import extract
from schemas.capture import Capture
from schemas.report import Status
from tests.bench import copies, country, document, pages
from tests.bench.ratios import ratios
from tests.reports import stored

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("size", pages.SIZES)
def test_a_measured_page_has_its_size_and_is_proved(size):
    body = pages.page(size, 5)
    assert abs(len(body) - size * 1024) < size * 60
    report = extract(Capture(body=body))
    assert report.status is Status.PROVED
    assert report.metadata.index_number == "HY-2024-00005"
    assert report.metadata.publisher == report.metadata.agency
    years = [one.source for one in report.metadata.candidates if one.field == "report_year"]
    assert years[0] == "period"
    assert body == pages.page(size, 5)


def test_every_measured_page_is_another_agencys_or_years():
    reports = [extract(Capture(body=body)).metadata for body in pages.mixed(40)]
    assert len({(one.agency, one.report_year) for one in reports}) == 40


def test_the_reports_of_a_country_are_proved_and_most_years_follow(tmp_path):
    database = tmp_path / "reports.db"
    stored(database, country.readings(100))
    with sqlite3.connect(database) as db:
        assert db.execute("SELECT DISTINCT requests_status FROM reports").fetchall() == [
            ("proved",)
        ]
        assert db.execute("SELECT count(*), count(DISTINCT agency) FROM reports").fetchone() == (
            100,
            20,
        )
        broken = db.execute("SELECT count(DISTINCT report) FROM year_breaks "
                            "WHERE \"check\" = 'carried-over'").fetchone()[0]  # fmt: skip
    assert 0 < broken < 40


def test_copies_are_other_agencies_reports(tmp_path):
    database = tmp_path / "reports.db"
    for more in (0, 2):
        stored(database, country.readings(30) if not more else ())
        copies.multiply(database, more)
    stored(database, ())
    with sqlite3.connect(database) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        sums = db.execute("SELECT sum(reports) FROM report_years").fetchone()
        assert sums == (90,)
        for table, count in (
            ("agencies", 30),
            ("reports", 90),
            ("coverage", 90),
            ("quality", 90),
        ):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (count,), table


def test_a_ratio_is_that_of_what_is_done():
    spent = {"one": 1, "three": 3}
    now = 0

    def work(name: str) -> None:
        nonlocal now
        now += spent[name]

    found = ratios("one", {name: lambda n=name: work(n) for name in spent}, 20, lambda: now)
    assert [(one.name, one.ratio) for one in found] == [("one", 1), ("three", 3)]


@pytest.mark.parametrize(
    ("load", "asked", "kept"), [(0.4, False, True), (1e6, False, False), (1e6, True, True)]
)
def test_what_a_busy_machine_has_measured_is_printed_and_not_kept_unasked(
    load, asked, kept, tmp_path,
    monkeypatch, capsys
) :  # fmt: skip
    monkeypatch.setattr(document, "DOCUMENT", tmp_path / "benchmarks.md")
    monkeypatch.setattr(document, "LOAD", load)
    monkeypatch.delenv(document.ASKED, raising=False)
    if asked:
        monkeypatch.setenv(document.ASKED, "1")
    document.keep("Growth", "make bench", "none")
    assert document.DOCUMENT.exists() == kept
    told = capsys.readouterr().out
    assert "## Growth" in told
    assert (document.ASKED in told) == (not kept)


_SPENT = """import subprocess, sys; from tests.bench import group; before = group.spent()
busy = "import time\\nwhile time.process_time() < 0.3: pass"
subprocess.run([sys.executable, "-c", busy], check=True); print(group.spent() - before)"""


def test_the_time_of_a_process_that_has_ended_is_not_lost():
    """In a group of its own: other tests run beside this one."""
    told = subprocess.check_output([sys.executable, "-c", _SPENT], start_new_session=True, cwd=ROOT)
    assert float(told) > 0.2
