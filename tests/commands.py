"""This module runs a command as a person types it, in this process: a new one would say the same."""

import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import CompletedProcess
from typing import Any

from click.testing import CliRunner

from scraper.cli import main


def gongkai(*words: object) -> CompletedProcess[str]:
    """What the command answers."""
    typed = list(map(str, words))
    told = CliRunner().invoke(main, typed, catch_exceptions=False)
    return CompletedProcess(typed, told.exit_code, told.stdout, told.stderr)


def extracted(*words: object) -> dict[str, Any]:
    """What an extraction tells of itself, by this process alone."""
    told: dict[str, Any] = json.loads(gongkai("extract", *words, "--json", "--workers", 1).stdout)
    return told


@contextmanager
def full_disk(most: int) -> Iterator[None]:
    """Within, no file can grow beyond so many bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def one_line(result: CompletedProcess[str]) -> str:
    """The line in which a command says why it failed; it says nothing else."""
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    return result.stderr
