"""This module times several callables in turn and gives their ratios to the first.

The machine is noisy and shared: rounds are interleaved, the median of each round's ratio is quoted
with its tenth and ninetieth percentile.
"""

import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple


class Ratio(NamedTuple):
    """A callable against the base: median milliseconds, and the ratio with its spread."""

    name: str
    milliseconds: float
    ratio: float
    low: float
    high: float


def ratios(base: str, calls: dict[str, Callable[[], object]], rounds: int = 60) -> list[Ratio]:
    """Time `calls` in turn, `rounds` times, against the one named `base`."""
    for call in calls.values():
        call()
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    return [_against(name, times[name], times[base]) for name in calls]


def _against(name: str, mine: list[float], base: list[float]) -> Ratio:
    shares = sorted(a / b for a, b in zip(mine, base, strict=True))
    tenth = len(shares) // 10
    return Ratio(name, median(mine) * 1000, median(shares), shares[tenth], shares[-1 - tenth])
