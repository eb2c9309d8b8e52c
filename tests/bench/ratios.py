"""This module times several callables alternately, and computes their ratios to the first.

The machine is noisy and shared: rounds are interleaved, the median of each round's ratio is quoted
with its tenth and ninetieth percentile.
"""

from collections.abc import Callable
from statistics import median
from time import process_time
from typing import NamedTuple

from scraper.workers.process import rare_garbage_collection

Clock = Callable[[], float]


class Ratio(NamedTuple):
    """A callable against the base: median milliseconds, and the ratio with its spread."""

    name: str
    milliseconds: float
    ratio: float
    low: float
    high: float


def ratios(
    base: str, calls: dict[str, Callable[[], object]], rounds: int = 60, clock: Clock = process_time
) -> list[Ratio]:
    """Time `calls` in turn, `rounds` times, against the one named `base`.

    The clock is this process's share of a core, which others on the machine disturb least; work
    of several processes needs that of the wall. Garbage is searched for as seldom as in a run, whoever
    is measured.
    """
    for call in calls.values():
        call()
    times: dict[str, list[float]] = {name: [] for name in calls}
    with rare_garbage_collection():
        for _ in range(rounds):
            for name, call in calls.items():
                start = clock()
                call()
                times[name].append(clock() - start)
    return [_against(name, times[name], times[base]) for name in calls]


def _against(name: str, mine: list[float], base: list[float]) -> Ratio:
    shares = sorted(a / b for a, b in zip(mine, base, strict=True))
    tenth = len(shares) // 10
    return Ratio(name, median(mine) * 1000, median(shares), shares[tenth], shares[-1 - tenth])
