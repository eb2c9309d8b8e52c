"""This module starts the command line: the command `gongkai`, and `python -m scraper`."""

import os
import signal
from types import FrameType


def main() -> None:
    """Run the command line; while it is loaded, Ctrl-C ends it at once and without a traceback."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)
    from scraper.cli import main as run

    signal.signal(signal.SIGINT, before)
    run()


def _end(_signal: int, _frame: FrameType | None) -> None:
    os._exit(130)


if __name__ == "__main__":
    main()
