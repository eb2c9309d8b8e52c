"""This module reads gkmlpt, Guangdong's catalogue platform: a tree in a script, a JSON interface.

The column's number stands behind `#` in its address, which no server sees: it is read from the
tree by name. Page 0 is page 1, a page past the end is a 404, and both totals prove nothing.
"""

import re
from urllib.parse import urljoin, urlsplit

from parsers.listings import data, pages
from parsers.listings.links import address, base_of
from parsers.listings.listing import Answer, Ask, Listing, Row, Way
from parsers.listings.names import rank_of_column
from parsers.listings.pages import unescaped
from parsers.listings.queries import asked_by, turned

MARKS = re.compile(
    r"_CONFIG\s*=.{0,20000}?gkmlpt|/gkmlpt/(?:api|annualreport|index|content)", re.DOTALL
)
_SITE = re.compile(r"""["']?\bSID["']?\s*:\s*["']?(\d+)""")
_ROOT = re.compile(r"""["']?\bAPP_URL["']?\s*:\s*["']([^"']*)["']""")
_NODE = re.compile(r"\{[^{}\[\]]*")
_KEY = r"""["']?\b{name}["']?\s*:\s*(?:["']([^"']*)["']|(\d+))"""
_ROOT_IN_PATH = re.compile(r"^(.*?/gkmlpt)\b")


def read(answer: Answer, previous: Listing | None = None) -> Listing:
    """A page of the platform, which names the interface, or an answer of the interface."""
    content = data.parsed(answer.text)
    if isinstance(content, dict) and "articles" in content:
        rows = _rows(content, answer)
        full = len(content["articles"] or ()) > 0
        return Listing("gkmlpt", rows, (turned(answer.ask),) if full else ())
    asks = tuple(way.ask for way in ways(answer)) or _numbered(answer)
    if asks:
        return Listing("gkmlpt", (), (), None, asks)
    return pages.read(answer, "gkmlpt", previous, lambda *_: None)


def ways(answer: Answer) -> tuple[Way, ...]:
    """The report columns in the platform's tree: each by its interface, or by where it jumps to."""
    if "_CONFIG" not in answer.text:
        return ()
    found: list[tuple[int, Way]] = []
    for node in _NODE.findall(answer.text.partition("_CONFIG")[2]):
        name = unescaped(_value(node, "name"))
        rank, ident = rank_of_column(name), _value(node, "id")
        if rank is None or not ident:
            continue
        jump = (
            address(base_of(answer), unescaped(_value(node, "jump_url")))
            if _value(node, "jump_url")
            else None
        )
        found.append((rank, Way("column", Ask(jump) if jump else _api(answer, ident), name)))
    return tuple(way for _, way in sorted(found, key=lambda pair: pair[0]))


def _numbered(answer: Answer) -> tuple[Ask, ...]:
    """The column whose number the portal's start gives behind `#`."""
    number = re.fullmatch(r"/?(\d+)", urlsplit(answer.ask.url).fragment)
    return (_api(answer, number[1]),) if number else ()


def _value(node: str, name: str) -> str:
    match = re.search(_KEY.format(name=name), node)
    return (match[1] or match[2] or "") if match else ""


def _api(answer: Answer, ident: str) -> Ask:
    site, root = _SITE.search(answer.text), _ROOT.search(answer.text)
    path = _ROOT_IN_PATH.match(urlsplit(answer.url).path)
    where = path[1] if path else (root[1].rstrip("/") if root and root[1] else "/gkmlpt")
    told = f"page=1&sid={site[1]}" if site else "page=1"
    return Ask(urljoin(answer.url, f"{where}/api/all/{ident}?{told}"), headers=asked_by(answer.url))


def _rows(content: dict[str, object], answer: Answer) -> tuple[Row, ...]:
    """The articles; an address on the site itself keeps the site's scheme."""
    found: dict[str, Row] = {}
    for table in data.tables(content.get("articles")):
        url = next((table[key] for key in ("url", "post_url") if table.get(key)), None)
        where = address(answer.url, url) if isinstance(url, str) else None
        if where is None or not isinstance(table.get("title"), str) or "id" not in table:
            continue
        when = data.day(table.get("create_time")) or data.day(table.get("date"))
        found.setdefault(
            where, Row(_same_scheme(where, answer.url), " ".join(table["title"].split()), when)
        )
    return tuple(found.values())


def _same_scheme(url: str, site: str) -> str:
    one, other = urlsplit(url), urlsplit(site)
    return one._replace(scheme=other.scheme).geturl() if one.netloc == other.netloc else url
