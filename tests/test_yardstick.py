"""A limit for the time of a core holds what never ends, and not what a busy machine does slowly."""

import math
import time

import pytest

from tests.yardstick import within


def busy(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_what_ends_in_time_passes():
    with within(1):
        busy(0)


def test_what_takes_longer_fails_and_is_named():
    with pytest.raises(AssertionError, match="a pattern"), within(0.01, "a pattern"):
        busy(0.08)


def test_what_never_ends_is_ended():
    with pytest.raises(pytest.fail.Exception, match=r"longer than 0\.1 s"), within(0.01):
        busy(math.inf)
