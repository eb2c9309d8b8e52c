"""This module counts what one portal's run has requested, fetched and missed."""

import json
from dataclasses import asdict, dataclass, field

NOTES = ("listing", "document_hosts")  # what is kept with the counts and is none


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
    listing: str | None = None  # its address
    document_hosts: list[str] = field(
        default_factory=list
    )  # not the portal's, with documents of reports

    def counts(self) -> dict[str, str | int | None]:
        """The counts by name, as the run report has them."""
        return {name: getattr(self, name) for name in self.__slots__ if name not in NOTES}

    def to_json(self) -> str:
        """The counts as the frontier keeps them."""
        return json.dumps(asdict(self))
