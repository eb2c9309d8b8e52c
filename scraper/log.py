"""This module writes the log of a run, if one is asked for: a JSON object per line and event.

Events and their fields are listed in events.toml. No line quotes a page: pages are identified by
their keys in the database, failures by their class and their place in the code.
"""

import fcntl
import json
import logging
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from schemas.data_files import read_toml
from schemas.record import Record
from scraper.atomic_output import require_parent, translate_os_errors
from scraper.escaping import escape_controls
from scraper.language import say

_EVENTS = logging.getLogger("gongkai.events")
_EVENTS.propagate = False
_STDERR = 2


class Event(Record):
    """A kind of event: the commands that log it, its fields, and its description."""

    verbs: tuple[str, ...]
    fields: tuple[str, ...]
    en: str
    zh: str


@cache
def events() -> dict[str, Event]:
    """All events by their stable names, from `scraper/events.toml`."""
    tables = read_toml("scraper", "events.toml")
    return {name: Event.model_validate(table) for name, table in tables.items()}


def is_open() -> bool:
    """Whether a log is open."""
    return any(isinstance(one, _Lines) for one in _EVENTS.handlers)


def log_event(event: str, **fields: Any) -> None:
    """Log an event, if a log is open."""
    if _EVENTS.isEnabledFor(logging.INFO):
        _EVENTS.info(event, extra={"fields": fields})


def line(event: str, at: datetime, fields: dict[str, Any]) -> str:
    """An event as a line of JSON."""
    values = {"at": at.isoformat(timespec="milliseconds"), "event": event, **fields}
    return json.dumps(values, ensure_ascii=False) + "\n"


def digest(name: str) -> str:
    """The beginning of a SHA-256, which stands in the log for a name or address that may quote a page."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def failure(error: BaseException) -> dict[str, str]:
    """The class of an exception and its place in the code, but not its message, which may quote a page."""
    places = traceback.extract_tb((error.__cause__ or error).__traceback__)
    where = ""
    if places:  # with the folder, as several modules have the same name
        where = f"{'/'.join(Path(places[-1].filename).parts[-2:])}:{places[-1].lineno}"
    return {"error": type(error).__name__, "where": where}


@contextmanager
def log_to(path: Path | None) -> Iterator[None]:
    """Append the events of the block to a file, or to standard error for `-`; None logs nothing.

    Raises GongkaiError if the file cannot be opened. Lines that cannot be written later are counted
    and reported, and the run continues.
    """
    if path is None:
        yield
        return
    lines = _Lines(path)
    _EVENTS.addHandler(lines)
    _EVENTS.setLevel(logging.INFO)
    try:
        yield
    finally:
        _EVENTS.removeHandler(lines)
        if not _EVENTS.handlers:
            _EVENTS.setLevel(logging.NOTSET)
        lines.close()


class _Lines(logging.Handler):
    """A log file to which every line is written in one call, so that several programs can share it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file, self._incomplete = _open(path)
        self._lost = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Write an event, preceded by the number of lines lost since the last one that was written."""
        at = datetime.fromtimestamp(record.created, UTC)
        if self._lost and self._write(line("lines-lost", at, {"count": self._lost})):
            self._lost = 0
        if not self._write(line(record.msg, at, vars(record)["fields"])):
            self._lost += 1

    def _write(self, text: str) -> bool:
        whole = ("\n" * self._incomplete + text).encode()
        try:
            with _locked(self._file):
                written = os.write(self._file, whole)
        except OSError as error:
            self._report_loss(error.strerror or str(error))
            return False
        self._incomplete = written < len(whole)
        if self._incomplete:
            self._report_loss(say("log-torn"))
        return not self._incomplete

    def _report_loss(self, why: str) -> None:
        if not self._lost:
            message = say("log-lost", log=escape_controls(self._path), why=why)
            click.echo(message, err=True)

    def close(self) -> None:
        """Close the file; standard error stays open."""
        if self._file != _STDERR:
            os.close(self._file)
        super().close()


@contextmanager
def _locked(file: int) -> Iterator[None]:
    """Lock a log while it is written: a program that opens it looks at its last byte."""
    if file == _STDERR:
        yield
        return
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _open(path: Path) -> tuple[int, bool]:
    """Open a file for appending; returns also whether its last line is incomplete."""
    if str(path) == "-":
        return _STDERR, False
    require_parent(path)
    with translate_os_errors(path):
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
        with _locked(file):
            return file, not _ends_with_newline(path)


def _ends_with_newline(path: Path) -> bool:
    if not path.stat().st_size:  # nor has a pipe or a terminal one
        return True
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"  # the first byte only: another program may append meanwhile
