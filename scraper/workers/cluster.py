"""This module reads archives on many machines: one task and one shard per file, then a merge.

All machines must see the archives and the folder of shards under the same paths. A task that runs
twice, or again after its machine died, finds or writes the same shard.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any, NamedTuple

from schemas.capture import Capture
from scraper.atomic_output import translate_os_errors
from scraper.errors import ArchiveDamaged, ToolMissing, Unreadable, requires
from scraper.inputs.attached import Group, group_attachments
from scraper.inputs.captures import captures
from scraper.inputs.document_links import addresses
from scraper.inputs.saved import unreadable_reason
from scraper.inputs.sources import Skipped
from scraper.log import log_event
from scraper.read import read
from scraper.reading import Reading
from scraper.workers.shards import Notes, Row, is_whole, notes, rows, shard_of, write
from scraper.workers.split_articles import Split

_RETRIES = 3  # of a task whose worker died
Answer = str | Unreadable | OSError | None


class Cluster(NamedTuple):
    """The address of a dask scheduler, and the folder of shards."""

    address: str
    shards: Path


def make_shard(file: str, shards: str) -> str:
    """Read an archive's file into its shard, unless that exists; returns the shard's path.

    Raises Unreadable if the file cannot be read or changes meanwhile, OSError if the shard cannot be
    written.
    """
    path = Path(file)
    state = _state(path)
    shard = shard_of(path, Path(shards))
    if not is_whole(shard):
        _read(path, shard, state)
    return str(shard)


def _state(file: Path) -> tuple[int, int, int]:
    """Inode, size and mtime of a file, which change when it is written to or replaced."""
    try:
        status = file.stat()
        with file.open("rb"):
            return status.st_ino, status.st_size, status.st_mtime_ns
    except OSError as error:
        raise unreadable_reason(file, error) from error


def _read(file: Path, shard: Path, state: tuple[int, int, int]) -> None:
    documents: list[str] = []
    passed: Counter[str] = Counter()
    damage: list[str] = []

    def readable() -> Iterator[tuple[Path, Capture]]:
        try:
            for capture in captures(file, lambda reason: passed.update([reason])):
                if own := addresses(capture)[0]:
                    documents.append(own)
                yield file, capture
        except ArchiveDamaged as error:
            damage.append(error.reason)

    def make_notes() -> Notes:
        if _state(file) != state:  # its shard is named after the earlier content
            raise Unreadable("changed while it was being read", file, why="changed")
        return Notes(file.name, tuple(documents), dict(passed), next(iter(damage), None))

    write(shard, map(_row, group_attachments(readable())), make_notes)


def _row(group: Group | Unreadable) -> Row:
    """The row of a group; raises one that became unreadable, so that no incomplete shard is made."""
    if isinstance(group, Unreadable):
        raise group
    own, linked = addresses(group.capture)
    return Row(read(group), (own,) if own else linked, own is not None)


def read_on_cluster(
    files: list[Path], cluster: Cluster, skipped: Skipped
) -> Iterator[Reading | Unreadable]:
    """Read an archive's files on a cluster; the result is the same as with a single process.

    Raises ToolMissing if the extra `cluster` is not installed or no scheduler answers.
    """
    answers = dict(zip(files, _shards(files, cluster), strict=True))
    made = {file: one for file, one in answers.items() if isinstance(one, Path)}
    yield from (one for one in answers.values() if isinstance(one, Unreadable))
    notes_by_file = {file: notes(shard) for file, shard in made.items()}
    split = Split.of(made, notes_by_file)
    log_event("shards-made", shards=len(set(made.values())))
    for file, shard in made.items():
        yield from _merged(shard, file, split)
    damage = {file: one.damage for file, one in notes_by_file.items() if one.damage}
    for group in group_attachments(split.captures(files, damage)):
        yield group if isinstance(group, Unreadable) else _row(group).reading
    for one in notes_by_file.values():
        for reason, count in one.passed.items():
            skipped.add(reason, count)
    yield from (Unreadable(reason, file) for file, reason in damage.items())


def _merged(shard: Path, file: Path, split: Split) -> Iterator[Reading]:
    pages = 0
    for row in rows(shard, file.name):
        if not split.has(row):
            pages += 1
            yield row.reading
    log_event("shard-merged", shard=shard.stem, pages=pages)


def _shards(files: list[Path], cluster: Cluster) -> list[Path | Unreadable]:
    """The shard of each file, or why it has none; partial files of dead workers are deleted."""
    folder = str(cluster.shards.resolve())
    made: list[Path | Unreadable] = []
    for file, answer in zip(
        files, map_on_scheduler(make_shard, files, folder, cluster.address), strict=True
    ):
        if isinstance(answer, OSError):
            with translate_os_errors(cluster.shards):
                raise answer
        if answer is None:
            made.append(
                Unreadable("every worker that tried to read it died", file, why="worker-died")
            )
        else:
            made.append(Path(answer) if isinstance(answer, str) else answer)
    for shard in {one for one in made if isinstance(one, Path)}:
        for left in shard.parent.glob(f"{shard.name}.*.part"):
            left.unlink(missing_ok=True)
    return made


def map_on_scheduler(
    work: Callable[[str, str], str], files: list[Path], folder: str, address: str
) -> list[Answer]:
    """The result of `work(file, folder)` for each file, run by the workers of a scheduler.

    The result is the returned string, the Unreadable or OSError that was raised, or None if every worker
    that tried died. Raises ToolMissing if the extra `cluster` is not installed, no scheduler answers, or
    it disappears.
    """
    with requires("distributed", "cluster"):
        from distributed import Client
    try:
        client = Client(address)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ToolMissing(f"{address}: no dask scheduler answers") from error
    names = [str(file.resolve()) for file in files]
    try:
        with client:
            tasks = client.map(work, names, shards=folder, pure=False, retries=_RETRIES)
            return [_answer(task) for task in tasks]
    except (CancelledError, ConnectionError, TimeoutError) as error:
        raise ToolMissing(
            f"{address}: the dask scheduler is gone; the same command continues with the shards already made"
        ) from error


def _answer(task: Any) -> Answer:
    from distributed import KilledWorker

    error = task.exception()
    if error is None:
        return str(task.result())
    if isinstance(error, KilledWorker):
        return None
    if isinstance(error, Unreadable | OSError):
        return error
    raise error
