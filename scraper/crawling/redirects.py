"""This module says where a redirect leads, and whether it may be followed."""

from urllib.parse import quote, urljoin, urlsplit

from parsers.listings.listing import SAFE
from schemas.portal import Portal
from scraper.crawling.addresses import resolve
from scraper.crawling.failures import Unfetched
from scraper.crawling.hosts import PORTS, host_of
from scraper.crawling.reply import Reply

HOMES = frozenset({"/", "", "/index.html", "/index.htm", "/index.shtml", "/index.jsp"})


def redirect_target(reply: Reply) -> str:
    """The absolute address of a redirect; bytes outside ASCII are percent-encoded as they came."""
    values = [value for key, value in reply.headers if key.lower() == b"location"]
    if not values or not values[0].strip():
        raise Unfetched("bad-answer", reply.request.url, f"{reply.status} without a Location")
    location = quote(values[0].strip(), safe=SAFE)
    try:
        return urljoin(reply.request.url, location)
    except ValueError as error:
        raise Unfetched("bad-address", reply.request.url, f"Location: {location}") from error


def require_own_host(url: str, mine: frozenset[str], portal: Portal) -> None:
    """Raise Unfetched unless an address is on the portal's hosts; nothing is asked of others."""
    host = host_of(url)
    if host in mine:
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
    """Whether a redirect goes from a page to a site's home page: the page is not there."""
    return urlsplit(url).path in HOMES and urlsplit(asked).path not in HOMES
