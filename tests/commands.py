"""This module runs a command in this process, as if it had been typed."""

import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import CompletedProcess
from typing import Any

from click.testing import CliRunner

from scraper.cli import main


def gongkai(*words: object) -> CompletedProcess[str]:
    """The command's exit code and output."""
    typed = list(map(str, words))
    told = CliRunner().invoke(main, typed, catch_exceptions=False)
    return CompletedProcess(typed, told.exit_code, told.stdout, told.stderr)


def extracted(*words: object) -> dict[str, Any]:
    """The summary of an extraction without worker processes, from --json."""
    told: dict[str, Any] = json.loads(gongkai("extract", *words, "--json", "--workers", 1).stdout)
    return told


@contextmanager
def full_disk(most: int) -> Iterator[None]:
    """Within the block, no file can grow beyond so many bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def one_line(result: CompletedProcess[str]) -> str:
    """The single line in which a command says why it failed; asserts that it prints nothing else."""
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    return result.stderr
