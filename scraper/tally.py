"""This module counts what one portal's run has asked, had and missed."""

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """The counts of one portal in one run; kept with every page, so that a kill loses none."""

    engine: str | None = None
    robots: str = "none"
    elsewhere: int = 0
    requests: int = 0
    fetched: int = 0
    unchanged: int = 0
    bytes: int = 0
