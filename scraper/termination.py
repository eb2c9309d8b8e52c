"""This module makes SIGTERM end a command as Ctrl-C does: finished work is kept."""

import contextlib
import signal
import threading
from collections.abc import Iterator

INTERRUPTED = 130  # the exit code that shells give a program ended by Ctrl-C


@contextlib.contextmanager
def sigterm_as_interrupt() -> Iterator[None]:
    """Within the block, SIGTERM raises KeyboardInterrupt; no effect outside the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
