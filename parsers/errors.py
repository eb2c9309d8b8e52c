"""This module defines the one exception that `parsers` raises.

An imperfect document is read and gets findings; only a page that is no report is refused.
"""


class NotAReport(ValueError):
    """The document is no annual report, or nothing of it could be read.

    `reason` explains why in a sentence. `unread` means that the document could not be read, so it is
    unknown what it is.
    """

    def __init__(self, reason: str, *, unread: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unread = unread
