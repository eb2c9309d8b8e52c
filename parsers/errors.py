"""This module holds the one exception that leaves `parsers`.

An imperfect document is a finding beside its record. Only a page that is no report at all is refused.
"""


class NotAReport(ValueError):
    """Neither title nor metadata says that the page is such a report, and it has none of the tables.

    `reason` is a sentence for a person: what the page seems to be instead. `unread`: nothing of it
    could be read, so that nobody knows what it is.
    """

    def __init__(self, reason: str, unread: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unread = unread
