"""This module holds what a portal's visit has counted, and how it ended: its status and the reason for it."""

import json
from dataclasses import asdict, dataclass, field
from urllib.parse import urlsplit

from scraper.reasons import Status, reasons

_MOST_HOSTS = 40  # that are reported
_NOTES = ("listing", "document_hosts")  # fields stored with the counts that are no counts


@dataclass(slots=True)
class Tally:
    """The counts of one portal in one run; stored with every page, so that a kill loses none."""

    engine: str | None = None
    robots: str = "none"
    elsewhere: int = 0
    requests: int = 0
    fetched: int = 0
    unchanged: int = 0
    bytes: int = 0
    listing: str | None = None  # its address
    # Other hosts than the portal's that hold documents or lists of reports.
    document_hosts: list[str] = field(default_factory=list)

    def note_host(self, url: str) -> None:
        """Note another host than the portal's; nothing is requested from it."""
        host = urlsplit(url).netloc.lower()
        if host not in self.document_hosts and len(self.document_hosts) < _MOST_HOSTS:
            self.document_hosts.append(host)

    def counts(self) -> dict[str, str | int | None]:
        """The counts by name, as in the run report."""
        return {name: getattr(self, name) for name in self.__slots__ if name not in _NOTES}

    def to_json(self) -> str:
        """The counts as the frontier stores them."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a portal's visit ended: `reason` and `detail` are None if it is `ok`."""

    status: Status
    reason: str | None = None
    detail: str | None = None


def because(reason: str, detail: str | None = None) -> Outcome:
    """The outcome for a reason, with the status that `reasons.toml` gives it."""
    return Outcome(reasons()[reason].status, reason, detail)
