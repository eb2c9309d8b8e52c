"""This module runs the fuzz target: `python -m tests.fuzz pages 200000`, and tells what broke."""

import argparse
import sys
import time
from pathlib import Path

import pytest

from tests.fuzz.target import KINDS, made, run
from tests.memory import memory


def main() -> int:
    """Run so many seeds of a kind from a first one on; `--keep` writes the bytes that broke it."""
    words = argparse.ArgumentParser(prog="python -m tests.fuzz", description=main.__doc__)
    words.add_argument("kind", choices=KINDS)
    words.add_argument("count", type=int)
    words.add_argument("--first", type=int, default=0)
    words.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    words.add_argument("--keep", type=Path)
    told = words.parse_args()
    start, broken, done = time.monotonic(), 0, 0
    for seed in range(told.first, told.first + told.count):
        if time.monotonic() - start > told.seconds:
            break
        done += 1
        for one in run(told.kind, range(seed, seed + 1)):
            broken += 1
            print(one, flush=True)
            if told.keep:
                told.keep.mkdir(exist_ok=True)
                (told.keep / f"{one.kind}-{one.seed}").write_bytes(made(one.kind, one.seed)[1])
    print(f"{done} {told.kind}, {broken} broken, {time.monotonic() - start:.0f} s, {memory()} MB")
    return 1 if broken else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except pytest.skip.Exception as missing:
        sys.exit(f"Error: {missing}")
