"""A database is counted once before it is served; what takes too long has no count, and no page waits."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

from scraper import row_counts
from tests.commands import gongkai
from tests.dumped import selected
from tests.yearbook import yearbook

pytest.importorskip("datasette")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return yearbook(tmp_path_factory.mktemp("sizes") / "reports.db", 8, range(2019, 2024))


def pages(database: Path, *addresses: str) -> list[Any]:
    from scraper.publish import application  # noqa: PLC0415  (an extra)

    async def asked() -> list[Any]:
        return [await site.client.get(f"/reports/{one}".rstrip("/")) for one in addresses]

    site = application(database)
    return asyncio.run(asked())


def test_every_table_and_view_is_counted(database):
    told = row_counts.inspect_data(database)["reports"]
    for name in ("reports", "requests", "request_totals"):
        count = selected(database, f"SELECT count(*) FROM {name}")[0][0]
        assert told["tables"][name] == {"count": count}
    assert told["uncounted"] == []
    assert told["size"] == database.stat().st_size


def test_a_page_says_the_count_that_was_made(database):
    count = selected(database, "SELECT count(*) FROM requests")[0][0]
    (shown,) = pages(database, "requests")
    assert f"{count:,} 行 rows" in shown.text


def test_what_takes_too_long_to_count_is_shown_without_a_count(database, monkeypatch):
    monkeypatch.setattr(row_counts, "_TIMEOUT", -1.0)
    monkeypatch.setattr(row_counts, "_STEPS", 1)
    assert {"facts", "requests"} <= {*row_counts.inspect_data(database)["reports"]["uncounted"]}
    key, count = selected(database, "SELECT report, count(*) FROM facts GROUP BY 1")[0]
    every, some, query, listed = pages(
        database, "facts", f"facts?report={key}", "requests_by_year", ""
    )
    assert (every.status_code, query.status_code) == (200, 200)
    assert " rows" not in every.text.partition("<table")[0]
    assert f"{count} 行 rows" in some.text
    assert "requests" in listed.text


def test_the_page_of_the_database_lists_tables_and_views(database):
    (shown,) = pages(database, "")
    assert all(f'href="/reports/{name}"' in shown.text for name in ("reports", "outcomes", "facts"))


def test_another_file_has_another_digest(database, tmp_path):
    other = yearbook(tmp_path / "reports.db", 8, range(2019, 2025))
    assert (
        row_counts.inspect_data(other)["reports"]["hash"]
        != row_counts.inspect_data(database)["reports"]["hash"]
    )


def test_a_database_that_is_not_there_is_told_before_an_extra_that_is_not(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    told = gongkai("serve", tmp_path / "none.db")
    assert told.returncode == 1
    assert "none.db: no such database" in told.stderr
    there = yearbook(tmp_path / "there.db", 1, range(2023, 2024))
    told = gongkai("serve", there)
    assert (told.returncode, "pip install 'gongkai[serve]'" in told.stderr) == (1, True)
