"""This module measures growth at counts that take ten minutes and twelve gigabytes of disk."""

from tests.bench.growth import measure_at

COUNTS = (1_000, 10_000, 100_000)


def measure(_: int, command: str) -> None:
    """Write the section on growth at the counts of a country's portals."""
    measure_at(COUNTS, command)
