"""This module is the command: it distributes a number of kills over crawl, extract, shards, merge and publish.

python -m tests.kills 1000 [--only NAME ...] [--seed N]
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.kills.crawls import crawls
from tests.kills.extractions import extractions, merges, shards
from tests.kills.publications import publications
from tests.kills.victim import Victim, killed


class Kind(NamedTuple):
    """What is killed in a folder, and its share of a thousand kills."""

    made: Callable[[Path], AbstractContextManager[Victim]]
    share: int


VICTIMS = {
    "crawl": Kind(lambda _: crawls(), 270),
    "extract": Kind(partial(extractions, workers=1), 270),
    "extract by two workers": Kind(partial(extractions, workers=2), 70),
    "shards of a cluster": Kind(shards, 70),
    "merge of a cluster": Kind(merges, 220),
    "publish": Kind(publications, 100),
}


def main() -> None:
    """Kill the named commands, or all; ends with a message at the first loss or damage."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills")
    parser.add_argument("kills", type=int, nargs="?", default=1000)
    parser.add_argument("--only", nargs="*", choices=VICTIMS, default=list(VICTIMS))
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    total = sum(VICTIMS[name].share for name in told.only)
    for name in told.only:
        kind = VICTIMS[name]
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as place, kind.made(Path(place)) as victim:
            dead, rounds = killed(
                victim,
                Path(place) / "kills",
                random.Random(told.seed),
                told.kills * kind.share // total,
            )
        seconds = time.monotonic() - began
        print(f"{name}: {dead} kills in {rounds} rounds, nothing lost, {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
