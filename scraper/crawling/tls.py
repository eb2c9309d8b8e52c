"""This module makes TLS contexts: verifying, verifying but with legacy handshakes, not verifying."""

import ssl
import threading
from functools import cache
from typing import Literal

import certifi

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
