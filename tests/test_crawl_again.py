"""What a later run makes of a site that has changed, and an archive of what befell it."""

import errno
import gzip
import json
import os
import sqlite3
from contextlib import closing, suppress
from typing import IO

import pytest

from scraper.archive import Archive, locked
from scraper.crawl import truncate_incomplete
from scraper.crawling.run_report import last, now
from scraper.frontier import Frontier, Queued
from tests.archives import check, records
from tests.commands import extracted, full_disk, one_line
from tests.crawling import crawled, one, portals_toml, run, typed
from tests.dumped import altered
from tests.site import MENU, Says, healthy, page, rows, site


def column(years: list[int]) -> dict[str, Says]:
    return {"/nb/": page(MENU + rows(years))}


def test_a_listing_that_has_lost_its_reports_is_no_success(tmp_path):
    with site() as running:
        assert one(tmp_path, running).status == "ok"
        running.routes["/nb/"] = page(MENU + "<p>建设中，敬请期待</p>")
        found = one(tmp_path, running)
    assert (found.status, found.reason, found.reports) == ("incomplete", "no-reports", 4)
    assert found.detail == "reports: 0, in earlier runs 4"


def test_a_login_that_stood_before_a_site_for_a_night_is_told_until_the_site_is_back(tmp_path):
    login = page("用户登录<form><input type='password'></form>")
    told = []
    with site(healthy([])) as running:
        for start in (login, healthy()["/"]):
            running.routes["/"] = start
            one(tmp_path / "a", running)
            told.append(len(extracted(tmp_path / "x.db", tmp_path / "a")["unreadable"]))
    assert told == [1, 0]


def test_a_drop_in_reports_is_said_and_what_stays_so_is_believed(tmp_path):
    years = list(range(2015, 2025))
    with site(healthy(years)) as running:
        assert one(tmp_path, running).status == "ok"
        running.routes |= column(years[4:])
        found = [one(tmp_path, running) for _ in range(4)]
    assert [portal.reason for portal in found] == ["fewer-listed"] * 2 + [None] * 2
    assert found[0].detail == "reports: 6, in earlier runs 10"
    assert found[0].reports == 10


def test_one_report_less_of_many_is_no_alarm_and_a_run_that_failed_no_measure(tmp_path):
    years = list(range(2015, 2025))
    failing = column(years[9:]) | {"/art/2024.html": Says(b"", 404)}
    with site(healthy(years)) as running:
        one(tmp_path, running)
        nights = ((column(years[1:]), None), (failing, "pages-missing"), (healthy(years), None))
        for routes, reason in nights:
            running.routes |= routes
            assert one(tmp_path, running).reason == reason


def test_a_torn_line_of_runs_jsonl_is_mended_and_numbers_go_on_without_the_frontier(tmp_path):
    log = tmp_path / "runs.jsonl"
    with site() as running:
        one(tmp_path, running)
        log.write_text(log.read_text() + '{"run": {"id": 2, "star')
        one(tmp_path, running)
        (tmp_path / "frontier.db").unlink()
        one(tmp_path, running)
    assert [json.loads(line)["run"]["id"] for line in log.read_text().splitlines()] == [1, 2, 3]


def test_lines_of_runs_jsonl_that_are_none_are_passed_over_from_its_end(tmp_path):
    log = tmp_path / "runs.jsonl"
    assert last(log) == 0
    log.write_bytes(b"")
    assert last(log) == 0
    log.write_text('{"run": {"id": 7}}\n' + "not a line\n" * 3 + '{"run": {"id": 8')
    assert last(log) == 7
    crawled(tmp_path, healthy())
    assert last(log) == 8
    assert log.read_text().count("\n") == 5


def test_without_its_frontier_a_torn_record_is_still_cut_off(tmp_path):
    with site() as running:
        one(tmp_path, running)
        (tmp_path / "frontier.db").unlink()
        file = next(tmp_path.glob("*.warc.gz"))
        whole = file.read_bytes()
        file.write_bytes(whole + gzip.compress(b"WARC/1.1 half a record")[:-4])
        torn = tmp_path / "gongkai-20200101000000-00000.warc.gz"
        torn.write_bytes(gzip.compress(b"WARC/1.1")[:-4])
        (tmp_path / "frontier.db").touch()  # as a kill may leave it
        assert one(tmp_path, running).fetched == 6
    assert file.read_bytes() == whole
    assert not torn.exists()
    check(tmp_path)


