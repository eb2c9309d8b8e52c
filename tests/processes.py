"""This module starts the program in processes that have already imported it, so that a signal hits it at work.

A server forks them that imports the program once and has read with it; it has no threads and no files of theirs.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

LOADED = (
    "scraper.verbs.crawl", "scraper.verbs.extract", "scraper.workers.cluster", "scraper.database.incremental", "scraper.verbs.publish",
    "scraper.verbs.export", "tests.processes", "tests.warmed", "openpyxl", "pyarrow.parquet", "sqlite_utils",
)  # fmt: skip
_NUMBERS = count()
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Process:
    """A running command; `out` and `err` are the files to which it prints."""

    made: BaseProcess
    out: Path
    err: Path
    since: int

    def runs(self) -> bool:
        """Whether it is still running."""
        return self.made.is_alive()

    def ended(self, within: float) -> int | None:
        """Wait at most so many seconds; returns the exit code, or None if it is still running."""
        self.made.join(within)
        return self.made.exitcode

    def signalled(self, sign: signal.Signals) -> None:
        """Send it a signal if it is still running."""
        if (pid := self.made.pid) and self.runs():
            os.kill(pid, sign)

    def killed(self) -> int | None:
        """Kill it; returns the exit code, -9 unless it had ended before."""
        self.made.kill()
        self.made.join()
        return self.made.exitcode

    def said(self) -> str:
        """What it has printed for the user."""
        return self.err.read_text(encoding="utf-8", errors="replace")


def started(folder: Path, words: tuple[object, ...], out: str = os.devnull) -> Process:
    """Start `gongkai` with these arguments in a folder; its output goes to files beside the folder.

    Its results go to `out`; a terminal is where all of it goes.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(LOADED))
    err = folder.with_name(f"{folder.name}.{next(_NUMBERS)}")
    err.touch()
    printed = (out, out if out.startswith("/dev/pts/") else str(err))
    made = context.Process(target=_run, args=(list(map(str, words)), str(folder), printed))
    since = time.time_ns()
    made.start()
    return Process(made, Path(out), err, since)


@contextmanager
def underway(folder: Path, words: tuple[object, ...], begun: Path) -> Iterator[Process]:
    """A command that has begun to write, as a file shows that it makes, or is over; after the block it is."""
    running = started(folder, words)
    while not begun.exists() and running.runs():
        time.sleep(0.001)
    yield running
    assert running.ended(within=100) is not None


def one_after_the_other(first: Process, second: Process) -> None:
    """Assert that of two commands that write to one place each has, or has said why it could not."""
    ended = [(one.ended(within=0), one.said()) for one in (first, second)]
    assert (0, "") in ended
    for code, said in ended:
        assert (code, said) == (0, "") or (code == 1 and "another command is" in said)


def apart(function: Callable[..., Result], *given: object) -> Result:
    """Call a module's function in a process of its own, whose memory no other test has used."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(LOADED))
    answer, sender = context.Pipe(duplex=False)
    made = context.Process(target=_answer, args=(sender, function, given))
    made.start()
    sender.close()
    try:
        told: Result = answer.recv()
    except EOFError:
        made.join()
        raise AssertionError(f"the process ended with {made.exitcode}, without an answer") from None
    made.join()
    return told


def _answer(sender: Connection, function: Callable[..., object], given: Iterable[object]) -> None:
    sender.send(function(*given))
    sender.close()


def _run(words: list[str], folder: str, printed: tuple[str, str]) -> None:
    os.chdir(folder)
    for number, name in enumerate(printed, 1):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT), number)
    if words[0] == "shards":
        _shards(*words[1:])
        return
    from scraper.cli import main  # noqa: PLC0415  (in the process itself)

    main(words)


def _shards(archives: str, shards: str) -> None:
    """Read archives into shards one after the other, as a worker of a cluster does."""
    from scraper.workers.cluster import make_shard  # noqa: PLC0415

    for file in sorted(Path(archives).glob("*.warc.gz")):
        make_shard(str(file), shards)
