"""A log says what a run did, line by line, and nothing of what the pages say."""

import ast
import json
import multiprocessing
import os
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from scraper import extract as extraction
from scraper.log import events, log_event, log_to
from scraper.summary import Summary
from tests.commands import full_disk, gongkai
from tests.crawling import portals_toml
from tests.dumped import selected
from tests.in_memory import zipped
from tests.processes import apart
from tests.rebuilt import counts, lines, rebuilt
from tests.render import Layout, specimen
from tests.site import Says, healthy, page, report, site

ROOT = Path(__file__).parents[1]
MARK = "夜光杯"  # a word of the pages, their names and titles, that no log may hold
PERSON, PHONE = "欧阳明镜", "0570-3029471"
PAGE = "fixtures/reports/jpaas-2021.html"
PAGES = 150  # more than are read before there are workers


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports, a revision of one, a page that is none, torn files; all of them marked."""
    folder = tmp_path_factory.mktemp("pages")
    printed = specimen(1, Layout())
    marked = printed.text.replace(
        "</body>", f"<p>联系人：{PERSON}，电话 {PHONE}。{MARK}</p></body>"
    )
    for number in range(PAGES):
        text = marked.replace(printed.article.agency, f"海晏市第{number}管理局")
        (folder / f"{MARK}{number:03}.html").write_text(text)
    changed = marked.replace(printed.article.agency, "海晏市第3管理局")
    (folder / f"{MARK}-again.html").write_text(changed.replace("<td>", "<td>1", 1))
    (folder / f"{MARK}-other.html").write_text(f"<title>{MARK}</title><p>{PERSON} {PHONE}</p>")
    (folder / f"{MARK}.pdf").write_bytes(f"%PDF-1.7 {MARK}".encode())
    (folder / f"{MARK}.zip").write_text(f"no zip: {MARK}")
    packed = zipped({f"{MARK}.html": marked, f"{MARK}.css": ""})
    (folder / f"{MARK}-2.zip").write_bytes(packed)
    (folder / f"{MARK}.css").write_text("")
    return folder


def dies_once(folder: Path, log: Path, database: Path) -> Summary:
    """An extraction by two workers, one of which is killed as soon as it is there."""
    killed: list[int] = []

    def kill(_: str) -> None:
        children = multiprocessing.active_children()
        if children and not killed:
            killed.append(children[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    with log_to(log):
        log_event("run-began", verb="extract", version="", reader="", python="", arguments={})
        told = extraction.extract(database, [folder], extraction.ReadOptions(workers=2), watch=kill)
        log_event("run-ended", exit=0, seconds=0)
    assert killed
    return told


def figures(told: Summary) -> dict[str, Any]:
    """What a summary says that a log can rebuild."""
    return {
        "pages": told.pages,
        "unchanged": told.unchanged,
        "outcomes": told.outcomes,
        "skipped": told.skipped,
        "reports": told.reports,
        "findings": {one["code"]: (one["count"], one["reports"]) for one in told.findings},
        "unreadable": len(told.unreadable),
        "not_reports": len(told.not_reports),
        "in_database": told.in_database["reports"],
    }


def run_rows(database: Path) -> list[tuple[Any, ...]]:
    sql = "SELECT id, started, finished, captures, reports, unreadable FROM runs ORDER BY id"
    return selected(database, sql)


@pytest.fixture(scope="module")
def two_runs(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Summary]]:
    """A run with a worker killed, and a second one over the same pages and a new one; one log."""
    place = tmp_path_factory.mktemp("runs")
    first = dies_once(folder, place / "log", place / "a.db")
    printed = specimen(2, Layout())
    (folder / f"{MARK}-new.html").write_text(printed.text)
    words = ["extract", place / "a.db", folder, "--workers", "1", "--log", place / "log", "--json"]
    run = gongkai(*words)
    assert run.returncode == 4
    return place, [first, Summary(**json.loads(run.stdout))]


def test_a_run_is_rebuilt_from_its_log_alone(two_runs):
    place, (first, second) = two_runs
    told = lines(place / "log")
    at = [number for number, one in enumerate(told) if one["event"] == "run-began"][1]
    archive = rebuilt(told[:at])
    assert counts(archive, archive.runs[0]) == figures(first)
    archive = rebuilt(told)
    assert counts(archive, archive.runs[1]) == figures(second)
    assert second.unchanged > PAGES
    assert all((first.outcomes["unreadable"], first.findings, first.skipped))


def test_the_database_and_the_log_name_the_same_runs(two_runs):
    place, _ = two_runs
    for run, row in zip(rebuilt(lines(place / "log")).runs, run_rows(place / "a.db"), strict=True):
        assert run.finished is not None
        assert run.ended is not None
        assert (run.run, run.finished["run"]) == (row[0], row[0])
        kept = ("captures", "reports", "unreadable")
        assert tuple(run.finished[name] for name in kept) == row[3:]
        assert run.began["at"][:19] <= row[1][:19] <= row[2][:19] <= run.ended["at"][:19]


def test_a_worker_that_died_and_its_pages_are_in_the_log(two_runs):
    first, second = rebuilt(lines(two_runs[0] / "log")).runs
    assert (first.died, second.died, second.retried) == (1, 0, 0)
    assert first.retried <= PAGES  # none, if it died before it had any


def test_how_it_was_called_and_how_it_ended(two_runs):
    place, _ = two_runs
    run = rebuilt(lines(place / "log")).runs[1]
    assert run.began["verb"] == "extract"
    assert run.began["version"] in run.began["reader"]
    assert run.began["arguments"] | {"db": "", "paths": ""} == {
        "db": "", "paths": "", "workers": 1, "json_wanted": True
    }  # fmt: skip
    assert run.ended is not None
    assert run.ended["exit"] == 4


def test_no_word_of_a_page_its_name_or_its_people_is_in_a_log(two_runs):
    text = (two_runs[0] / "log").read_text(encoding="utf-8")
    assert [word for word in (MARK, PERSON, PHONE, "海晏", "管理局") if word in text] == []


def test_a_crawl_is_rebuilt_from_its_log_and_no_word_of_a_site_is_in_it(tmp_path):
    years = range(2019, 2025)
    routes = healthy(years) | {
        "/art/2020.html": Says(f"{MARK}".encode(), 404, raw=f"HTTP/1.1 404 {MARK}\r\nContent-Length: 0\r\n\r\n".encode()),
        "/art/2021.html": report(2021, f"<p>{MARK} {PERSON} {PHONE}</p>"),
        "/art/2022.html": page(f"<title>{MARK}</title>" * 40, status=503),
    }  # fmt: skip
    with site(routes) as running:
        (tmp_path / "p.toml").write_text(portals_toml({"one": running}))
        words = ["crawl", tmp_path / "a", "--portals", tmp_path / "p.toml", "--json"]
        words += ["--log", tmp_path / "log"]
        done = gongkai(*words)
    portal = json.loads(done.stdout)["portals"][0]
    told = lines(tmp_path / "log")
    kinds = Counter(one["kind"] for one in told if one["event"] == "page-kept")
    (ended,) = (one for one in told if one["event"] == "portal-ended")
    assert (kinds["fetched"], kinds["unchanged"]) == (portal["fetched"], portal["unchanged"])
    assert {key: ended[key] for key in ended if key in portal} == {
        key: portal[key] for key in ended if key in portal
    }
    missed = Counter(one["reason"] for one in told if one["event"] == "page-missed")
    assert missed == Counter(problem["reason"] for problem in portal["problems"])
    assert missed == {"not-found": 1, "server-error": 1}
    retried = Counter(one["reason"] for one in told if one["event"] == "request-retried")
    assert retried["server-error"] == 2  # a busy machine may have more to repeat
    assert told[-1]["event"] == "run-ended"
    assert (told[-1]["exit"], done.returncode) == (4, 4)
    text = (tmp_path / "log").read_text(encoding="utf-8") + done.stderr
    assert [word for word in (MARK, PERSON, PHONE) if word in text] == []


def test_a_failure_is_told_by_its_class_and_place(tmp_path):
    (tmp_path / "a.db").write_text(f"no database: {MARK}, and longer than a header is")
    words = ["extract", tmp_path / "a.db", ROOT / "fixtures/reports", "--log", tmp_path / "log"]
    done = gongkai(*words)
    failed, ended = lines(tmp_path / "log")[-2:]
    assert (failed["event"], failed["error"]) == ("run-failed", "DatabaseUnusable")
    assert failed["where"].startswith("database/connect.py:")
    assert (ended["event"], ended["exit"], done.returncode) == ("run-ended", 1, 1)


def test_a_log_on_a_full_disk_is_told_once_and_the_run_goes_on(tmp_path):
    words = ["extract", tmp_path / "a.db", ROOT / PAGE, "--log", "/dev/full"]
    done = gongkai(*words)
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "/dev/full cannot be written" in done.stderr
    assert run_rows(tmp_path / "a.db")[0][2] is not None


def test_a_log_for_a_folder_that_is_not_there_is_refused(tmp_path):
    log = tmp_path / "none" / "log.jsonl"
    done = gongkai("extract", tmp_path / "a.db", ROOT / PAGE, "--log", log)
    assert (done.returncode, (tmp_path / "a.db").exists()) == (1, False)
    assert f"{log.parent}: no such folder; create it first" in done.stderr


def test_lines_that_were_lost_are_counted_once_there_is_room(tmp_path, capsys):
    log = tmp_path / "log"
    with log_to(log):
        log_event("pages-retried", pages=1)
        with full_disk(log.stat().st_size + 20):
            log_event("pages-retried", pages=2)
            log_event("pages-retried", pages=3)
        log_event("pages-retried", pages=4)
    told = [(one["event"], one.get("pages", one.get("count"))) for one in lines(log)]
    assert told == [("pages-retried", 1), ("lines-lost", 2), ("pages-retried", 4)]
    assert capsys.readouterr().err.count("cannot be written") == 1


def test_a_line_that_a_power_cut_has_torn_spoils_no_other(tmp_path):
    (tmp_path / "log").write_text('{"at": "2026-01-01T00:00:00.000+00:00", "ev')
    with log_to(tmp_path / "log"):
        log_event("interrupted")
    assert [one["event"] for one in lines(tmp_path / "log")] == ["interrupted"]


def test_a_log_that_is_rotated_goes_on_in_the_file_it_began(tmp_path):
    with log_to(tmp_path / "log"):
        log_event("interrupted")
        (tmp_path / "log").rename(tmp_path / "log.1")
        log_event("interrupted")
    assert len(lines(tmp_path / "log.1")) == 2
    assert not (tmp_path / "log").exists()


def logged(log: Path) -> None:
    with log_to(log):
        for _ in range(500):
            log_event("pages-unchanged", captures=["x" * 20] * 64)


def test_two_programs_share_a_log_line_by_line(tmp_path):
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(apart, [logged] * 2, [tmp_path / "log"] * 2))
    raw = (tmp_path / "log").read_text().splitlines()
    assert len(raw) == 1000
    assert all(len(json.loads(one)["captures"]) == 64 for one in raw)


def test_a_log_may_be_standard_error_and_named_by_the_environment(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("GONGKAI_LOG", "-")
    done = gongkai("extract", tmp_path / "a.db", ROOT / PAGE, "--workers", 1)
    told = [json.loads(one)["event"] for one in capfd.readouterr().err.splitlines()]
    assert (done.returncode, told[0], told[-1]) == (0, "run-began", "run-ended")


def said() -> set[str]:
    """Every event that the program's source says, by a call of `log_event` or of what calls it."""
    found = set()
    for path in (ROOT / "scraper").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = (
                isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
            )
            called = ast.unparse(node.func).rpartition(".")[2] if named else ""
            if called in {"log_event", "_tell", "tell", "Event"}:
                found.add(str(node.args[0].value))
    return found


def test_every_event_in_the_table_is_said_somewhere():
    own = {"lines-lost"}  # said by the log itself
    assert set(events()) - said() == own


def test_every_line_has_the_fields_that_the_table_says(two_runs):
    told = lines(two_runs[0] / "log")
    assert {"worker-died", "page-read", "run-ended"} <= {one["event"] for one in told}
    for one in told:
        assert tuple(one) == ("at", "event", *events()[one["event"]].fields)
