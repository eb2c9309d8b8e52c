import asyncio
import re
import sqlite3
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import httpx
import pytest

from scraper.database.connect import schema
from scraper.database.describe import FACETS, readers_indexes
from scraper.database.dictionary import entries, of_column
from scraper.database.sums import yearly
from scraper.database.views import views
from scraper.errors import DatabaseUnusable
from scraper.publish import application, metadata
from scraper.questions import dashboards, questions
from tests.reports import capture, filled, report
from tests.serving import browsed, listed

pytest.importorskip("datasette")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "reports.db"
    told = [
        {"report_year": 2023, "carried": (0, 2), "level": "county"},
        {"report_year": 2024, "carried": (3, 5), "text": "2024年应急管理局复议" + "文字" * 40},
        {"agency": "乙县财政局", "text": "2024年应急管理局复议" + "文字" * 40},
        {"agency": "乙县财政局", "scope": "consolidated", "total": 100},
    ]
    pages = (capture(name, day) for day, name in enumerate("abcd", 1))
    return filled(
        path, [(page, report(page, **more)) for page, more in zip(pages, told, strict=True)]
    )


@pytest.fixture(scope="module")
def site(database: Path) -> Iterator[httpx.Client]:
    """A real Datasette on loopback."""
    with browsed(database) as client:
        yield client


def tables() -> list[str]:
    return [entry.key for entry in entries() if entry.kind in ("table", "view")]


def asked(site: httpx.Client, name: str, **values: str) -> list[dict[str, Any]]:
    return listed(site, name, **{key: values.get(key, "") for key in questions()[name].parameters})


@pytest.mark.parametrize("name", tables())
def test_every_table_and_view_is_shown(site, name):
    assert site.get(f"/reports/{name}").status_code == 200


@pytest.mark.parametrize("name", [*questions()])
def test_every_question_is_answered(site, name):
    asked(site, name)
    assert site.get(f"/reports/{name}").status_code == 200


def test_an_address_that_is_not_there_is_answered_and_prints_nothing(database, capfd):
    shown = application(database)
    for page in ("/nowhere", "/reports/reports/nowhere", "/-/audit?superior=nowhere", "/serve.db"):
        assert asyncio.run(shown.client.get(page)).status_code in (403, 404), page
    assert capfd.readouterr() == ("", "")


def test_a_file_whose_name_no_address_can_have_is_served_as_reports(database, tmp_path):
    named = tmp_path / "全市 2024.db"
    named.write_bytes(database.read_bytes())
    shown = application(named)
    assert {*shown.databases} - {"_internal"} == {"reports"}
    for page in ("/reports/requests.json", "/reports.json?sql=select+1"):
        answer = asyncio.run(shown.client.get(page, follow_redirects=True))
        assert answer.status_code == 200, page
    with pytest.raises(DatabaseUnusable, match="rename it"):
        application(named.rename(tmp_path / "a?b.db"))


def test_the_database_cannot_be_downloaded_or_written(site):
    assert site.get("/reports.db").status_code == 403
    written = site.get("/reports.json", params={"sql": "DELETE FROM reports"})
    assert written.status_code == 400


def test_every_column_is_described_in_both_languages_and_no_unit_is_left_to_datasette(database):
    described = metadata(database)["databases"]["reports"]["tables"]
    assert set(described) == set(tables())
    for name, table in described.items():
        assert "units" not in table
        assert re.search(r"[\u4e00-\u9fff]", table["description"]), name
        for column, words in table["columns"].items():
            assert re.search(r"[\u4e00-\u9fff].* / .*[a-z]", words), (name, column)


def test_every_view_column_has_a_description(database):
    db = sqlite3.connect(database)
    names = [name for name in tables() if name != "sections_fts"]
    missing = [
        (name, row[1])
        for name in names
        for row in db.execute(f"PRAGMA table_info({name})")
        if of_column(name, row[1]) is None
    ]
    assert missing == []
    assert set(views()) <= set(names)


@pytest.mark.parametrize("table", sorted(FACETS.keys() - {"dictionary"}))
def test_a_facet_is_counted_from_an_index_whatever_facet_has_picked_the_rows(database, table):
    """However many reports there are: a scan of a million wide rows takes longer than a reader waits."""
    db = sqlite3.connect(database)
    pairs = [*permutations(FACETS[table], 2), *((column, None) for column in FACETS[table])]
    for column, picked in pairs:
        where = f'WHERE "{picked}" = :picked' if picked else ""
        facet = (
            f'SELECT "{column}" AS value, count(*) AS count FROM (SELECT * FROM {table} {where}) '
            f'WHERE "{column}" IS NOT NULL GROUP BY "{column}" ORDER BY count DESC, value LIMIT 31'
        )
        steps = db.execute(f"EXPLAIN QUERY PLAN {facet}", {"picked": ""} if picked else {})
        plan = " ".join(row[3] for row in steps)
        assert "COVERING INDEX" in plan, (column, picked, plan)


@pytest.mark.parametrize("question", ["missing_reports", "procurement"])
def test_a_list_of_the_country_is_read_in_its_order(question):
    asked = questions()[question]
    db = sqlite3.connect(":memory:")  # without statistics SQLite plans for a million rows
    db.executescript(";".join((schema(), *readers_indexes())))
    steps = db.execute(f"EXPLAIN QUERY PLAN {asked.sql}", dict.fromkeys(asked.parameters, ""))
    plan = " ".join(row[3] for row in steps)
    assert "INDEX" in plan
    assert "ORDER BY" not in plan


def test_no_index_of_lines_begins_with_the_scope():
    """Every question keeps to a scope: by such an index it would look up nearly every line, at random."""
    begin = re.compile(r' ON (request|dispute|disclosure)_totals\("?scope')
    assert [one for one in readers_indexes() if begin.search(one)] == []


def test_charts_and_choices_without_a_row_are_left_out_and_their_neighbours_take_the_room(database):
    """A saved folder has no superiors, and none of its reports need be late: axes alone say nothing."""
    boards = metadata(database)["plugins"]["datasette-dashboards"]
    assert boards["disputes"]["layout"] == [["outcomes", "rates"], ["routes", "routes"]]
    assert "coverage" not in boards["publication"]["charts"]
    for board in boards.values():
        assert board["filters"] == {}
        assert {chart for row in board["layout"] for chart in row} == set(board["charts"])
        assert {len(row) for row in board["layout"]} == {2}


# What a chart may read line by line: a line a report or an agency and year, of a handful of columns.
LINES = {*yearly(), "dictionary", "quality", "publication", "coverage"}
CHARTS = {f"{slug} {name}": chart["query"] for slug, board in dashboards("reports").items()
          for name, chart in board["charts"].items()}  # fmt: skip


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("is_filtered", [False, True])
def test_a_chart_of_the_country_reads_no_report(chart, is_filtered):
    """A chart has a second, as a question has; the rows of a million reports take longer."""
    query = re.sub(r"\[\[(.*?)\]\]", r"\1" if is_filtered else "", CHARTS[chart], flags=re.DOTALL)
    db = sqlite3.connect(":memory:")
    db.executescript(";".join((schema(), *readers_indexes())))
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}", {"superior": "x"})]
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    whole = [
        step for step in plan if "COVERING INDEX" not in step and "(report_year=?)" not in step
    ]
    read = {step.split()[1] for step in whole} & tables
    if is_filtered:
        read -= {"request_totals", "findings"}  # of one superior
    assert read <= LINES, plan
