"""This module reads Epoint, whose lists come from a REST interface with a category and a site as parameters.

The site's identifier is in a separate script. What the column's page says is kept behind `#` in the
address of that script until it has been read.
"""

import json
import re
from dataclasses import replace

from parsers.listings import json_rows, json_values, pages
from parsers.listings.addresses import base_url, resolve_url, written_urls
from parsers.listings.listing import Listing, Request, Response, Row, query_fields, referer_header
from parsers.listings.notes import notes_of, with_notes
from parsers.listings.pagination import next_part

MARKS = re.compile(
    r"lightfrontaction|webBuilderCommon\.js|EpointWebBuilder|getgovinfolist", re.IGNORECASE
)
_SIZE = 15
_PATH = re.compile(
    r"""(projectName\s*\+\s*)?["']?(/?[\w/.-]*rest/lightfrontaction/getgovinfolist)""",
    re.IGNORECASE,
)
_PROJECT = "{project}"
_COMMON = re.compile(r"""src\s*=\s*["']([^"']*webBuilderCommon\.js[^"']*)["']""", re.IGNORECASE)
_VALUE = r"""\b{name}\b["']?\s*(?:[:=]|value\s*=)\s*["']([^"']+)["']"""
_INPUT = r"""id\s*=\s*["']{name}["'][^>]*value\s*=\s*["']([^"']*)["']"""
_NAMES = ("deptcode", "categorynum", "siteGuid")


def read(response: Response, previous: Listing | None = None) -> Listing:
    """A column's page, the script with the site's identifier, or an answer of the interface."""
    content = json_values.parse_json(response.text)
    if isinstance(content, (dict, list)):
        return _read_answer(response, content)
    if "webbuildercommon.js" in response.request.url.lower():
        return Listing("epoint", (), inner=_asked(response, notes_of(response.request)))
    found = pages.read(response, "epoint", previous, lambda *_: None)
    return pages.unless_shown(found, "epoint", _interfaces, response)


def _interfaces(response: Response) -> tuple[Request, ...]:
    """The request for the first page, else for the script that names the site."""
    return _asked(response, {}) or _script(response)


def _settings(text: str) -> dict[str, str]:
    """What a page or a script says of category, department, site and project."""
    found: dict[str, str] = {}
    for name in (*_NAMES, "projectName"):
        ways = (re.search(way.format(name=name), text, re.IGNORECASE) for way in (_VALUE, _INPUT))
        if match := next(filter(None, ways), None):
            found[name] = match[1]
    return found


def _asked_values(response: Response) -> dict[str, str]:
    """What the page's own address says of them."""
    fields = {key.lower(): value for key, value in query_fields(response.url)}
    return {name: fields[name.lower()] for name in _NAMES if name.lower() in fields}


def _asked(response: Response, kept: dict[str, str]) -> tuple[Request, ...]:
    """The request for the first page, once category and site are both known."""
    values = {**_settings(response.text), **_asked_values(response), **kept}
    if not ("categorynum" in values and "siteGuid" in values):
        return ()
    project = values.get("projectName", "EpointWebBuilder").strip("/")
    where = (values.get("path") or _path(response.text)).replace(_PROJECT, project)
    page = response.request.asker or response.url
    url = resolve_url(page, where)
    return (_page(url, values, 0, page),) if url else ()


def _path(text: str) -> str:
    """The interface's path as the page writes it, or joins it to the project's name; else where it usually is."""
    match = _PATH.search(text)
    if match is None:
        return f"/{_PROJECT}/rest/lightfrontaction/getgovinfolist"
    return f"/{_PROJECT}/{match[2].lstrip('/')}" if match[1] else match[2]


def _page(url: str, values: dict[str, str], index: int, referer: str) -> Request:
    """The request for one page: the parameters as JSON, as the portals' script sends them, and one by one."""
    fields = {name: values.get(name, "") for name in _NAMES}
    numbers = {"pageIndex": index, "pageSize": _SIZE}
    whole = json.dumps({**fields, **numbers}, ensure_ascii=False)
    form = (
        ("params", whole),
        *fields.items(),
        *((key, str(value)) for key, value in numbers.items()),
    )
    return Request(url, form, referer_header(referer))


def _script(response: Response) -> tuple[Request, ...]:
    """The request for the script that names the site, with what the page says behind `#`."""
    urls = written_urls(response, _COMMON.findall(response.text)[:1])
    kept = {**_settings(response.text), **_asked_values(response)}
    if _PATH.search(response.text):
        kept["path"] = _path(response.text)
    asked = (Request(url, headers=referer_header(response.url)) for url in urls)
    return tuple(with_notes(request, kept) for request in asked)


def _read_answer(response: Response, content: object) -> Listing:
    """The rows of an answer of the interface, and the request for those after them."""
    rows = json_rows.rows_of(content, base_url(response))
    total = json_values.declared_total(content)
    if response.request.json is not None:
        return _read_counted(response.request, rows, total)
    form = dict(response.request.form or ())
    index = int(form.get("pageIndex") or 0)
    more = bool(rows) and ((index + 1) * _SIZE < total if total else len(rows) >= _SIZE)
    referer = response.request.asker or response.url
    next_ = (_page(response.request.url, form, index + 1, referer),) if more else ()
    inner = () if rows or index else (_as_json(response.request),)
    return Listing("epoint", rows, next_, total, inner)


def _read_counted(request: Request, rows: tuple[Row, ...], total: int | None) -> Listing:
    """An answer to a request with JSON, whose pages count from 1, or from 0 where this one has fewer rows than the total tells."""
    fields = json.loads(request.json or "{}")
    index = int(fields["pageIndex"])
    further = next_part(request) if rows and (not total or index * _SIZE < total) else None
    if total and index and len(rows) < min(_SIZE, total - (index - 1) * _SIZE):
        first = json.dumps({**fields, "pageIndex": 0}, ensure_ascii=False)
        further = replace(request, json=first)
    return Listing("epoint", rows, (further,) if further else (), total)


def _as_json(request: Request) -> Request:
    """The first page asked for as some portals do whose interface takes no form: all parameters as JSON, pages from 1."""
    form = dict(request.form or ())
    fields = {**{name: form.get(name, "") for name in _NAMES}, "pageIndex": 1, "pageSize": _SIZE}
    return Request(request.url, None, request.headers, json.dumps(fields, ensure_ascii=False))
