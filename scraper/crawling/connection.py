"""This module makes what guards a connection: the contexts of TLS, and a time limit on whole responses, by shutting the socket at the deadline.

A timeout on each read never ends a response that sends one byte per second.
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from functools import cache
from time import monotonic
from typing import Any, Literal

import certifi

_TICK = 0.1  # seconds
_building = threading.Lock()
TLS = Literal["verify", "legacy", "insecure"]
_OLD_HANDSHAKES = 0x4  # ssl.OP_LEGACY_SERVER_CONNECT, which has a name only from Python 3.12


def tls_context(tls: TLS) -> ssl.SSLContext:
    """The shared context for a mode; it takes 20 ms to build, so only one thread builds it."""
    with _building:
        return _context(tls)


@cache
def no_tls() -> ssl.SSLContext:
    """An empty context for plain HTTP, which loads no certificates."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@cache
def _context(tls: TLS) -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    if tls != "verify":
        context.options |= _OLD_HANDSHAKES
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
    if tls == "insecure":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class Deadline:
    """The deadline of one response, `at` in monotonic time, and the socket to shut when it passes."""

    def __init__(self, at: float) -> None:
        self.at = at
        self.late = False
        self._socket: socket.socket | None = None

    def watch(self, sock: Any) -> None:
        """Set the socket of the connection, once there is one."""
        self._socket = sock if isinstance(sock, socket.socket) else None

    def expire(self) -> None:
        """Shut the socket, so that a blocked read returns."""
        self.late = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


class Watchdog:
    """A thread that checks all deadlines at every tick."""

    def __init__(self) -> None:
        self._watched: set[Deadline] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @contextlib.contextmanager
    def watching(self, seconds: float) -> Iterator[Deadline]:
        """Limit a response to so many seconds for the length of a `with` block."""
        deadline = Deadline(monotonic() + seconds)
        with self._lock:
            self._watched.add(deadline)
            self._start()
        try:
            yield deadline
        finally:
            with self._lock:
                self._watched.discard(deadline)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        pause = threading.Event()
        while not pause.wait(_TICK):
            now = monotonic()
            with self._lock:
                late = [deadline for deadline in self._watched if deadline.at < now]
            for deadline in late:
                deadline.expire()
