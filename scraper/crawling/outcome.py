"""This module holds how a portal's visit ended: its status and the reason for it."""

from dataclasses import dataclass

from scraper.reasons import Status, reasons


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a portal's visit ended: `reason` and `detail` are None if it is `ok`."""

    status: Status
    reason: str | None = None
    detail: str | None = None


def because(reason: str, detail: str | None = None) -> Outcome:
    """The outcome for a reason, with the status that `reasons.toml` gives it."""
    return Outcome(reasons()[reason].status, reason, detail)
