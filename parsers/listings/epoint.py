"""This module reads Epoint, whose lists come from a REST interface asked by category and site.

The site's identifier stands in a script of its own; what the column's page told is kept behind `#`
until that script has been read.
"""

import json
import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from parsers.listings import data, pages
from parsers.listings.links import base_of
from parsers.listings.listing import Answer, Ask, Listing
from parsers.listings.queries import asked_by, query

MARKS = re.compile(
    r"lightfrontaction|webBuilderCommon\.js|EpointWebBuilder|getgovinfolist", re.IGNORECASE
)
SIZE = 15
_PATH = re.compile(r"""["']?(/?[\w/.-]*rest/lightfrontaction/getgovinfolist)""", re.IGNORECASE)
_COMMON = re.compile(r"""src\s*=\s*["']([^"']*webBuilderCommon\.js[^"']*)["']""", re.IGNORECASE)
_VALUE = r"""\b{name}\b["']?\s*(?:[:=]|value\s*=)\s*["']([^"']+)["']"""
_INPUT = r"""id\s*=\s*["']{name}["'][^>]*value\s*=\s*["']([^"']*)["']"""
_NAMES = ("deptcode", "categorynum", "siteGuid")


def read(answer: Answer, previous: Listing | None = None) -> Listing:
    """A column's page, the script with the site's identifier, or an answer of the interface."""
    content = data.parsed(answer.text)
    if isinstance(content, (dict, list)):
        return _answered(answer, content)
    if "webbuildercommon.js" in answer.ask.url.lower():
        return Listing(
            "epoint",
            (),
            (),
            None,
            _asked(answer, dict(parse_qsl(urlsplit(answer.ask.url).fragment))),
        )
    found = pages.read(answer, "epoint", previous, lambda *_: None)
    if found.rows:
        return found
    asks = _asked(answer, {}) or _script(answer)
    return Listing("epoint", (), (), None, asks) if asks else found


def _told(text: str) -> dict[str, str]:
    """What a page or a script says of category, department, site and project."""
    found: dict[str, str] = {}
    for name in (*_NAMES, "projectName"):
        match = re.search(_VALUE.format(name=name), text, re.IGNORECASE) or re.search(
            _INPUT.format(name=name), text, re.IGNORECASE
        )
        if match:
            found[name] = match[1]
    return found


def _asked(answer: Answer, kept: dict[str, str]) -> tuple[Ask, ...]:
    """The request for the first page, once category and site are both known."""
    fields = {key.lower(): value for key, value in query(answer.url)}
    asked = {name: fields[name.lower()] for name in _NAMES if name.lower() in fields}
    told = {**_told(answer.text), **asked, **kept}
    if not ("categorynum" in told and "siteGuid" in told):
        return ()
    path = _PATH.search(answer.text)
    project = told.get("projectName", "EpointWebBuilder").strip("/")
    where = told.get("path") or (
        path[1] if path else f"/{project}/rest/lightfrontaction/getgovinfolist"
    )
    page = dict(answer.ask.headers).get("Referer", answer.url)
    return (_page(urljoin(page, where), told, 0, page),)


def _page(url: str, told: dict[str, str], index: int, referer: str) -> Ask:
    """One page: the parameters whole, as the portals' own script sends them, and each by itself."""
    fields = {name: told.get(name, "") for name in _NAMES}
    numbers = {"pageIndex": index, "pageSize": SIZE}
    whole = json.dumps({**fields, **numbers}, ensure_ascii=False)
    form = (
        ("params", whole),
        *fields.items(),
        *((key, str(value)) for key, value in numbers.items()),
    )
    return Ask(url, form, asked_by(referer))


def _script(answer: Answer) -> tuple[Ask, ...]:
    """The request for the script that knows the site, with what the page knows behind `#`."""
    match = _COMMON.search(answer.text)
    if match is None:
        return ()
    fields = {key.lower(): value for key, value in query(answer.url)}
    kept = {**_told(answer.text), **{n: fields[n.lower()] for n in _NAMES if n.lower() in fields}}
    path = _PATH.search(answer.text)
    if path is not None:
        kept["path"] = path[1]
    url = urljoin(base_of(answer), match[1])
    return (Ask(f"{url}#{urlencode(kept)}", headers=asked_by(answer.url)),)


def _answered(answer: Answer, content: object) -> Listing:
    rows = data.rows_of(content, base_of(answer))
    form = dict(answer.ask.form or ())
    index, total = int(form.get("pageIndex") or 0), data.total(content)
    more = bool(rows) and ((index + 1) * SIZE < total if total else len(rows) >= SIZE)
    referer = dict(answer.ask.headers).get("Referer", answer.url)
    following = (_page(answer.ask.url, form, index + 1, referer),) if more else ()
    return Listing("epoint", rows, following, total)
