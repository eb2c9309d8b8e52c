"""Limits for the time of a core, as on the machine on which they were set, whatever machine this is and however busy.

What takes longer than its limit is divided by what a fixed piece of work takes here and now: a slower machine,
or other processes in the core's caches, make no test fail, and a pattern that tries all ways does.
"""

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_USUAL = 0.005  # seconds of the piece of work on that machine
_ENDLESS = 10  # times its limit after which a block is ended
_YEARS = 1_000
_WORDS = re.compile(r"(\d+)年([^,]+)")
_TEXT = ",".join(f"{year}年甲县财政局" for year in range(_YEARS))


@contextmanager
def within(seconds: float, what: str = "") -> Iterator[None]:
    """Fail where the block takes more of a core's time than `seconds` of that machine, even one that would never end."""

    def fail(*_: object) -> None:
        pytest.fail(f"{what} takes longer than {_ENDLESS * seconds:g} s".strip())

    signal.signal(signal.SIGVTALRM, fail)
    signal.setitimer(signal.ITIMER_VIRTUAL, _ENDLESS * seconds)
    start = time.process_time()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    spent = time.process_time() - start
    if spent > seconds:
        spent /= _slowness()
    assert spent <= seconds, what


def _slowness() -> float:
    """How many times longer than on that machine a fixed piece of work takes here and now; at least 1."""
    start = time.process_time()
    for _ in range(12):
        assert len({match[1]: match[2] for match in _WORDS.finditer(_TEXT)}) == _YEARS
    return max(1.0, (time.process_time() - start) / _USUAL)
