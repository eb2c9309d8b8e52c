"""This module holds one page as a portal's run sees it: fetched now, unchanged, or already in the archive."""

import re
import string
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, urlencode, urlsplit

from parsers.decode import decode
from parsers.listings.listing import SAFE, Request, Response
from scraper.crawling.failures import Unfetched
from scraper.crawling.hosts import host_of
from scraper.crawling.reply import Reply
from scraper.frontier import Held

SESSION = re.compile(r";jsessionid=[^?#]*", re.IGNORECASE)
# Fields that are another at every fetch, and ask for nothing: of a session, or against a cache.
PASSING = re.compile(
    r"(?:^|&)(?:(?:PHPSESSID|JSESSIONID)=\w*|(?:_|_t|_ts|timestamp|rand|rnd|random|nocache)=[\d.]*)(?=&|$)",
    re.IGNORECASE,
)
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
LONG = 2000  # characters of a form; ASP.NET sends a page's whole state
LINK = re.compile(rb"(?:href|src|data|HREF|SRC)\s*=\s*\\?[\"']?([^\"'>\\]{1,300})")
MOBILE_TWIN = re.compile(r"/mpost_(?=\d)|/mobileOpenness(?=/)|/m(?=/art/)")
DESKTOP = {"/mpost_": "/post_", "/mobileOpenness": "/openness", "/m": ""}


def key_of(request: Request) -> str:
    """What makes two requests the same: host, path, query and form; not scheme, not fragment."""
    parts = urlsplit(SESSION.sub("", request.url))
    path = MOBILE_TWIN.sub(lambda twin: DESKTOP[twin[0]], _spelled(parts.path) or "/")
    query = PASSING.sub("", parts.query).lstrip("&")
    key = f"//{_host(request.url)}{path}" + (f"?{_spelled(query)}" if query else "")
    if request.form is None:
        return key
    form = urlencode(request.form)
    return f"{key} {form if len(form) < LONG else sha256(form.encode()).hexdigest()}"


def _host(url: str) -> str:
    try:
        return host_of(url)
    except Unfetched:
        return urlsplit(url).netloc.lower()


def _spelled(text: str) -> str:
    """One spelling of what may be percent-encoded or not: letters plain, all else in capitals."""
    return ESCAPE.sub(_unescaped, quote(text, safe=SAFE))


def _unescaped(escape: re.Match[str]) -> str:
    letter = chr(int(escape[1], 16))
    return letter if letter in UNRESERVED else escape[0].upper()


@dataclass(frozen=True, slots=True)
class Page:
    """A whole answer to a request.

    `replies` are what came over the wire for it, redirects first, none for a page that the run
    already has; `held` is the earlier answer that it repeats, byte for byte or by a 304.
    """

    request: Request
    url: str
    content: bytes
    media_type: str | None
    charset: str | None
    replies: tuple[Reply, ...] = ()
    held: Held | None = None

    @property
    def key(self) -> str:
        """The key of the request that brought the page."""
        return key_of(self.request)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content."""
        return sha256(self.content).hexdigest()

    def links(self) -> frozenset[bytes]:
        """The addresses that the page names, as they stand there."""
        return frozenset(LINK.findall(self.content))

    def text(self) -> str:
        """The content as text."""
        return decode(self.content, self.charset).text

    def response(self) -> Response:
        """The page as the listing engines read it."""
        return Response(self.request, self.url, self.text())
