"""This module runs the benchmarks and writes docs/benchmarks.md, if the machine is not busy with other work.

python -m tests.bench            what `make bench` runs: some minutes
python -m tests.bench growth     one of them alone

Memory is kept between pages as `extract` and its workers keep it, for the floors too: otherwise a floor
costs twice as much or not, as malloc gives memory back between two pages or does not.
"""

import argparse
from importlib import import_module

from scraper.workers.process import keep_pages_memory

# Each module has measure(rounds, command); those of the second line take long and run when named.
USUAL = {"reading": 30, "pipeline": 3, "growth": 1, "archives": 5, "kinds": 5, "crawling": 3}
NAMED = {"long": 1, "million": 1}


def main() -> None:
    """Run the benchmarks that are named, or the usual ones."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(USUAL | NAMED))
    parser.add_argument("--rounds", type=int, help="How often each is measured.")
    told = parser.parse_args()
    unknown = set(told.names) - (USUAL | NAMED).keys()
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    command = " ".join(("make bench", *told.names)) if not told.names else (
        f"python -m tests.bench {' '.join(told.names)}"
    )  # fmt: skip
    keep_pages_memory()
    for name in told.names or USUAL:
        rounds = told.rounds or (USUAL | NAMED)[name]
        import_module(f"tests.bench.{name}").measure(rounds, command)


if __name__ == "__main__":
    main()
