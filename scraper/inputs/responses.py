"""This module extracts the response from a WARC record, complete and with its codings decoded."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastwarc.warc import WarcRecord

from scraper.body import LARGEST, TooLarge, decode_body
from scraper.codings import BadCoding


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
