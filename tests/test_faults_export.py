"""Whatever happens around an export or a report page, the one before stays, or the new one is whole."""

import errno
import shutil
import signal
import sqlite3
import time
from contextlib import AbstractContextManager, closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scraper.atomic_output import lock_place, translate_os_errors
from scraper.errors import GongkaiError
from scraper.export import FORMATS
from scraper.exports import workbook
from tests.commands import full_disk, gongkai, one_line
from tests.dumped import selected
from tests.processes import Process, one_after_the_other, underway
from tests.spoilt import UNUSABLE
from tests.yearbook import yearbook

pytestmark = pytest.mark.thorough

pytest.importorskip("pyarrow")
openpyxl = pytest.importorskip("openpyxl")

WHOLE = {
    "parquet", "csv", "xlsx", "datapackage.json", "report.schema.json", "codebook.zh.md", "codebook.en.md",
}  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return yearbook(tmp_path_factory.mktemp("made") / "reports.db", 4, range(2020, 2023))


@pytest.fixture(scope="module")
def count(database: Path) -> int:
    return int(selected(database, "SELECT count(*) FROM reports")[0][0])


@pytest.fixture(scope="module")
def before(database: Path) -> Path:
    """An export of a database that had less."""
    less = yearbook(database.with_name("less.db"), 2, range(2022, 2024))
    assert gongkai("export", less, database.with_name("before")).returncode == 0
    return database.with_name("before")


@pytest.fixture
def out(before: Path, tmp_path: Path) -> Path:
    """Where the new export is to take the place of the one before."""
    return Path(shutil.copytree(before, tmp_path / "out"))


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}  # fmt: skip


def reports(out: Path) -> int:
    """The reports of an export that is whole."""
    assert {path.name for path in out.iterdir()} == WHOLE
    with (out / "csv" / "reports.csv").open(encoding="utf-8") as file:
        return sum(1 for _ in file) - 1


def left(out: Path) -> list[str]:
    """What lies beside the export."""
    return sorted(path.name for path in out.parent.iterdir() if path != out)  # fmt: skip


@pytest.mark.parametrize("kind", ["parquet", "csv", "xlsx"])
@pytest.mark.parametrize("most", [4_000, 40_000])
def test_an_export_to_a_full_disk_is_one_line_and_the_one_before_stays(
    database, before, out, kind, most
):
    with full_disk(most):
        told = one_line(gongkai("export", database, out, "--format", kind))
    assert told.endswith(": File too large\n")  # though one library has words of its own
    assert (held(out), left(out)) == (held(before), [])


def test_a_workbook_that_finds_no_room_says_why_and_nothing_twice():
    why = "No space left on device"
    with (
        pytest.raises(GongkaiError, match=f"[^\\]]: {why}$"),
        workbook._translate_write_errors(openpyxl.Workbook()),
    ):
        raise OSError(errno.ENOSPC, why)


def test_a_place_that_may_not_be_written_to_says_what_to_do(tmp_path):
    """A hidden file in it is none that a person knows."""
    said = f"{tmp_path}: Permission denied; see who may write there"
    for file in (None, str(tmp_path / ".lock")):
        with pytest.raises(GongkaiError, match=f"^{said}$"), translate_os_errors(tmp_path):
            raise PermissionError(errno.EACCES, "Permission denied", file)


def exporting(database: Path, out: Path) -> AbstractContextManager[Process]:
    """An export that has begun to write, or is over."""
    return underway(out.parent, ("export", database, out), out.with_name(".out.new"))


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 31))]
)
def test_a_killed_export_leaves_the_one_before_or_the_new_one(database, before, out, seed, count):
    with exporting(database, out) as running:
        time.sleep(Random(seed).random() * 2)
        assert running.killed() in (-signal.SIGKILL, 0)
    whole = out if out.exists() else out.with_name(".out.old")  # between its two renames
    assert reports(whole) in (reports(before), count)
    assert gongkai("export", database, out).returncode == 0
    assert (reports(out), left(out)) == (count, [])


