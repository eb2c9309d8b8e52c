"""This module measures the memory of this process."""

import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def memory() -> int:
    """The peak memory of this process in megabytes.

    `ru_maxrss` has its parent's too, which it was before it became itself; Linux tells its own.
    """
    if STATUS.exists():
        told = STATUS.read_text(encoding="ascii")
        return int(told.partition("VmHWM:")[2].split()[0]) >> 10
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> (20 if sys.platform == "darwin" else 10)
