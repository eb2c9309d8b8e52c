"""This module resolves a host to the addresses that may be connected to, and refuses private ones.

IPv4 addresses embedded in IPv6 ones (mapped, compatible, 6to4, NAT64) are checked as well, and
numeric host forms (`0x7f.1`, `2130706433`) are interpreted as by the C library.
"""

import socket
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from scraper.crawling.outcome import Unfetched

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
_COMPATIBLE = ip_network("::/96")
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")


def parse_literal(host: str) -> Address | None:
    """The address in a host, in any numeric form that a resolver accepts; None for a name."""
    text = unicodedata.normalize("NFKC", host).translate(_DOTS).strip("[]").rstrip(".")
    text = text.partition("%")[0]
    with suppress(ValueError):
        return ip_address(text)
    with suppress(OSError, ValueError):
        return IPv4Address(socket.inet_aton(text))
    return None


def _target_addresses(address: Address) -> Iterator[Address]:
    """The addresses that a packet may reach: the address itself, or IPv4 addresses embedded in it."""
    inside = tuple(_embedded(address)) if isinstance(address, IPv6Address) else ()
    yield from inside or (address,)


def _embedded(address: IPv6Address) -> Iterator[IPv4Address]:
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    embeds = any(address in network for network in _NAT64)
    if embeds or (address in _COMPATIBLE and int(address) > 1):
        yield IPv4Address(int(address) & 0xFFFFFFFF)


def is_permitted(address: Address, allowed: Iterable[Network]) -> bool:
    """Whether an address may be connected to: public, or in a network that the portal allows."""
    networks = tuple(allowed)
    return all(
        _public(target) or _within(target, networks) for target in _target_addresses(address)
    )


def _public(address: Address) -> bool:
    local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or local)


def _within(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def resolve(host: str, port: int, allowed: Iterable[Network] = ()) -> tuple[Address, ...]:
    """The permitted addresses of a host, in the resolver's order.

    Raises Unfetched `name-unknown` or `address-refused`.
    """
    networks = tuple(allowed)
    known = parse_literal(host)
    found = (known,) if known is not None else _look_up(host, port)
    good = tuple(address for address in found if is_permitted(address, networks))
    if not good:
        says = f"{host} has the address {found[0]}" if host != f"{found[0]}" else host
        raise Unfetched("address-refused", host, says)
    return good


def _look_up(host: str, port: int) -> tuple[Address, ...]:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise Unfetched("name-unknown", host, f"{host}: {error}") from error
    texts = dict.fromkeys(str(answer[4][0]).partition("%")[0] for answer in answers)
    return tuple(ip_address(text) for text in texts)
