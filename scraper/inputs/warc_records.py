"""This module tells which records of a WARC file may hold a report or an attachment, and whose they are, and decodes their responses."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from fastwarc.warc import WarcRecord

from schemas.capture import Capture, Registrant
from scraper.body import LARGEST, BadCoding, TooLarge, decode_body
from scraper.inputs.documents import has_report_text

PORTALS = "gongkai-portals"  # the field of a file's head that names the portals of a crawl
PORTAL = "Gongkai-Portal"  # of a record: the one that it was fetched for
LINK = "Gongkai-Link"  # of a record: the text of the link to a page without that title, percent-encoded
_SMALLEST_PICTURE = 20_000
# What a script is sent as, and an article that an interface answers as the call of a function.
_SCRIPTS = ("text/javascript", "application/javascript", "application/x-javascript")
_NEVER = (
    "text/css", "application/font", "application/x-font", "application/vnd.ms-fontobject",
    "font/", "audio/", "video/", "image/svg", "image/x-icon", "image/vnd.microsoft.icon",
    "image/gif",
)  # fmt: skip
Register = Callable[[Registrant, str], None]  # with the file that says whose a portal is


def registrants(body: bytes, file: str, register: Register) -> dict[str, Registrant]:
    """The portals that the head of a file tells of, by their ids; `register` is called with each."""
    lines = (line.partition(":") for line in body.decode("utf-8", errors="replace").splitlines())
    fields = {key.strip().lower(): value.strip() for key, _, value in lines}
    try:
        portals = json.loads(fields.get(PORTALS, "[]"))
        found = {entry["id"]: _registrant(entry) for entry in portals if entry.get("agency")}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}
    for one in found.values():
        register(one, file)
    return found


def _registrant(entry: Mapping[str, Any]) -> Registrant:
    return Registrant(
        portal=entry["id"],
        agency=entry["agency"],
        agency_code=entry.get("agency_code"),
        superior=entry.get("superior"),
    )


def is_wanted(record: WarcRecord, *, ours: bool) -> bool:
    """Whether a response may be a report or an attachment, judged by its headers, which it parses."""
    record.parse_http()
    if not record.is_http or record.http_headers is None or record.http_headers.status_code != 200:
        return False
    media_type = (record.http_content_type or "").lower()
    small = media_type.startswith("image/") and record.content_length < _SMALLEST_PICTURE
    robots = (record.headers.get("WARC-Target-URI") or "").endswith("/robots.txt")
    script = not ours and media_type.startswith(_SCRIPTS)
    return not (small or robots or script or media_type.startswith(_NEVER))


def is_no_list(capture: Capture) -> bool:
    """Whether a capture is more than what a portal's interface answers a list with, which may have beginnings of reports."""
    media_type = (capture.media_type or "").lower()
    answer = media_type.startswith(("application/json", *_SCRIPTS))
    return not answer or has_report_text(capture.body)


def why_lost(record: WarcRecord) -> str | None:
    """Why a response is not read although it may be a report: a truncated one must not pass for a complete one."""
    if record.headers.get("WARC-Truncated"):
        return "records that their crawler cut off"
    return "records too large for a page" if record.content_length > LARGEST else None


def capture_of(record: WarcRecord, name: str, portals: Mapping[str, Registrant]) -> Capture:
    """The capture in a response of the file `name`, with the portal it was fetched for."""
    response = parse_response(record)
    portal = record.headers.get(PORTAL)
    return Capture(
        body=response.body,
        link=unquote(record.headers.get(LINK) or "") or None,
        url=(record.headers.get("WARC-Target-URI") or "").strip("<>") or None,
        fetched_at=record.record_date,
        status=response.status,
        media_type=response.media_type,
        charset=response.charset,
        warc=name,
        offset=record.stream_pos,
        registrant=portals.get(portal) if portal else None,
    )


@dataclass(frozen=True, slots=True)
class Stored:
    """One archived response, with its codings decoded."""

    status: int
    body: bytes
    media_type: str | None
    charset: str | None


def parse_response(record: WarcRecord) -> Stored:
    """The response in a record whose HTTP headers are parsed; raises ValueError if it is truncated."""
    headers = record.http_headers
    length = record.content_length
    payload = record.reader.read()
    if len(payload) < length:
        raise ValueError(f"{len(payload)} of {length} bytes of the record at {record.stream_pos}")
    body = _content(payload, {key.lower(): value for key, value in headers.items()})
    return Stored(
        status=headers.status_code or 0,
        body=body,
        media_type=record.http_content_type or None,
        charset=record.http_charset or None,
    )


def _content(body: bytes, headers: Mapping[str, str]) -> bytes:
    """A payload with its codings decoded; unchanged if it is not coded as its headers say."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    try:
        return decode_body(headers.get("content-encoding", ""), body, LARGEST)
    except (BadCoding, TooLarge):
        return body


def _dechunked(body: bytes) -> bytes:
    """The chunks joined; unchanged if the payload is not chunked, as many crawlers join it but keep the header."""
    parts: list[bytes] = []
    place = 0
    while (end := body.find(b"\r\n", place, place + 20)) >= 0:
        try:
            size = int(body[place:end].partition(b";")[0], 16)
        except ValueError:
            return body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        place = end + 2 + size + 2
    return body
