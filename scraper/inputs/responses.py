"""This module takes the response out of an archive's record: whole, and with its codings undone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fastwarc.warc import WarcRecord

from scraper.body import TooLarge, decode_body
from scraper.codings import BadCoding

LARGEST = 80_000_000  # bytes of a body


@dataclass(frozen=True, slots=True)
class Stored:
    """One response as an archive holds it, its codings undone."""

    status: int
    body: bytes
    media_type: str | None
    charset: str | None


def parse_response(record: WarcRecord) -> Stored:
    """The response of a record whose head was parsed; ValueError where its bytes break off."""
    headers = record.http_headers
    length = record.content_length
    payload = record.reader.read()
    if len(payload) < length:
        raise ValueError(f"{len(payload)} of {length} bytes of the record at {record.stream_pos}")
    body = _content(payload, _lower(headers.items()))
    return Stored(
        status=headers.status_code or 0,
        body=body,
        media_type=record.http_content_type or None,
        charset=record.http_charset or None,
    )


def _lower(items: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {key.lower(): value for key, value in items}


def _content(body: bytes, headers: Mapping[str, str]) -> bytes:
    """A payload with its codings undone; one that is not coded as its head says stays as it is."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    try:
        return decode_body(headers.get("content-encoding", ""), body, LARGEST)
    except (BadCoding, TooLarge):
        return body


def _dechunked(body: bytes) -> bytes:
    """The chunks joined; many writers undo the chunks and keep the header: then as it is."""
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
