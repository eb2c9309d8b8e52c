"""This module writes WARC files as other programs do, and looks into those of a crawl."""

import gzip
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.crawling.records import warc_date

# Address, status, headers, and payload as it stands.
Answer = tuple[str, str, list[tuple[str, str]], bytes]
HTML = [("Content-Type", "text/html; charset=gb2312")]
_FIRST = datetime(2025, 1, 1, tzinfo=UTC)
_SOMEBODY = MappingProxyType({"software": "somebody/1"})
_NONE: Mapping[str, str] = MappingProxyType({})


def answer(url: str, body: bytes, media_type: str = "text/html; charset=utf-8") -> Answer:
    """A response of status 200."""
    return url, "200 OK", [("Content-Type", media_type)], body


def warc(
    *answers: Answer,
    packed: bool = True,
    info: Mapping[str, str] = _SOMEBODY,
    headers: Mapping[str, str] = _NONE,
) -> bytes:
    """The bytes of an archive of responses; see `write`."""
    stream = BytesIO()
    write(stream, answers, packed=packed, info=info, headers=headers)
    return stream.getvalue()


def write(
    stream: IO[bytes],
    answers: Iterable[Answer],
    *,
    packed: bool = True,
    info: Mapping[str, str] = _SOMEBODY,
    headers: Mapping[str, str] = _NONE,
) -> None:
    """Write an archive: what it says of its crawl, and responses an hour apart, all with some WARC headers."""
    writer = WARCWriter(stream, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc", dict(info)))
    for number, (url, status, fields, body) in enumerate(answers):
        http = StatusAndHeaders(status, fields, protocol="HTTP/1.1")
        named = {"WARC-Date": warc_date(_FIRST + timedelta(hours=number)), **headers}
        record = writer.create_warc_record(
            url, "response", BytesIO(body), len(body), http_headers=http, warc_headers_dict=named
        )
        writer.write_record(record)


def with_headers(file: Path, places: tuple[int, int], value: int) -> None:
    """Set a byte in both headers of a zip's first entry, at a place of the local and of the central one."""
    body = bytearray(file.read_bytes())
    for signature, place in zip((b"PK\x03\x04", b"PK\x01\x02"), places, strict=True):
        body[body.index(signature) + place] = value
    file.write_bytes(body)


def check(folder: Path) -> None:
    """`gunzip -t` and `warcio check`."""
    for file in folder.glob("*.warc.gz"):
        with gzip.open(file) as stream:
            while stream.read(1 << 20):
                pass
        checker = Checker(type("Command", (), {"inputs": [str(file)], "verbose": False}))
        checker.process_one(str(file))
        assert not checker.exit_value


def records(folder: Path) -> list[tuple[str, str]]:
    found = []
    for file in sorted(folder.glob("*.warc.gz")):
        with file.open("rb") as stream:
            found += [
                (record.rec_type, record.rec_headers.get_header("WARC-Target-URI") or "")
                for record in ArchiveIterator(stream)
            ]
    return found
