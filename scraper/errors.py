"""This module holds the program's failures; each class says what to do about it.

GongkaiError            a failure that a person is told in one line
├── Unfetched           a page was not had (in crawling/failures.py); its reason says what to do
├── ArchiveDamaged      the archive's bytes are not what its frontier says
├── DatabaseUnusable    the database cannot be opened, is locked, or is none of ours
│   └── OtherSchema     it was made by another version of the program: extract it anew
├── Unreadable          a file or path cannot be read
├── LogUnusable         the log that was asked for cannot be opened
└── ToolMissing         a program or an extra that a format needs is not installed: install it

Whether a request may be made again is no matter of classes: `reasons.toml` says of each
reason if the same request may pass in a moment, or if the host is to be left alone.
"""

from pathlib import Path


class GongkaiError(Exception):
    """A failure that a person is told in one line, beginning with `Error: `."""


class _OfFile(GongkaiError):
    """A failure of one file: `file` is its name as it is told, `reason` what is wrong with it."""

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
    """A file or path cannot be read; `why` is a word for it that a log may hold."""

    def __init__(
        self, reason: str, file: Path | str | None = None, *, why: str = "damaged"
    ) -> None:
        super().__init__(reason, file)
        self.why = why


class LogUnusable(GongkaiError):
    """The log that was asked for cannot be opened."""


class ToolMissing(GongkaiError):
    """A program or an extra that a format needs is not installed; the message says how to get it."""
