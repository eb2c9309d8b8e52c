"""This module stores the readings of one archive's file in a shard, a Parquet file named by content.

The name is made of the file's SHA-256 and the program's version, so that an existing shard is always
valid; it is written under a temporary name and renamed, so that it is complete.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field, replace
from hashlib import file_digest
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from schemas.capture import Registrant
from scraper.database.claims import Claim
from scraper.database.incremental import reader
from scraper.database.rows import restore_report
from scraper.errors import Unreadable, raised_as
from scraper.reading import Fetched, Filed, Reading, file_report

_NOTES = "notes"
_AT_ONCE = 256  # rows in memory


@dataclass(frozen=True, slots=True)
class Row:
    """One reading; `links` are the addresses of what may be attached to the page.

    `document` means that it is itself a document, or a further page of an article, that no page in its file
    has attached to it: `links` is its own address.
    """

    reading: Reading
    links: tuple[str, ...] = ()
    document: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """A shard's metadata: the file's name, the addresses of its documents, how many records were skipped and why,
    and the damage at which reading ended, if any.
    """

    name: str
    documents: tuple[str, ...] = ()
    passed: dict[str, int] = field(default_factory=dict)
    damage: str | None = None


def shard_of(file: Path, shards: Path) -> Path:
    """The path of the shard of a file, whether it exists or not."""
    with file.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    return shards / f"{digest[:32]}-{reader().replace(' ', '-')}.parquet"


def write(shard: Path, found: Iterator[Row], make_notes: Callable[[], Notes]) -> None:
    """Write a shard under a temporary name and rename it; concurrent writers write the same bytes.

    `make_notes` is called when all rows are written.
    """
    import pyarrow as pa
    from pyarrow import parquet

    kinds = [("reading", pa.string()), ("links", pa.list_(pa.string())), ("document", pa.bool_())]
    schema = pa.schema(kinds)
    shard.parent.mkdir(parents=True, exist_ok=True)
    part = shard.with_name(f"{shard.name}.{uuid4().hex}.part")
    try:
        with (
            part.open("wb") as file,
            parquet.ParquetWriter(
                file, schema, compression="zstd", write_page_checksum=True
            ) as writer,
        ):
            while some := [_columns(row) for row in islice(found, _AT_ONCE)]:
                writer.write_batch(pa.RecordBatch.from_pylist(some, schema))
            writer.add_key_value_metadata({_NOTES: json.dumps(asdict(make_notes()))})
            writer.close()
            file.flush()
            os.fsync(file.fileno())
        part.replace(shard)
    finally:
        part.unlink(missing_ok=True)


def _columns(row: Row) -> dict[str, Any]:
    text = json.dumps(_plain(row.reading), ensure_ascii=False)
    return {"reading": text, "links": list(row.links), "document": row.document}


def _plain(one: Reading) -> dict[str, Any]:
    """A reading as JSON values, without its rows, which follow from the report."""
    return asdict(replace(one, registrant=None, filed=None, apart=())) | {
        "registrant": one.registrant.model_dump() if one.registrant else None,
        "filed": (one.filed.text, one.filed.claim) if one.filed else None,
        "apart": [_plain(other) for other in one.apart],
    }


def is_whole(shard: Path) -> bool:
    """Whether a shard is complete, which it may not be after a power failure."""
    try:
        notes(shard)
    except Unreadable:
        return False
    return True


def notes(shard: Path) -> Notes:
    """The metadata of a shard; raises Unreadable if it is missing or damaged."""
    from pyarrow import parquet

    with _read(shard):
        content = json.loads(parquet.read_metadata(shard).metadata[_NOTES.encode()])
        return Notes(
            content["name"], tuple(content["documents"]), content["passed"], content["damage"]
        )


def _read(shard: Path) -> AbstractContextManager[None]:
    """Turn errors of reading a shard into Unreadable, which says what to do."""
    why = "missing or altered: remove it and run the same command again"
    return raised_as((OSError, ValueError, KeyError, TypeError), lambda _: Unreadable(why, shard))


def rows(shard: Path, name: str) -> Iterator[Row]:
    """The rows of a shard for a file of this name, a few hundred in memory at a time.

    Files with the same bytes share a shard, whatever their names. Raises Unreadable.
    """
    from pyarrow import parquet

    made = notes(shard).name
    with _read(shard), parquet.ParquetFile(shard, page_checksum_verification=True) as file:
        for batch in file.iter_batches(_AT_ONCE):
            for row in batch.to_pylist():
                reading = _reading(json.loads(row["reading"]), made, name)
                yield Row(reading, tuple(row["links"]), row["document"])


def _filed(report: list[Any], capture: str) -> Filed:
    text, claim = report
    return file_report(restore_report(text), text, Claim(*claim), capture)


def _reading(values: dict[str, Any], made: str, name: str) -> Reading:
    report, registrant = values["filed"], values["registrant"]
    for one in (values["capture"], *values["attachments"]):
        one["warc"] = name + one["warc"].removeprefix(made)
    return Reading(
        capture=Fetched(**values["capture"]),
        registrant=Registrant(**registrant) if registrant else None,
        attachments=tuple(Fetched(**one) for one in values["attachments"]),
        filed=_filed(report, values["capture"]["sha256"]) if report else None,
        outcome=values["outcome"],
        reason=values["reason"],
        apart=tuple(_reading(one, made, name) for one in values["apart"]),
    )
