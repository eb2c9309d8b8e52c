"""Many processes give what one gives, whatever becomes of them."""

import errno
import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import pytest

from schemas.capture import Capture
from scraper import extract as extraction
from scraper.body import LARGEST
from scraper.errors import GongkaiError
from scraper.inputs.attached import Group
from scraper.log import log_to
from scraper.read import read_sources
from scraper.workers.pool import BATCH, read_in_processes
from tests.bench import pages
from tests.dumped import dumped
from tests.dying import POISON, dies, dies_telling, garbles
from tests.processes import started
from tests.rebuilt import lines

pytestmark = pytest.mark.thorough

COUNT = 160


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More pages than are read before there are workers, some of one report; of five only one has tables."""
    folder = tmp_path_factory.mktemp("pages")
    for number in range(COUNT):
        page = _prose(number) if number % 5 else pages.page(40, number)
        (folder / f"{number:03}.html").write_bytes(page)
    return folder


def _prose(number: int) -> bytes:
    title = f"甲县第{number % 31}局{2020 + number % 3}年政府信息公开工作年度报告"
    return f"<h1>{title}</h1><p>一、总体情况</p><p>收到申请{number}件。</p>".encode()


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    database = tmp_path_factory.mktemp("one") / "reports.db"
    return filled(database, folder, 1)


def filled(
    database: Path, folder: Path, workers: int, watch: Callable[[str], None] = lambda _: None
) -> list[str]:
    extraction.extract(database, [folder], extraction.ReadOptions(workers), watch=watch)
    return list(dumped(database, {"runs"}))


@pytest.mark.parametrize("workers", [2, pytest.param(3, marks=pytest.mark.slow)])
def test_any_number_of_workers_gives_the_same_database(folder, undisturbed, tmp_path, workers):
    assert filled(tmp_path / "many.db", folder, workers) == undisturbed


def test_a_file_that_cannot_be_read_is_told_by_whoever_opens_it(folder, tmp_path):
    place = tmp_path / "pages"
    place.mkdir()
    for page in sorted(folder.iterdir())[:110]:
        (place / page.name).hardlink_to(page)
    with (place / "zzz.html").open("wb") as file:
        file.truncate(LARGEST + 1)
    told = [
        extraction.extract(
            tmp_path / f"{workers}.db", [place], extraction.ReadOptions(workers)
        ).unreadable
        for workers in (1, 2)
    ]
    assert told[0] == told[1]
    assert [
        (Path(one["page"]).name, "too large for a page" in one["reason"]) for one in told[0]
    ] == [("zzz.html", True)]


@pytest.mark.parametrize(
    "seen", [0, COUNT * 3 // 4], ids=["before it has pages", "among its pages"]
)
def test_a_worker_that_is_killed_costs_no_page(folder, undisturbed, tmp_path, seen):
    read_so_far: list[str] = []
    killed: list[int] = []

    def kill_once(page: str) -> None:
        read_so_far.append(page)
        children = multiprocessing.active_children()
        if children and len(read_so_far) > seen and not killed:
            killed.append(children[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    assert filled(tmp_path / "killed.db", folder, 2, kill_once) == undisturbed
    assert killed


def test_a_worker_that_cannot_be_begun_at_once_ends_no_run(monkeypatch):
    """A fork server that dies has shut what it was about to be told."""
    begin, failed = forkserver.connect_to_new_process, list[int]()

    def refused_twice(fds: list[int]) -> Any:
        if len(failed) < 2:
            failed.append(0)
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return begin(fds)

    monkeypatch.setattr(forkserver, "connect_to_new_process", refused_twice)
    _every_page_is_read()
    assert len(failed) == 2


def test_where_no_worker_can_be_begun_the_run_ends_with_the_reason(monkeypatch):
    def refused(*_: Any) -> None:
        raise ConnectionRefusedError(errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED))

    monkeypatch.setattr(forkserver, "connect_to_new_process", refused)
    monkeypatch.setattr("scraper.workers.process._PAUSES", (0.01, 0.01))
    with pytest.raises(GongkaiError, match=r"no process could be started to read pages: .*refused"):
        _every_page_is_read()


def _every_page_is_read() -> None:
    bodies = [f"页{n}".encode() for n in range(40)]
    found = list(read_in_processes(read_sources, (Group(Capture(body=body)) for body in bodies), 2))
    assert [one.capture.bytes for one in found] == [len(body) for body in bodies]
    for left in multiprocessing.active_children():
        left.join(20)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("reads", [dies, dies_telling])
def test_a_page_that_kills_its_readers_is_unreadable_and_the_rest_is_read(reads, tmp_path):
    bodies = [f"页{n}".encode() for n in range(40)]
    bodies[21] = POISON
    with log_to(tmp_path / "log"):
        found = list(read_in_processes(reads, (Group(Capture(body=body)) for body in bodies), 2))
    assert [one.capture.bytes for one in found] == [len(body) for body in bodies]
    assert [n for n, one in enumerate(found) if one.outcome == "unreadable"] == [21]
    assert "died" in (found[21].reason or "")
    told = [(one["event"], one.get("pages")) for one in lines(tmp_path / "log")]
    # With the rest of its batch, after other pages, and by a process that reads nothing else.
    died = ("worker-died", None)
    assert told == [died, ("pages-retried", BATCH), died, died]


def test_answers_that_cannot_be_taken_end_the_run():
    pages = [Group(Capture(body=b"page"))] * BATCH * 3
    with pytest.raises(ValueError, match="garbled"):
        list(read_in_processes(garbles, iter(pages), 2))


@pytest.mark.parametrize(
    "sign", [signal.SIGINT, pytest.param(signal.SIGKILL, marks=pytest.mark.slow)]
)
def test_a_run_that_is_stopped_goes_on_where_it_was(folder, undisturbed, tmp_path, sign):
    database = tmp_path / "stopped.db"
    run = started(tmp_path, ("extract", database, folder, "--workers", 2))
    while not _held(database) and run.runs():
        time.sleep(0.01)
    assert all(mask >> signal.SIGINT - 1 & 1 for mask in _blocked_by_children(run.made.pid))
    run.signalled(sign)
    code = run.ended(within=100)
    assert code is not None
    if sign is not signal.SIGKILL and code != 0:
        assert code == 130
        assert run.said().strip().startswith(("Stopped.", "已停止。"))
    assert 0 < _held(database) <= COUNT
    assert filled(database, folder, 2) == undisturbed


def _blocked_by_children(pid: int | None) -> list[int]:
    """The signals that a process's children block, a mask each; empty where the system does not say."""
    masks: list[int] = []
    with suppress(OSError):  # one has ended
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in children.read_text().split():
                status = Path(f"/proc/{child}/status").read_text()
                masks.append(int(status.partition("SigBlk:")[2].split()[0], 16))
    return masks


def _held(database: Path) -> int:
    """How many captures a database has at this moment; 0 while it is being made."""
    if not database.exists():
        return 0
    try:
        db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        with db:
            return int(db.execute("SELECT count(*) FROM captures").fetchone()[0])
    except sqlite3.Error:
        return 0
