"""This module kills a command again and again at random moments, and lets it finish its work at last.

A moment is drawn evenly from the time that the command writes, as an undisturbed run has taken it,
less what it has had before the kills of this round.
"""

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.processes import Process, started

MOST = 25  # kills in one round; then it may end
LEAST = 0.2  # of an undisturbed run's time, from which a moment is drawn at least
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Victim:
    """A command that is killed.

    `words` are what is typed for a folder, `writes` the files by which it is seen to have begun.
    `stands` judges a folder as a kill has left it and gives what is safe there; `proves` judges it
    when the work is done, after so many kills.
    """

    words: Callable[[Path], tuple[object, ...]]
    writes: Callable[[Path], Iterable[Path]]
    stands: Callable[[Path], frozenset[str]]
    proves: Callable[[Path, int], None]
    done: frozenset[int] = frozenset({0})


def killed(victim: Victim, place: Path, chance: random.Random, kills: int) -> tuple[int, int]:
    """Kill a command so many times; returns how many kills hit it at work, and in how many rounds."""
    span = _undisturbed(victim, place / "undisturbed")
    dead = rounds = 0
    while dead < kills:
        rounds += 1
        dead += _round(victim, place / str(rounds), (chance, span), min(MOST, kills - dead))
    return dead, rounds


def _undisturbed(victim: Victim, folder: Path) -> float:
    folder.mkdir(parents=True)
    process = started(folder, victim.words(folder))
    _begun(victim, folder, process)
    began = time.monotonic()
    _ended(victim, process)
    span = time.monotonic() - began
    victim.proves(folder, 0)
    return span


def _round(
    victim: Victim, folder: Path, drawn: tuple[random.Random, float], kills: int
) -> int:  # fmt: skip
    folder.mkdir()
    chance, left = drawn
    least = left * LEAST
    safe: frozenset[str] = frozenset()
    dead = 0
    while (alive := dead < kills) and _died(victim, folder, moment := chance.random() * left):
        dead += 1
        left = max(left - moment, least)
        now = victim.stands(folder)
        assert safe <= now, f"lost: {sorted(safe - now)}"
        safe = now
    if not alive:  # else the last one has ended by itself
        _ended(victim, started(folder, victim.words(folder)))
    victim.proves(folder, dead)
    return dead


def _died(victim: Victim, folder: Path, moment: float) -> bool:
    """Whether the kill came before the command ended by itself."""
    process = started(folder, victim.words(folder))
    _begun(victim, folder, process)
    process.ended(within=moment)
    code = process.killed()
    assert code in {-9, *victim.done}, process.said()
    return code == -9


def _begun(victim: Victim, folder: Path, process: Process) -> None:
    """Wait until the command has written anything."""
    late = time.monotonic() + PATIENCE
    while not _touched(victim.writes(folder), process.since) and process.runs():
        assert time.monotonic() < late, "it does not begin"
        time.sleep(0.001)


def _touched(files: Iterable[Path], since: int) -> bool:
    try:
        return any(file.stat().st_mtime_ns >= since for file in files if file.exists())
    except FileNotFoundError:  # gone between the two questions
        return False


def _ended(victim: Victim, process: Process) -> None:
    assert process.ended(within=PATIENCE) in victim.done, process.said()
