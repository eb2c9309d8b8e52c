"""What goes wrong around a cluster's shards and their merge ends in a right result or one clear line."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from scraper.errors import GongkaiError, ToolMissing, Unreadable
from scraper.extract import ReadOptions, extract
from scraper.summary import Summary
from scraper.workers.cluster import Cluster, make_shard
from tests.commands import full_disk
from tests.dumped import digest
from tests.kills.extractions import archives

pytest.importorskip("pyarrow", reason="needs the extra cluster")
pytestmark = [pytest.mark.thorough, pytest.mark.filterwarnings("ignore"), pytest.mark.timeout(300)]

EACH = 2  # pages a file


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives(tmp_path_factory.mktemp("archive"), EACH)


@pytest.fixture(scope="module")
def truth(archived: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    database = tmp_path_factory.mktemp("truth") / "a.db"
    extract(database, [archived])
    return digest(database, {"runs"})


def cluster_of(threads: int) -> Any:
    distributed = pytest.importorskip("distributed", reason="needs the extra cluster")
    return distributed.LocalCluster(
        n_workers=1, threads_per_worker=threads, processes=False, protocol="tcp",
        host="127.0.0.1", dashboard_address=None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with cluster_of(4) as cluster:
        yield str(cluster.scheduler_address)


def merged(
    place: Path, archive: Path, address: str, shards: Path | None = None, **more: Any
) -> Summary:
    return extract(
        place / "a.db",
        [archive],
        ReadOptions(cluster=Cluster(address, shards or place / "s")),
        **more,
    )


def test_tasks_that_write_one_shard_at_once_leave_one_whole_one(archived, tmp_path):
    twins = [archived / "0.warc.gz", archived / "5.warc.gz"] * 3
    with ThreadPoolExecutor(len(twins)) as pool:
        made = set(pool.map(lambda file: make_shard(str(file), str(tmp_path / "s")), twins))
    alone = [Path(make_shard(str(twin), str(tmp_path / twin.name))) for twin in twins[:2]]
    (shard,) = (tmp_path / "s").iterdir()
    assert made == {str(shard)}
    assert {one.name for one in alone} == {shard.name}
    assert shard.read_bytes() in [one.read_bytes() for one in alone]  # the name of the first


def half(shard: Path) -> None:
    os.truncate(shard, shard.stat().st_size // 2)


@pytest.mark.parametrize("spoil", [half, Path.unlink])
def test_a_shard_that_a_power_cut_has_torn_is_made_again(spoil, archived, truth, address, tmp_path):
    shard = Path(make_shard(str(archived / "1.warc.gz"), str(tmp_path / "s")))
    spoil(shard)
    merged(tmp_path, archived, address)
    assert digest(tmp_path / "a.db", {"runs"}) == truth


def test_a_byte_that_has_turned_in_a_shard_is_one_line_and_never_a_figure(
    archived, truth, address, tmp_path
):
    shard = Path(make_shard(str(archived / "1.warc.gz"), str(tmp_path / "s")))
    whole = bytearray(shard.read_bytes())
    whole[300] ^= 1
    shard.write_bytes(whole)
    with pytest.raises(Unreadable, match="remove it and run the same command again"):
        merged(tmp_path, archived, address)
    shard.unlink()
    merged(tmp_path, archived, address)
    assert digest(tmp_path / "a.db", {"runs"}) == truth


@pytest.mark.parametrize("place", ["file/s", "/proc/s"])
def test_shards_that_cannot_be_written_are_one_line(place, archived, address, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(GongkaiError) as told:
        merged(tmp_path, archived, address, tmp_path / place)
    shards, _, why = str(told.value).rpartition(": ")
    assert (shards, why) in {
        (str(tmp_path / place), "Not a directory"),
        (str(tmp_path / place), "No such file or directory"),
    }


def test_a_full_disk_leaves_no_shard_and_no_part_of_one(archived, tmp_path):
    words = (str(archived / "1.warc.gz"), str(tmp_path / "s"))
    with full_disk(2000), pytest.raises(OSError, match="large"):
        make_shard(*words)
    assert list((tmp_path / "s").iterdir()) == []
    assert Path(make_shard(*words)).exists()


def test_an_archive_that_vanishes_is_told_and_the_rest_is_read(address, tmp_path):
    archive = archives(tmp_path / "archive", EACH)
    (archive / "0.html").write_text("<p>a saved page, read before the archives are</p>")
    told = merged(
        tmp_path, archive, address, watch=lambda _: (archive / "1.warc.gz").unlink(missing_ok=True)
    )
    assert [one["reason"] for one in told.unreadable if "1.warc.gz" in one["page"]] == [
        "No such file or directory"
    ]
    assert told.in_database["reports"] > 2 * EACH


def test_an_archive_that_is_written_to_while_it_is_read_makes_no_shard(archived, tmp_path):
    file = tmp_path / "0.warc.gz"
    file.write_bytes((archived / "0.warc.gz").read_bytes())
    done = threading.Event()

    def write_on() -> None:
        with file.open("ab", buffering=0) as stream:
            while not done.is_set():
                stream.write(b"\0")
                time.sleep(0)

    def trial() -> None:
        shutil.rmtree(tmp_path / "s", ignore_errors=True)
        make_shard(str(file), str(tmp_path / "s"))

    thread = threading.Thread(target=write_on)
    thread.start()
    try:
        with pytest.raises(Unreadable, match="changed while it was being read"):
            [trial() for _ in range(20)]  # a busy machine may not let the thread write during one
    finally:
        done.set()
        thread.join()
    assert list((tmp_path / "s").iterdir()) == []


def test_two_merges_at_once_give_what_one_gives(archived, truth, address, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with ThreadPoolExecutor(2) as pool:
        runs = [
            pool.submit(merged, tmp_path / name, archived, address, tmp_path / "s")
            for name in ("one", "two")
        ]
        assert all(run.result().in_database["reports"] for run in runs)
    for name in ("one", "two"):
        assert digest(tmp_path / name / "a.db", {"runs"}) == truth


MADE, GONE = threading.Event(), threading.Event()


def make_and_rest(file: str, shards: str) -> str:
    """Make a shard, and give the scheduler time to go before the next one is asked for."""
    made = make_shard(file, shards)
    MADE.set()
    GONE.wait(1)
    return made


def test_a_scheduler_that_goes_is_one_line_and_what_is_made_is_kept(
    archived, truth, address, tmp_path, monkeypatch
):
    going = cluster_of(1)
    monkeypatch.setattr("scraper.workers.cluster.make_shard", make_and_rest)

    def go() -> None:
        MADE.wait(60)
        going.close()
        GONE.set()

    thread = threading.Thread(target=go)
    thread.start()
    with pytest.raises(ToolMissing, match="the dask scheduler is gone"):
        merged(tmp_path, archived, going.scheduler_address)
    thread.join()
    merged(tmp_path, archived, address)
    assert digest(tmp_path / "a.db", {"runs"}) == truth
