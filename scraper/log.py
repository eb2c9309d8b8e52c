"""This module writes what a run does to the log file that was asked for: JSON, one line per event.

Each event and its fields stand in events.toml. No line holds what a page says: pages are named by
the keys that the database has for them, failures by their class and their place in the program.
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
from scraper.errors import LogUnusable
from scraper.escaping import escape_controls
from scraper.language import say as worded

_EVENTS = logging.getLogger("gongkai.events")
_EVENTS.propagate = False
_STDERR = 2


class Event(Record):
    """A kind of line: the verbs that write it, its fields, and its sentences."""

    verbs: tuple[str, ...]
    fields: tuple[str, ...]
    en: str
    zh: str


@cache
def events() -> dict[str, Event]:
    """Every event that a log may hold, by its stable name, from `scraper/events.toml`."""
    tables = read_toml("scraper", "events.toml")
    return {name: Event.model_validate(table) for name, table in tables.items()}


def say(event: str, **fields: Any) -> None:
    """Write one event, where a log is kept; else this costs next to nothing."""
    if _EVENTS.isEnabledFor(logging.INFO):
        _EVENTS.info(event, extra={"fields": fields})


def line(event: str, at: datetime, fields: dict[str, Any]) -> str:
    """An event as a line."""
    values = {"at": at.isoformat(timespec="milliseconds"), "event": event, **fields}
    return json.dumps(values, ensure_ascii=False) + "\n"


def digest(name: str) -> str:
    """What stands in a log for a name or an address, which may be a title: its SHA-256's beginning."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def failure(error: BaseException) -> dict[str, str]:
    """A failure's class and its place in the program, and not its words: they may quote a page."""
    places = traceback.extract_tb((error.__cause__ or error).__traceback__)
    where = ""
    if places:  # the file with its folder: modules of one name lie in several
        where = f"{'/'.join(Path(places[-1].filename).parts[-2:])}:{places[-1].lineno}"
    return {"error": type(error).__name__, "where": where}


@contextmanager
def log_to(path: Path | None) -> Iterator[None]:
    """Append every event within to a file, `-` for standard error; None keeps none.

    Raises LogUnusable where the file cannot be opened. What cannot be written later is counted
    and told, and the run goes on: a log is no product.
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
    """A file of lines, each written at once, so that several programs can share it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file, self._torn = _opened(path)
        self._lost = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Write an event; before it, how many could not be written since the last that could."""
        at = datetime.fromtimestamp(record.created, UTC)
        if self._lost and self._written(line("lines-lost", at, {"count": self._lost})):
            self._lost = 0
        if not self._written(line(record.msg, at, vars(record)["fields"])):
            self._lost += 1

    def _written(self, text: str) -> bool:
        whole = ("\n" * self._torn + text).encode()
        try:
            with _alone(self._file):
                written = os.write(self._file, whole)
        except OSError as error:
            self._tell(error.strerror or str(error))
            return False
        self._torn = written < len(whole)
        if self._torn:
            self._tell(worded("log-torn"))
        return not self._torn

    def _tell(self, why: str) -> None:
        if not self._lost:
            message = worded("log-lost", log=escape_controls(self._path), why=why)
            click.echo(message, err=True)

    def close(self) -> None:
        """Close the file; standard error stays open."""
        if self._file != _STDERR:
            os.close(self._file)
        super().close()


@contextmanager
def _alone(file: int) -> Iterator[None]:
    """Keep other programs from writing to a log meanwhile: one that begins looks at its last byte."""
    if file == _STDERR:
        yield
        return
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _opened(path: Path) -> tuple[int, bool]:
    """A file to append to, and whether its last line has no end."""
    if str(path) == "-":
        return _STDERR, False
    try:
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
        with _alone(file):
            return file, not _ends_whole(path)
    except OSError as error:
        raise LogUnusable(f"{path}: {error.strerror}") from error


def _ends_whole(path: Path) -> bool:
    if not path.is_file() or not path.stat().st_size:
        return True
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"  # and not what another program appends meanwhile
