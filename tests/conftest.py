"""This module sets up every test: a fixed language, reproducible examples, and temporary files in memory."""

import gc
import os
import shutil
import signal
import tempfile
from multiprocessing import forkserver
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from scraper.workers.process import keep_pages_memory
from tests import shared
from tests.processes import LOADED

gc.set_threshold(20_000, 50, 100)  # thousands of tests are collected, none of them garbage
os.environ["LC_ALL"] = "C.UTF-8"  # whatever the machine's locale is
# A shell lets what it runs in the background ignore Ctrl-C, which commands under test must answer.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples every time, however busy the machine is; `make test-slow` searches new ones.
_CALM = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
settings.register_profile("searching", deadline=None, suppress_health_check=_CALM)
settings.register_profile("steady", settings.get_profile("searching"), derandomize=True)
settings.load_profile("steady")

# The modules that start commands in processes of their own, to signal them or to have two at once.
STARTING = {
    "test_cli", "test_crawl_kill", "test_crawl_manners", "test_crawl_scale", "test_crawl_shown",
    "test_faults", "test_faults_export", "test_faults_publish", "test_fuzz", "test_hostile",
    "test_kills", "test_pool",
}  # fmt: skip
DRAWING = {"test_browser", "test_docs", "test_report"}  # a process has to pack what draws charts

# A disk is asked thousands of times to make, sync and remove small files: that can be half of a run.
MEMORY, ROOM = Path("/dev/shm"), 3 << 30


def _takes_all() -> bool:
    """Whether the file system in memory has room and allows programs on it to be run."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        return False
    return os.access(MEMORY, os.W_OK) and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC


if "TMPDIR" not in os.environ and _takes_all():
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """A worker more than this process may use processors, since some tests wait for others to act."""
    told = "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ or not hasattr(os, "sched_getaffinity")
    return None if told else len(os.sched_getaffinity(0)) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What has most to load comes first, and so falls to one worker: the fork server, what draws charts."""
    items.sort(key=lambda item: item.path.stem not in STARTING | DRAWING)


@pytest.fixture(scope="session", autouse=True)
def _shared_place(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The processes of a run share a folder above their own for what they make once."""
    own = tmp_path_factory.getbasetemp()
    shared.place[:] = [own.parent if "PYTEST_XDIST_WORKER" in os.environ else own]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Exclude modules and tests from garbage collection, because they live until the end.

    Memory is kept from page to page, as in the program's own processes.
    """
    gc.collect()
    gc.freeze()
    keep_pages_memory()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Processes to be signalled are forked by a server that has the program loaded.

    It is started before the program's own pool starts one that has less.
    """
    if item.path.stem in STARTING:
        forkserver.set_forkserver_preload(list(LOADED))
        forkserver.ensure_running()
