"""This module measures CPU time and memory of this program's process group: writer and workers."""

import os
from collections.abc import Iterator
from pathlib import Path

# Where /proc/…/stat has a process's time, and that of its children that ended
_TIMES = slice(11, 15)


def spent() -> float:
    """The CPU seconds used by all processes of the group, including those that have ended."""
    ticks = (sum(map(int, told.rpartition(")")[2].split()[_TIMES])) for _, told in _every("stat"))
    return sum(ticks) / os.sysconf("SC_CLK_TCK")


def peaks() -> dict[int, int]:
    """The peak memory of each process of the group in KB."""
    return {
        process: int(told.partition("VmHWM:")[2].split()[0])
        for process, told in _every("status")
        if "VmHWM:" in told
    }


def _every(name: str) -> Iterator[tuple[int, str]]:
    """A file of /proc for each process of the group."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == os.getpgid(0):
                yield int(process.name), (process / name).read_text()
        except OSError:  # it has ended meanwhile
            continue
