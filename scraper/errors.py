"""This module holds the program's exceptions, and makes SIGTERM end a command as Ctrl-C does.

GongkaiError            a failure that is reported in one line
├── Unfetched           a page could not be fetched (in crawling/outcome.py); its reason says what to do
├── ArchiveDamaged      the archive's bytes are not what its frontier says
├── DatabaseUnusable    the database cannot be opened, is locked, or is not of this program
│   └── OtherSchema     it was made by another version of the program: extract again
├── Unreadable          a file or path cannot be read
└── ToolMissing         a program or an extra is not installed: install it

Whether a request may be repeated is not expressed by classes: `reasons.toml` says for each reason
whether the same request may succeed in a moment, and whether to leave the host alone.
"""

import contextlib
import shlex
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

INTERRUPTED = 130  # the exit code that shells give a program ended by Ctrl-C


class GongkaiError(Exception):
    """A failure that is reported in one line, beginning with `Error: `."""


class _OfFile(GongkaiError):
    """A failure of one file: `file` is its name for display, `reason` what is wrong with it."""

    def __init__(self, reason: str, file: Path | str | None = None) -> None:
        super().__init__(reason if file is None else f"{file}: {reason}")
        self.reason = reason
        self.file = None if file is None else str(file)


class ArchiveDamaged(_OfFile):
    """The archive's bytes are not what its frontier says."""


class DatabaseUnusable(GongkaiError):
    """The database cannot be opened, is locked, or was made by another version's schema."""


class OtherSchema(DatabaseUnusable):
    """The database was made by another version's schema; the message names both versions."""


class Unreadable(_OfFile):
    """A file or path cannot be read; `why` is a keyword for the log."""

    def __init__(
        self, reason: str, file: Path | str | None = None, *, why: str = "damaged"
    ) -> None:
        super().__init__(reason, file)
        self.why = why


def instead_of_folder(path: Path) -> str:
    """What to do with a folder that is given for a page or a database."""
    typed = shlex.quote(str(path))
    return (
        f"{path}: is a folder; read its pages into a database: gongkai extract reports.db {typed}"
    )


def unread_because(error: OSError | UnicodeDecodeError) -> str:
    """Why a text in UTF-8 could not be read, for who wrote it."""
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8; save it as UTF-8"
    return error.strerror or str(error)


@contextmanager
def raised_as(
    kinds: type[Exception] | tuple[type[Exception], ...], made: Callable[[Any], GongkaiError]
) -> Iterator[None]:
    """Raise errors of these kinds within the block as what is made of them."""
    try:
        yield
    except kinds as error:
        raise made(error) from error


class ToolMissing(GongkaiError):
    """A program or an extra that a format needs is not installed; the message says how to get it."""


def requires(library: str, extra: str) -> AbstractContextManager[None]:
    """Import within the block what an extra installs; raises ToolMissing if it is not installed."""
    why = f"{library} is not installed: {_pip()} install 'gongkai[{extra}]'"
    return raised_as(ImportError, lambda _: ToolMissing(why))


def _pip() -> str:
    """The command that installs for this Python: `pip` only where the shell's own is this Python's."""
    python = Path(sys.executable)
    ours = shutil.which("pip") == str(python.with_name("pip"))
    return "pip" if ours else f"{shlex.quote(str(python))} -m pip"


@contextlib.contextmanager
def sigterm_as_interrupt() -> Iterator[None]:
    """Within the block, SIGTERM raises KeyboardInterrupt; no effect outside the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
