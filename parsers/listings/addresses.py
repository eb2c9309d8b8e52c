"""This module resolves addresses: of links, of documents that they name, of the pages of a list by number."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache, partial
from urllib.parse import quote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from parsers.listings.listing import SAFE, Response, query_fields
from parsers.patterns import DOCUMENT_ENDING

_FILE = re.compile(r"^(?P<stem>.*?)(?:_\d+)?(?P<ext>\.[A-Za-z]{3,5})?$")
_NO_ADDRESS = re.compile(
    r"\s*(?:#|$|javascript:|mailto:|tel:|data:|about:|vbscript:)", re.IGNORECASE
)
# The query of an address in an attribute or a script, with letters outside ASCII in it.
_ASKING = re.compile(
    r"""([=(]\s{0,9}+["']?[^"'<>\s?]{0,300}+\?)((?=[\w.-]{1,40}=)[!#-&(-;=?-~]{0,300}+[^\x00-\x7f][^"'<>\s]{0,300})"""
)
DOCUMENT = re.compile(rf"{DOCUMENT_ENDING}(?:$|[?#&])", re.IGNORECASE)
# A page that leads on to the address in one of its fields, as a search has to count what is opened.
_REDIRECTS = re.compile(
    r"/(?:link|jump|goto|go|redirect|redir|visit|out)(?:\.\w{2,5})?$", re.IGNORECASE
)
_WHERE = frozenset({"url", "to", "target", "href", "link"})
_ABSOLUTE = re.compile(r"https?://\S+$|/[^/\s]\S*$")
_VIEWER = re.compile(r"viewer|pdfjs|preview|flexpaper", re.IGNORECASE)


def is_same_page(one: str, other: str) -> bool:
    """Whether two addresses are of the same page; a directory and its index are."""
    return _bare(one) == _bare(other)


def _bare(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    path = re.sub(r"/index\.(?:s?html?|jsp|php)$", "/", parts.path or "/")
    return parts.netloc, path, parts.query


def numbered_page(here: str, number: int, name: str | None = None, ext: str | None = None) -> str:
    """The address of a list's page by number: `index_2.html` beside `index.html`.

    >>> numbered_page("http://a.gov.cn/zfxxgknb/index_1.shtml", 2)
    'http://a.gov.cn/zfxxgknb/index_2.shtml'
    """
    folder, _, file = here.partition("?")[0].rpartition("/")
    match = _FILE.match(file)
    stem = name or (match["stem"] if match else "") or "index"
    ending = (f".{ext.lstrip('.')}" if ext else match["ext"] if match else None) or ".html"
    return f"{folder}/{stem}_{number}{ending}"


def page_number(url: str) -> int | None:
    """The number in a list page's file name: 2 of `index_2.html`, None where there is none."""
    match = re.search(r"_(\d{1,4})\.\w{3,5}$", urlsplit(url).path)
    return int(match[1]) if match else None


def with_query_bytes(html: str, charset: str) -> str:
    """A page whose links have their queries in the bytes of its charset, as a browser sends them.

    >>> with_query_bytes('<a href="list.asp?lm=年报&p=2">', "gb18030")
    '<a href="list.asp?lm=%C4%EA%B1%A8&p=2">'
    """
    coded = partial(quote, safe=SAFE, encoding=charset, errors="replace")
    return _ASKING.sub(lambda one: one[1] + coded(one[2]), html)


def base_url(response: Response, tree: LexborHTMLParser | None = None) -> str:
    """The address that links are relative to: that of `base`, of the page that sent the request, or
    the page's own.
    """
    asker = response.request.asker or response.url
    tag = tree.css_first("base[href]") if tree is not None else None
    with suppress(ValueError):  # it is no address
        return urljoin(asker, tag.attrs.sget("href")) if tag is not None else asker
    return asker


def with_slashes(link: str) -> str:
    r"""A link as browsers read it: a backslash before its query is a slash.

    >>> with_slashes(r"..\files\1.pdf?name=\a")
    '../files/1.pdf?name=\\a'
    """
    if "\\" not in link:
        return link
    path, mark, query = link.partition("?")
    return path.replace("\\", "/") + mark + query


def written_urls(response: Response, written: Iterable[str]) -> list[str]:
    """The absolute addresses of those that a page's script writes, each once; what is none is left out."""
    base = base_url(response)
    urls = (resolve_url(base, one.replace("&amp;", "&")) for one in written)
    return [*dict.fromkeys(filter(None, urls))]


@lru_cache(maxsize=8192)  # of a page each link is asked for many times
def resolve_url(base: str, href: str | None) -> str | None:
    r"""The absolute address of a link, without its fragment; None for a script or an anchor.

    >>> resolve_url("http://a.example/b/", "1.html#c"), resolve_url("http://a.example/", "\ud800")
    ('http://a.example/b/1.html', None)
    """
    if href is None or _NO_ADDRESS.match(href):
        return None
    try:
        link = with_slashes(re.sub(r"[\r\n\t]", "", href).strip())
        joined = urljoin(base, link).partition("#")[0]
        parts = urlsplit(joined)
        asked = quote(joined, safe=SAFE)  # half a surrogate pair is no address
    except ValueError:
        return None
    return asked if parts.scheme in ("http", "https") and parts.netloc else None


def shown_document(url: str) -> str:
    """The document that a viewer's address names, or the page that one of a redirect does; any other address as it is.

    >>> shown_document("http://a.example/pdfjs/web/viewer.html?file=/nb/1.pdf")
    'http://a.example/nb/1.pdf'
    >>> shown_document("http://a.example/visit/link.do?url=http%3A%2F%2Fa.example%2Fart%2F1.html&q=")
    'http://a.example/art/1.html'
    """
    path = url.partition("?")[0]
    if _VIEWER.search(path):
        return next(named_documents(url), url)
    if _REDIRECTS.search(path):
        values = (value for key, value in query_fields(url) if key in _WHERE)
        where = next((value for value in values if _ABSOLUTE.match(value)), None)
        return resolve_url(url, where) or url
    return url


def named_documents(url: str) -> Iterator[str]:
    """The documents whose addresses stand in the query of an address, plain or in Base64 as kkFileView has them.

    >>> list(named_documents("http://a.example/onlinePreview?url=L25iLzEucGRm"))
    ['http://a.example/nb/1.pdf']
    """
    for _, value in query_fields(url):
        told = value if DOCUMENT.search(value) else _of_base64(value)
        where = resolve_url(url, told) if told and DOCUMENT.search(told) else None
        if where:
            yield where


def _of_base64(value: str) -> str | None:
    """What a value says in Base64, of which a query may have made the plus signs blanks."""
    coded = value.replace(" ", "+")
    try:
        return b64decode(coded + "=" * (-len(coded) % 4), validate=True).decode()
    except ValueError:
        return None
