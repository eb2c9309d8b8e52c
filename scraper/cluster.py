"""This module reads archives on many machines: one task a file, a shard each, one merge.

Every machine sees the archives and the folder of shards under the same paths. A task that is run
twice, or again after its machine died, finds or writes the same shard.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from schemas.capture import Capture
from scraper.attached import Group, grouped, links, plain
from scraper.captures import captures
from scraper.documents import is_document
from scraper.errors import ArchiveDamaged, ToolMissing, Unreadable
from scraper.log import say
from scraper.read import read
from scraper.reading import Reading
from scraper.shards import Notes, Row, notes, rows, shard_of, write
from scraper.sources import Tally

_RETRIES = 3  # of a task whose worker died


class Cluster(NamedTuple):
    """The address of a dask scheduler, and the folder of shards that its workers see."""

    address: str
    shards: Path


def make_shard(file: str, shards: str) -> str:
    """Read one archive's file into its shard, unless that is there; the shard's path."""
    shard = shard_of(Path(file), Path(shards))
    if not shard.exists():
        _read(Path(file), shard)
    return str(shard)


def _read(file: Path, shard: Path) -> None:
    documents: list[str] = []
    passed: list[None] = []
    damage: list[str] = []

    def told() -> Iterator[tuple[Path, Capture]]:
        try:
            for capture in captures(file, lambda: passed.append(None)):
                if is_document(capture.body):
                    documents.append(plain(capture.url or ""))
                yield file, capture
        except ArchiveDamaged as error:
            damage.append(str(error))

    found = map(_row, grouped(told()))
    write(
        shard,
        found,
        lambda: Notes(file.name, tuple(documents), len(passed), next(iter(damage), None)),
    )


def _row(group: Group) -> Row:
    document = is_document(group.capture.body)
    return Row(read(group), () if document else links(group.capture), document)


def read_on_cluster(
    files: list[Path], cluster: Cluster, tally: Tally
) -> Iterator[Reading | Unreadable]:
    """What the workers of a cluster read of an archive's files: what one process reads of them.

    Raises ToolMissing without the extra `cluster`, or where no scheduler answers.
    """
    made = dict(zip(files, _shards(files, cluster), strict=True))
    told = {file: notes(shard) for file, shard in made.items()}
    torn = _Torn.of(made, told)
    say("shards-made", shards=len(set(made.values())))
    for file, shard in made.items():
        yield from _merged(shard, file, torn)
    yield from (_row(group).reading for group in grouped(torn.captures(files)))
    for one in told.values():
        tally.skip("records that can be no report", one.passed)
        if one.damage:
            yield Unreadable(one.damage)


def _merged(shard: Path, file: Path, torn: "_Torn") -> Iterator[Reading]:
    pages = 0
    for row in rows(shard, file.name):
        if not torn.has(row):
            pages += 1
            yield row.reading
    say("shard-merged", shard=shard.stem, pages=pages)


def _shards(files: list[Path], cluster: Cluster) -> list[Path]:
    try:
        from distributed import Client  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise ToolMissing("a cluster needs an extra: pip install 'gongkai[cluster]'") from error
    try:
        client = Client(cluster.address)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ToolMissing(f"{cluster.address}: no dask scheduler answers") from error
    with client:
        names = [str(file.resolve()) for file in files]
        folder = str(cluster.shards.resolve())
        tasks = client.map(make_shard, names, shards=folder, pure=False, retries=_RETRIES)
        made = [Path(shard) for shard in client.gather(tasks)]  # type: ignore[no-untyped-call]
    for shard in set(made):
        for left in shard.parent.glob(f"{shard.name}.*.part"):  # by a worker that died
            left.unlink(missing_ok=True)
    return made


class _Torn(NamedTuple):
    """The pages that link to documents in other files, and the addresses of all their documents."""

    pages: frozenset[tuple[str | None, int | None]]
    documents: frozenset[str]
    files: frozenset[Path]

    @classmethod
    def of(cls, made: dict[Path, Path], told: dict[Path, Notes]) -> "_Torn":
        held: defaultdict[str, set[Path]] = defaultdict(set)
        for file, one in told.items():
            for url in one.documents:
                held[url].add(file)
        pages, documents, files = set(), set[str](), set[Path]()
        for file, shard in made.items():
            for row in rows(shard, file.name):
                found = [link for link in row.links if link in held]
                if any(held[link] != {file} for link in found):
                    pages.add((row.reading.capture.warc, row.reading.capture.offset))
                    documents.update(found)
                    files.update({file}.union(*(held[link] for link in found)))
        return cls(frozenset(pages), frozenset(documents), frozenset(files))

    def has(self, row: Row) -> bool:
        """Whether a row is to be read anew, or is a document that belongs to one that is."""
        page = row.reading.capture
        if row.document:
            return plain(page.url or "") in self.documents
        return (page.warc, page.offset) in self.pages

    def captures(self, files: list[Path]) -> Iterator[tuple[Path, Capture]]:
        """What is to be read anew, in the order of the files; their damage is told by their shards."""
        for file in files:
            if file in self.files:
                with suppress(ArchiveDamaged):
                    yield from ((file, one) for one in captures(file) if self._wants(one))

    def _wants(self, one: Capture) -> bool:
        if is_document(one.body):
            return plain(one.url or "") in self.documents
        return (one.warc, one.offset) in self.pages
