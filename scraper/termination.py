"""This module lets SIGTERM end a verb as Ctrl-C does: what is done is kept, and the run says how far it got."""

import contextlib
import signal
import threading
from collections.abc import Iterator

INTERRUPTED = 130  # the exit code that shells give a program ended by Ctrl-C


@contextlib.contextmanager
def sigterm_as_interrupt() -> Iterator[None]:
    """Let SIGTERM raise KeyboardInterrupt within the block; outside the main thread nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
