"""Many machines give what one process gives, though a worker is killed and tasks run twice."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from scraper.cli import main
from scraper.cluster import Cluster, make_shard
from scraper.extract import extract
from tests.bench import pages
from tests.test_captures import HTML, warc
from tests.test_store import dump

distributed = pytest.importorskip("distributed", reason="needs the extra cluster")
pytestmark = pytest.mark.filterwarnings("ignore")

PDF = [("Content-Type", "application/pdf")]
ARTICLE = """<html><head><title>甲县应急管理局2023年政府信息公开工作年度报告</title></head><body>
<h1>甲县应急管理局2023年政府信息公开工作年度报告</h1><a href="/files/a.pdf">附件</a>
<a href="/files/b.pdf">附件</a><p>一、总体情况</p><p>2023年共收到申请三件。</p></body></html>""".encode()


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four files: pages, an article whose documents are in others, one file twice, one torn."""
    folder = tmp_path_factory.mktemp("archive")
    for number in range(3):
        answers = [
            (f"http://x{number}.gov.cn/{n}.html", "200 OK", HTML, pages.page(40, number * 40 + n))
            for n in range(40)
        ]
        (folder / f"{number}.warc.gz").write_bytes(warc(*answers))
    article = ("http://y.gov.cn/1.html", "200 OK", HTML, ARTICLE)
    documents = [
        (f"http://y.gov.cn/files/{name}.pdf", "200 OK", PDF, f"%PDF-1.4 {name} 公开".encode())
        for name in "abc"
    ]
    (folder / "3.warc.gz").write_bytes(warc(article, documents[0]))
    (folder / "4.warc.gz").write_bytes(warc(documents[1], documents[2]))
    (folder / "5.warc.gz").write_bytes((folder / "0.warc.gz").read_bytes())
    torn = (folder / "2.warc.gz").read_bytes()
    (folder / "6.warc.gz").write_bytes(torn[: len(torn) * 2 // 3])
    return folder


@pytest.fixture(scope="module")
def alone(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, list[Any]]:
    database = tmp_path_factory.mktemp("alone") / "reports.db"
    told = extract(database, [archives])
    return dump(sqlite3.connect(database)), told.unreadable


@pytest.fixture
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        yield cluster


@pytest.mark.slow
def test_a_cluster_gives_what_one_process_gives_though_a_worker_is_killed(
    archives: Path, alone: tuple[Any, list[Any]], cluster: Any, tmp_path: Path
) -> None:
    victim = next(iter(cluster.workers.values()))
    with distributed.Client(cluster) as client:
        doomed = client.submit(_die_soon, pure=False, workers=[victim.worker_address], retries=0)
        told = extract(
            tmp_path / "many.db",
            [archives],
            cluster=Cluster(cluster.scheduler_address, tmp_path / "shards"),
        )
        del doomed
    assert told.unreadable == alone[1] != []
    assert dump(sqlite3.connect(tmp_path / "many.db")) == alone[0]
    shards = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "shards").iterdir()}
    assert len(shards) == 6  # two of the seven files have the same bytes

    words = ("extract", tmp_path / "again.db", archives, "--cluster", cluster.scheduler_address,
             "--shards", tmp_path / "shards")  # fmt: skip
    run = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert run.exit_code == 4, run.output
    assert dump(sqlite3.connect(tmp_path / "again.db")) == alone[0]
    assert {p.name: p.stat().st_mtime_ns for p in (tmp_path / "shards").iterdir()} == shards


def _die_soon() -> None:
    import os  # noqa: PLC0415  (runs on a worker)
    import threading  # noqa: PLC0415

    threading.Timer(0.3, os._exit, (9,)).start()


def test_a_shard_is_named_by_the_bytes_of_its_file_and_made_once(
    archives: Path, tmp_path: Path
) -> None:
    first = Path(make_shard(str(archives / "0.warc.gz"), str(tmp_path)))
    made = first.read_bytes()
    assert Path(make_shard(str(archives / "5.warc.gz"), str(tmp_path))) == first
    first.unlink()
    make_shard(str(archives / "0.warc.gz"), str(tmp_path))
    assert first.read_bytes() == made
    assert [path.name for path in tmp_path.iterdir()] == [first.name]


def test_no_scheduler_is_one_line(archives: Path, tmp_path: Path) -> None:
    words = ("extract", tmp_path / "a.db", archives, "--cluster", "tcp://127.0.0.1:1")
    with distributed.comm.core.dask.config.set({"distributed.comm.timeouts.connect": "1s"}):
        run = CliRunner().invoke(main, [str(word) for word in words])
    assert run.exit_code == 1
    assert run.output.splitlines()[-1] == "Error: tcp://127.0.0.1:1: no dask scheduler answers"
