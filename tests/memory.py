"""This module measures the memory of the process that asks."""

import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def memory() -> int:
    """The most memory that this process has held, in megabytes.

    `ru_maxrss` has its parent's too, which it was before it became itself; Linux tells its own.
    """
    if STATUS.exists():
        told = STATUS.read_text(encoding="ascii")
        return int(told.partition("VmHWM:")[2].split()[0]) >> 10
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> (20 if sys.platform == "darwin" else 10)
