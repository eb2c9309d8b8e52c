"""This module reads damaged inputs one after the other, and reports those that break a promise.

Promised: an answer or a reason, nothing else; in five seconds, a scanned page in sixty; in 500 MB. What
else is promised of a kind, the modules beside this one say.
"""

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.fuzz import answers, files, reports
from tests.fuzz.case import Case
from tests.memory import memory

SECONDS, OF_A_SCAN = 5.0, 60.0 * 4  # of all processors, and of several pages
MEGABYTES = 500
KINDS: dict[str, Callable[[Random], Case]] = {
    "pages": reports.page, "documents": reports.document, "scans": reports.scan, "answers": answers.answer,
    "portals": files.portals, "archives": files.archive,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken promise and its cause; `kind` and `seed` reproduce the bytes."""

    kind: str
    seed: int
    mutation: str
    what: str


def made(kind: str, seed: int) -> tuple[Case, bytes, str]:
    """The damaged bytes of a seed, with the case and what was done to it."""
    random = Random(seed)
    case = KINDS[kind](random)
    mutate = random.choice(case.mutations)
    try:
        return case, mutate(case.body, random), mutate.__name__
    except (KeyError, ValueError, zlib.error):  # what is damaged already cannot be unpacked again
        return case, case.body, "none"


def run(kind: str, seeds: range) -> Iterator[Broken]:
    """Read the damaged bytes of each seed; yields every broken promise."""
    scans = kind == "scans"
    most = max(MEGABYTES, memory())  # what the process had before is not this reading's
    for seed in seeds:
        case, body, mutation = made(kind, seed)
        start = time.process_time()
        what = _told(case, body)
        spent = time.process_time() - start
        if spent > (OF_A_SCAN if scans else SECONDS):
            what = what or f"{spent:.1f} seconds"
        if not scans and memory() > most:
            what = what or f"{memory()} MB"
        if what:
            yield Broken(kind, seed, mutation, what)


def _told(case: Case, body: bytes) -> str | None:
    try:
        return case.read(body)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
