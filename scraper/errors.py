"""This module holds the program's failures; each class says what to do about it.

GongkaiError            a failure that a person is told in one line
├── FetchFailed         the network or the site failed: it may pass, retry later
├── FetchRefused        we may not or will not fetch this: do not retry
├── ArchiveDamaged      the archive's bytes are not what its frontier says
├── DatabaseUnusable    the database cannot be opened, is locked, or is none of ours
│   └── OtherSchema     it was made by another version of the program: extract it anew
├── Unreadable          a file or path cannot be read
├── LogUnusable         the log that was asked for cannot be opened
└── ToolMissing         a program or an extra that a format needs is not installed: install it
"""


class GongkaiError(Exception):
    """A failure that a person is told in one line, beginning with `Error: `."""


class FetchFailed(GongkaiError):
    """The network or the site failed; the same request may succeed later."""


class FetchRefused(GongkaiError):
    """The request is not allowed, by robots.txt, by a guard or by a challenge; do not repeat it."""


class ArchiveDamaged(GongkaiError):
    """The archive's bytes are not what its frontier says."""


class DatabaseUnusable(GongkaiError):
    """The database cannot be opened, is locked, or was made by another version's schema."""


class OtherSchema(DatabaseUnusable):
    """The database was made by another version's schema; the message names both versions."""


class Unreadable(GongkaiError):
    """A file or path cannot be read; `why` is a word for it that a log may hold."""

    def __init__(self, message: str, why: str = "damaged") -> None:
        super().__init__(message)
        self.why = why


class LogUnusable(GongkaiError):
    """The log that was asked for cannot be opened."""


class ToolMissing(GongkaiError):
    """A program or an extra that a format needs is not installed; the message says how to get it."""
