"""Many machines give what one process gives, though a worker is killed and tasks run twice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scraper.extract import ReadOptions, extract
from scraper.inputs.attached import Group, group_attachments
from scraper.inputs.captures import captures
from scraper.read import read
from scraper.workers.cluster import Cluster, make_shard
from scraper.workers.shards import rows
from tests.archives import warc
from tests.commands import gongkai
from tests.documents import as_docx, sample
from tests.dumped import dumped
from tests.kills.extractions import archives
from tests.printing.carriers import article

pytest.importorskip("pyarrow", reason="needs the extra cluster")
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def alone(archived: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, list[Any]]:
    database = tmp_path_factory.mktemp("alone") / "reports.db"
    told = extract(database, [archived])
    return list(dumped(database, {"runs"})), told.unreadable


@pytest.fixture
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed", reason="needs the extra cluster")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        yield cluster


@pytest.mark.slow
def test_a_cluster_gives_what_one_process_gives_though_a_worker_is_killed(
    archived, alone, cluster, tmp_path
):
    victim = next(iter(cluster.workers.values()))
    with cluster.get_client() as client:
        doomed = client.submit(_die_soon, pure=False, workers=[victim.worker_address], retries=0)
        told = extract(
            tmp_path / "many.db",
            [archived],
            ReadOptions(cluster=Cluster(cluster.scheduler_address, tmp_path / "shards")),
        )
        del doomed
    assert told.unreadable == alone[1] != []
    assert list(dumped(tmp_path / "many.db", {"runs"})) == alone[0]
    shards = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "shards").iterdir()}
    assert len(shards) == 6  # two of the seven files have the same bytes

    words = ("extract", tmp_path / "again.db", archived, "--cluster", cluster.scheduler_address,
             "--shards", tmp_path / "shards")  # fmt: skip
    run = gongkai(*words)
    assert run.returncode == 4, run.stderr
    assert list(dumped(tmp_path / "again.db", {"runs"})) == alone[0]
    assert {p.name: p.stat().st_mtime_ns for p in (tmp_path / "shards").iterdir()} == shards


def _die_soon() -> None:
    import os  # noqa: PLC0415  (runs on a worker)
    import threading  # noqa: PLC0415

    threading.Timer(0.3, os._exit, (9,)).start()


def test_a_shard_is_named_by_the_bytes_of_its_file_and_made_once(archived, tmp_path):
    first = Path(make_shard(str(archived / "0.warc.gz"), str(tmp_path)))
    made = first.read_bytes()
    assert Path(make_shard(str(archived / "5.warc.gz"), str(tmp_path))) == first
    first.unlink()
    make_shard(str(archived / "0.warc.gz"), str(tmp_path))
    assert first.read_bytes() == made
    assert [path.name for path in tmp_path.iterdir()] == [first.name]


def test_a_shard_keeps_an_attachment_that_is_a_report_of_its_own(tmp_path):
    url, document = "http://gk.example/2024.html", "http://gk.example/2019.docx"
    page = article(sample(3), f'<a href="{document}">附件</a>')
    other = as_docx(sample(4))
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(
        warc(
            (url, "200 OK", [("Content-Type", "text/html")], page),
            (document, "200 OK", [("Content-Type", "application/msword")], other),
        )
    )
    shard = Path(make_shard(str(archive), str(tmp_path / "shards")))
    (row,) = rows(shard, archive.name)
    (group,) = group_attachments((archive, one) for one in captures(archive))
    assert isinstance(group, Group)
    assert row.reading == read(group)
    assert [one.filed is not None for one in row.reading.apart] == [True]


def test_no_scheduler_is_one_line(archived, tmp_path):
    words = ("extract", tmp_path / "a.db", archived, "--cluster", "tcp://127.0.0.1:1")
    distributed = pytest.importorskip("distributed", reason="needs the extra cluster")
    with distributed.comm.core.dask.config.set({"distributed.comm.timeouts.connect": "200ms"}):
        run = gongkai(*words)
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1] == "Error: tcp://127.0.0.1:1: no dask scheduler answers"
