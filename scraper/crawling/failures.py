"""This module holds the exception that says why a page could not be fetched, by a reason of `reasons.toml`."""

from scraper.crawling.reply import Reply
from scraper.errors import GongkaiError
from scraper.reasons import Reason, reasons


class Unfetched(GongkaiError):
    """A page could not be fetched; `reason` is a code of `reasons.toml`.

    `reply` is the response that says so, if one was completely received.
    """

    def __init__(self, reason: str, url: str, detail: str | None = None) -> None:
        super().__init__(f"{url}: {detail or reasons()[reason].en}")
        self.reason = reason
        self.url = url
        self.detail = detail
        self.reply: Reply | None = None

    @property
    def rule(self) -> Reason:
        """What the reason means for the request, the host and the portal."""
        return reasons()[self.reason]
