"""This module reads Epoint, whose lists come from a REST interface with a category and a site as parameters.

The site's identifier is in a separate script. What the column's page says is kept behind `#` in the
address of that script until it has been read.
"""

import json
import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from parsers.listings import json_rows, json_values, pages
from parsers.listings.links import base_url
from parsers.listings.listing import Listing, Request, Response, query_fields, referer_header

MARKS = re.compile(
    r"lightfrontaction|webBuilderCommon\.js|EpointWebBuilder|getgovinfolist", re.IGNORECASE
)
SIZE = 15
_PATH = re.compile(r"""["']?(/?[\w/.-]*rest/lightfrontaction/getgovinfolist)""", re.IGNORECASE)
_COMMON = re.compile(r"""src\s*=\s*["']([^"']*webBuilderCommon\.js[^"']*)["']""", re.IGNORECASE)
_VALUE = r"""\b{name}\b["']?\s*(?:[:=]|value\s*=)\s*["']([^"']+)["']"""
_INPUT = r"""id\s*=\s*["']{name}["'][^>]*value\s*=\s*["']([^"']*)["']"""
_NAMES = ("deptcode", "categorynum", "siteGuid")


def read(response: Response, previous: Listing | None = None) -> Listing:
    """A column's page, the script with the site's identifier, or an answer of the interface."""
    content = json_values.parse_json(response.text)
    if isinstance(content, (dict, list)):
        return _answered(response, content)
    if "webbuildercommon.js" in response.request.url.lower():
        return Listing(
            "epoint",
            (),
            (),
            None,
            _asked(response, dict(parse_qsl(urlsplit(response.request.url).fragment))),
        )
    found = pages.read(response, "epoint", previous, lambda *_: None)
    if found.rows:
        return found
    requests = _asked(response, {}) or _script(response)
    return Listing("epoint", (), (), None, requests) if requests else found


def _settings(text: str) -> dict[str, str]:
    """What a page or a script says of category, department, site and project."""
    found: dict[str, str] = {}
    for name in (*_NAMES, "projectName"):
        match = re.search(_VALUE.format(name=name), text, re.IGNORECASE) or re.search(
            _INPUT.format(name=name), text, re.IGNORECASE
        )
        if match:
            found[name] = match[1]
    return found


def _asked(response: Response, kept: dict[str, str]) -> tuple[Request, ...]:
    """The request for the first page, once category and site are both known."""
    fields = {key.lower(): value for key, value in query_fields(response.url)}
    asked = {name: fields[name.lower()] for name in _NAMES if name.lower() in fields}
    values = {**_settings(response.text), **asked, **kept}
    if not ("categorynum" in values and "siteGuid" in values):
        return ()
    path = _PATH.search(response.text)
    project = values.get("projectName", "EpointWebBuilder").strip("/")
    where = values.get("path") or (
        path[1] if path else f"/{project}/rest/lightfrontaction/getgovinfolist"
    )
    page = dict(response.request.headers).get("Referer", response.url)
    return (_page(urljoin(page, where), values, 0, page),)


def _page(url: str, values: dict[str, str], index: int, referer: str) -> Request:
    """The request for one page: the parameters as JSON, as the portals' script sends them, and one by one."""
    fields = {name: values.get(name, "") for name in _NAMES}
    numbers = {"pageIndex": index, "pageSize": SIZE}
    whole = json.dumps({**fields, **numbers}, ensure_ascii=False)
    form = (
        ("params", whole),
        *fields.items(),
        *((key, str(value)) for key, value in numbers.items()),
    )
    return Request(url, form, referer_header(referer))


def _script(response: Response) -> tuple[Request, ...]:
    """The request for the script that names the site, with what the page says behind `#`."""
    match = _COMMON.search(response.text)
    if match is None:
        return ()
    fields = {key.lower(): value for key, value in query_fields(response.url)}
    kept = {
        **_settings(response.text),
        **{n: fields[n.lower()] for n in _NAMES if n.lower() in fields},
    }
    path = _PATH.search(response.text)
    if path is not None:
        kept["path"] = path[1]
    url = urljoin(base_url(response), match[1])
    return (Request(f"{url}#{urlencode(kept)}", headers=referer_header(response.url)),)


def _answered(response: Response, content: object) -> Listing:
    rows = json_rows.rows_of(content, base_url(response))
    form = dict(response.request.form or ())
    index, total = int(form.get("pageIndex") or 0), json_values.declared_total(content)
    more = bool(rows) and ((index + 1) * SIZE < total if total else len(rows) >= SIZE)
    referer = dict(response.request.headers).get("Referer", response.url)
    following = (_page(response.request.url, form, index + 1, referer),) if more else ()
    return Listing("epoint", rows, following, total)
