"""This module defines the one exception that `parsers` raises.

An imperfect document is read and gets findings; only a page that is no report at all is refused.
"""


class NotAReport(ValueError):
    """The document is no annual report, or nothing of it could be read.

    `reason` says why in a sentence for a person. `unread`: no reader could read the document, so
    that it is not known what it is.
    """

    def __init__(self, reason: str, unread: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unread = unread