def test_broken_bytes_in_the_middle_of_a_file_are_left_as_they_are(tmp_path):
    with site() as running:
        one(tmp_path, running)
        (tmp_path / "frontier.db").unlink()
        file = next(tmp_path.glob("*.warc.gz"))
        broken = bytearray(file.read_bytes())
        broken[len(broken) // 2] ^= 255
        file.write_bytes(broken)
        assert one(tmp_path, running).status == "ok"
    assert file.read_bytes() == broken


def test_files_stand_in_the_order_of_capture_though_the_clock_was_set_back(tmp_path):
    ahead = tmp_path / "gongkai-20990101000000-00007.warc.gz"
    ahead.write_bytes(gzip.compress(b"WARC/1.1"))
    crawled(tmp_path, healthy())
    assert sorted(file.name for file in tmp_path.glob("*.warc.gz")) == [
        "gongkai-20990101000000-00007.warc.gz", "gongkai-20990101000000-00008.warc.gz",
    ]  # fmt: skip


def test_a_clock_far_behind_the_last_crawl_ends_the_next_in_a_line(tmp_path):
    with site() as running:
        portals = portals_toml({"one": running})
        assert typed(tmp_path, portals).returncode == 0
        for finished, code in (("2099-01-01T00:00:00Z", 1), (now(), 0)):
            with sqlite3.connect(tmp_path / "a" / "frontier.db") as frontier:
                frontier.execute("UPDATE runs SET finished = ?", (finished,))
            assert (done := typed(tmp_path, portals)).returncode == code
            assert ("before the last crawl at 2099-01-01T00:00:00Z" in done.stderr) == bool(code)


def test_files_are_rotated_and_each_begins_with_its_warcinfo(tmp_path, monkeypatch):
    monkeypatch.setattr("scraper.archive.ROTATE_AT", 1500)
    with site() as running:
        assert one(tmp_path, running).status == "ok"
        assert one(tmp_path, running).unchanged == 6
    check(tmp_path)
    kept = sorted(tmp_path.glob("*.warc.gz"))
    assert len(kept) > 4
    kinds = [kind for kind, _ in records(tmp_path)]
    assert kinds.count("warcinfo") == len(kept)


def test_a_full_disk_ends_the_crawl_in_a_line_and_the_archive_stays_whole(tmp_path, monkeypatch):
    plain = Archive._write

    def write(self: Archive, file: IO[bytes], data: bytes) -> int:
        with full_disk(9000):
            return plain(self, file, data)

    with site(healthy(list(range(2000, 2025)))) as running:
        portals = portals_toml({"one": running})
        with monkeypatch.context() as disk:
            disk.setattr(Archive, "_write", write)
            done = typed(tmp_path, portals)
        assert done.returncode == 1, done.stderr
        said = [line for line in done.stderr.splitlines() if not line.startswith("{")]
        assert said == [f"Error: {next((tmp_path / 'a').glob('*.gz'))}: {os.strerror(errno.EFBIG)}"]
        check(tmp_path / "a")
        told = typed(tmp_path, portals)
    report = json.loads(told.stdout)
    assert (told.returncode, report["run"]["resumed"]) == (0, True)
    assert report["portals"][0]["reports"] == 25
    responses = [url for kind, url in records(tmp_path / "a") if kind == "response"]
    assert len(responses) == len(set(responses)) == 28  # robots.txt among them


def test_a_memory_that_finds_no_room_says_so_and_is_as_before(tmp_path):
    frontier = Frontier(tmp_path / "frontier.db")
    (pages,) = frontier.row("PRAGMA page_count")
    frontier.write(f"PRAGMA max_page_count = {pages}")
    many = [Queued(str(n), "report", 1, "http://gk.example/" + "x" * 4000) for n in range(100)]
    with pytest.raises(sqlite3.OperationalError, match="database or disk is full"):
        frontier.queue("one", many)
    assert frontier.rows("SELECT * FROM pages") == []
    frontier.close()


def test_a_memory_that_finds_no_room_for_a_page_ends_the_crawl_in_a_line(tmp_path):
    with site() as running:
        one(tmp_path / "a", running)
        altered(
            tmp_path / "a" / "frontier.db",
            "CREATE TRIGGER full BEFORE INSERT ON visits "
            "BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END",
        )
        told = typed(tmp_path, portals_toml({"one": running}))
    said = [line for line in told.stderr.splitlines() if not line.startswith("{")]
    assert (told.returncode, len(said)) == (1, 1)
    assert said[0].startswith(f"Error: {tmp_path / 'a'}: its disk is full")


@pytest.mark.parametrize("kilobytes", range(20, 180, 20))
def test_a_memory_that_found_no_room_to_be_made_is_made_by_the_next_run(tmp_path, kilobytes):
    path = tmp_path / "frontier.db"
    with full_disk(kilobytes * 1000), suppress(sqlite3.OperationalError):
        Frontier(path).close()
    Frontier(path).close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_folder_that_cannot_be_written_is_said_in_a_line(tmp_path):
    (tmp_path / "a").write_text("a file")
    with site() as running:
        told = typed(tmp_path, portals_toml({"one": running}))
    assert told.returncode in (1, 2)
    assert told.stderr.splitlines()[-1].startswith("Error: ")


def test_of_two_crawls_at_once_the_second_ends_in_a_line(tmp_path):
    with site() as running:
        text = portals_toml({"one": running})
        (tmp_path / "a").mkdir()
        with locked(tmp_path / "a"):
            said = one_line(typed(tmp_path, text))
    assert (
        said == f"Error: {tmp_path / 'a'}: in use by another crawl; try again when it has ended\n"
    )


def test_a_disk_that_has_no_locks_is_not_taken_for_another_crawl(tmp_path, monkeypatch):
    def none(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", none)
    with site() as running:
        said = one_line(typed(tmp_path, portals_toml({"one": running})))
    assert said == f"Error: {tmp_path / 'a'}: cannot be locked: No locks available\n"
    assert running.log == []


def test_what_another_command_left_unfinished_is_not_taken_up(tmp_path):
    with site() as running, site() as other:
        both = run(tmp_path, {"one": running, "two": other})
        only = run(tmp_path, {"two": other})
    assert (both.run.id, only.run.id, only.run.resumed) == (1, 2, False)


def test_an_unwritten_file_of_a_killed_run_is_taken_away(tmp_path):
    frontier = Frontier(tmp_path / "frontier.db")
    name = "gongkai-20200101000000-00000.warc.gz"
    frontier.write("INSERT INTO files VALUES (?, 0)", name)
    (tmp_path / name).write_bytes(b"\x1f\x8b")
    truncate_incomplete(tmp_path, frontier)
    frontier.close()
    assert not (tmp_path / name).exists()
