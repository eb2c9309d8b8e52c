"""This module runs the program beside its peers, each pinned in an environment of its own.

python -m tests.bench.peers [NAME...]     what `make bench-peers` runs
"""

import subprocess
import sys
import venv
from importlib import import_module
from pathlib import Path

HOME = Path(__file__).parents[2] / "bench-peers"
PEERS = {"crawling": 3, "readers": 10}  # each module has against_peers(rounds, command)


def environment(*requirements: str) -> Path:
    """The Python of a peer's own environment, made where it is wanted; git ignores it."""
    home = HOME / "-".join(requirements).replace("==", "-")
    python = home / "bin" / "python"
    if not (home / ".installed").exists():
        venv.create(home, with_pip=True)
        quiet = ("--quiet", "--disable-pip-version-check")
        subprocess.run([python, "-m", "pip", "install", *quiet, *requirements], check=True)
        (home / ".installed").touch()
    return python


def main() -> None:
    """Run the races that are named, or all."""
    for name in sys.argv[1:] or PEERS:
        race = import_module(f"tests.bench.{name}").against_peers
        race(PEERS[name], "make bench-peers")


if __name__ == "__main__":
    main()
