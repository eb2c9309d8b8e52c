"""This module holds what every test needs: one language, files in memory, no search of what stays."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest

os.environ["LC_ALL"] = "C.UTF-8"  # whatever the machine's locale is

# A disk is asked thousands of times to make, sync and remove small files: that can be half of a run.
MEMORY, ROOM = Path("/dev/shm"), 3 << 30


def _takes_all() -> bool:
    """Whether the file system in memory has room, and lets what is written there be run."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        return False
    return os.access(MEMORY, os.W_OK) and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC


if "TMPDIR" not in os.environ and _takes_all():
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Modules and tests stay to the end: no search for garbage need go through them again."""
    gc.collect()
    gc.freeze()
