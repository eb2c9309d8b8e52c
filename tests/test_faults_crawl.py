"""An archive's memory that is damaged, of another version or in use ends a crawl in one line, untouched."""

import sqlite3
from functools import partial
from pathlib import Path

import pytest

from scraper.frontier import REMEDY
from tests.commands import one_line
from tests.crawling import one, portals_toml, typed
from tests.site import site
from tests.spoilt import text, version

pytestmark = pytest.mark.thorough


def _damaged(memory: Path) -> None:
    memory.write_bytes(memory.read_bytes()[:4096] + b"\x01" * 40_000)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(_damaged, REMEDY), (text, REMEDY), (version(999), "written by another version of gongkai")],
)
def test_a_memory_that_cannot_be_used_is_one_line_and_no_record_is_touched(spoil, said, tmp_path):
    with site() as running:
        one(tmp_path / "a", running)
        spoil(tmp_path / "a" / "frontier.db")
        before = {file.name: file.read_bytes() for file in (tmp_path / "a").glob("*.gz")}
        running.log.clear()
        assert said in one_line(typed(tmp_path, portals_toml({"one": running})))
    assert running.log == []
    assert {file.name: file.read_bytes() for file in (tmp_path / "a").glob("*.gz")} == before


@pytest.mark.parametrize("spoil", [_damaged, text])
def test_a_plan_from_a_memory_that_cannot_be_used_is_one_line(spoil, tmp_path):
    with site() as running:
        one(tmp_path / "a", running)
        spoil(tmp_path / "a" / "frontier.db")
        said = one_line(typed(tmp_path, portals_toml({"one": running}), "--dry-run"))
    assert f"{tmp_path / 'a' / 'frontier.db'}: " in said


def test_a_memory_that_another_program_holds_is_one_line(tmp_path, monkeypatch):
    patient = partial(sqlite3.connect, timeout=0.1)  # five seconds where nothing is said
    with site() as running:
        one(tmp_path / "a", running)
        holder = sqlite3.connect(tmp_path / "a" / "frontier.db", isolation_level=None)
        monkeypatch.setattr(sqlite3, "connect", patient)
        holder.execute("BEGIN EXCLUSIVE")
        try:
            said = one_line(typed(tmp_path, portals_toml({"one": running})))
        finally:
            holder.close()
    assert (
        said == f"Error: {tmp_path / 'a'}: in use by another program; try again when it has ended\n"
    )
