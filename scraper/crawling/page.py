"""This module holds one page as a run sees it: newly fetched, unchanged, or already in the archive."""

import re
import string
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, urlencode, urlsplit

from parsers.decode import decode
from parsers.listings.addresses import with_query_bytes
from parsers.listings.listing import SAFE, UNDECODED, Request, Response
from parsers.listings.markup import with_letters
from schemas.capture import Capture
from scraper.crawling.hosts import host_of
from scraper.crawling.outcome import Reply, Unfetched
from scraper.frontier import Held

_SESSION = re.compile(r";jsessionid=[^?#]*", re.IGNORECASE)
# Query fields that differ at every request without changing the page: session ids and cache busters. A newsid is
# an article's, and so may be a sid that stands alone.
_VOLATILE = re.compile(
    r"(?:^|&)(?:(?:PHPSESSID|JSESSIONID)=\w*|(?:\w{0,12}sess(?:ion)?(?:_?id)?|(?<=&)sid|sid(?=[^&]*&))=[\w-]{20,}|(?:_|_t|_ts|timestamp|rand|rnd|random|nocache)=[\d.]*)(?=&|$)",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
_LONG = 2000  # characters of a form; longer ones, as of ASP.NET page states, are hashed
_LINK = re.compile(rb"(?:href|src|data|HREF|SRC)\s*=\s*\\?[\"']?([^\"'>\\]{1,300})")
LOGIN = re.compile(rb"type\s*=\s*[\"']?password", re.IGNORECASE)
_MOBILE_TWIN = re.compile(r"/mpost_(?=\d)|/mobileOpenness(?=/)|/m(?=/art/)")
_DESKTOP = {"/mpost_": "/post_", "/mobileOpenness": "/openness", "/m": ""}


def key_of(request: Request) -> str:
    """The key by which requests are the same: host, path, query and form, but not scheme or fragment."""
    parts = urlsplit(_SESSION.sub("", request.url))
    path = _MOBILE_TWIN.sub(lambda twin: _DESKTOP[twin[0]], _normalised(parts.path) or "/")
    query = _VOLATILE.sub("", parts.query).lstrip("&")
    key = f"//{_host(request.url)}{path}" + (f"?{_normalised(query)}" if query else "")
    if not request.posts:
        return key
    form = request.json or urlencode(request.form or (), errors=UNDECODED)
    return f"{key} {form if len(form) < _LONG else sha256(form.encode()).hexdigest()}"


def _host(url: str) -> str:
    try:
        return host_of(url)
    except Unfetched:
        return urlsplit(url).netloc.lower()


def _normalised(text: str) -> str:
    """Text with percent-encoding normalised: unreserved characters decoded, other escapes in capitals."""
    return _ESCAPE.sub(_unescaped, quote(text, safe=SAFE))


def _unescaped(escape: re.Match[str]) -> str:
    letter = chr(int(escape[1], 16))
    return letter if letter in _UNRESERVED else escape[0].upper()


@dataclass(frozen=True, slots=True)
class Page:
    """A complete response to a request, redirects followed.

    `replies` are the responses received for it, redirects first, none for a page that the run
    already has; `held` is the earlier response that it repeats, byte for byte or by a 304.
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
        """The key of the page's request."""
        return key_of(self.request)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content."""
        return sha256(self.content).hexdigest()

    def links(self) -> frozenset[bytes]:
        """The link targets in the page, as they are written."""
        return frozenset(_LINK.findall(self.content))

    def text(self) -> str:
        """The content as text."""
        return decode(self.content, self.charset).text

    def capture(self) -> Capture:
        """The page as input for the parsers."""
        return Capture(
            body=self.content, url=self.url, media_type=self.media_type, charset=self.charset
        )

    def response(self, titles: str | None = None) -> Response:
        """The page as input for the listing engines; `titles` is the portal's own pattern of its reports' titles."""
        decoded = decode(self.content, self.charset)
        text, charset = with_letters(decoded.text), decoded.charset
        if charset.startswith("utf-"):  # whose pages ask in UTF-8
            return Response(self.request, self.url, text, titles)
        text = with_query_bytes(text, charset)
        return Response(self.request, self.url, text, titles, charset)
