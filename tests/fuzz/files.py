"""This module makes the files that users or strangers supply, portals files and archives, to be damaged.

Promised of a portals file: portals, or one line that names file, line and key. Of an archive: what is
whole comes out, and what is not is said; the database that is made of it is whole.
"""

import re
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from random import Random

import click

from scraper.crawling.portals import read, registry
from scraper.errors import ArchiveDamaged
from scraper.extract import extract
from scraper.inputs.captures import captures, read_at
from tests.archives import warc
from tests.documents import as_docx, sample
from tests.fuzz.case import Case
from tests.fuzz.mutations import Mutation, cut, flipped, noise, part, spliced
from tests.in_memory import zipped
from tests.render import Layout, specimen

_SAID = re.compile(r"portals\.toml:\d+: [^\n]+")
_ASSIGNED = re.compile(rb"(?m)^(\s*[\w-]+\s*=\s*)(.*)$")
_VALUES = (
    b"", b"-1", b"0", b"1e400", b"nan", b"[]", b"{}", b"[[1]]", b'""', b"true", b"1979-05-27", b"'x'", b'"http://["',
    b'"//x"', b'"http://\\u0000/"', b'"http://x:99999/"', b'"file:///etc/passwd"', b'"(a+)+$"', b'"["', b'"' + b"x" * 9000 + b'"',
    b"9" * 5000, b'"""', b"[" * 900, b"{a=" * 900, b'"\\ud800"',
)  # fmt: skip
_HEADS = (
    (b"Content-Length: ", b"Content-Length: 9"), (b"Content-Length: ", b"Content-Length: -"),
    (b"Content-Type: ", b"Content-Encoding: br\r\nContent-Type: "),
    (b"Content-Type: ", b"Transfer-Encoding: chunked\r\nContent-Type: "),
    (b"WARC-Target-URI: http://", b"WARC-Target-URI: ../../../../"), (b"WARC-Date: 2", b"WARC-Date: x"),
    (b"WARC-Type: response", b"WARC-Type: \x1b[31m"), (b"200 OK", b"20000000000000000000 OK"),
    (b"charset=utf-8", b"charset=\xff\x00"), (b"WARC/1.0", b"WARC/9"), (b"\r\n\r\n", b"\r\n"),
)  # fmt: skip
_SLOTS = 40  # archives made; more would only take time


def valued(body: bytes, random: Random) -> bytes:
    """A portals file with unexpected values of some keys."""
    share = random.choice((0.001, 0.01, 0.5))

    def told(match: re.Match[bytes]) -> bytes:
        return match[1] + random.choice(_VALUES) if random.random() < share else match[0]

    return _ASSIGNED.sub(told, body)


def headed(body: bytes, random: Random) -> bytes:
    """An archive with unexpected values in the headers of records."""
    for _ in range(random.choice((1, 3))):
        old, new = random.choice(_HEADS)
        places = [match.start() for match in re.finditer(re.escape(old), body)] or [0]
        where = random.choice(places)
        body = body[:where] + new + body[where + len(old) :]
    return body


_TOML: tuple[Mutation, ...] = (cut, flipped, spliced, noise, valued, valued, valued)
_WARC: tuple[Mutation, ...] = (cut, flipped, flipped, spliced, noise, headed, headed, headed)
_WACZ: tuple[Mutation, ...] = (cut, flipped, spliced, part, part)


def portals(random: Random) -> Case:
    """A part of the registry that is shipped, beginning with its defaults."""
    head, *tables = registry().split("\n[portals.")
    chosen = random.sample(tables, min(len(tables), random.choice((1, 5, 30))))
    return Case("\n[portals.".join((head, *chosen)).encode(), _TOML, _read_portals)


def _read_portals(body: bytes) -> str | None:
    try:
        read("portals.toml", body.decode(errors="replace"))
    except click.UsageError as error:
        return None if _SAID.fullmatch(error.message) else f"not one line: {error.message[:200]!r}"
    return None


def archive(random: Random) -> Case:
    """An archive of some pages: packed record by record, plain, or in a WACZ."""
    name, body = _archive(random.randrange(_SLOTS))
    return Case(body, _WACZ if name.endswith("wacz") else _WARC, _reader(name))


@cache
def _archive(slot: int) -> tuple[str, bytes]:
    random = Random(slot)
    way = random.choice(("warc", "warc.gz", "warc", "wacz"))
    warc = _warc(random, packed=way == "warc.gz")
    if way != "wacz":
        return f"x.{way}", warc
    return "x.wacz", zipped({"archive/x.warc": warc})


def _warc(random: Random, *, packed: bool) -> bytes:
    info = random.choice(
        ({"software": "somebody/1"}, {"gongkai-portals": '[{"id":"x","agency":"y"}]'})
    )
    answers = []
    for number in range(random.choice((1, 4))):
        one = specimen(random.randrange(20), Layout(), "2021")
        body, kind = random.choice(
            ((one.text.encode(), "text/html; charset=utf-8"), (as_docx(sample(number, "2021")), "application/msword"))
        )  # fmt: skip
        headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
        answers.append((f"http://x.gov.cn/{number}.html", "200 OK", headers, body))
    return warc(*answers, packed=packed, info=info)


def _reader(name: str) -> Callable[[bytes], str | None]:
    def read(body: bytes) -> str | None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / name
            file.write_bytes(body)
            return _again(file) or _into(Path(folder) / "x.db", file)

    return read


def _again(file: Path) -> str | None:
    """Why a capture is not found again at its offset; None if all are."""
    try:
        found = list(captures(file))
    except ArchiveDamaged:
        return None
    if file.suffix == ".wacz":
        return None
    for one in found:
        if one.offset is None or read_at(file, one.offset).body != one.body:
            return f"a capture is not where it was said to be: {one.offset}"
    return None


def _into(database: Path, file: Path) -> str | None:
    extract(database, [file])
    with closing(sqlite3.connect(database)) as db:
        told = [row for (row,) in db.execute("PRAGMA integrity_check")]
        orphans = db.execute("PRAGMA foreign_key_check").fetchall()
    return None if told == ["ok"] and not orphans else f"{told[:3]} {orphans[:3]}"
