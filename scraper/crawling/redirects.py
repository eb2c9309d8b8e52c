"""This module finds the target of a redirect, and checks whether it may be followed."""

from urllib.parse import quote, urljoin, urlsplit

from parsers.listings.addresses import with_slashes
from parsers.listings.listing import SAFE
from schemas.portal import Portal
from scraper.crawling.addresses import resolve
from scraper.crawling.hosts import PORTS, host_of
from scraper.crawling.outcome import Reply, Unfetched

MOST_REDIRECTS = 5
_HOMES = frozenset({"/", "", "/index.html", "/index.htm", "/index.shtml", "/index.jsp"})


def redirect_target(reply: Reply) -> str:
    """The absolute address of a redirect, without its fragment; bytes outside ASCII are percent-encoded as they came."""
    values = [value for key, value in reply.headers if key.lower() == b"location"]
    if not values or not values[0].strip():
        raise Unfetched("bad-answer", reply.request.url, f"{reply.status} without a Location")
    location = with_slashes(quote(values[0].strip(), safe=SAFE))
    try:
        return urljoin(reply.request.url, location).partition("#")[0]
    except ValueError as error:
        raise Unfetched("bad-address", reply.request.url, f"Location: {location}") from error


def require_own_host(url: str, own_hosts: frozenset[str], portal: Portal) -> None:
    """Raise Unfetched unless an address is on one of the portal's own hosts."""
    host = host_of(url)
    if host in own_hosts:
        return
    parts = urlsplit(url)
    try:
        resolve(parts.hostname or "", parts.port or PORTS[parts.scheme], ())
    except Unfetched as error:
        private = error.reason == "address-refused"
        if private and not _allowed(parts.hostname or "", portal):
            raise Unfetched("address-refused", url, error.detail) from error
    raise Unfetched("moved-host", url, f"leads to {host}")


def _allowed(name: str, portal: Portal) -> bool:
    try:
        resolve(name, 0, portal.allow_private_addresses)
    except Unfetched:
        return False
    return True


def leads_to_home_page(asked: str, url: str) -> bool:
    """Whether a redirect leads from a page to a home page, which means that the page does not exist.

    >>> names = ("", "index.html", "index.htm", "index.shtml", "index.jsp", "list.html")
    >>> [leads_to_home_page("http://a.gov.cn/1.html", f"http://a.gov.cn/{name}") for name in names]
    [True, True, True, True, True, False]
    """
    return urlsplit(url).path in _HOMES and urlsplit(asked).path not in _HOMES
