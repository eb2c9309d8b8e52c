"""This module reads captures from archives: the crawler's own, other WARC files, WACZ.

It yields only what may be a report or an attachment: `response` records of status 200, without
scripts, style sheets, fonts, videos and icons. A `revisit` record says that nothing changed and is skipped.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from schemas.capture import Capture, Registrant
from scraper.body import LARGEST
from scraper.errors import ArchiveDamaged, raised_as
from scraper.inputs import warc_records
from scraper.inputs.documents import may_be_report
from scraper.inputs.folders import Fail, Skip, files_below
from scraper.inputs.gzip_members import find_truncation, is_whole_member, whole_members
from scraper.inputs.packed import DAMAGE, not_unpacked_because

ENDINGS = (".warc.gz", ".warc", ".warc.zst", ".wacz")
_GZIP = b"\x1f\x8b"
_BEGINS = (_GZIP, b"WARC/", b"\x28\xb5\x2f\xfd")
# Exceptions for damaged files; zipfile raises RuntimeError for an encrypted one.
_DAMAGED = (OSError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)

_NO_REPORT = "records that can be no report"


def captures(
    path: Path, passed: Skip | None = None, register: warc_records.Register = lambda _, __: None
) -> Iterator[Capture]:
    """The captures in an archive's folder or file, in the order of the records.

    `register` is called with each portal that a file says its crawl visited.

    With `passed`, captures of other crawlers' archives that cannot be reports are skipped, and it is
    called with the reason for each, and for each that is too large or was cut off. Raises ArchiveDamaged, after the captures before it, if a file cannot be read further.
    """
    failed: list[tuple[Path, OSError]] = []
    for file in _files(path, lambda one, error: failed.append((one, error))):
        for name, stream in _streams(file):
            with _translate_errors(file):
                yield from _from_stream(stream, name, passed, register)
    for one, error in failed:
        raise ArchiveDamaged(str(error.strerror), one) from error


def _files(path: Path, fail: Fail) -> list[Path]:
    if path.is_dir():
        found = (file for file in files_below(path, fail) if file.name.endswith(ENDINGS))
        return [file for file in found if file.is_file()]
    if not path.is_file():
        kind = "not a regular file" if path.exists() else "is gone"
        raise ArchiveDamaged(kind, path)
    return [path] * path.name.endswith(ENDINGS)


def _translate_errors(file: Path) -> AbstractContextManager[None]:
    return raised_as(_DAMAGED, lambda error: ArchiveDamaged(not_unpacked_because(error), file))


def _streams(file: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with _translate_errors(file):
        if file.suffix == ".wacz":
            yield from _inside(file)
            return
        with file.open("rb") as stream:
            yield file.name, stream


def _inside(file: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(file) as packed:
        for name in sorted(packed.namelist()):
            if name.endswith((".warc.gz", ".warc")):
                with packed.open(name) as stream:
                    yield f"{file.name}/{name}", stream


def _from_stream(
    stream: IO[bytes], name: str, passed: Skip | None, register: warc_records.Register
) -> Iterator[Capture]:
    """The captures in a WARC file; damage to a gzip member costs no record but its own, and is raised at the end."""
    head = stream.read(5)
    if head and not head.startswith(_BEGINS):
        raise ValueError("not a WARC file")
    reading = _Reading(name, passed, register)
    try:
        yield from reading.captures(stream)
    except _DAMAGED as error:
        after, reason = max(reading.last, 0), not_unpacked_because(error)
        if head[:2] != _GZIP or (isinstance(error, OSError) and reason != DAMAGE):
            raise
        with _at_hand(stream) as whole:
            yield from reading.captures_behind_damage(whole)
        if reading.last < 0 or reason != DAMAGE:
            raise
        said = f"is damaged after byte {after}; the records that are whole were read"
        raise ValueError(said) from error


@contextmanager
def _at_hand(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """The stream; of a part of a zip, which reads all from its beginning at each step back, a copy."""
    if not isinstance(stream, zipfile.ZipExtFile):
        yield stream
        return
    with TemporaryFile() as copy:
        stream.seek(0)
        with suppress(zipfile.BadZipFile, zlib.error, EOFError):
            copyfileobj(stream, copy)
        yield copy


class _Reading:
    """The state of reading one WARC file: the portals that it tells of, and where its `last` record begins."""

    def __init__(self, name: str, passed: Skip | None, register: warc_records.Register) -> None:
        self._name, self._passed, self._register = name, passed, register
        self._portals: dict[str, Registrant] = {}
        self._ours = passed is None
        self.last = -1

    def captures(self, stream: IO[bytes]) -> Iterator[Capture]:
        """The captures in the records, each once the bytes of its record are known to be right.

        The sum at a gzip member's end is checked by the step to the next record.
        """
        stream.seek(0)
        held: Capture | None = None
        try:
            for record in ArchiveIterator(stream, parse_http=False):
                if held:
                    yield held
                # Of any kind: a quiet night's file has thousands of revisits.
                self.last = record.stream_pos
                held = self._capture(record)
            at = find_truncation(stream, max(self.last, 0))
        except _DAMAGED:
            if held and is_whole_member(stream, self.last):
                yield held
            raise
        if held and at != self.last:
            yield held
        if at is not None:
            raise ValueError(f"the record at {at} breaks off")

    def captures_behind_damage(self, stream: IO[bytes]) -> Iterator[Capture]:
        """The captures in the whole gzip members behind the `last` record read, if those before tell whose pages they are."""
        for at, member in whole_members(stream, self.last + 1, LARGEST):
            if at > 0 and self.last < 0:
                return  # what the file says of its portals is lost
            self.last = at
            for record in ArchiveIterator(BytesIO(member), parse_http=False):
                if capture := self._capture(record):
                    yield capture.model_copy(update={"offset": at})

    def _capture(self, record: WarcRecord) -> Capture | None:
        """The capture in a record, if it has one; notes what the record says of portals."""
        if record.record_type == WarcRecordType.warcinfo:
            body = record.reader.read()
            self._portals = (
                warc_records.registrants(body, self._name, self._register) or self._portals
            )
            self._ours = self._ours or warc_records.PORTALS.encode() in body.lower()
        elif record.record_type == WarcRecordType.response and warc_records.is_wanted(
            record, ours=self._ours
        ):
            reason = warc_records.why_lost(record)
            capture = None if reason else warc_records.capture_of(record, self._name, self._portals)
            if capture and (self._ours or may_be_report(capture.body)):
                return capture if warc_records.is_no_list(capture) else None
            if self._passed:
                self._passed(reason or _NO_REPORT)
        return None


def read_at(file: Path, offset: int) -> warc_records.Stored:
    """The response at an offset of a WARC file; raises ArchiveDamaged if there is none."""
    with _translate_errors(file), file.open("rb") as stream:
        stream.seek(offset)
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            return warc_records.parse_response(record)
    raise ArchiveDamaged(f"no response at byte {offset}", file)
