"""This module extracts and merges archives to be killed, and judges the databases and the shards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.extract import extract
from scraper.workers.cluster import make_shard
from tests.archives import HTML, warc
from tests.bench import pages
from tests.dumped import digest
from tests.kills.databases import same, stands
from tests.kills.victim import Victim

PDF = [("Content-Type", "application/pdf")]
ARTICLE = """<html><head><title>甲县应急管理局2023年政府信息公开工作年度报告</title></head><body>
<h1>甲县应急管理局2023年政府信息公开工作年度报告</h1><a href="/files/a.pdf">附件</a>
<a href="/files/b.pdf">附件</a><p>一、总体情况</p><p>2023年共收到申请三件。</p></body></html>""".encode()
NOT_ALL = frozenset({4})  # one of the archives is torn
FEW, MANY = 6, 40  # pages a file; with many there are more than one process reads alone


def archives(folder: Path, each: int = 40) -> Path:
    """Seven files: pages, an article whose documents are in others, one file twice, one torn."""
    folder.mkdir(exist_ok=True)
    for number in range(3):
        answers = [
            (f"http://x{number}.gov.cn/{n}.html", "200 OK", HTML, pages.page(40, number * each + n))
            for n in range(each)
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


def _written(folder: Path) -> list[Path]:
    return [folder / "a.db", folder / "a.db-wal"]


def _truth(place: Path, each: int) -> str:
    extract(place / "truth.db", [archives(place / "archives", each)])
    return digest(place / "truth.db", {"runs"})


@contextmanager
def extractions(place: Path, workers: int) -> Iterator[Victim]:
    """An extraction by so many workers."""
    wanted = _truth(place, FEW if workers == 1 else MANY)
    yield Victim(
        lambda folder: ("extract", folder / "a.db", place / "archives", "--workers", workers),
        _written,
        lambda folder: stands(folder / "a.db"),
        lambda folder, _: same(folder / "a.db", wanted),
        NOT_ALL,
    )


@contextmanager
def shards(place: Path) -> Iterator[Victim]:
    """A cluster's worker that reads archives into shards."""
    made = {Path(make_shard(str(file), str(place / "truth"))).name
            for file in sorted(archives(place / "archives", FEW).glob("*.warc.gz"))}  # fmt: skip
    wanted = {name: (place / "truth" / name).read_bytes() for name in made}

    def whole(folder: Path) -> frozenset[str]:
        there = {path.name: path.read_bytes() for path in (folder / "s").glob("*.parquet")}
        assert there.items() <= wanted.items()
        return frozenset(there)

    def proves(folder: Path, _: int) -> None:
        assert whole(folder) == made

    yield Victim(
        lambda folder: ("shards", place / "archives", folder / "s"),
        lambda folder: [folder / "s", *(folder / "s").glob("*")],
        whole,
        proves,
    )


@contextmanager
def merges(place: Path) -> Iterator[Victim]:
    """The merge of a cluster's shards, which its workers have made before."""
    import distributed  # noqa: PLC0415  (an extra)

    wanted = _truth(place, FEW)
    for file in sorted((place / "archives").iterdir()):
        make_shard(str(file), str(place / "shards"))
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1",
        dashboard_address=None,
    ) as cluster:  # fmt: skip
        words = ("--cluster", cluster.scheduler_address, "--shards", place / "shards")
        yield Victim(
            lambda folder: ("extract", folder / "a.db", place / "archives", *words),
            _written,
            lambda folder: stands(folder / "a.db"),
            lambda folder, _: _merged(folder / "a.db", wanted, place / "shards"),
            NOT_ALL,
        )


def _merged(database: Path, wanted: str, shards: Path) -> None:
    same(database, wanted)
    assert [path.name for path in shards.iterdir() if path.suffix != ".parquet"] == []