def test_an_export_that_a_kill_laid_aside_comes_back_even_if_the_next_fails(database, before, out):
    out.rename(out.with_name(".out.old"))
    with full_disk(4_000):
        one_line(gongkai("export", database, out))
    assert (held(out), left(out)) == (held(before), [])


def test_two_exports_into_one_folder_are_one_after_the_other(database, out, count):
    with lock_place(out):
        assert "another command is writing to it" in one_line(gongkai("export", database, out))
    with exporting(database, out) as first, exporting(database, out) as second:
        pass
    one_after_the_other(first, second)
    assert (reports(out), left(out)) == (count, [])


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_database_that_is_not_sound_is_neither_exported_nor_verified(database, before, out, name):
    spoil, said = UNUSABLE[name]
    spoilt = Path(shutil.copy(database, out.with_name("spoilt.db")))
    spoil(spoilt)
    pages = out.with_name("pages")
    pages.mkdir()
    places = {"export": out, "report": out.with_name("page.html"), "verify": pages}
    for verb, place in places.items():
        assert said in one_line(gongkai(verb, spoilt, place))
    assert (held(out), left(out)) == (held(before), ["pages", "spoilt.db"])


def test_an_export_is_of_one_moment_while_another_program_writes(database, out, count, monkeypatch):
    written, as_csv = Path(shutil.copy(database, out.with_name("written.db"))), FORMATS["csv"]

    def meanwhile(*given: Any) -> None:
        writer.execute("DELETE FROM findings")
        as_csv(*given)

    monkeypatch.setitem(FORMATS, "csv", meanwhile)
    with closing(sqlite3.connect(written, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = wal")
        assert gongkai("export", written, out).returncode == 0
        assert writer.execute("SELECT count(*) FROM findings").fetchone() == (0,)
    assert reports(out) == count
    findings = (out / "csv" / "findings.csv").read_text(encoding="utf-8").count("\n") - 1
    assert selected(database, "SELECT count(*) FROM findings") == [(findings,)]
    assert findings > 0


@pytest.mark.parametrize("place", ["/proc/out", "/nowhere/out"])
def test_a_place_where_nothing_can_be_written_is_one_line(database, place):
    assert place.rpartition("/")[0] in one_line(gongkai("export", database, place))


YEARS = ("--years", 2020, 2021)  # a page without charts is drawn in no time


def test_a_report_page_on_a_full_disk_is_one_line_and_the_one_before_stays(database, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("the one before")
    assert "/nowhere" in one_line(gongkai("report", database, "/nowhere/page.html", *YEARS))
    with full_disk(4_000):
        one_line(gongkai("report", database, page, *YEARS))
    assert page.read_text() == "the one before"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    for whole in (page, "/dev/null"):
        assert gongkai("report", database, whole, *YEARS).returncode == 0
    assert page.stat().st_size > 8_000
    assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")


def test_two_report_pages_into_one_file_are_one_after_the_other(database, tmp_path, monkeypatch):
    """The file is named as it was typed, not by where it is."""
    page = tmp_path / "page.html"
    monkeypatch.chdir(tmp_path)
    with lock_place(page):
        told = one_line(gongkai("report", database, page.name, *YEARS))
    assert told.startswith("Error: page.html: another command is writing to it")
    assert gongkai("report", database, page, *YEARS).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_an_export_takes_the_place_of_any_other_and_of_nothing_else(database, out):
    for kind in ("csv", "parquet", "xlsx", "csv"):
        assert gongkai("export", database, out, "--format", kind).returncode == 0
        assert {path.name for path in out.iterdir() if path.is_dir()} == {kind}
        assert not list(out.rglob("stale"))
        (out / kind / "stale").touch()
        (out / "mine.txt").write_text("a note")
        assert "contains something other" in one_line(gongkai("export", database, out))
        (out / "mine.txt").unlink()
        (out / ".DS_Store").touch()  # a system's own file is nobody's
    for kind in ("parquet", "csv", "xlsx"):
        table = out.with_name(f"figures.{kind}")
        assert "a folder is written, not a file" in one_line(gongkai("export", database, table))
    assert left(out) == []
