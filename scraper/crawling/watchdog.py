"""This module ends answers that take too long: it shuts a connection's socket at the deadline.

A time limit on each read does not end an answer that sends one byte a second, in its head or in
its body; only the clock of the whole answer does.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator
from time import monotonic
from typing import Any


class Timed:
    """One answer under the clock: it learns its connection's socket when there is one."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.late = False
        self._socket: socket.socket | None = None

    def holds(self, sock: Any) -> None:
        """Remember the socket that the answer comes by."""
        self._socket = sock if isinstance(sock, socket.socket) else None

    def expire(self) -> None:
        """Shut the socket, so that whoever reads from it wakes up."""
        self.late = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


class Watchdog:
    """One thread that looks every tenth of a second at the answers under the clock."""

    def __init__(self, tick: float = 0.1) -> None:
        self._tick = tick
        self._watched: set[Timed] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @contextlib.contextmanager
    def watching(self, seconds: float) -> Iterator[Timed]:
        """Put an answer under the clock for the length of a `with` block."""
        timed = Timed(monotonic() + seconds)
        with self._lock:
            self._watched.add(timed)
            self._start()
        try:
            yield timed
        finally:
            with self._lock:
                self._watched.discard(timed)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        pause = threading.Event()
        while not pause.wait(self._tick):
            now = monotonic()
            with self._lock:
                late = [timed for timed in self._watched if timed.deadline < now]
            for timed in late:
                timed.expire()
