"""What goes wrong around an extraction ends in a right result or one clear line, and loses nothing."""

import json
import os
import resource
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from scraper import extract as extraction
from tests.commands import full_disk, gongkai, one_line
from tests.dumped import altered, digest, selected
from tests.kills.extractions import archives
from tests.processes import apart, started
from tests.render import Layout, specimen
from tests.spoilt import UNWRITABLE, reports

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]

PAGES = 40


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pages, each of another agency, enough for a run to be caught in the middle."""
    folder = tmp_path_factory.mktemp("pages")
    printed = specimen(1, Layout())
    for number in range(PAGES):
        text = printed.text.replace(printed.article.agency, f"海晏市第{number}管理局")
        (folder / f"{number:03}.html").write_text(text)
    return folder


def extract(database: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return gongkai("extract", database, *words, "--workers", 1)


def _is_new(database: Path) -> bool:
    """Whether the kill came before the tables were there."""
    found = selected(database, "SELECT count(*) FROM sqlite_master WHERE name = 'reports'")[0]
    return found == (0,)


def test_two_extractions_into_one_database_give_what_one_gives(pages, tmp_path):
    database = tmp_path / "a.db"
    other = started(tmp_path, ("extract", database, pages, "--workers", 1))
    assert extract(database, pages).returncode == 0
    assert other.ended(within=100) == 0, other.said()
    assert reports(database) == PAGES


def test_a_full_disk_is_one_line_and_the_next_run_completes_the_work(pages, tmp_path):
    database = tmp_path / "a.db"
    with full_disk(400_000):
        one_line(extract(database, pages))
    assert _is_new(database) or reports(database) < PAGES
    assert extract(database, pages).returncode == 0
    assert reports(database) == PAGES


def test_a_database_in_use_is_waited_for_and_then_one_line(pages, tmp_path, monkeypatch):
    monkeypatch.setattr("scraper.database.connect.TIMEOUT", 0.1)
    database = tmp_path / "a.db"
    extract(database, pages / "000.html")
    holder = sqlite3.connect(database, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        told = extract(database, pages / "001.html")
        waiting, failed = told.stderr.splitlines()
        assert (told.returncode, waiting.partition(": ")[2][:15]) == (1, "another program")
        assert failed.startswith(f"Error: {database}: in use by another program")
    finally:
        holder.close()


@pytest.mark.parametrize(("spoil", "said"), UNWRITABLE.values(), ids=UNWRITABLE)
def test_a_database_that_cannot_be_used_is_left_alone(spoil, said, pages, tmp_path):
    database = tmp_path / "a.db"
    extract(database, ROOT / "fixtures" / "reports" / "jpaas-2021.html")
    spoil(database)
    before = database.read_bytes()
    assert said in one_line(extract(database, pages / "000.html"))
    assert database.read_bytes() == before


@pytest.mark.parametrize(("make", "said"), [(os.mkfifo, ""), (Path.mkdir, "is a folder")])
def test_what_is_no_file_is_no_database(make, said, pages, tmp_path):
    make(tmp_path / "a.db")
    assert said in one_line(extract(tmp_path / "a.db", pages / "000.html"))


@pytest.mark.parametrize("name", ["/dev/null", "/dev/full", "/dev/zero", "/proc/a.db"])
def test_a_device_or_a_disk_that_takes_nothing_is_one_line(name, pages):
    assert name in one_line(extract(Path(name), pages / "000.html"))


def test_a_clock_that_was_set_back_changes_no_report(pages, tmp_path):
    database = tmp_path / "a.db"
    extract(database, pages)
    altered(database, "UPDATE runs SET (started, finished) = ('2099-01-01', '2099-01-02')")
    before = digest(database, {"runs"})
    assert extract(database, pages, "--again").returncode == 0
    assert digest(database, {"runs"}) == before


def test_pages_that_vanish_while_they_are_read_are_told_and_the_rest_is_read(pages, tmp_path):
    folder = tmp_path / "pages"
    shutil.copytree(pages, folder)
    archives(folder / "zz", 20)  # more than are read together

    def vanish(name: str) -> None:
        (folder / "020.html").unlink(missing_ok=True)
        if name.startswith("http:"):  # of the archives, read after the pages
            (folder / "zz" / "2.warc.gz").unlink(missing_ok=True)

    told = extraction.extract(tmp_path / "a.db", [folder], watch=vanish)
    gone = {Path(one["page"]).name: one["reason"] for one in told.unreadable}
    assert gone["020.html"] == "No such file or directory"
    assert gone["2.warc.gz"] == "is gone"
    assert told.outcomes["report"] >= PAGES - 1


def test_a_file_is_told_by_its_whole_name_whatever_is_in_it(pages, tmp_path):
    torn = tmp_path / "局: 2024 年报: 附件.zip"
    torn.write_bytes(b"PK\x03\x04")
    told = json.loads(extract(tmp_path / "a.db", torn, pages, "--json").stdout)
    reason = "it is no zip, or not all of one; save it again"
    assert told["unreadable"] == [{"page": str(torn), "reason": reason}]


def test_a_folder_whose_path_is_too_long_is_told_and_the_rest_is_read(pages, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_bytes((pages / "000.html").read_bytes())
    deep = os.open(folder, os.O_RDONLY)
    for _ in range(25):
        os.mkdir("d" * 200, dir_fd=deep)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = inner
    os.close(deep)
    try:
        result = extract(tmp_path / "a.db", folder)
        assert (result.returncode, reports(tmp_path / "a.db")) == (4, 1)
        assert result.stderr.endswith(": File name too long\n")
    finally:
        subprocess.run(["rm", "-r", folder], check=True)  # what deletes by paths cannot


def in_little_memory(database: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
    return extract(database, folder)


def test_files_of_gigabytes_are_told_and_cost_nothing(tmp_path):
    folder = tmp_path / "huge"
    folder.mkdir()
    names = ("a.html", "a.mhtml", "a.pdf", "a.warc", "a.warc.gz", "a.wacz", "a.zip")
    for name in names:
        with (folder / name).open("wb") as file:
            file.truncate(20_000_000_000)

    result = apart(in_little_memory, tmp_path / "a.db", folder)
    assert result.returncode == 4
    assert sorted(Path(line.partition(": ")[0]).name for line in result.stderr.splitlines()) == [
        *sorted(names)
    ]


def test_hundreds_of_tiny_files_are_counted(tmp_path):
    for number in range(300):
        (tmp_path / f"{number}.html").write_bytes(b"<p>x" * (number % 2))
    result = extract(tmp_path / "a.db", tmp_path, "--json")
    assert result.returncode == 0
    assert json.loads(result.stdout)["outcomes"] == {"not-a-report": 300}


def test_an_archive_that_is_a_pipe_is_told_and_waited_for_by_none(tmp_path):
    os.mkfifo(tmp_path / "a.warc.gz")
    result = extract(tmp_path / "a.db", tmp_path / "a.warc.gz")
    assert result.returncode == 4
    assert result.stderr == f"{tmp_path}/a.warc.gz: not a regular file\n"


def test_pipes_and_devices_are_no_pages_and_stop_nothing(pages, tmp_path):
    folder = tmp_path / "odd"
    folder.mkdir()
    os.mkfifo(folder / "pipe.html")
    (folder / "zero.html").symlink_to("/dev/zero")
    (folder / "broken.html").symlink_to(folder / "nowhere.html")
    (folder / "a.html").write_bytes((pages / "000.html").read_bytes())
    result = extract(tmp_path / "a.db", folder)
    assert (result.returncode, reports(tmp_path / "a.db")) == (0, 1)
    result = extract(tmp_path / "a.db", folder / "pipe.html", "/dev/zero")
    assert result.returncode == 4
    assert result.stderr.count("not a regular file") == 2


@pytest.mark.parametrize("name", [
    "a" * 250 + ".html", "报告 年\t.html", "\udcff.html", "-x.html", "[bold].html", "\x1b[31m.html",
])  # fmt: skip
def test_a_page_may_have_any_name(name, pages, tmp_path):
    folder = tmp_path / "named"
    folder.mkdir()
    (folder / name).write_bytes((pages / "000.html").read_bytes())
    result = extract(tmp_path / "a.db", folder)
    assert (result.returncode, reports(tmp_path / "a.db")) == (0, 1)
    assert "\x1b" not in result.stdout


def test_what_a_page_says_is_printed_and_never_obeyed(pages, tmp_path):
    text = (pages / "000.html").read_text().replace("海晏市第0管理局", "甲市[/red]\x1b[2J局")
    (tmp_path / "a.html").write_text(text.replace("<td>0</td>", "<td>7</td>", 1))
    result = extract(tmp_path / "a.db", tmp_path / "a.html")
    assert (result.returncode, "\x1b" in result.stdout + result.stderr) == (0, False)
    result = extract(tmp_path / "b.db", tmp_path / "\x1b[2J.zip")
    assert "\x1b" not in result.stderr
